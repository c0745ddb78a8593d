package io.tdejdbc.keystore.internal.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.keystore.FileMasterKey;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyCacheTest {

    private static final CacheLimits LIMITS =
            new CacheLimits(Duration.ofMinutes(60), Duration.ofHours(24), Duration.ofSeconds(2));

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5); // it may overflow at any time
    private final Map<UUID, List<Wrapping>> stored = new ConcurrentHashMap<>();
    private FakeProvider provider;
    private Wrapper wrapper;
    private KeyCache cache;

    @BeforeEach
    void create(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("master.key");
        FileMasterKey.generate(file);
        provider = new FakeProvider(FileMasterKey.open(file));
        wrapper = new Wrapper(provider);
        cache = new KeyCache(wrapper, id -> stored.getOrDefault(id, List.of()), any -> {}, nanoTime::get, LIMITS);
    }

    @AfterEach
    void close() {
        cache.close();
        provider.close();
    }

    private KeyIdentity newKey() throws Exception {
        KeyIdentity identity = new KeyIdentity(
                UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), KeyKind.DATA, KeyPayload.ALGORITHM, 1);
        stored.put(identity.keyId(), List.of(wrapper.wrapNew(identity)));
        return identity;
    }

    private void pass(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }

    @Test
    void unwrapsOnceHoweverManyAsk() throws Exception {
        KeyIdentity key = newKey();
        CountDownLatch allStarted = new CountDownLatch(8);
        provider.onUnwrap(() -> {
            try {
                allStarted.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        ExecutorService threads = Executors.newFixedThreadPool(8, task -> {
            Thread thread = new Thread(task, "asker");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<SecretKeyBytes>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(threads.submit(() -> {
                    allStarted.countDown();
                    return cache.get(key);
                }));
            }
            SecretKeyBytes first = answers.get(0).get();
            for (Future<SecretKeyBytes> answer : answers) {
                assertThat(answer.get()).isEqualTo(first);
            }
            assertThat(provider.unwraps()).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatIsTakenInAheadIsNotAskedForAgain() throws Exception {
        KeyIdentity first = newKey();
        KeyIdentity second = newKey();
        KeyIdentity bad = newKey();
        KeyIdentity none = newKey();
        stored.put(bad.keyId(), stored.get(first.keyId()));
        stored.put(none.keyId(), List.of());
        cache.warm(Map.of(
                first,
                stored.get(first.keyId()),
                second,
                stored.get(second.keyId()),
                bad,
                stored.get(bad.keyId()),
                none,
                List.of()));
        assertThat(provider.unwraps()).isEqualTo(3);
        assertThat(List.of(first, second, bad, none)).filteredOn(cache::holds).containsExactly(first, second);
        provider.fail(KeystoreError.MASTER_KEY_UNAVAILABLE);
        assertThat(cache.get(first)).isNotEqualTo(cache.get(second));
        assertThat(provider.unwraps()).isEqualTo(3);
        provider.recover();
        assertThatThrownBy(() -> cache.get(bad)).hasMessageContaining("TDE-KEY-008");
        assertThatThrownBy(() -> cache.get(none)).hasMessageContaining("TDE-KEY-014");
        cache.close();
        cache.warm(Map.of(second, stored.get(second.keyId())));
        assertThat(cache.holds(second)).isFalse();
    }

    @Test
    void keysInUseSurviveAnOutageAndOthersFailAtOnce() throws Exception {
        KeyIdentity warm = newKey();
        KeyIdentity cold = newKey();
        SecretKeyBytes before = cache.get(warm);
        provider.fail(KeystoreError.MASTER_KEY_UNAVAILABLE);
        pass(Duration.ofHours(2));
        assertThat(cache.confirm().ended()).isEmpty();
        assertThat(cache.get(warm)).isEqualTo(before);

        int asked = provider.unwraps();
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> cache.get(cold)).hasMessageStartingWith("TDE-KEY-011 ");
        }
        assertThat(provider.unwraps()).isEqualTo(asked + 1);

        provider.recover();
        pass(Duration.ofSeconds(2));
        assertThat(cache.get(cold)).isNotNull();
    }

    @Test
    void aKeyThatNobodyConfirmsEndsAtTheStaleLimit() throws Exception {
        KeyIdentity key = newKey();
        cache.get(key);
        provider.fail(KeystoreError.MASTER_KEY_UNAVAILABLE);
        pass(Duration.ofHours(24));
        assertThat(cache.confirm().ended()).isEmpty();
        assertThat(cache.holds(key)).isTrue();
        pass(Duration.ofSeconds(1));
        assertThat(cache.confirm().ended()).containsExactly(key.keyId());
        assertThatThrownBy(() -> cache.get(key)).hasMessageStartingWith("TDE-KEY-017 ");
        provider.recover();
        pass(Duration.ofSeconds(2));
        assertThat(cache.get(key)).isNotNull();
    }

    @Test
    void inAnOutageOneKeySpeaksForAll() throws Exception {
        List<KeyIdentity> keys = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            keys.add(newKey());
            cache.get(keys.get(i));
            pass(Duration.ofMinutes(1));
        }
        pass(Duration.ofHours(2));
        provider.fail(KeystoreError.MASTER_KEY_UNAVAILABLE);
        int asked = provider.unwraps();
        KeyCache.Confirmation round = cache.confirm();
        assertThat(provider.unwraps()).isEqualTo(asked + 1);
        assertThat(round.ended()).isEmpty();
        assertThat(round.confirmed()).isEmpty();
        assertThat(round.outage())
                .hasValueSatisfying(failure -> assertThat(failure).hasMessageStartingWith("TDE-KEY-011 "));
        assertThat(round.left()).as("of the oldest").isEqualTo(Duration.ofMinutes(22 * 60 - 20));
        provider.recover();
        assertThat(cache.confirm().confirmed()).hasSize(20);
        assertThat(cache.confirm().confirmed()).isEmpty();
    }

    @Test
    void keysAreConfirmedTogetherAndARefusedOneEndsAlone() throws Exception {
        KeyIdentity good = newKey();
        KeyIdentity bad = newKey();
        KeyIdentity young = newKey();
        cache.get(good);
        cache.get(bad);
        pass(Duration.ofMinutes(61));
        cache.get(young);
        List<Wrapping> whole = stored.put(bad.keyId(), stored.get(good.keyId()));
        provider.forgetRequests();
        KeyCache.Confirmation round = cache.confirm();
        assertThat(round.confirmed()).containsExactly(good.keyId());
        assertThat(round.ended()).containsExactly(bad.keyId());
        assertThat(provider.requests())
                .as("the batch, and the bad key once more for its reason")
                .containsExactly(2, 1);
        assertThatThrownBy(() -> cache.get(bad)).hasMessageStartingWith("TDE-KEY-008 ");
        stored.put(bad.keyId(), whole);
        pass(Duration.ofMinutes(61));
        cache.get(bad);
        provider.forgetRequests();
        assertThat(cache.confirm().confirmed()).containsExactlyInAnyOrder(good.keyId(), young.keyId());
        assertThat(provider.requests()).containsExactly(2);
    }

    @Test
    void aClientThatIsRefusedAltogetherIsAskedOnceForAllKeys() throws Exception {
        List<KeyIdentity> keys = List.of(newKey(), newKey(), newKey());
        for (KeyIdentity key : keys) {
            cache.get(key);
        }
        pass(Duration.ofMinutes(61));
        provider.fail(KeystoreError.MASTER_KEY_REFUSED);
        provider.forgetRequests();
        assertThat(cache.confirm().ended()).hasSize(3);
        assertThat(provider.requests()).hasSize(1);
        assertThatThrownBy(() -> cache.get(keys.get(2))).hasMessageStartingWith("TDE-KEY-010 ");
    }

    @Test
    void aShutGateKeepsKeysInAndOut() throws Exception {
        KeyIdentity key = newKey();
        AtomicBoolean shut = new AtomicBoolean();
        try (KeyCache gated = new KeyCache(
                wrapper,
                stored::get,
                any -> {
                    if (shut.get()) {
                        throw KeystoreError.KEYS_LOCKED.because("a test's decision", "none");
                    }
                },
                nanoTime::get,
                LIMITS)) {
            gated.get(key);
            shut.set(true);
            assertThat(gated.evict(any -> true)).containsExactly(key.keyId());
            int asked = provider.unwraps();
            assertThatThrownBy(() -> gated.get(key)).hasMessageStartingWith("TDE-KEY-032 ");
            assertThat(provider.unwraps()).isEqualTo(asked);
            gated.warm(Map.of(key, stored.get(key.keyId())));
            assertThat(gated.size()).isZero();
            shut.set(false);
            assertThat(gated.get(key)).isNotNull();
            assertThat(gated.size()).isEqualTo(1);
        }
    }

    @Test
    void withoutAStaleLimitNothingIsUsedPastItsConfirmation() throws Exception {
        KeyIdentity key = newKey();
        CacheLimits none = new CacheLimits(Duration.ofMinutes(60), Duration.ZERO, Duration.ofSeconds(2));
        try (KeyCache strict = new KeyCache(wrapper, stored::get, any -> {}, nanoTime::get, none)) {
            strict.get(key);
            provider.fail(KeystoreError.MASTER_KEY_UNAVAILABLE);
            pass(Duration.ofMinutes(59));
            assertThat(strict.confirm().ended()).isEmpty();
            pass(Duration.ofMinutes(1));
            assertThat(strict.confirm().ended()).containsExactly(key.keyId());
        }
    }

    @Test
    void aConfirmedKeyIsYoungAgain() throws Exception {
        KeyIdentity key = newKey();
        cache.get(key);
        for (int hour = 0; hour < 48; hour++) {
            pass(Duration.ofMinutes(61));
            assertThat(cache.confirm().ended()).isEmpty();
        }
        assertThat(provider.unwraps()).isEqualTo(49);
        assertThat(cache.confirm().ended()).isEmpty();
        assertThat(provider.unwraps()).isEqualTo(49);
    }

    @Test
    void aRefusalEndsUse() throws Exception {
        KeyIdentity key = newKey();
        SecretKeyBytes before = cache.get(key);
        provider.fail(KeystoreError.MASTER_KEY_REFUSED);
        pass(Duration.ofMinutes(61));
        assertThat(cache.confirm().ended()).containsExactly(key.keyId());
        assertThat(cache.holds(key)).isFalse();
        assertThatThrownBy(() -> cache.get(key)).hasMessageStartingWith("TDE-KEY-010 ");
        provider.recover();
        pass(Duration.ofSeconds(2));
        assertThat(cache.get(key)).isEqualTo(before);
    }

    @Test
    void aMissingOrForeignWrappingIsNamed() throws Exception {
        KeyIdentity key = newKey();
        List<Wrapping> good = stored.put(key.keyId(), List.of());
        assertThatThrownBy(() -> cache.get(key))
                .hasMessageStartingWith("TDE-KEY-014 ")
                .hasMessageContaining("no wrapping");
        Wrapping own = good.get(0);
        stored.put(
                key.keyId(), List.of(new Wrapping(key.keyId(), "vault", 1, "", "vault:v1:AAAA", own.createdMillis())));
        pass(Duration.ofSeconds(2));
        assertThatThrownBy(() -> cache.get(key))
                .hasMessageStartingWith("TDE-KEY-014 ")
                .hasMessageContainingAll("vault", "a wrapping by file");
    }

    @Test
    void anOlderWrappingServesWhereTheNewestVersionIsLost() throws Exception {
        KeyIdentity key = newKey();
        Wrapping first = stored.get(key.keyId()).get(0);
        Wrapping lost = new Wrapping(
                key.keyId(), "file", 2, "", first.wrapped().replace("file:v1:", "file:v2:"), first.createdMillis());
        stored.put(key.keyId(), List.of(first, lost));
        assertThat(cache.get(key)).isNotNull();
        stored.put(key.keyId(), List.of(lost));
        cache.close();
        try (KeyCache another = new KeyCache(wrapper, stored::get, any -> {}, nanoTime::get, LIMITS)) {
            assertThatThrownBy(() -> another.get(key)).hasMessageStartingWith("TDE-KEY-007 ");
        }
    }

    @Test
    void whatTheCallerWipesStaysInTheCache() throws Exception {
        KeyIdentity key = newKey();
        SecretKeyBytes mine = cache.get(key);
        SecretKeyBytes other = cache.get(key);
        mine.wipe();
        assertThat(cache.get(key)).isEqualTo(other);
    }

    @Test
    void aClosedCacheGivesNothing() throws Exception {
        KeyIdentity key = newKey();
        cache.get(key);
        cache.close();
        assertThat(cache.holds(key)).isFalse();
        assertThatThrownBy(() -> cache.get(key)).hasMessageStartingWith("TDE-KEY-013 ");
        assertThatThrownBy(() -> cache.get(newKey())).hasMessageStartingWith("TDE-KEY-013 ");
    }
}
