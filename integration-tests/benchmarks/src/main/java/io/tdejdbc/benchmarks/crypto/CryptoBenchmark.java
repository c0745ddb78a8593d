package io.tdejdbc.benchmarks.crypto;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.LowLevelCryptoCaller;
import com.google.crypto.tink.aead.XAesGcmKey;
import com.google.crypto.tink.aead.XAesGcmParameters;
import com.google.crypto.tink.aead.subtle.XAesGcmAead;
import com.google.crypto.tink.subtle.AesSiv;
import com.google.crypto.tink.util.SecretBytes;
import io.tdejdbc.keystore.DecryptedValues;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.TypeFamily;
import io.tdejdbc.keystore.crypto.ColumnCipher;
import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import io.tdejdbc.keystore.crypto.ValueCiphers;
import io.tdejdbc.keystore.crypto.ValueContext;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.InvalidCipherTextException;
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
 * One call works on {@link #values} values of one column; scores are to be divided by that. All comparisons bind the same
 * 53 bytes of associated data and give one array for each value.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CryptoBenchmark {

    static final ValueContext CONTEXT =
            ValueContext.ofColumn(new UUID(1, 1), new UUID(2, 2), new UUID(3, 3), TypeFamily.TEXT);

    /** Bytes of one value. */
    @Param({"8", "32", "100", "400", "4096", "65536"})
    public int size;

    private final Random random = new Random(1);
    private byte[][] plaintexts;
    private ColumnCipher xaes;
    private ColumnCipher siv;
    private ReusedJce reused;
    private NaiveJce naive;
    private BouncyCastleGcm bouncyCastle;
    private Aead tinkXaes;
    private AesSiv tinkSiv;
    private byte[] associatedData;
    private byte[][] xaesStored;
    private byte[][] sivStored;
    private byte[][] reusedStored;
    private byte[][] naiveStored;
    private byte[][] bouncyCastleStored;
    private byte[][] tinkXaesStored;
    private byte[][] tinkSivStored;

    /** How many values one call works on. */
    public static int values(int size) {
        return size <= 400 ? 1000 : size <= 4096 ? 200 : 16;
    }

    /** Makes keys, values and what is decrypted. */
    @Setup
    @AccessesPartialKey
    @LowLevelCryptoCaller
    public void setUp() throws GeneralSecurityException, InvalidCipherTextException, KeystoreException {
        byte[] key = bytes(32);
        associatedData = CONTEXT.associatedData((byte) 0xF9, 1);
        xaes = ValueCiphers.random(CONTEXT, Map.of(1, SecretKeyBytes.copyOf(key)), 1);
        siv = ValueCiphers.equality(CONTEXT, Map.of(1, SecretKeyBytes.copyOf(key)), 1);
        reused = new ReusedJce(key, associatedData);
        naive = new NaiveJce(key, associatedData);
        bouncyCastle = new BouncyCastleGcm(key, associatedData);
        tinkXaes = XAesGcmAead.create(XAesGcmKey.create(
                XAesGcmParameters.create(XAesGcmParameters.Variant.NO_PREFIX, 12),
                SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()),
                null));
        tinkSiv = new AesSiv(bytes(64));
        plaintexts = new byte[values(size)][];
        for (int i = 0; i < plaintexts.length; i++) {
            plaintexts[i] = bytes(size);
        }
        xaesStored = xaes.encryptAll(plaintexts);
        sivStored = siv.encryptAll(plaintexts);
        reusedStored = xaesReusedJceEncrypt(new CpuClock());
        naiveStored = xaesNaiveJceEncrypt(new CpuClock());
        bouncyCastleStored = xaesBouncyCastleEncrypt(new CpuClock());
        tinkXaesStored = xaesTinkEncrypt(new CpuClock());
        tinkSivStored = sivTinkEncrypt(new CpuClock());
    }

    /** Wipes keys. */
    @TearDown
    public void tearDown() {
        xaes.close();
        siv.close();
    }

    @Benchmark
    public byte[][] xaesBatchEncrypt(CpuClock clock) throws KeystoreException {
        return xaes.encryptAll(plaintexts);
    }

    @Benchmark
    public byte[][] xaesSingleEncrypt(CpuClock clock) throws KeystoreException {
        byte[][] out = new byte[plaintexts.length][];
        for (int i = 0; i < out.length; i++) {
            out[i] = xaes.encrypt(plaintexts[i]);
        }
        return out;
    }

    @Benchmark
    public byte[][] xaesReusedJceEncrypt(CpuClock clock) throws GeneralSecurityException {
        byte[][] out = new byte[plaintexts.length][];
        for (int i = 0; i < out.length; i++) {
            out[i] = reused.encrypt(plaintexts[i]);
        }
        return out;
    }

    @Benchmark
    public byte[][] xaesNaiveJceEncrypt(CpuClock clock) throws GeneralSecurityException {
        byte[][] out = new byte[plaintexts.length][];
        for (int i = 0; i < out.length; i++) {
            out[i] = naive.encrypt(plaintexts[i]);
        }
        return out;
    }

    @Benchmark
    public byte[][] xaesBouncyCastleEncrypt(CpuClock clock) throws InvalidCipherTextException {
        byte[][] out = new byte[plaintexts.length][];
        for (int i = 0; i < out.length; i++) {
            out[i] = bouncyCastle.encrypt(plaintexts[i]);
        }
        return out;
    }

    @Benchmark
    public byte[][] xaesTinkEncrypt(CpuClock clock) throws GeneralSecurityException {
        byte[][] out = new byte[plaintexts.length][];
        for (int i = 0; i < out.length; i++) {
            out[i] = tinkXaes.encrypt(plaintexts[i], associatedData);
        }
        return out;
    }

    @Benchmark
    public DecryptedValues xaesBatchDecrypt(CpuClock clock) {
        return xaes.decryptAll(xaesStored);
    }

    @Benchmark
    public byte[][] xaesSingleDecrypt(CpuClock clock) throws KeystoreException {
        byte[][] out = new byte[plaintexts.length][];
        for (int i = 0; i < out.length; i++) {
            out[i] = xaes.decrypt(xaesStored[i]);
        }
        return out;
    }

    @Benchmark
    public byte[][] xaesReusedJceDecrypt(CpuClock clock) throws GeneralSecurityException {
        byte[][] out = new byte[plaintexts.length][];
        for (int i = 0; i < out.length; i++) {
            out[i] = reused.decrypt(reusedStored[i]);
        }
        return out;
    }

    @Benchmark
    public byte[][] xaesNaiveJceDecrypt(CpuClock clock) throws GeneralSecurityException {
        byte[][] out = new byte[plaintexts.length][];
        for (int i = 0; i < out.length; i++) {
            out[i] = naive.decrypt(naiveStored[i]);
        }
        return out;
    }

    @Benchmark
    public byte[][] xaesBouncyCastleDecrypt(CpuClock clock) throws InvalidCipherTextException {
        byte[][] out = new byte[plaintexts.length][];
        for (int i = 0; i < out.length; i++) {
            out[i] = bouncyCastle.decrypt(bouncyCastleStored[i]);
        }
        return out;
    }

    @Benchmark
    public byte[][] xaesTinkDecrypt(CpuClock clock) throws GeneralSecurityException {
        byte[][] out = new byte[plaintexts.length][];
        for (int i = 0; i < out.length; i++) {
            out[i] = tinkXaes.decrypt(tinkXaesStored[i], associatedData);
        }
        return out;
    }

    @Benchmark
    public byte[][] sivBatchEncrypt(CpuClock clock) throws KeystoreException {
        return siv.encryptAll(plaintexts);
    }

    @Benchmark
    public byte[][] sivSingleEncrypt(CpuClock clock) throws KeystoreException {
        byte[][] out = new byte[plaintexts.length][];
        for (int i = 0; i < out.length; i++) {
            out[i] = siv.encrypt(plaintexts[i]);
        }
        return out;
    }

    @Benchmark
    public byte[][] sivTinkEncrypt(CpuClock clock) throws GeneralSecurityException {
        byte[][] out = new byte[plaintexts.length][];
        for (int i = 0; i < out.length; i++) {
            out[i] = tinkSiv.encryptDeterministically(plaintexts[i], associatedData);
        }
        return out;
    }

    @Benchmark
    public DecryptedValues sivBatchDecrypt(CpuClock clock) {
        return siv.decryptAll(sivStored);
    }

    @Benchmark
    public byte[][] sivSingleDecrypt(CpuClock clock) throws KeystoreException {
        byte[][] out = new byte[plaintexts.length][];
        for (int i = 0; i < out.length; i++) {
            out[i] = siv.decrypt(sivStored[i]);
        }
        return out;
    }

    @Benchmark
    public byte[][] sivTinkDecrypt(CpuClock clock) throws GeneralSecurityException {
        byte[][] out = new byte[plaintexts.length][];
        for (int i = 0; i < out.length; i++) {
            out[i] = tinkSiv.decryptDeterministically(tinkSivStored[i], associatedData);
        }
        return out;
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
