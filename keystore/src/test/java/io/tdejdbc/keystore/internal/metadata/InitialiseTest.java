package io.tdejdbc.keystore.internal.metadata;

import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.CUSTOMERS;
import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.ORDERS;
import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.keystore.FileMasterKey;
import io.tdejdbc.keystore.Keystore;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.KeystoreException.Kind;
import io.tdejdbc.keystore.KeystoreSettings;
import io.tdejdbc.keystore.Keystores;
import io.tdejdbc.keystore.MasterKeyProvider;
import io.tdejdbc.keystore.MasterKeyProvider.WrappedKey;
import io.tdejdbc.keystore.Metadata;
import io.tdejdbc.keystore.ValueCipher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first minute of a database, and who may do what in it. */
class InitialiseTest {

    @TempDir
    private Path directory;

    private KeystoreFixture fixture;

    @BeforeEach
    void prepare() throws Exception {
        fixture = KeystoreFixture.inMemory(directory);
    }

    @AfterEach
    void close() throws SQLException {
        fixture.close();
    }

    @Test
    void makesSixTablesOneDeploymentKeyAndACanary() throws Exception {
        for (String table : List.of("tde_column", "tde_instance", "tde_job")) {
            assertThat(fixture.backend.rows("SELECT * FROM " + table)).isEmpty();
        }
        assertThat(fixture.backend.rows("SELECT * FROM tde_manifest")).hasSize(1);
        assertThat(fixture.backend.rows("SELECT key_kind FROM tde_key ORDER BY 1"))
                .extracting(row -> row.get("key_kind"))
                .containsExactly("canary", "deployment");
        for (Map<String, Object> wrapping : fixture.backend.rows("SELECT * FROM tde_wrapping")) {
            assertThat(wrapping.get("wrapped").toString()).matches("file:v1:[A-Za-z0-9+/]{180}");
            assertThat(wrapping.get("kek_fingerprint"))
                    .isEqualTo(fixture.provider.fingerprint(1).orElseThrow());
        }
        assertThat(fixture.byHand().metadata()).isEqualTo(new Metadata(fixture.deployment, 1, List.of(), Map.of()));
    }

    @Test
    void doingItAgainChangesNothing() throws Exception {
        List<Map<String, Object>> before = fixture.backend.rows("SELECT * FROM tde_key ORDER BY key_id");
        assertThat(Keystores.initialise(fixture.backend, fixture.provider, fixture.deployment))
                .isFalse();
        assertThat(fixture.backend.rows("SELECT * FROM tde_key ORDER BY key_id"))
                .isEqualTo(before);
    }

    @Test
    void completesWhatAnInterruptedFirstTimeLeft() throws Exception {
        try (TestBackend half = TestBackend.inMemory()) {
            half.execute(MetaTable.MANIFEST.create("", ""));
            half.execute(MetaTable.KEY.create("", ""));
            assertThat(Keystores.initialise(half, fixture.provider, fixture.deployment))
                    .isTrue();
            assertThat(half.rows("SELECT * FROM tde_key")).hasSize(2);
        }
    }

    @Test
    void anotherDeploymentIsNamedWithBothIds() {
        UUID other = UUID.randomUUID();
        assertThatThrownBy(() -> Keystores.initialise(fixture.backend, fixture.provider, other))
                .hasMessageStartingWith("TDE-MET-002 ")
                .hasMessageContainingAll(other.toString(), fixture.deployment.toString());
        KeystoreSettings settings =
                new KeystoreSettings(other, Optional.empty(), Duration.ofSeconds(5), Duration.ofSeconds(30), true);
        assertThatThrownBy(() -> Keystores.open(settings, fixture.backend, fixture.provider))
                .hasMessageStartingWith("TDE-MET-002 ")
                .hasMessageContainingAll(other.toString(), fixture.deployment.toString());
    }

    @Test
    void aDatabaseWithoutTablesSaysWhatToRun() throws Exception {
        try (TestBackend empty = TestBackend.inMemory()) {
            assertThatThrownBy(() -> Keystores.open(fixture.settings(), empty, fixture.provider))
                    .hasMessageStartingWith("TDE-MET-001 ")
                    .hasMessageContaining("tde init");
        }
    }

    @Test
    void anotherMasterKeyIsNamedWithBothFingerprints() throws Exception {
        Path file = directory.resolve("other.key");
        String found = FileMasterKey.generate(file);
        String expected = fixture.provider.fingerprint(1).orElseThrow();
        try (MasterKeyProvider other = FileMasterKey.open(file)) {
            for (var attempt : List.<ThrowingCallable>of(
                    () -> Keystores.open(fixture.settings(), fixture.backend, other),
                    () -> Keystores.initialise(fixture.backend, other, fixture.deployment))) {
                assertThatThrownBy(attempt)
                        .hasMessageStartingWith("TDE-KEY-009 ")
                        .hasMessageContainingAll(found, expected, file.toString())
                        .isInstanceOfSatisfying(
                                KeystoreException.class,
                                e -> assertThat(e.kind()).isEqualTo(Kind.DENIED));
            }
        }
    }

