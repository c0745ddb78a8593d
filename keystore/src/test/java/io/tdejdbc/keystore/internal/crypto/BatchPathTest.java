package io.tdejdbc.keystore.internal.crypto;

import static io.tdejdbc.keystore.internal.crypto.Columns.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tdejdbc.keystore.DecryptedValues;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.keystore.TypeFamily;
import io.tdejdbc.keystore.crypto.ColumnCipher;
import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import io.tdejdbc.keystore.crypto.ValueContext;
import io.tdejdbc.keystore.crypto.Vectors;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code encryptAll} and {@code decryptAll} against the per-value path. */
class BatchPathTest {

    private static final BatchLimits ALWAYS = new BatchLimits(1, 1, 1, XaesBatch.MAX_LENGTH, SivBatch.MAX_LENGTH);
    private static final BatchLimits SESSION_BUT_PER_VALUE = new BatchLimits(1, 1, 1, 0, 0);

    private final Random random = new Random(6);

    @ParameterizedTest
    @EnumSource
    void equalsThePerValuePathForAllLengths(ProtectionMode mode) throws KeystoreException {
        byte[][] plaintexts =
                IntStream.rangeClosed(0, 5000).mapToObj(this::bytes).toArray(byte[][]::new);
        try (ColumnCipher batch = cipher(mode, ALWAYS);
                ColumnCipher single = cipher(mode, BatchLimits.OFF)) {
            byte[][] envelopes = batch.encryptAll(plaintexts);
            byte[][] singly = new byte[plaintexts.length][];
            for (int i = 0; i < plaintexts.length; i++) {
                assertThat(single.decrypt(envelopes[i])).as("length %d", i).isEqualTo(plaintexts[i]);
                singly[i] = single.encrypt(plaintexts[i]);
            }
            assertThat(Arrays.deepEquals(batch.decryptAll(singly).all(), plaintexts))
                    .isTrue();
            assertThat(Arrays.deepEquals(batch.decryptAll(envelopes).all(), plaintexts))
                    .isTrue();
            if (mode == ProtectionMode.EQUALITY) {
                assertThat(Arrays.deepEquals(envelopes, singly)).isTrue();
            }
        }
    }

    @Test
    void writesTheBytesThatThePerValuePathWritesUnderTheSameNonces() throws KeystoreException {
        byte[][] plaintexts =
                IntStream.rangeClosed(0, 5000).mapToObj(this::bytes).toArray(byte[][]::new);
        // The same "random" bytes for both, so that salt, nonces and hence envelopes must be the same.
        NonceSource fixed = (target, offset, length) -> Arrays.fill(target, offset, offset + length, (byte) 0x5a);
        try (ColumnCipher batch =
                        new RandomCipher(CONTEXT, generations(32), BatchTuning.fixed(ALWAYS), fixed, System::nanoTime);
                ColumnCipher perValue = new RandomCipher(
                        CONTEXT, generations(32), BatchTuning.fixed(SESSION_BUT_PER_VALUE), fixed, System::nanoTime)) {
            assertThat(Arrays.deepEquals(batch.encryptAll(plaintexts), perValue.encryptAll(plaintexts)))
                    .isTrue();
        }
    }

