package io.tdejdbc.keystore.internal.crypto;

import static io.tdejdbc.keystore.internal.crypto.Columns.CONTEXT;
import static io.tdejdbc.keystore.internal.crypto.Columns.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.crypto.Randomness;
import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Sessions of mode {@code random}. */
class RandomCipherTest {

    private static final BatchTuning TUNING = BatchTuning.fixed(BatchLimits.OFF);

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);

    @Test
    void singleValuesShareASaltAndHaveNoncesOfTheirOwn() throws KeystoreException {
        RandomCipher cipher = cipher();
        byte[] first = cipher.encrypt(new byte[1]);
        byte[] second = cipher.encrypt(new byte[1]);
        assertThat(salt(first)).isEqualTo(salt(second));
        assertThat(nonce(first)).isNotEqualTo(nonce(second));
    }

    @Test
    void aSessionEndsAfterTenMinutesOfTheMonotonicClock() throws KeystoreException {
        RandomCipher cipher = cipher();
        String first = salt(cipher.encrypt(new byte[1]));
        clock.addAndGet(RandomSession.MAX_NANOS - 1);
        assertThat(salt(cipher.encrypt(new byte[1]))).isEqualTo(first);
        clock.addAndGet(1);
        String second = salt(cipher.encrypt(new byte[1]));
        assertThat(second).isNotEqualTo(first);
        assertThat(salt(cipher.encrypt(new byte[1]))).isEqualTo(second);
    }

    @Test
    void aSessionEndsAfterItsValues() {
        RandomSession session = new RandomSession(sessionKey(), new byte[16], 0);
        for (int i = 0; i < 1 << 20; i++) {
            if (!session.admit(1)) {
                throw new AssertionError("ended after " + i);
            }
        }
        assertThat(session.admit(1)).isFalse();
        assertThat(session.admit(1)).isFalse();
    }

    @Test
    void aSessionEndsWithItsKey() {
        RandomSession session = new RandomSession(sessionKey(), new byte[16], 0);
        session.end();
        assertThat(session.admit(1)).isFalse();
    }

    @Test
    void readsMoreSessionsThanItKeepsKeysFor() throws KeystoreException {
        RandomCipher writer = cipher();
        List<byte[]> envelopes = new ArrayList<>();
        for (int i = 0; i < 3 * DerivedKeyCache.CAPACITY; i++) {
            envelopes.add(writer.encrypt(new byte[] {(byte) i}));
            clock.addAndGet(RandomSession.MAX_NANOS);
        }
        assertThat(envelopes.stream().map(RandomCipherTest::salt).distinct()).hasSameSizeAs(envelopes);
        RandomCipher reader = cipher();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < envelopes.size(); i++) {
                assertThat(reader.decrypt(envelopes.get(i))).containsExactly(i);
            }
        }
    }

    @Test
    void threadsReadingManySessionsNeverSeeAKeyThatGaveWay() throws Exception {
        RandomCipher writer = cipher();
        List<byte[]> envelopes = new ArrayList<>();
        for (int i = 0; i < 4 * DerivedKeyCache.CAPACITY; i++) {
            envelopes.add(writer.encrypt(new byte[] {(byte) i}));
            clock.addAndGet(RandomSession.MAX_NANOS);
        }
        RandomCipher reader = cipher();
        int wrong = inThreads(8, thread -> {
            int bad = 0;
            for (int i = 0; i < 20_000; i++) {
                int which = Math.floorMod((i + thread * 7919) * 31, envelopes.size());
                bad += reader.decrypt(envelopes.get(which))[0] == (byte) which ? 0 : 1;
            }
            return bad;
        });
        assertThat(wrong).isZero();
    }

    @Test
    void threadsWritingWhileSessionsEndStayReadable() throws Exception {
        AtomicLong ticking = new AtomicLong();
        // Every few values a session ends under the hands of other writers.
        RandomCipher cipher = new RandomCipher(
                CONTEXT, generations(), TUNING, Randomness::fill, () -> ticking.addAndGet(RandomSession.MAX_NANOS / 5));
        RandomCipher reader = cipher();
        int wrong = inThreads(8, thread -> {
            int bad = 0;
            for (int i = 0; i < 5_000; i++) {
                byte[] plaintext = {(byte) thread, (byte) i};
                bad += Arrays.equals(plaintext, reader.decrypt(cipher.encrypt(plaintext))) ? 0 : 1;
            }
            return bad;
        });
        assertThat(wrong).isZero();
    }

    @Test
    void aMillionValuesOfEightThreadsHaveDifferentNonces() throws Exception {
        RandomCipher cipher = cipher();
        long[][] seen = new long[8][125_000];
        int done = inThreads(8, thread -> {
            byte[] plaintext = new byte[8];
            for (int i = 0; i < seen[thread].length; i++) {
                byte[] envelope = cipher.encrypt(plaintext);
                // 64 of 96 bits: a repetition by chance has probability 2^-25.
                seen[thread][i] = Words.big(envelope, 16) ^ Words.big(envelope, 4);
            }
            return seen[thread].length;
        });
        long[] all = Arrays.stream(seen).flatMapToLong(Arrays::stream).sorted().toArray();
        assertThat(done).isEqualTo(1_000_000);
        assertThat(Arrays.stream(all).distinct().count()).isEqualTo(1_000_000);
    }

    @Test
    void theCacheKeepsWhatIsUsed() {
        DerivedKeyCache cache = new DerivedKeyCache();
        byte[] envelope = new byte[44];
        SessionKey kept = cache.get(1, envelope, 4, (salt, at) -> sessionKey());
        Set<SessionKey> others = new HashSet<>();
        for (int i = 1; i < 10_000; i++) {
            Words.putBigInt(envelope, 8, i);
            others.add(cache.get(1, envelope, 4, (salt, at) -> sessionKey()));
            Words.putBigInt(envelope, 8, 0);
            assertThat(cache.get(1, envelope, 4, (salt, at) -> sessionKey())).isSameAs(kept);
        }
        assertThat(cache.size()).isEqualTo(DerivedKeyCache.CAPACITY);
        assertThat(cache.misses()).isEqualTo(10_000);
        assertThat(others).filteredOn(key -> !key.isDestroyed()).hasSize(DerivedKeyCache.CAPACITY - 1);
        cache.clear();
        assertThat(cache.size()).isZero();
        assertThat(kept.isDestroyed()).isTrue();
        assertThat(kept.aes().getEncoded()).isEqualTo(new byte[32]);
    }

    @Test
    void keysShowNothingOfThemselves() {
        assertThat(new AesKey(new byte[32])).hasToString("AesKey[256 bits]");
        assertThat(cipher().toString()).doesNotContain("key=");
    }

    private RandomCipher cipher() {
        return new RandomCipher(CONTEXT, generations(), TUNING, Randomness::fill, clock::get);
    }

    private static SessionKey sessionKey() {
        return new SessionKey(new AesKey(new byte[32]), new byte[53]);
    }

    private static Generations generations() {
        return new Generations(new int[] {1}, new SecretKeyBytes[] {key(1)});
    }

    private static String salt(byte[] envelope) {
        return Arrays.toString(Arrays.copyOfRange(envelope, 4, 16));
    }

    private static String nonce(byte[] envelope) {
        return Arrays.toString(Arrays.copyOfRange(envelope, 16, 28));
    }

    private interface Work {
        int run(int thread) throws Exception;
    }

    private static int inThreads(int threads, Work work) throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch start = new CountDownLatch(threads);
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int number = thread;
                calls.add(() -> {
                    start.countDown();
                    start.await();
                    return work.run(number);
                });
            }
            int sum = 0;
            for (Future<Integer> result : pool.invokeAll(calls)) {
                sum += result.get();
            }
            return sum;
        } finally {
            pool.shutdownNow();
        }
    }
}
