package io.tdejdbc.keystore.internal.metadata;

import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.CUSTOMERS;
import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.ORDERS;
import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.keystore.ColumnState;
import io.tdejdbc.keystore.Keystore;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.KeystoreException.Kind;
import io.tdejdbc.keystore.KeystoreSettings;
import io.tdejdbc.keystore.Keystores;
import io.tdejdbc.keystore.Metadata;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.keystore.ValueCipher;
import io.tdejdbc.keystore.internal.keys.FakeProvider;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Time passes, databases and key managers go away and come back. */
class LeaseAndOutageTest {

    private static final byte[] VALUE = {1, 2, 3};

    private KeystoreFixture fixture;
    private LiveKeystore keystore;
    private UUID ssn;
    private ValueCipher cipher;

    @BeforeEach
    void prepare(@TempDir Path directory) throws Exception {
        fixture = KeystoreFixture.inMemory(directory);
        keystore = fixture.byHand();
        Metadata metadata = keystore.register(List.of(random(CUSTOMERS, "SSN"), random(ORDERS, "X")));
        ssn = KeystoreLifeTest.id(metadata, "SSN");
        cipher = keystore.cipher(ssn);
    }

    @AfterEach
    void close() throws SQLException {
        fixture.close();
    }

    private static void fails(String code, Kind kind, ThrowingCallable action) {
        assertThatThrownBy(action).isInstanceOfSatisfying(KeystoreException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.kind()).isEqualTo(kind);
        });
    }

    @Test
    void aLeaseLastsThirtySecondsFromTheLastGoodPoll() throws Exception {
        byte[] envelope = cipher.encrypt(VALUE);
        fixture.pass(Duration.ofSeconds(30));
        assertThat(cipher.decrypt(envelope)).isEqualTo(VALUE);
        fixture.pass(Duration.ofNanos(1));
        fails("TDE-MET-021", Kind.UNAVAILABLE, () -> cipher.decrypt(envelope));
        fails("TDE-MET-021", Kind.UNAVAILABLE, () -> cipher.encrypt(VALUE));
        fails("TDE-MET-021", Kind.UNAVAILABLE, () -> cipher.encryptAll(new byte[][] {VALUE}));
        fails("TDE-MET-021", Kind.UNAVAILABLE, () -> keystore.metadata());
        fails("TDE-MET-021", Kind.UNAVAILABLE, () -> keystore.cipher(ssn));
        keystore.poll();
        assertThat(cipher.decrypt(envelope)).isEqualTo(VALUE);
    }

    @Test
    void aDatabaseThatIsAwayForLessThanTheLeaseIsNotNoticed() throws Exception {
        byte[] envelope = cipher.encrypt(VALUE);
        fixture.backend.goDown();
        for (int second = 5; second <= 30; second += 5) {
            fixture.pass(Duration.ofSeconds(5));
            keystore.poll();
            assertThat(cipher.decrypt(envelope)).isEqualTo(VALUE);
        }
        fixture.pass(Duration.ofSeconds(1));
        fails("TDE-MET-021", Kind.UNAVAILABLE, () -> cipher.decrypt(envelope));
        fails("TDE-MET-020", Kind.UNAVAILABLE, () -> keystore.refresh());
        fails("TDE-MET-020", Kind.UNAVAILABLE, () -> keystore.register(List.of(random(ORDERS, "Y"))));
        fixture.backend.comeBack();
        keystore.poll();
        assertThat(cipher.decrypt(envelope)).isEqualTo(VALUE);
    }

    @Test
    void aConnectionThatWasKilledIsReopenedInTheSamePoll() throws Exception {
        int opens = fixture.backend.opens();
        keystore.poll();
        assertThat(fixture.backend.opens()).as("one connection is kept").isEqualTo(opens);
        fixture.backend.killConnections();
        fixture.pass(Duration.ofSeconds(29));
        keystore.poll();
        fixture.pass(Duration.ofSeconds(29));
        assertThat(cipher.encrypt(VALUE)).isNotEmpty();
        assertThat(fixture.backend.opens()).isEqualTo(opens + 1);
    }

    @Test
    void anotherOnesChangeArrivesWithThePoll() throws Exception {
        LiveKeystore tool = fixture.byHand();
        UUID table = KeystoreLifeTest.column(tool.metadata(), "SSN").tableId();
        tool.changeState(table, List.of(ssn), ColumnState.ENCRYPTED, ColumnState.MIGRATING);
        tool.register(List.of(random(ORDERS, "Y")));
        assertThat(KeystoreLifeTest.column(keystore.metadata(), "SSN").state()).isEqualTo(ColumnState.ENCRYPTED);
        keystore.poll();
        assertThat(keystore.metadata()).isEqualTo(tool.metadata());
        assertThat(cipher.encrypt(VALUE)).isNotEmpty();
    }

    @Test
    void theThreadPollsByItself() throws Exception {
        KeystoreSettings often = new KeystoreSettings(
                fixture.deployment, Optional.empty(), Duration.ofMillis(1), Duration.ofMinutes(5), true);
        try (Keystore live = Keystores.open(often, fixture.backend, fixture.provider)) {
            assertThat(threads()).hasSize(1);
            Metadata changed = keystore.register(List.of(random(ORDERS, "Y")));
            awaitEpoch(live, changed.epoch());
            fixture.backend.goDown();
            fixture.backend.comeBack();
            awaitEpoch(live, keystore.register(List.of(random(ORDERS, "Z"))).epoch());
            assertThat(live.metadata()).isEqualTo(keystore.metadata());
        }
        assertThat(threads()).isEmpty();
    }

    private static void awaitEpoch(Keystore keystore, long epoch) throws KeystoreException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (keystore.metadata().epoch() < epoch && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(keystore.metadata().epoch()).isEqualTo(epoch);
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("tde-keystore-poll") && thread.isAlive())
                .toList();
    }

    @Test
    void withoutBackgroundPollingThereIsNoThreadNoLeaseAndNoConnectionKept() throws Exception {
        KeystoreSettings alone = new KeystoreSettings(
                fixture.deployment, Optional.empty(), Duration.ofSeconds(5), Duration.ofSeconds(30), false);
        LiveKeystore single = fixture.byHand(alone, fixture.backend, fixture.provider);
        fixture.backend.goDown();
        fixture.pass(Duration.ofDays(3));
        assertThat(single.cipher(ssn).encrypt(VALUE))
                .as("keys were unwrapped at once")
                .isNotEmpty();
        assertThat(single.metadata().columns()).hasSize(2);
        fixture.backend.comeBack();
        int opens = fixture.backend.opens();
        single.refresh();
        single.refresh();
        assertThat(fixture.backend.opens()).isEqualTo(opens + 2);
        try (Keystore real = Keystores.open(alone, fixture.backend, fixture.provider)) {
            assertThat(real.metadata().columns()).hasSize(2);
            assertThat(threads()).isEmpty();
        }
    }

    @Test
    void aKeyManagerOutageLeavesWarmColumnsUsable() throws Exception {
        FakeProvider provider = new FakeProvider(fixture.provider);
        LiveKeystore user = fixture.byHand(fixture.settings(), fixture.backend, provider);
        ValueCipher warm = user.cipher(ssn);
        byte[] envelope = warm.encrypt(VALUE);
        ValueCipher cold = user.cipher(KeystoreLifeTest.id(user.metadata(), "X"));
        provider.fail(KeystoreError.MASTER_KEY_UNAVAILABLE);
        for (int hour = 0; hour < 23; hour++) {
            fixture.pass(Duration.ofHours(1));
            user.poll();
            user.confirmKeys();
            assertThat(warm.decrypt(envelope)).isEqualTo(VALUE);
            fails("TDE-KEY-011", Kind.UNAVAILABLE, () -> cold.encrypt(VALUE));
        }
        int asked = provider.unwraps();
        fails("TDE-KEY-011", Kind.UNAVAILABLE, () -> cold.encrypt(VALUE));
        assertThat(provider.unwraps()).as("answered from the negative cache").isEqualTo(asked);
        provider.recover();
        fixture.pass(Duration.ofSeconds(2));
        assertThat(cold.encrypt(VALUE)).isNotEmpty();
    }

    @Test
    void anOutageIsToldOnceWithWhatIsLeftAndSoIsItsEnd() throws Exception {
        FakeProvider provider = new FakeProvider(fixture.provider);
        LiveKeystore user = fixture.byHand(fixture.settings(), fixture.backend, provider);
        ValueCipher warm = user.cipher(ssn);
        byte[] envelope = warm.encrypt(VALUE);
        provider.fail(KeystoreError.MASTER_KEY_UNAVAILABLE);
        try (Logged logged = new Logged(KeyRefresh.class)) {
            for (int hour = 0; hour < 4; hour++) {
                fixture.pass(Duration.ofHours(1));
                user.poll();
                user.confirmKeys();
            }
            assertThat(logged.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING ")
                    .contains("stay in use for " + 23 * 3600 + " s more", "TDE-KEY-011");
            provider.recover();
            user.confirmKeys();
            user.confirmKeys();
            assertThat(logged.lines()).hasSize(2).last().asString().isEqualTo("INFO the key manager answers again");
            provider.fail(KeystoreError.MASTER_KEY_UNAVAILABLE);
            fixture.pass(Duration.ofHours(25));
            user.poll();
            user.confirmKeys();
            fails("TDE-KEY-017", Kind.UNAVAILABLE, () -> warm.decrypt(envelope));
            assertThat(logged.lines()).anySatisfy(line -> assertThat(line).contains("the use of keys [", "ended"));
        }
    }

    @Test
    void aKeyManagerThatTakesItsTimeDoesNotHoldUpTheLease() throws Exception {
        FakeProvider provider = new FakeProvider(fixture.provider);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        KeystoreSettings often = new KeystoreSettings(
                fixture.deployment,
                Optional.empty(),
                Duration.ofMillis(1),
                Duration.ofSeconds(1),
                true,
                Duration.ofMillis(1),
                Duration.ofHours(1));
        try (Keystore live = Keystores.open(often, fixture.backend, provider)) {
            ValueCipher used = live.cipher(ssn);
            byte[] envelope = used.encrypt(VALUE);
            provider.onUnwrap(() -> {
                asked.countDown();
                try {
                    answer.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            asked.await();
            long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
            while (System.nanoTime() < end) {
                assertThat(used.decrypt(envelope)).isEqualTo(VALUE);
            }
            answer.countDown();
        }
    }

    @Test
    void aRefusalOfTheKeyManagerEndsUse() throws Exception {
        FakeProvider provider = new FakeProvider(fixture.provider);
        LiveKeystore user = fixture.byHand(fixture.settings(), fixture.backend, provider);
        ValueCipher used = user.cipher(ssn);
        byte[] envelope = used.encrypt(VALUE);
        provider.fail(KeystoreError.MASTER_KEY_REFUSED);
        fixture.pass(Duration.ofMinutes(61));
        user.poll();
        user.confirmKeys();
        fails("TDE-KEY-010", Kind.DENIED, () -> used.decrypt(envelope));
        provider.recover();
        fixture.pass(Duration.ofSeconds(2));
        assertThat(used.decrypt(envelope)).isEqualTo(VALUE);
    }

    @Test
    void retiringTheVersionThatWrappedAKeyEndsItsUse() throws Exception {
        byte[] envelope = cipher.encrypt(VALUE);
        fixture.provider.rotate();
        fixture.provider.retire(2);
        fixture.pass(Duration.ofMinutes(61));
        keystore.poll();
        keystore.confirmKeys();
        fails("TDE-KEY-015", Kind.DENIED, () -> cipher.decrypt(envelope));
        fails("TDE-KEY-015", Kind.DENIED, () -> fixture.byHand());
    }

    @Test
    void aKeyThatCannotBeHadAgainEncryptsNothing() throws Exception {
        FakeProvider provider = new FakeProvider(fixture.provider);
        LiveKeystore user = fixture.byHand(fixture.settings(), fixture.backend, provider);
        user.cipher(ssn).encrypt(VALUE);
        provider.onUnwrap(() -> provider.fail(KeystoreError.MASTER_KEY_UNAVAILABLE));
        fails(
                "TDE-KEY-011",
                Kind.UNAVAILABLE,
                () -> user.register(List.of(random(new TableName("PUBLIC", "NEW"), "Z"))));
        provider.onUnwrap(() -> {});
        provider.recover();
        fixture.pass(Duration.ofSeconds(2));
        Metadata again = user.register(List.of(random(new TableName("PUBLIC", "NEW"), "Z")));
        assertThat(user.cipher(KeystoreLifeTest.id(again, "Z")).encrypt(VALUE)).isNotEmpty();
        assertThat(fixture.backend.rows("SELECT * FROM tde_key WHERE key_kind = 'data'"))
                .hasSize(3);
    }

    @Test
    void aFailedOpenLeavesNothingBehind() throws Exception {
        FakeProvider provider = new FakeProvider(fixture.provider);
        provider.fail(KeystoreError.MASTER_KEY_UNAVAILABLE);
        fails("TDE-KEY-011", Kind.UNAVAILABLE, () -> Keystores.open(fixture.settings(), fixture.backend, provider));
        assertThat(threads()).isEmpty();
        assertThat(fixture.backend.rows("SELECT * FROM tde_instance")).isEmpty();
    }

    @Test
    void anInterruptedThreadKeepsItsInterrupt() throws Exception {
        Thread.currentThread().interrupt();
        try {
            keystore.close();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
        assertThat(fixture.backend.rows("SELECT * FROM tde_instance")).isEmpty();
    }
}
