package io.tdejdbc.it.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.it.harness.ChildOutput;
import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.ColumnRegistration;
import io.tdejdbc.keystore.ColumnState;
import io.tdejdbc.keystore.FileMasterKey;
import io.tdejdbc.keystore.KeyLife;
import io.tdejdbc.keystore.KeyLifeSettings;
import io.tdejdbc.keystore.KeyProgress;
import io.tdejdbc.keystore.KeyReport;
import io.tdejdbc.keystore.Keystore;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.KeystoreSettings;
import io.tdejdbc.keystore.Keystores;
import io.tdejdbc.keystore.MasterKeyProvider;
import io.tdejdbc.keystore.Metadata;
import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.keystore.TypeFamily;
import io.tdejdbc.keystore.ValueCipher;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the keystore's own tests prove on H2, where locks, rights and errors are those of a server. */
@Timeout(300)
abstract class KeystoreContract {

    static final List<ColumnRegistration> COLUMNS = List.of(
            column("customers", "ssn", ProtectionMode.RANDOM, Optional.empty()),
            column("customers", "mail", ProtectionMode.EQUALITY, Optional.empty()),
            column("orders", "customer", ProtectionMode.EQUALITY, Optional.of("customer")));

    @TempDir
    private Path directory;

    private final UUID deployment = UUID.randomUUID();
    private Path keyFile;
    private ServerMetadata access;
    private MasterKeyProvider provider;

    /** An empty schema and an administrator's access to it. */
    abstract ServerMetadata newSchema() throws SQLException;

    /** Takes the schema away. */
    abstract void drop(ServerMetadata access) throws SQLException;

    /** The same access with an isolation level of its connections. */
    abstract ServerMetadata isolated(ServerMetadata access, String isolation);

    /** A query for the isolation level of a connection. */
    abstract String isolationQuery();

    /** The same access, whose connections {@link #killVictims} finds. */
    abstract ServerMetadata victim(ServerMetadata access) throws SQLException;

    /** Ends the connections of {@link #victim} on the server; how many it ended. */
    abstract int killVictims(ServerMetadata access) throws SQLException;

    /** A user with no right but to log in, and what grants go to. */
    abstract Reader newReader(ServerMetadata access) throws SQLException;

    /**
     * A user of the database.
     *
     * @param access as that user
     * @param grantee in GRANT
     * @param all what stands for all tables of the schema in GRANT
     */
    record Reader(ServerMetadata access, String grantee, String all) {}

    /** Takes the user away. */
    abstract void drop(ServerMetadata access, Reader reader) throws SQLException;

    @BeforeEach
    void prepare() throws Exception {
        keyFile = directory.resolve("master.key");
        FileMasterKey.generate(keyFile);
        provider = FileMasterKey.open(keyFile);
        access = newSchema();
    }

    @AfterEach
    void close() throws Exception {
        provider.close();
        drop(access);
    }

    static KeystoreSettings settings(UUID deployment) {
        return new KeystoreSettings(deployment, Optional.empty(), Duration.ofSeconds(5), Duration.ofSeconds(30), true);
    }

    private static ColumnRegistration column(
            String table, String column, ProtectionMode mode, Optional<String> domain) {
        return new ColumnRegistration(
                new TableName("public", table),
                column,
                mode,
                domain,
                "",
                "varchar(40)",
                TypeFamily.TEXT,
                ColumnState.ENCRYPTED);
    }

    private Keystore open() throws Exception {
        return Keystores.open(settings(deployment), access, provider);
    }

    @Test
    void valuesComeBackThroughAnotherKeystore() throws Exception {
        assertThat(Keystores.initialise(access, provider, deployment)).isTrue();
        assertThat(Keystores.initialise(access, provider, deployment)).isFalse();
        try (Keystore first = open();
                Keystore second = open()) {
            Metadata metadata = first.register(COLUMNS);
            assertThat(second.refresh()).isEqualTo(metadata);
            for (ColumnRecord column : metadata.columns()) {
                byte[] envelope = first.cipher(column.columnId()).encrypt(new byte[] {1, 2});
                assertThat(second.cipher(column.columnId()).decrypt(envelope)).containsExactly(1, 2);
            }
            assertThat(access.count("tde_instance")).isEqualTo(2);
        }
        assertThat(access.count("tde_instance")).isZero();
    }

