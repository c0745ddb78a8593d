package io.tdejdbc.keystore.internal.metadata;

import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.CUSTOMERS;
import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.ORDERS;
import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.equality;
import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.inDomain;
import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tdejdbc.keystore.KeyJob;
import io.tdejdbc.keystore.KeyLife;
import io.tdejdbc.keystore.KeyLifeSettings;
import io.tdejdbc.keystore.KeyLock;
import io.tdejdbc.keystore.KeyScope;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.KeystoreException.Kind;
import io.tdejdbc.keystore.KeystoreSettings;
import io.tdejdbc.keystore.Keystores;
import io.tdejdbc.keystore.MasterKeyProvider;
import io.tdejdbc.keystore.Metadata;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.keystore.TableSelection;
import io.tdejdbc.keystore.ValueCipher;
import io.tdejdbc.keystore.internal.keys.FakeProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that are locked are in nobody's memory, and nobody gets them before they are unlocked. */
class KeyLockTest {

    private static final byte[] VALUE = {4, 2};
    private static final TableName BILLS = new TableName("PUBLIC", "BILLS");

    @TempDir
    private Path directory;

    private KeystoreFixture fixture;
    private FakeProvider provider;
    private LiveKeystore keystore;
    private Metadata metadata;
    private KeyLife life;

    @BeforeEach
    void prepare() throws Exception {
        fixture = KeystoreFixture.inMemory(directory);
        provider = new FakeProvider(fixture.provider);
        keystore = fixture.byHand(fixture.settings(), fixture.backend, provider);
        metadata = keystore.register(List.of(
                random(CUSTOMERS, "SSN"),
                inDomain(CUSTOMERS, "CITY", "cities"),
                equality(ORDERS, "MAIL"),
                inDomain(ORDERS, "PLACE", "cities")));
        life = life(fixture.provider);
    }

    private KeyLife life(MasterKeyProvider keys) {
        return Keystores.keyLife(
                new KeyLifeSettings(fixture.deployment, "tester", KeyLifeSettings.DEFAULT_LEASE),
                fixture.backend,
                keys);
    }

    @AfterEach
    void close() throws SQLException {
        life.close();
        fixture.close();
    }

    private static void assertOpen(LiveKeystore driver, String... columns) throws KeystoreException {
        for (String column : columns) {
            ValueCipher cipher = driver.cipher(KeystoreLifeTest.id(driver.metadata(), column));
            assertThat(cipher.decrypt(cipher.encrypt(VALUE))).as(column).isEqualTo(VALUE);
        }
    }