    @Test
    void aKeyFileFromBeforeTheRotationSaysWhichVersionItLacks() throws Exception {
        Path old = Files.copy(fixture.keyFile, directory.resolve("old.key"), StandardCopyOption.COPY_ATTRIBUTES);
        fixture.provider.rotate();
        try (TestBackend later = TestBackend.inMemory();
                MasterKeyProvider restored = FileMasterKey.open(old)) {
            Keystores.initialise(later, fixture.provider, fixture.deployment);
            assertThatThrownBy(() -> Keystores.open(fixture.settings(), later, restored))
                    .hasMessageStartingWith("TDE-KEY-009 ")
                    .hasMessageContaining("has no version 2");
        }
    }

    @Test
    void everythingIsReadableWithRewrappedKeysAndWithTheOldOnes() throws Exception {
        LiveKeystore keystore = fixture.byHand();
        Metadata metadata = keystore.register(List.of(random(CUSTOMERS, "SSN")));
        UUID ssn = KeystoreLifeTest.id(metadata, "SSN");
        byte[] envelope = keystore.cipher(ssn).encrypt(new byte[] {7});
        Path old = Files.copy(fixture.keyFile, directory.resolve("old.key"), StandardCopyOption.COPY_ATTRIBUTES);
        fixture.provider.rotate();
        for (Map<String, Object> row : fixture.backend.rows("SELECT * FROM tde_wrapping")) {
            UUID key = UUID.fromString(row.get("key_id").toString());
            row.put(
                    "wrapped",
                    fixture.provider
                            .rewrap(List.of(
                                    new WrappedKey(key, row.get("wrapped").toString())))
                            .get(0));
            row.put("kek_version", 2L);
            fixture.backend.insert("tde_wrapping", List.of(row));
        }
        assertThat(fixture.byHand().cipher(ssn).decrypt(envelope)).containsExactly(7);
        try (MasterKeyProvider restored = FileMasterKey.open(old)) {
            LiveKeystore behind = fixture.byHand(fixture.settings(), fixture.backend, restored);
            assertThat(behind.cipher(ssn).decrypt(envelope)).containsExactly(7);
        }
        fixture.provider.retire(2);
        assertThat(fixture.byHand().cipher(ssn).decrypt(envelope)).containsExactly(7);
    }

    @Test
    void aUserWhoMayOnlyReadCanDoEverythingButChange() throws Exception {
        Keystore owner = fixture.byHand();
        Metadata metadata = owner.register(List.of(random(CUSTOMERS, "SSN")));
        fixture.backend.execute("CREATE USER reader PASSWORD ''");
        for (String table : List.of("tde_key", "tde_wrapping", "tde_column", "tde_manifest")) {
            fixture.backend.execute("GRANT SELECT ON " + table + " TO reader");
        }
        LiveKeystore reader = fixture.byHand(fixture.settings(), fixture.backend.as("reader"), fixture.provider);
        ValueCipher cipher = reader.cipher(KeystoreLifeTest.id(metadata, "SSN"));
        assertThat(cipher.decrypt(cipher.encrypt(new byte[] {1}))).containsExactly(1);
        reader.poll();
        assertThat(fixture.backend.rows("SELECT * FROM tde_instance")).isEmpty();
        assertThat(reader.register(List.of(random(CUSTOMERS, "SSN")))).isEqualTo(metadata);
        assertThatThrownBy(() -> reader.register(List.of(random(ORDERS, "X"))))
                .hasMessageStartingWith("TDE-MET-023 ")
                .isInstanceOfSatisfying(
                        KeystoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFIGURATION));
        assertThat(cipher.encrypt(new byte[1]))
                .as("a wish that was refused ends nothing")
                .isNotEmpty();
        assertThat(reader.refresh()).isEqualTo(metadata);
    }

    @Test
    void aUserWhoMayNotCreateTablesIsTold() throws Exception {
        try (TestBackend other = TestBackend.inMemory()) {
            other.execute("CREATE USER reader PASSWORD ''");
            TestBackend reader = other.as("reader");
            assertThatThrownBy(() -> Keystores.initialise(reader, fixture.provider, fixture.deployment))
                    .hasMessageStartingWith("TDE-MET-023 ");
        }
    }

    @Test
    void eachInstanceHasItsRowAndSweepsOnlyLongForgottenOnes() throws Exception {
        fixture.backend.insert(
                "tde_instance",
                List.of(
                        Map.of("instance_id", "long-dead", "heartbeat_ms", 1L),
                        Map.of("instance_id", "just-dead", "heartbeat_ms", System.currentTimeMillis())));
        Keystore first = fixture.open();
        fixture.open();
        assertThat(fixture.backend.rows("SELECT * FROM tde_instance"))
                .hasSize(3)
                .noneMatch(row -> row.get("instance_id").equals("long-dead"));
        first.close();
        assertThat(fixture.backend.rows("SELECT * FROM tde_instance")).hasSize(2);
    }

    @Test
    void aHeartbeatTellsTheEpochAndComesBackWhenDeleted() throws Exception {
        LiveKeystore keystore = fixture.byHand();
        keystore.poll();
        assertThat(fixture.backend
                        .rows("SELECT seen_epoch FROM tde_instance")
                        .get(0)
                        .get("seen_epoch"))
                .isEqualTo(1L);
        fixture.backend.execute("DELETE FROM tde_instance");
        keystore.register(List.of(random(ORDERS, "X")));
        keystore.poll();
        assertThat(fixture.backend
                        .rows("SELECT seen_epoch FROM tde_instance")
                        .get(0)
                        .get("seen_epoch"))
                .isEqualTo(2L);
    }
}