    @Test
    void aBatchOfMoreValuesThanASessionTakesHasTwoSessions() throws KeystoreException {
        byte[][] plaintexts = new byte[RandomSession.MAX_VALUES + 5][];
        Arrays.fill(plaintexts, new byte[0]);
        try (ColumnCipher cipher = cipher(ProtectionMode.RANDOM, ALWAYS)) {
            byte[][] envelopes = cipher.encryptAll(plaintexts);
            int last = RandomSession.MAX_VALUES - 1;
            assertThat(Words.big(envelopes[last], 4)).isEqualTo(Words.big(envelopes[0], 4));
            assertThat(Words.big(envelopes[last + 1], 4)).isNotEqualTo(Words.big(envelopes[0], 4));
            assertThat(Words.big(envelopes[last + 5], 4)).isEqualTo(Words.big(envelopes[last + 1], 4));
            assertThat(cipher.decrypt(envelopes[last + 5])).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void catchesValuesMovedElsewhereInABatch(ProtectionMode mode) throws KeystoreException {
        UUID other = new UUID(0xe, 5);
        List<ValueContext> elsewhere = List.of(
                ValueContext.ofColumn(other, Columns.TABLE, Columns.COLUMN, TypeFamily.TEXT),
                ValueContext.ofColumn(Columns.DEPLOYMENT, other, Columns.COLUMN, TypeFamily.TEXT),
                ValueContext.ofColumn(Columns.DEPLOYMENT, Columns.TABLE, other, TypeFamily.TEXT),
                ValueContext.ofColumn(Columns.DEPLOYMENT, Columns.TABLE, Columns.COLUMN, TypeFamily.BINARY));
        Map<Integer, SecretKeyBytes> keys = Map.of(1, Columns.key(1), 2, Columns.key(2));
        byte[][] plaintexts = new byte[100][];
        Arrays.setAll(plaintexts, i -> bytes(i));
        try (ColumnCipher here = Columns.cipher(mode)) {
            byte[][] envelopes = here.encryptAll(plaintexts);
            for (ValueContext context : elsewhere) {
                try (ColumnCipher there = Columns.cipher(mode, context, keys, 2)) {
                    DecryptedValues moved = there.decryptAll(envelopes);
                    assertThat(IntStream.range(0, 100))
                            .allMatch(i -> moved.failure(i).orElseThrow().code().equals("TDE-CRY-005"));
                }
            }
            for (byte[] envelope : envelopes) {
                envelope[3] = 1;
            }
            DecryptedValues moved = here.decryptAll(envelopes);
            assertThat(IntStream.range(0, 100))
                    .allMatch(i -> moved.failure(i).orElseThrow().code().equals("TDE-CRY-005"));
        }
    }

    @Test
    void readsSessionsThatTakeTurnsWithOtherValuesBetween() throws KeystoreException {
        try (ColumnCipher cipher = cipher(ProtectionMode.RANDOM, new BatchLimits(4, 4, 8, 128, 128))) {
            for (int sessions : new int[] {1, 2, 3, 8, 20, 70}) {
                List<byte[][]> written = new ArrayList<>();
                for (int session = 0; session < sessions; session++) {
                    byte[][] values = new byte[12][];
                    Arrays.setAll(values, i -> bytes(i * 17));
                    written.add(values);
                }
                List<byte[][]> stored = new ArrayList<>();
                for (byte[][] values : written) {
                    stored.add(cipher.encryptAll(values));
                }
                int[] bad = {5, 17, 30};
                byte[][] plaintexts = new byte[12 * sessions][];
                byte[][] envelopes = new byte[12 * sessions][];
                for (int i = 0; i < envelopes.length; i++) {
                    plaintexts[i] = written.get(i % sessions)[i / sessions];
                    envelopes[i] = stored.get(i % sessions)[i / sessions].clone();
                }
                envelopes[0] = null;
                plaintexts[0] = null;
                envelopes[1] = cipher.encrypt(new byte[] {1});
                plaintexts[1] = new byte[] {1};
                envelopes[2] = new byte[7];
                for (int i : bad) {
                    if (i < envelopes.length) {
                        envelopes[i][envelopes[i].length - 3] ^= 4;
                    }
                }
                DecryptedValues decrypted = cipher.decryptAll(envelopes);
                for (int i = 0; i < envelopes.length; i++) {
                    int index = i;
                    boolean altered = i == 2 || Arrays.stream(bad).anyMatch(one -> one == index);
                    assertThat(decrypted.failure(i).isPresent())
                            .as("%d sessions, value %d", sessions, i)
                            .isEqualTo(altered);
                    if (!altered) {
                        assertThat(decrypted.get(i)).isEqualTo(plaintexts[i]);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsTheFrozenValuesInABatch(ProtectionMode mode) throws KeystoreException {
        int read = 0;
        for (Vectors.Vector value : Vectors.read("format-v1.json", "values")) {
            if (!value.text("mode").equalsIgnoreCase(mode.name())) {
                continue;
            }
            byte[][] envelopes = new byte[30][];
            Arrays.fill(envelopes, value.bytes("envelope"));
            try (ColumnCipher cipher = FrozenFormatTest.cipher(value)) {
                for (byte[] plaintext : cipher.decryptAll(envelopes).all()) {
                    assertThat(plaintext).as("%s", value).isEqualTo(value.bytes("plaintext"));
                }
            }
            read++;
        }
        assertThat(read).isGreaterThan(40);
    }

    @ParameterizedTest
    @EnumSource
    void mixesOfLengthsAndNullsComeBackInOrder(ProtectionMode mode) throws KeystoreException {
        BatchLimits usual = new BatchLimits(16, 16, 24, 128, 1024);
        try (ColumnCipher batch = cipher(mode, usual);
                ColumnCipher perValue = cipher(mode, SESSION_BUT_PER_VALUE)) {
            for (int round = 0; round < 200; round++) {
                byte[][] plaintexts = new byte[random.nextInt(400)][];
                for (int i = 0; i < plaintexts.length; i++) {
                    if (random.nextInt(10) > 0) {
                        plaintexts[i] = bytes(random.nextInt(random.nextInt(20) == 0 ? 6000 : 150));
                    }
                }
                byte[][] before = Arrays.stream(plaintexts)
                        .map(plaintext -> plaintext == null ? null : plaintext.clone())
                        .toArray(byte[][]::new);
                byte[][] envelopes = batch.encryptAll(plaintexts);
                assertThat(Arrays.deepEquals(plaintexts, before))
                        .as("left as they were")
                        .isTrue();
                assertThat(Arrays.deepEquals(batch.decryptAll(envelopes).all(), plaintexts))
                        .isTrue();
                assertThat(Arrays.deepEquals(perValue.decryptAll(envelopes).all(), plaintexts))
                        .isTrue();
                byte[][] others = perValue.encryptAll(plaintexts);
                assertThat(Arrays.deepEquals(batch.decryptAll(others).all(), plaintexts))
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBadValueFailsAloneAndAsItDoesAlone(ProtectionMode mode) throws KeystoreException {
        try (ColumnCipher batch = cipher(mode, ALWAYS)) {
            byte[][] plaintexts = new byte[1000][];
            Arrays.setAll(plaintexts, i -> bytes(random.nextInt(100)));
            byte[][] envelopes = batch.encryptAll(plaintexts);
            envelopes[3] = null;
            for (int i = 10; i < 1000; i += 10) {
                int bit = random.nextInt(8 * envelopes[i].length);
                envelopes[i][bit / 8] ^= (byte) (1 << bit % 8);
            }
            envelopes[501] = new byte[0];
            envelopes[502] = Arrays.copyOf(envelopes[502], 10);
            envelopes[503] = new byte[] {'p', 'l', 'a', 'i', 'n'};
            envelopes[504] = Arrays.copyOf(envelopes[504], envelopes[504].length + 1);
            DecryptedValues decrypted = batch.decryptAll(envelopes);
            assertThat(decrypted.size()).isEqualTo(1000);
            int failed = 0;
            for (int i = 0; i < 1000; i++) {
                int index = i;
                boolean bad = i >= 10 && i % 10 == 0 || i > 500 && i < 505;
                assertThat(decrypted.failure(i).isPresent()).as("value %d", i).isEqualTo(bad);
                if (bad) {
                    failed++;
                    String alone = Columns.failure(batch, envelopes[i]);
                    assertThatExceptionOfType(KeystoreException.class)
                            .isThrownBy(() -> decrypted.get(index))
                            .satisfies(e -> assertThat(e.code()).isEqualTo(alone));
                } else {
                    assertThat(decrypted.get(i)).isEqualTo(i == 3 ? null : plaintexts[i]);
                }
            }
            assertThat(failed).isEqualTo(103);
            assertThatExceptionOfType(KeystoreException.class).isThrownBy(decrypted::all);
        }
    }

    @ParameterizedTest
    @EnumSource
    void catchesTenThousandFlippedBits(ProtectionMode mode) throws KeystoreException {
        try (ColumnCipher batch = cipher(mode, ALWAYS)) {
            byte[][] plaintexts = new byte[10_000][];
            Arrays.setAll(plaintexts, i -> bytes(random.nextInt(80)));
            byte[][] envelopes = batch.encryptAll(plaintexts);
            for (byte[] envelope : envelopes) {
                // Not the header: that would end the batch, and is tested above.
                int bit = 128 + random.nextInt(8 * envelope.length - 128);
                envelope[bit / 8] ^= (byte) (1 << bit % 8);
            }
            DecryptedValues decrypted = batch.decryptAll(envelopes);
            long caught = IntStream.range(0, 10_000)
                    .filter(i -> decrypted.failure(i).isPresent())
                    .count();
            assertThat(caught).isEqualTo(10_000);
        }
    }

    @Test
    void valuesSwappedInsideABatchDoNotTradeTags() throws KeystoreException {
        try (ColumnCipher batch = cipher(ProtectionMode.RANDOM, ALWAYS)) {
            byte[][] plaintexts = new byte[64][];
            Arrays.setAll(plaintexts, i -> bytes(24));
            byte[][] envelopes = batch.encryptAll(plaintexts);
            for (int i = 0; i < 64; i += 2) {
                for (int at = envelopes[i].length - 16; at < envelopes[i].length; at++) {
                    byte kept = envelopes[i][at];
                    envelopes[i][at] = envelopes[i + 1][at];
                    envelopes[i + 1][at] = kept;
                }
            }
            DecryptedValues decrypted = batch.decryptAll(envelopes);
            assertThat(IntStream.range(0, 64))
                    .allMatch(i -> decrypted.failure(i).isPresent());
        }
    }

    @Test
    void readsSessionsAndGenerationsInAnyMixture() throws KeystoreException {
        List<byte[]> envelopes = new ArrayList<>();
        List<byte[]> plaintexts = new ArrayList<>();
        try (ColumnCipher one = cipher(ProtectionMode.RANDOM, ALWAYS);
                ColumnCipher two = cipher(ProtectionMode.RANDOM, ALWAYS)) {
            for (int run = 0; run < 60; run++) {
                byte[][] values = new byte[random.nextInt(60)][];
                Arrays.setAll(values, i -> bytes(random.nextInt(40)));
                envelopes.addAll(Arrays.asList((run % 2 == 0 ? one : two).encryptAll(values)));
                plaintexts.addAll(Arrays.asList(values));
            }
            byte[][] decrypted =
                    one.decryptAll(envelopes.toArray(byte[][]::new)).all();
            assertThat(Arrays.deepEquals(decrypted, plaintexts.toArray())).isTrue();
        }
    }

    @Test
    void everyBatchHasASessionOfItsOwnAndFewValuesShareOne() throws KeystoreException {
        try (ColumnCipher cipher = cipher(ProtectionMode.RANDOM, new BatchLimits(16, 16, 24, 128, 128))) {
            Set<Long> salts = new HashSet<>();
            for (int batch = 0; batch < 50; batch++) {
                byte[][] envelopes = cipher.encryptAll(new byte[20][4]);
                assertThat(Arrays.stream(envelopes).map(e -> Words.big(e, 4)).distinct())
                        .hasSize(1);
                assertThat(Arrays.stream(envelopes).map(e -> Words.big(e, 16)).distinct())
                        .hasSize(1);
                salts.add(Words.big(envelopes[0], 4));
            }
            assertThat(salts).hasSize(50);
            assertThat(Words.big(cipher.encryptAll(new byte[15][4])[0], 4))
                    .isEqualTo(Words.big(cipher.encrypt(new byte[4]), 4));
        }
    }

    @Test
    void aMillionValuesOfEightThreadsInBatchesAndSinglyHaveDifferentSaltsAndNonces() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        long[][] seen = new long[8][125_000];
        try (ColumnCipher cipher = cipher(ProtectionMode.RANDOM, ALWAYS)) {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                long[] mine = seen[thread];
                int odd = thread;
                calls.add(() -> {
                    int done = 0;
                    while (done < mine.length) {
                        int size = Math.min(mine.length - done, odd % 4 == 0 ? 1 : 100 + done % 700);
                        for (byte[] envelope : cipher.encryptAll(new byte[size][8])) {
                            // Salt, prefix and counter mixed to 64 bits: equal by chance with probability 2^-25.
                            mine[done++] = (Words.big(envelope, 4) ^ Words.big(envelope, 16) * 31) * 0x9E3779B97F4A7C15L
                                    + Words.bigInt(envelope, 24) * 0xBF58476D1CE4E5B9L;
                        }
                    }
                    return done;
                });
            }
            for (Future<Integer> result : pool.invokeAll(calls)) {
                assertThat(result.get()).isEqualTo(125_000);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(Arrays.stream(seen).flatMapToLong(Arrays::stream).distinct().count())
                .isEqualTo(1_000_000);
    }

    @ParameterizedTest
    @EnumSource
    void doesNothingOnceClosed(ProtectionMode mode) throws KeystoreException {
        ColumnCipher cipher = cipher(mode, ALWAYS);
        byte[][] envelopes = cipher.encryptAll(new byte[40][4]);
        cipher.close();
        DecryptedValues decrypted = cipher.decryptAll(envelopes);
        assertThat(IntStream.range(0, 40))
                .allMatch(i -> decrypted.failure(i).orElseThrow().code().equals("TDE-CRY-007"));
    }

    @ParameterizedTest
    @EnumSource
    void allocatesNothingForAValueBesideItsArray(ProtectionMode mode) throws KeystoreException {
        // What a call allocates once is the same for both sizes. The first rounds still run interpreted.
        try (ColumnCipher batch = cipher(mode, ALWAYS)) {
            long perValue = Long.MAX_VALUE;
            long perValueBack = Long.MAX_VALUE;
            for (int round = 0; round < 400; round++) {
                perValue = Math.min(perValue, (allocated(batch, 3000, false) - allocated(batch, 1000, false)) / 2000);
                perValueBack =
                        Math.min(perValueBack, (allocated(batch, 3000, true) - allocated(batch, 1000, true)) / 2000);
            }
            // Array header, bytes rounded up to words, and the reference to it.
            assertThat(perValue).isLessThanOrEqualTo(16 + (32 + batch.overhead() + 7 & ~7) + 8);
            assertThat(perValueBack).isLessThanOrEqualTo(16 + 32 + 8);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aShortValueReadAloneAllocatesNothingBesideItsArray(ProtectionMode mode) throws KeystoreException {
        try (ColumnCipher cipher = cipher(mode, BatchLimits.OFF)) {
            byte[][] envelopes = cipher.encryptAll(new byte[1000][32]);
            long perValue = Long.MAX_VALUE;
            for (int round = 0; round < 400; round++) {
                long before = allocatedSoFar();
                int read = 0;
                for (byte[] envelope : envelopes) {
                    read += cipher.decrypt(envelope).length;
                }
                perValue = Math.min(perValue, (allocatedSoFar() - before) / 1000);
                assertThat(read).isEqualTo(32_000);
            }
            assertThat(perValue).isLessThan(16 + 32 + 24);
        }
    }

    private static long allocatedSoFar() {
        try {
            return (Long) ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME), "CurrentThreadAllocatedBytes");
        } catch (JMException e) {
            throw new AssertionError("the platform does not count allocated bytes", e);
        }
    }

    private static long allocated(ColumnCipher batch, int values, boolean back) throws KeystoreException {
        byte[][] plaintexts = new byte[values][32];
        byte[][] envelopes = back ? batch.encryptAll(plaintexts) : plaintexts;
        long before = allocatedSoFar();
        int size = back ? batch.decryptAll(envelopes).size() : batch.encryptAll(plaintexts).length;
        long after = allocatedSoFar();
        assertThat(size).isEqualTo(values);
        return after - before;
    }

    @Test
    void theCalibrationGivesLimitsInRange() {
        BatchLimits limits = new Calibration().measure();
        assertThat(limits.minValues()).isGreaterThanOrEqualTo(4);
        assertThat(limits.minReads()).isGreaterThanOrEqualTo(4);
        assertThat(limits.lanesFrom()).isGreaterThanOrEqualTo(4);
        assertThat(limits.maxRandomLength()).isBetween(0, XaesBatch.MAX_LENGTH);
        assertThat(limits.maxEqualityLength()).isBetween(0, SivBatch.MAX_LENGTH);
    }

    @Test
    void thePropertyIsChecked() {
        assertThat(BatchLimits.parse("off")).isEqualTo(BatchLimits.OFF);
        assertThat(BatchLimits.parse("20:64")).isEqualTo(new BatchLimits(20, 20, 24, 64, 64));
        assertThat(BatchLimits.parse("1:99999").maxRandomLength()).isEqualTo(XaesBatch.MAX_LENGTH);
        for (String wrong : new String[] {"", "on", "0:5", "5", "5:", "-1:3", "5:5:5", "99999999:1"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> BatchLimits.parse(wrong))
                    .withMessageContaining("| found: " + wrong + " | expected: ");
        }
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static ColumnCipher cipher(ProtectionMode mode, BatchLimits limits) {
        BatchTuning tuning = BatchTuning.fixed(limits);
        return switch (mode) {
            case RANDOM -> new RandomCipher(CONTEXT, generations(32), tuning);
            case EQUALITY -> new EqualityCipher(CONTEXT, generations(64), tuning);
        };
    }

    private static Generations generations(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) i;
        }
        return new Generations(new int[] {1}, new SecretKeyBytes[] {SecretKeyBytes.copyOf(bytes)});
    }
}