    private static void assertLocked(LiveKeystore driver, String... columns) throws KeystoreException {
        for (String column : columns) {
            ValueCipher cipher = driver.cipher(KeystoreLifeTest.id(driver.metadata(), column));
            assertLocked(() -> cipher.encrypt(VALUE));
            assertLocked(() -> cipher.encryptAll(new byte[][] {VALUE}));
            assertLocked(() -> cipher.decrypt(new byte[40]));
            assertThat(cipher.decryptAll(new byte[][] {new byte[40]}).failure(0))
                    .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo("TDE-KEY-032"));
        }
    }

    private static void assertLocked(ThrowingCallable use) {
        assertThatThrownBy(use)
                .isInstanceOfSatisfying(
                        KeystoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DENIED))
                .hasMessageStartingWith("TDE-KEY-032 ");
    }

    private UUID table(String column) throws KeystoreException {
        return keystore.metadata().columns().stream()
                .filter(record -> record.column().equals(column))
                .findFirst()
                .orElseThrow()
                .tableId();
    }

    @Test
    void allDriversWipeTheKeysOfOneTableAndTheOthersGoOn() throws Exception {
        LiveKeystore other = fixture.byHand(fixture.settings(), fixture.backend, fixture.provider);
        assertOpen(other, "SSN", "CITY", "MAIL", "PLACE");
        assertThat(other.unwrappedKeys()).isEqualTo(3);
        assertThat(life.lock(Optional.of(CUSTOMERS))).isTrue();
        assertThat(life.lock(Optional.of(CUSTOMERS))).isFalse();
        for (LiveKeystore driver : List.of(keystore, other)) {
            driver.poll();
            assertLocked(driver, "SSN", "CITY");
            assertOpen(driver, "MAIL", "PLACE");
            assertThat(driver.unwrappedKeys()).as("search and domain key").isEqualTo(2);
            assertThat(driver.locked()).isEqualTo(new TableSelection(false, Set.of(table("SSN"))));
            driver.poll();
            assertLocked(driver, "SSN", "CITY");
        }
        assertThat(life.unlock(Optional.of(CUSTOMERS))).isTrue();
        assertThat(life.unlock(Optional.of(CUSTOMERS))).isFalse();
        for (LiveKeystore driver : List.of(keystore, other)) {
            assertLocked(driver, "SSN", "CITY");
            driver.poll();
            assertOpen(driver, "SSN", "CITY", "MAIL", "PLACE");
            assertThat(driver.locked()).isEqualTo(TableSelection.NONE);
        }
    }

    @Test
    void allKeysAndThoseOfATableAreLockedByThemselves() throws Exception {
        life.lock(Optional.of(ORDERS));
        life.lock(Optional.empty());
        keystore.poll();
        assertThat(keystore.unwrappedKeys()).isZero();
        assertLocked(keystore, "SSN", "CITY", "MAIL", "PLACE");
        assertThat(life.locks())
                .extracting(KeyLock::table, KeyLock::actor)
                .containsExactlyInAnyOrder(
                        tuple(Optional.empty(), "tester"), tuple(Optional.of("PUBLIC.ORDERS"), "tester"));
        life.unlock(Optional.empty());
        keystore.poll();
        assertOpen(keystore, "SSN", "CITY");
        assertLocked(keystore, "MAIL", "PLACE");
    }

    @Test
    void aDriverThatStartsMeanwhileIsLockedTooAndItsOtherKeysAreThere() throws Exception {
        life.lock(Optional.of(CUSTOMERS));
        LiveKeystore late = fixture.byHand(fixture.settings(), fixture.backend, provider);
        assertLocked(late, "SSN", "CITY");
        assertOpen(late, "MAIL", "PLACE");
        life.unlock(Optional.of(CUSTOMERS));
        late.poll();
        assertOpen(late, "SSN", "CITY");
    }

    @Test
    void whereNothingPollsALockCountsFromTheStart() throws Exception {
        life.lock(Optional.of(CUSTOMERS));
        KeystoreSettings alone = new KeystoreSettings(
                fixture.deployment, Optional.empty(), Duration.ofSeconds(5), Duration.ofSeconds(30), false);
        LiveKeystore tool = fixture.byHand(alone, fixture.backend, provider);
        assertLocked(tool, "SSN", "CITY");
        assertOpen(tool, "MAIL", "PLACE");
    }

    @Test
    void aProcessLocksForItselfAtOnceAndOthersGoOn() throws Exception {
        LiveKeystore other = fixture.byHand();
        assertOpen(keystore, "SSN");
        keystore.lock(Optional.of(table("SSN")));
        assertLocked(keystore, "SSN", "CITY");
        assertOpen(keystore, "MAIL", "PLACE");
        keystore.poll();
        assertLocked(keystore, "SSN", "CITY");
        other.poll();
        assertOpen(other, "SSN", "CITY");
        keystore.lock(Optional.empty());
        assertLocked(keystore, "MAIL", "PLACE");
        keystore.unlock(Optional.empty());
        assertOpen(keystore, "MAIL", "PLACE");
        assertLocked(keystore, "SSN");
        life.lock(Optional.of(CUSTOMERS));
        keystore.poll();
        keystore.unlock(Optional.of(table("SSN")));
        assertLocked(keystore, "SSN");
        assertThat(keystore.lockedForAll().has(table("SSN"))).isTrue();
    }

    @Test
    void aProcessForgetsForItselfAtOnce() throws Exception {
        assertOpen(keystore, "SSN", "MAIL");
        int held = keystore.unwrappedKeys();
        keystore.evict(Optional.of(table("SSN")));
        assertThat(keystore.unwrappedKeys()).isEqualTo(held - 1);
        keystore.evict(Optional.empty());
        assertThat(keystore.unwrappedKeys()).isZero();
        assertOpen(keystore, "SSN", "MAIL");
    }

    @Test
    void aKeyThatIsUnderWayWhenItIsLockedDoesNotStay() throws Exception {
        keystore.evict(Optional.empty());
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        provider.onUnwrap(() -> {
            asked.countDown();
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        UUID table = table("SSN");
        ValueCipher cipher = keystore.cipher(KeystoreLifeTest.id(metadata, "SSN"));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<byte[]> use = threads.submit(() -> cipher.encrypt(VALUE));
            asked.await();
            Future<?> lock = threads.submit(() -> keystore.lock(Optional.of(table)));
            while (!keystore.locked().has(table)) {
                Thread.onSpinWait();
            }
            answer.countDown();
            lock.get();
            assertThatThrownBy(use::get).hasMessageContaining("TDE-KEY-032");
        } finally {
            answer.countDown();
            threads.shutdownNow();
        }
        assertThat(keystore.unwrappedKeys()).isZero();
        assertLocked(keystore, "SSN");
    }

    @Test
    void nothingIsRegisteredUnderALock() throws Exception {
        life.lock(Optional.of(CUSTOMERS));
        keystore.poll();
        long epoch = keystore.metadata().epoch();
        assertLocked(() -> keystore.register(List.of(random(CUSTOMERS, "PHONE"))));
        keystore.register(List.of(random(BILLS, "IBAN")));
        assertThat(keystore.metadata().epoch()).isEqualTo(epoch + 1);
        life.lock(Optional.empty());
        keystore.poll();
        assertLocked(() -> keystore.register(List.of(random(new TableName("PUBLIC", "NOTES"), "TEXT"))));
        assertThat(keystore.metadata().epoch()).isEqualTo(epoch + 1);
    }

    @Test
    void workOnValuesStopsAtItsNextStepAndDoesNotBegin() throws Exception {
        try (KeyJob job = life.job(KeyJob.Kind.REENCRYPT, KeyScope.of(CUSTOMERS))) {
            job.step("row 1");
            life.lock(Optional.of(CUSTOMERS));
            assertLocked(() -> job.step("row 2"));
        }
        assertLocked(() -> life.job(KeyJob.Kind.REENCRYPT, KeyScope.of(CUSTOMERS)));
        life.job(KeyJob.Kind.REENCRYPT, KeyScope.of(ORDERS)).close();
        life.lock(Optional.empty());
        assertLocked(() -> life.job(KeyJob.Kind.REENCRYPT, KeyScope.of(ORDERS)));
    }

    @Test
    void aRowThatNamesNobodyLocksEverything() throws Exception {
        fixture.backend.execute("INSERT INTO tde_job VALUES ('lock of my table', 'lock', 'jane', 0, '', 1)");
        keystore.poll();
        assertLocked(keystore, "SSN", "MAIL");
        assertThat(life.locks()).containsExactly(new KeyLock(Optional.empty(), "jane", Optional.empty()));
    }

    @Test
    void aLockOutlivesTheRightToReadIt() throws Exception {
        life.lock(Optional.of(CUSTOMERS));
        keystore.poll();
        fixture.backend.execute("DROP TABLE tde_job");
        keystore.poll();
        keystore.poll();
        assertLocked(keystore, "SSN", "CITY");
        assertOpen(keystore, "MAIL");
    }

    @Test
    void anUnknownTableIsRefused() {
        TableName nothing = new TableName("PUBLIC", "NOTHING");
        assertThatThrownBy(() -> life.lock(Optional.of(nothing))).hasMessageStartingWith("TDE-MET-031 ");
        assertThatThrownBy(() -> life.unlock(Optional.of(nothing))).hasMessageStartingWith("TDE-MET-031 ");
    }

    @Test
    void whoLockedAndWhoFollowedIsRecorded() throws Exception {
        Path file = directory.resolve("audit.jsonl");
        MasterKeyProvider audited = Keystores.audited(fixture.provider, file, "jane@desk");
        LiveKeystore driver = fixture.byHand(fixture.settings(), fixture.backend, audited);
        assertOpen(driver, "SSN", "MAIL");
        Files.delete(file);
        try (KeyLife desk = life(audited)) {
            desk.lock(Optional.of(CUSTOMERS));
            assertThat(Files.readString(file)).containsOnlyOnce("\"event\":\"lock\"");
            driver.poll();
            assertThat(events(file)).containsExactly("lock", "evict", "lock");
            driver.poll();
            assertThat(events(file)).hasSize(3);
            desk.unlock(Optional.of(CUSTOMERS));
            driver.poll();
            assertThat(events(file)).containsExactly("lock", "evict", "lock", "unlock", "unlock");
            desk.evict(Optional.of(ORDERS));
            driver.poll();
            assertThat(events(file).subList(5, 7)).containsExactly("evict", "evict");
        }
    }

    private static List<String> events(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.replaceAll(".*\"event\":\"([a-z-]+)\".*", "$1"))
                .toList();
    }
}
