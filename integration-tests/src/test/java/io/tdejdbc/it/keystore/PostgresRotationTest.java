package io.tdejdbc.it.keystore;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.it.harness.ChildOutput;
import io.tdejdbc.it.harness.VaultServer;
import io.tdejdbc.it.harness.Vaults;
import io.tdejdbc.it.vault.VaultKeys;
import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.ColumnRegistration;
import io.tdejdbc.keystore.ColumnState;
import io.tdejdbc.keystore.FileMasterKey;
import io.tdejdbc.keystore.KeyLife;
import io.tdejdbc.keystore.KeyLife.Moved;
import io.tdejdbc.keystore.KeyLife.Rewrapped;
import io.tdejdbc.keystore.KeyLife.TableKeyRotated;
import io.tdejdbc.keystore.KeyLifeSettings;
import io.tdejdbc.keystore.KeyProgress;
import io.tdejdbc.keystore.KeyReport;
import io.tdejdbc.keystore.KeyReport.Verdict;
import io.tdejdbc.keystore.Keystore;
import io.tdejdbc.keystore.Keystores;
import io.tdejdbc.keystore.MasterKeyProvider;
import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.keystore.TypeFamily;
import io.tdejdbc.keystore.crypto.Envelope;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The master key of many tables, in a real Vault, is rotated while they are used, and while processes are killed. */
@Tag("one-jdk")
@Timeout(300)
@ExtendWith(Vaults.Provider.class)
class PostgresRotationTest {

    private static final int TABLES = 1000;
    private static final int KEYS_TO_KILL = 300;
    private static final int KILLS = 50;

    private static EmbeddedPostgres server;
    private static VaultServer vault;

    @TempDir
    private Path directory;

    private final UUID deployment = UUID.randomUUID();
    private final String schema = "Rotation " + UUID.randomUUID();
    private Path vaultProperties;
    private ServerMetadata access;
    private MasterKeyProvider provider;

    @BeforeAll
    static void start(Vaults vaults) throws Exception {
        server = EmbeddedPostgres.builder().start();
        vault = vaults.own();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        vault.close();
    }

    @BeforeEach
    void prepare() throws Exception {
        String mount = vault.newTransit("{\"derived\":true}");
        String policy = vault.newPolicy(Stream.of("runtime", "rotator", "retire")
                .map(name -> policy(name, mount))
                .collect(Collectors.joining("\n")));
        Path token = VaultKeys.secretFile(directory.resolve("token"), vault.newToken(policy, "1h"));
        Map<String, String> properties = VaultKeys.properties(vault, mount, token);
        vaultProperties = directory.resolve("vault.properties");
        try (Writer out = Files.newBufferedWriter(vaultProperties)) {
            Properties written = new Properties();
            written.putAll(properties);
            written.store(out, "");
        }
        provider = VaultKeys.open(properties);
        access = new ServerMetadata(server.getJdbcUrl("postgres", "postgres"), "postgres", schema);
        access.execute("CREATE SCHEMA \"" + schema + "\"");
        Keystores.initialise(access, provider, deployment);
    }

