package io.tdejdbc.benchmarks.crypto;

import io.tdejdbc.keystore.DecryptedValues;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.ValueCipher;
import io.tdejdbc.keystore.crypto.ColumnCipher;
import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import io.tdejdbc.keystore.crypto.ValueCiphers;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Decryption as result sets do it: value by value, and in blocks of so many rows. One call works on {@value #VALUES}
 * values.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReadBenchmark {

    /** How many values one call works on. */
    public static final int VALUES = 1024;

    private static final int SESSIONS = 4;

    /** Bytes of one value. */
    @Param({"8", "16", "32", "64"})
    public int size;

    private final Random random = new Random(2);
    private ColumnCipher xaes;
    private ColumnCipher siv;
    private ReusedJce reused;
    private byte[][] xaesStored;
    private byte[][] inTurns;
    private byte[][] sivStored;
    private byte[][] reusedStored;

    /** Makes keys and what is decrypted. */
    @Setup
    public void setUp() throws GeneralSecurityException, KeystoreException {
        byte[] key = new byte[32];
        random.nextBytes(key);
        xaes = ValueCiphers.random(CryptoBenchmark.CONTEXT, Map.of(1, SecretKeyBytes.copyOf(key)), 1);
        siv = ValueCiphers.equality(CryptoBenchmark.CONTEXT, Map.of(1, SecretKeyBytes.copyOf(key)), 1);
        reused = new ReusedJce(key, CryptoBenchmark.CONTEXT.associatedData((byte) 0xF9, 1));
        byte[][] plaintexts = new byte[VALUES][size];
        for (byte[] plaintext : plaintexts) {
            random.nextBytes(plaintext);
        }
        xaesStored = xaes.encryptAll(plaintexts);
        sivStored = siv.encryptAll(plaintexts);
        reusedStored = new byte[VALUES][];
        inTurns = new byte[VALUES][];
        for (int session = 0; session < SESSIONS; session++) {
            byte[][] stored = xaes.encryptAll(plaintexts);
            for (int i = session; i < VALUES; i += SESSIONS) {
                inTurns[i] = stored[i];
                reusedStored[i] = reused.encrypt(plaintexts[i]);
            }
        }
    }

    /** Wipes keys. */
    @TearDown
    public void tearDown() {
        xaes.close();
        siv.close();
    }

    @Benchmark
    public Object readXaesReusedJce(CpuClock clock) throws GeneralSecurityException {
        byte[][] values = new byte[VALUES][];
        for (int i = 0; i < VALUES; i++) {
            values[i] = reused.decrypt(reusedStored[i]);
        }
        return values;
    }

    @Benchmark
    public Object readXaesSingle(CpuClock clock) throws KeystoreException {
        return single(xaes, xaesStored);
    }

    @Benchmark
    public Object readXaesBlock16(CpuClock clock) {
        return blocks(xaes, xaesStored, 16);
    }

    @Benchmark
    public Object readXaesBlock64(CpuClock clock) {
        return blocks(xaes, xaesStored, 64);
    }

    @Benchmark
    public Object readXaesBlock256(CpuClock clock) {
        return blocks(xaes, xaesStored, 256);
    }

    @Benchmark
    public Object readXaesTurns64(CpuClock clock) {
        return blocks(xaes, inTurns, 64);
    }

    @Benchmark
    public Object readSivSingle(CpuClock clock) throws KeystoreException {
        return single(siv, sivStored);
    }

    @Benchmark
    public Object readSivBlock16(CpuClock clock) {
        return blocks(siv, sivStored, 16);
    }

    @Benchmark
    public Object readSivBlock64(CpuClock clock) {
        return blocks(siv, sivStored, 64);
    }

    @Benchmark
    public Object readSivBlock256(CpuClock clock) {
        return blocks(siv, sivStored, 256);
    }

    private static Object single(ValueCipher cipher, byte[][] stored) throws KeystoreException {
        byte[][] values = new byte[VALUES][];
        for (int i = 0; i < VALUES; i++) {
            values[i] = cipher.decrypt(stored[i]);
        }
        return values;
    }

    private static Object blocks(ValueCipher cipher, byte[][] stored, int rows) {
        DecryptedValues[] values = new DecryptedValues[VALUES / rows];
        for (int i = 0; i < values.length; i++) {
            values[i] = cipher.decryptAll(Arrays.copyOfRange(stored, i * rows, (i + 1) * rows));
        }
        return values;
    }
}