    @Test
    void twoProcessesRacingEndWithTheSameKeys() throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KeystoreRacer.class.getName(),
                access.url(),
                access.user(),
                access.schema(),
                keyFile.toString(),
                deployment.toString());
        List<Process> processes = new ArrayList<>();
        try {
            List<BufferedReader> outputs = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Process process = new ProcessBuilder(command)
                        .redirectError(ChildOutput.file("racer"))
                        .start();
                processes.add(process);
                outputs.add(
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
            }
            for (BufferedReader output : outputs) {
                assertThat(output.readLine()).isEqualTo("ready");
            }
            goOn(processes);
            assertThat(List.of(outputs.get(0).readLine(), outputs.get(1).readLine()))
                    .containsExactlyInAnyOrder("true", "false");
            goOn(processes);
            try (Keystore keystore = open()) {
                for (BufferedReader output : outputs) {
                    for (int i = 0; i < COLUMNS.size(); i++) {
                        String[] line = output.readLine().split(" ", -1);
                        byte[] envelope = HexFormat.of().parseHex(line[1]);
                        keystore.refresh();
                        assertThat(keystore.cipher(UUID.fromString(line[0])).decrypt(envelope))
                                .containsExactly(42);
                    }
                    assertThat(output.readLine()).isEqualTo("done");
                }
            }
            // Deployment, canary, two data keys, a search key, a domain key: none made twice.
            assertThat(access.count("tde_key")).isEqualTo(6);
            assertThat(access.count("tde_wrapping")).isEqualTo(6);
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    private static void goOn(List<Process> processes) throws IOException {
        for (Process process : processes) {
            Writer in = process.outputWriter(StandardCharsets.UTF_8);
            in.write("go\n");
            in.flush();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"read committed", "repeatable read", "serializable"})
    void writersThatCollideAllComeThrough(String isolation) throws Exception {
        ServerMetadata isolated = isolated(access, isolation);
        assertThat(isolated.text(isolationQuery())
                        .map(level -> level.toLowerCase(Locale.ROOT).replace('-', ' ')))
                .contains(isolation);
        assertThat(together(6, () -> Keystores.initialise(isolated, provider, deployment)))
                .containsOnlyOnce(true);
        AtomicInteger next = new AtomicInteger();
        together(6, () -> {
            String table = "t" + next.getAndIncrement();
            try (Keystore keystore = Keystores.open(settings(deployment), isolated, provider)) {
                return keystore.register(List.of(
                        column("shared", "x", ProtectionMode.RANDOM, Optional.empty()),
                        column(table, "x", ProtectionMode.RANDOM, Optional.empty())));
            }
        });
        try (Keystore keystore = open()) {
            assertThat(keystore.metadata().columns()).hasSize(7);
            assertThat(keystore.metadata().epoch()).isEqualTo(7);
        }
        assertThat(access.count("tde_key")).isEqualTo(9);
    }

    private static <T> List<T> together(int number, Callable<T> action) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(number, task -> {
            Thread thread = new Thread(task, "racer");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(Collections.nCopies(number, action))) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aBackendThatWasTerminatedIsReplacedAtOnce() throws Exception {
        Keystores.initialise(access, provider, deployment);
        ServerMetadata named = victim(access);
        try (Keystore keystore = Keystores.open(settings(deployment), named, provider)) {
            Metadata metadata = keystore.register(COLUMNS);
            assertThat(killVictims(access)).isEqualTo(1);
            assertThat(keystore.refresh()).isEqualTo(metadata);
            keystore.unregister(List.of(metadata.columns().get(0).columnId()));
            assertThat(keystore.metadata().columns()).hasSize(2);
        }
    }

    @Test
    void theApplicationsUserNeedsToReadAndNothingElse() throws Exception {
        Keystores.initialise(access, provider, deployment);
        Reader reader = newReader(access);
        ServerMetadata asReader = reader.access();
        assertThatThrownBy(() -> Keystores.open(settings(deployment), asReader, provider))
                .hasMessageStartingWith("TDE-MET-025 ")
                .hasMessageContaining("GRANT SELECT on tde_key");
        access.execute("GRANT SELECT ON " + reader.all() + " TO " + reader.grantee());
        try (Keystore owner = open()) {
            owner.register(COLUMNS);
            try (Keystore keystore = Keystores.open(settings(deployment), asReader, provider)) {
                assertThat(access.count("tde_instance")).as("the owner's alone").isEqualTo(1);
                ValueCipher cipher =
                        keystore.cipher(keystore.metadata().columns().get(0).columnId());
                assertThat(cipher.decrypt(cipher.encrypt(new byte[] {9}))).containsExactly(9);
                assertThat(keystore.register(COLUMNS)).isEqualTo(owner.metadata());
                assertThatThrownBy(() ->
                                keystore.register(List.of(column("new", "x", ProtectionMode.RANDOM, Optional.empty()))))
                        .hasMessageStartingWith("TDE-MET-023 ");
                access.execute("GRANT INSERT, UPDATE, DELETE ON " + access.tablePrefix() + "tde_instance TO "
                        + reader.grantee());
            }
            try (Keystore keystore = Keystores.open(settings(deployment), asReader, provider)) {
                assertThat(keystore.metadata().columns()).hasSize(3);
                assertThat(access.count("tde_instance")).isEqualTo(2);
            }
        } finally {
            drop(access, reader);
        }
    }

    @Test
    void missingTablesAndAlteredRowsAreNamed() throws Exception {
        assertThatThrownBy(this::open).hasMessageStartingWith("TDE-MET-001 ");
        Keystores.initialise(access, provider, deployment);
        try (Keystore keystore = open()) {
            keystore.register(COLUMNS);
            access.execute("UPDATE " + access.tablePrefix() + "tde_column SET column_state = 'PLAIN'");
            assertThatThrownBy(keystore::refresh).hasMessageStartingWith("TDE-MET-011 ");
            assertThatThrownBy(keystore::metadata).hasMessageStartingWith("TDE-MET-011 ");
            access.execute("ALTER TABLE " + access.tablePrefix() + "tde_column DROP COLUMN comparison");
            assertThatThrownBy(keystore::refresh).hasMessageStartingWith("TDE-MET-003 ");
            access.execute("DROP TABLE " + access.tablePrefix() + "tde_column");
            assertThatThrownBy(keystore::refresh).hasMessageStartingWith("TDE-MET-003 ");
        }
        UUID other = UUID.randomUUID();
        assertThatThrownBy(() -> Keystores.initialise(access, provider, other))
                .hasMessageStartingWith("TDE-MET-002 ")
                .hasMessageContainingAll(other.toString(), deployment.toString());
    }

    private KeyLife life(MasterKeyProvider keys) {
        return Keystores.keyLife(
                new KeyLifeSettings(deployment, "tester", KeyLifeSettings.DEFAULT_LEASE), access, keys);
    }

    @Test
    void theMasterKeyIsRotatedRewrappedMovedAndRetired() throws Exception {
        Keystores.initialise(access, provider, deployment);
        UUID column;
        byte[] envelope;
        try (Keystore keystore = open()) {
            column = keystore.register(COLUMNS).columns().get(0).columnId();
            envelope = keystore.cipher(column).encrypt(new byte[] {7});
        }
        Path otherFile = directory.resolve("other.key");
        FileMasterKey.generate(otherFile);
        try (KeyLife life = life(provider);
                MasterKeyProvider other = FileMasterKey.open(otherFile);
                KeyLife target = life(other)) {
            assertThat(life.rotate(1).version()).isEqualTo(2);
            assertThat(life.rewrap(KeyProgress.silent())).isEqualTo(new KeyLife.Rewrapped(2, 6, 0));
            assertThat(life.rewrap(KeyProgress.silent())).isEqualTo(new KeyLife.Rewrapped(2, 0, 6));
            assertThat(life.retire(2, KeyProgress.silent()).deleted()).isEqualTo(6);
            TableName table = COLUMNS.get(0).table();
            assertThat(life.rotateTableKey(table, Duration.ofMillis(100), KeyProgress.silent()))
                    .isEqualTo(new KeyLife.TableKeyRotated(1, 2));
            assertThat(target.move(provider, KeyProgress.silent())).isEqualTo(new KeyLife.Moved(1, 7, 0));
            assertThat(target.dropOthers(KeyProgress.silent())).isEqualTo(7);
            try (Keystore keystore = Keystores.open(settings(deployment), access, other)) {
                assertThat(keystore.cipher(column).decrypt(envelope)).containsExactly(7);
                assertThat(target.verify(KeyProgress.silent())).hasSize(7).allMatch(KeyReport::unwraps);
            }
        }
        assertThat(access.count("tde_job")).isZero();
    }

    @Test
    void keysAreEvictedLockedAndUnlockedInARunningDriver() throws Exception {
        Keystores.initialise(access, provider, deployment);
        KeystoreSettings fast =
                new KeystoreSettings(deployment, Optional.empty(), Duration.ofMillis(20), Duration.ofSeconds(30), true);
        try (Keystore keystore = Keystores.open(fast, access, provider);
                KeyLife life = life(provider)) {
            Metadata metadata = keystore.register(COLUMNS);
            ValueCipher cipher = keystore.cipher(metadata.columns().get(0).columnId());
            byte[] envelope = cipher.encrypt(new byte[] {7});
            int held = keystore.unwrappedKeys();
            life.evict(Optional.empty());
            while (keystore.unwrappedKeys() == held) {
                Thread.onSpinWait();
            }
            Optional<TableName> table = Optional.of(metadata.columns().get(0).table());
            assertThat(life.lock(table)).isTrue();
            assertThat(life.lock(table)).isFalse();
            Optional<KeystoreException> refused = Optional.empty();
            while (refused.isEmpty()) {
                try {
                    cipher.decrypt(envelope);
                } catch (KeystoreException e) {
                    refused = Optional.of(e);
                }
            }
            assertThat((Throwable) refused.get()).hasMessageStartingWith("TDE-KEY-032 ");
            assertThat(keystore.locked().tables()).hasSize(1);
            assertThat(life.locks())
                    .singleElement()
                    .satisfies(lock -> assertThat(lock.actor()).isEqualTo("tester"));
            assertThat(life.unlock(table)).isTrue();
            while (!keystore.locked().tables().isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(cipher.decrypt(envelope)).containsExactly(7);
            life.confirmEscrow("a safe");
            life.confirmEscrow("another safe");
            assertThat(life.escrow().last())
                    .hasValueSatisfying(last -> assertThat(last.note()).isEqualTo("another safe"));
        }
    }
}