    private static String policy(String name, String mount) {
        try {
            return VaultKeys.policy(name, mount);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void close() throws Exception {
        provider.close();
        access.execute("DROP SCHEMA \"" + schema + "\" CASCADE");
    }

    private Keystore open() throws Exception {
        return Keystores.open(KeystoreContract.settings(deployment), access, provider);
    }

    private KeyLife life() {
        return Keystores.keyLife(
                new KeyLifeSettings(deployment, "tester", KeyLifeSettings.DEFAULT_LEASE), access, provider);
    }

    private static List<ColumnRegistration> tables(int number) {
        List<ColumnRegistration> columns = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            columns.add(new ColumnRegistration(
                    new TableName("public", "table" + i),
                    "value",
                    ProtectionMode.RANDOM,
                    Optional.empty(),
                    "",
                    "varchar(40)",
                    TypeFamily.TEXT,
                    ColumnState.ENCRYPTED));
        }
        return columns;
    }

    private static byte[] plain(int table) {
        return ("value of table " + table).getBytes(StandardCharsets.UTF_8);
    }

    private String checksum() throws Exception {
        return access.text("SELECT md5(string_agg(table_number || encode(value, 'hex'), ',' ORDER BY table_number))"
                        + " FROM " + access.tablePrefix() + "stored WHERE writer = 0")
                .orElseThrow();
    }

    private void store(Connection connection, int writer, int table, byte[] envelope) throws Exception {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + access.tablePrefix() + "stored VALUES (?, ?, ?)")) {
            insert.setInt(1, writer);
            insert.setInt(2, table);
            insert.setBytes(3, envelope);
            insert.executeUpdate();
        }
    }

    @Test
    void aThousandTableKeysAreWrappedAnewUnderReadersAndWriters() throws Exception {
        access.execute("CREATE TABLE " + access.tablePrefix()
                + "stored(writer int NOT NULL, table_number int NOT NULL, value bytea NOT NULL)");
        List<UUID> ids;
        try (Keystore first = open();
                Connection connection = access.open()) {
            first.register(tables(TABLES));
            ids = ids(first);
            for (int table = 0; table < TABLES; table++) {
                store(connection, 0, table, first.cipher(ids.get(table)).encrypt(plain(table)));
            }
        }
        String before = checksum();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger reads = new AtomicInteger();
        AtomicInteger writes = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(3, PostgresRotationTest::daemon);
        try {
            Future<?> reader = threads.submit((Callable<Void>) () -> readUntil(stop, ids, reads));
            Future<?> writer = threads.submit((Callable<Void>) () -> writeUntil(stop, ids, writes));
            while (reads.get() == 0 || writes.get() == 0) {
                assertThat(reader.isDone() || writer.isDone()).isFalse();
                Thread.onSpinWait();
            }
            int readsBefore = reads.get();
            long begun = System.nanoTime();
            try (KeyLife life = life()) {
                assertThat(life.rotate(1).version()).isEqualTo(2);
                assertThat(life.rewrap(KeyProgress.silent())).isEqualTo(new Rewrapped(2, TABLES + 2, 0));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(60));
            assertThat(reads.get()).isGreaterThan(readsBefore);
            stop.set(true);
            reader.get();
            writer.get();
        } finally {
            stop.set(true);
            threads.shutdownNow();
        }
        assertThat(checksum()).isEqualTo(before);
        assertThat(access.count("tde_wrapping")).isEqualTo(2L * (TABLES + 2));
        try (KeyLife life = life()) {
            assertThat(life.retire(2, KeyProgress.silent()).deleted()).isEqualTo(TABLES + 2);
        }
        try (Keystore after = open();
                Connection connection = access.open();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT table_number, value FROM " + access.tablePrefix() + "stored");
                ResultSet rows = select.executeQuery()) {
            int read = 0;
            while (rows.next()) {
                assertThat(after.cipher(ids.get(rows.getInt(1))).decrypt(rows.getBytes(2)))
                        .isEqualTo(plain(rows.getInt(1)));
                read++;
            }
            assertThat(read).isEqualTo(TABLES + writes.get());
        }
        assertThat(checksum()).isEqualTo(before);
    }

    private static List<UUID> ids(Keystore keystore) throws Exception {
        UUID[] ids = new UUID[TABLES];
        for (ColumnRecord column : keystore.metadata().columns()) {
            ids[Integer.parseInt(column.table().name().substring("table".length()))] = column.columnId();
        }
        return List.of(ids);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "user of keys");
        thread.setDaemon(true);
        return thread;
    }

    /** Applications come and go: each round is a driver that unwraps its keys anew. */
    private Void readUntil(AtomicBoolean stop, List<UUID> ids, AtomicInteger reads) throws Exception {
        while (!stop.get()) {
            try (Keystore keystore = open();
                    Connection connection = access.open();
                    PreparedStatement select = connection.prepareStatement("SELECT table_number, value FROM "
                            + access.tablePrefix() + "stored WHERE writer = 0 ORDER BY random() LIMIT 50");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    assertThat(keystore.cipher(ids.get(rows.getInt(1))).decrypt(rows.getBytes(2)))
                            .isEqualTo(plain(rows.getInt(1)));
                    reads.incrementAndGet();
                }
            }
        }
        return null;
    }

    private Void writeUntil(AtomicBoolean stop, List<UUID> ids, AtomicInteger writes) throws Exception {
        try (Keystore keystore = open();
                Connection connection = access.open()) {
            for (int table = 0; !stop.get(); table = (table + 7) % TABLES) {
                store(connection, 1, table, keystore.cipher(ids.get(table)).encrypt(plain(table)));
                writes.incrementAndGet();
            }
        }
        return null;
    }

    @Test
    void aTableKeyIsRotatedAndAllKeysMoveToAnotherMasterKey() throws Exception {
        Path otherFile = directory.resolve("other.key");
        FileMasterKey.generate(otherFile);
        TableName table = new TableName("public", "table0");
        try (MasterKeyProvider other = FileMasterKey.open(otherFile);
                Keystore keystore = open();
                Keystore late = open();
                KeyLife life = life();
                KeyLife target = Keystores.keyLife(
                        new KeyLifeSettings(deployment, "tester", KeyLifeSettings.DEFAULT_LEASE), access, other)) {
            UUID column = keystore.register(tables(3)).columns().get(0).columnId();
            late.refresh();
            byte[] before = keystore.cipher(column).encrypt(plain(0));
            assertThat(life.rotateTableKey(table, Duration.ofMillis(200), KeyProgress.silent()))
                    .isEqualTo(new TableKeyRotated(1, 2));
            keystore.refresh();
            byte[] after = keystore.cipher(column).encrypt(plain(0));
            assertThat(List.of(Envelope.generation(before), Envelope.generation(after)))
                    .containsExactly(1, 2);
            assertThat(late.cipher(column).decrypt(after)).isEqualTo(plain(0));
            assertThat(target.move(provider, KeyProgress.silent())).isEqualTo(new Moved(1, 6, 0));
            assertThat(target.dropOthers(KeyProgress.silent())).isEqualTo(6);
            try (Keystore moved = Keystores.open(KeystoreContract.settings(deployment), access, other)) {
                assertThat(moved.cipher(column).decrypt(before)).isEqualTo(plain(0));
                assertThat(moved.cipher(column).decrypt(after)).isEqualTo(plain(0));
            }
            life.evict(Optional.of(table));
            assertThat(access.count("tde_job")).isEqualTo(1);
        }
    }

    /** A process that is about to rewrap. */
    private final class Victim implements AutoCloseable {
        private final Process process;
        private final BufferedReader output;

        Victim() throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Rewrapper.class.getName(),
                            access.url(),
                            access.user(),
                            schema,
                            vaultProperties.toString(),
                            deployment.toString())
                    .redirectError(ChildOutput.file("rewrapper"))
                    .start();
            output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        void go() throws IOException {
            assertThat(output.readLine()).isEqualTo("ready");
            Writer in = process.outputWriter(StandardCharsets.UTF_8);
            in.write("go\n");
            in.flush();
        }

        /** Kills it after some lines and some microseconds more, wherever it then is; whether it had ended before. */
        boolean killAfter(int lines, long micros) throws Exception {
            String last = "";
            for (int i = 0; i < lines && !last.equals("done"); i++) {
                last = Optional.ofNullable(output.readLine()).orElse("ended without a word");
                assertThat(last).isIn("begin", "batch", "done");
            }
            TimeUnit.MICROSECONDS.sleep(micros);
            process.destroyForcibly().waitFor();
            return last.equals("done");
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    @Test
    void fiftyKilledRewrapsLeaveEveryKeyInReachAndNothingBehind() throws Exception {
        try (Keystore keystore = open()) {
            keystore.register(tables(KEYS_TO_KILL));
        }
        int killed = 0;
        int versions = 1;
        Victim next = new Victim();
        try {
            for (int round = 0; killed < KILLS; round++) {
                Victim victim = next;
                // Starts while the one before it works; it touches nothing until it is told to.
                next = new Victim();
                if (access.count("tde_wrapping") == (long) versions * (KEYS_TO_KILL + 2)) {
                    versions = provider.rotate();
                }
                victim.go();
                killed += victim.killAfter(round % 4, (round * 7919L) % 60_000) ? 0 : 1;
            }
        } finally {
            next.close();
        }
        assertThat(killed).isEqualTo(KILLS);
        try (KeyLife life = life()) {
            Rewrapper.rewrap(life, KeyProgress.silent());
            int newest = provider.currentVersion();
            assertThat(newest).isGreaterThan(2);
            List<KeyReport> keys = life.verify(KeyProgress.silent());
            assertThat(keys)
                    .hasSize(KEYS_TO_KILL + 2)
                    .allSatisfy(key -> assertThat(key.wrappings())
                            .hasSize(newest)
                            .allSatisfy(one -> assertThat(one.verdict()).isEqualTo(Verdict.UNWRAPS)));
        }
        assertThat(access.count("tde_job")).isZero();
        assertThat(access.count("tde_wrapping")).isEqualTo((long) provider.currentVersion() * (KEYS_TO_KILL + 2));
    }
}
