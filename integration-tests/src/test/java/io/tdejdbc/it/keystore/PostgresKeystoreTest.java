package io.tdejdbc.it.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.ColumnRegistration;
import io.tdejdbc.keystore.ColumnState;
import io.tdejdbc.keystore.FileMasterKey;
import io.tdejdbc.keystore.Keystore;
import io.tdejdbc.keystore.KeystoreSettings;
import io.tdejdbc.keystore.Keystores;
import io.tdejdbc.keystore.MasterKeyProvider;
import io.tdejdbc.keystore.Metadata;
import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.keystore.TypeFamily;
import io.tdejdbc.keystore.ValueCipher;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the keystore's own tests prove on H2, where the server's locks, rights and errors are PostgreSQL's. */
@Timeout(300)
class PostgresKeystoreTest {

    static final List<ColumnRegistration> COLUMNS = List.of(
            column("customers", "ssn", ProtectionMode.RANDOM, Optional.empty()),
            column("customers", "mail", ProtectionMode.EQUALITY, Optional.empty()),
            column("orders", "customer", ProtectionMode.EQUALITY, Optional.of("customer")));

    private static EmbeddedPostgres server;

    @TempDir
    private Path directory;

    private final UUID deployment = UUID.randomUUID();
    private final String schema = "Meta " + UUID.randomUUID();
    private Path keyFile;
    private PostgresMetadata access;
    private MasterKeyProvider provider;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void prepare() throws Exception {
        keyFile = directory.resolve("master.key");
        FileMasterKey.generate(keyFile);
        provider = FileMasterKey.open(keyFile);
        access = new PostgresMetadata(server.getJdbcUrl("postgres", "postgres"), "postgres", schema);
        access.execute("CREATE SCHEMA \"" + schema + "\"");
    }

    @AfterEach
    void close() throws Exception {
        provider.close();
        access.execute("DROP SCHEMA \"" + schema + "\" CASCADE");
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
                schema,
                keyFile.toString(),
                deployment.toString());
        List<Process> processes = new ArrayList<>();
        try {
            List<BufferedReader> outputs = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Process process = new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
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
        PostgresMetadata isolated = new PostgresMetadata(
                access.url() + "&options=-c%20default_transaction_isolation=" + isolation.replace(" ", "%5C%20"),
                access.user(),
                schema);
        assertThat(isolated.text("SHOW default_transaction_isolation")).contains(isolation);
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
        PostgresMetadata named = new PostgresMetadata(access.url() + "&ApplicationName=victim", "postgres", schema);
        try (Keystore keystore = Keystores.open(settings(deployment), named, provider)) {
            Metadata metadata = keystore.register(COLUMNS);
            assertThat(access.text("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                            + "WHERE application_name = 'victim'"))
                    .contains("1");
            assertThat(keystore.refresh()).isEqualTo(metadata);
            keystore.unregister(List.of(metadata.columns().get(0).columnId()));
            assertThat(keystore.metadata().columns()).hasSize(2);
        }
    }

    @Test
    void theApplicationsUserNeedsToReadAndNothingElse() throws Exception {
        Keystores.initialise(access, provider, deployment);
        String reader = "reader_" + Long.toUnsignedString(UUID.randomUUID().getLeastSignificantBits());
        access.execute("CREATE ROLE " + reader + " LOGIN");
        access.execute("GRANT USAGE ON SCHEMA \"" + schema + "\" TO " + reader);
        PostgresMetadata asReader = new PostgresMetadata(access.url().replace("user=postgres", ""), reader, schema);
        assertThatThrownBy(() -> Keystores.open(settings(deployment), asReader, provider))
                .hasMessageStartingWith("TDE-MET-025 ")
                .hasMessageContaining("GRANT SELECT on tde_key");
        access.execute("GRANT SELECT ON ALL TABLES IN SCHEMA \"" + schema + "\" TO " + reader);
        assertThat(asReader.text("SELECT current_user")).contains(reader);
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
                access.execute("GRANT INSERT, UPDATE, DELETE ON \"" + schema + "\".tde_instance TO " + reader);
            }
            try (Keystore keystore = Keystores.open(settings(deployment), asReader, provider)) {
                assertThat(keystore.metadata().columns()).hasSize(3);
                assertThat(access.count("tde_instance")).isEqualTo(2);
            }
        } finally {
            access.execute("DROP OWNED BY " + reader);
            access.execute("DROP ROLE " + reader);
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
}
