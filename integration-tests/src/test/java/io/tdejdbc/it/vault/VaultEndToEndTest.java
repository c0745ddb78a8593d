package io.tdejdbc.it.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.jopenlibs.vault.json.Json;
import io.github.jopenlibs.vault.json.JsonObject;
import io.github.jopenlibs.vault.json.JsonValue;
import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.LogCapture;
import io.tdejdbc.it.harness.Servers;
import io.tdejdbc.it.harness.VaultServer;
import io.tdejdbc.it.harness.Vaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole driver on H2 with its master key in a real Vault. */
@Tag("one-jdk")
@ExtendWith({Servers.Provider.class, Vaults.Provider.class})
final class VaultEndToEndTest {
    private static final int TABLES = 5;
    /**
     * For the canary and the key of the metadata together, by who looks whether the database is initialised and by who opens
     * it; and one for the keys of all tables.
     */
    private static final int AT_THE_START = 2 + 1;

    private static final int MOST_REQUESTS = 5;
    private static final int CONNECTIONS = 100;
    private static final int STATEMENTS = 10_000;

    private VaultServer server;
    private String mount;
    private VaultDeployment deployment;
    private Guarded guarded;

    @BeforeEach
    void fiveTablesWithOneRowEach(Servers servers, Vaults vaults) throws Exception {
        server = vaults.own();
        List<String> lines = new ArrayList<>(List.of("tde.audit.file = audit.jsonl"));
        for (int table = 0; table < TABLES; table++) {
            lines.add("protect.t" + table + ".note = random");
        }
        deployment = VaultDeployment.create(
                server,
                servers.guarded(Backend.Kind.H2).create(servers.newName("vault")),
                servers.newFolder("vault"),
                lines);
        guarded = deployment.guarded();
        mount = deployment.mount();
        try (Connection connection = guarded.open();
                Statement statement = connection.createStatement()) {
            for (int table = 0; table < TABLES; table++) {
                statement.execute("CREATE TABLE t" + table + " (id INTEGER PRIMARY KEY, note VARCHAR(60))");
                statement.executeUpdate("INSERT INTO t" + table + " VALUES (-1, '" + note(table, -1) + "')");
            }
        }
    }

    @AfterEach
    void end() throws Exception {
        server.close();
    }

    private static String note(int table, int id) {
        return "note " + id + " of table " + table;
    }

    private String freshUrl() throws Exception {
        return deployment.freshUrl();
    }

    private HikariDataSource pool() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(freshUrl());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(CONNECTIONS);
        return new HikariDataSource(config);
    }

    private long decryptions() throws Exception {
        return server.audited(deployment.path("decrypt"));
    }

    /** Writes a row and reads it back: two statements. */
    private static Integer writeAndRead(HikariDataSource pool, int table, int id) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO t" + table + " VALUES (?, ?)");
                PreparedStatement select =
                        connection.prepareStatement("SELECT note FROM t" + table + " WHERE id = ?")) {
            insert.setInt(1, id);
            insert.setString(2, note(table, id));
            insert.executeUpdate();
            select.setInt(1, id);
            try (ResultSet rows = select.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo(note(table, id));
            }
            return 2;
        }
    }

    private static int statements(HikariDataSource pool, int from, int many) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Callable<Integer>> work = new ArrayList<>();
            for (int i = 0; i < many / 2; i++) {
                int id = from + i;
                work.add(() -> writeAndRead(pool, id % TABLES, id));
            }
            int done = 0;
            for (Future<Integer> one : threads.invokeAll(work)) {
                done += one.get();
            }
            return done;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void tenThousandStatementsOverAHundredConnectionsUnwrapEachKeyOnce() throws Exception {
        long before = decryptions();
        try (HikariDataSource pool = pool()) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (pool.getHikariPoolMXBean().getTotalConnections() < CONNECTIONS && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            long started = decryptions();
            assertThat(statements(pool, 0, STATEMENTS)).isEqualTo(STATEMENTS);
            assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isEqualTo(CONNECTIONS);
            assertThat(decryptions() - started).as("after the start").isZero();
            assertThat(decryptions() - before)
                    .as("from the beginning")
                    .isEqualTo(AT_THE_START)
                    .isLessThanOrEqualTo(MOST_REQUESTS);
        }
    }

    @Test
    void opensWithOneRequestForTheKeysOfAllTables() throws Exception {
        long before = decryptions();
        try (Connection connection = DriverManager.getConnection(freshUrl());
                Statement statement = connection.createStatement()) {
            assertThat(decryptions() - before).isEqualTo(AT_THE_START);
            readsEverything(statement);
            assertThat(decryptions() - before).isEqualTo(AT_THE_START);
        }
    }

    @Test
    void aDamagedKeyFailsAloneBesideThoseThatItWasAskedForWith() throws Exception {
        try (Connection raw = guarded.raw();
                Statement statement = raw.createStatement()) {
            // Another key's text: the context of a derived key does not fit, as Vault itself says.
            assertThat(statement.executeUpdate("UPDATE tde_wrapping SET wrapped = "
                            + "(SELECT w.wrapped FROM tde_wrapping w JOIN tde_key k ON k.key_id = w.key_id "
                            + "JOIN tde_column c ON c.table_id = k.owner_id WHERE lower(c.table_name) = 't0') "
                            + "WHERE key_id = (SELECT k.key_id FROM tde_key k "
                            + "JOIN tde_column c ON c.table_id = k.owner_id WHERE lower(c.table_name) = 't3')"))
                    .isEqualTo(1);
        }
        long before = decryptions();
        try (Connection connection = DriverManager.getConnection(freshUrl());
                Statement statement = connection.createStatement()) {
            assertThat(decryptions() - before).isEqualTo(AT_THE_START);
            for (int table = 0; table < TABLES; table++) {
                String query = "SELECT note FROM t" + table + " WHERE id = -1";
                if (table == 3) {
                    assertThat((Throwable) catchThrowableOfType(SQLException.class, () -> {
                                try (ResultSet rows = statement.executeQuery(query)) {
                                    rows.next();
                                    rows.getString(1);
                                }
                            }))
                            .hasMessageStartingWith("TDE-KEY-006 ");
                    assertThat(decryptions() - before).isEqualTo(AT_THE_START + 1);
                } else {
                    try (ResultSet rows = statement.executeQuery(query)) {
                        assertThat(rows.next()).isTrue();
                        assertThat(rows.getString(1)).isEqualTo(note(table, -1));
                    }
                }
            }
        }
    }

    @Test
    void goesOnWhenVaultIsStoppedAfterItsKeysAreThere() throws Exception {
        try (HikariDataSource pool = pool()) {
            statements(pool, 0, 2 * TABLES);
            server.stop();
            assertThat(statements(pool, 1000, 1000)).isEqualTo(1000);
            // New connections as well, as long as one is left: with the last one the keys are let go of.
            try (Connection kept = pool.getConnection()) {
                pool.getHikariPoolMXBean().softEvictConnections();
                assertThat(statements(pool, 5000, 100)).isEqualTo(100);
                assertThat(kept.isValid(1)).isTrue();
            }
        }
        SQLException away = catchThrowableOfType(SQLException.class, () -> DriverManager.getConnection(freshUrl()));
        assertThat((Throwable) away)
                .isInstanceOf(SQLTransientConnectionException.class)
                .hasMessageStartingWith("TDE-KEY-104 ");
        assertThat(away.getSQLState()).isEqualTo("08006");
        server.restart();
        readsEverything();
    }

    private void readsEverything() throws Exception {
        try (Connection connection = DriverManager.getConnection(freshUrl());
                Statement statement = connection.createStatement()) {
            readsEverything(statement);
        }
    }

    private static void readsEverything(Statement statement) throws SQLException {
        for (int table = 0; table < TABLES; table++) {
            try (ResultSet rows = statement.executeQuery("SELECT note FROM t" + table + " WHERE id = -1")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo(note(table, -1));
            }
        }
    }

    @Test
    void saysThatVaultIsAwayGoesOnUntilTheStaleLimitAndThenUntilItIsBack() throws Exception {
        String url = guarded.url(deployment.fresh(
                text -> text + "tde.metadata.poll = 100ms\ntde.keys.cache.ttl = 1s\ntde.keys.cache.max-stale = 6s\n"));
        try (LogCapture log = new LogCapture("io.tdejdbc.keystore");
                Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            readsEverything(statement);
            long confirmed = decryptions();
            until(() -> decryptions() >= confirmed + 2);
            assertThat(keysConfirmedTogether()).isEqualTo(TABLES);
            assertThat(log.lines()).noneMatch(line -> line.contains("does not answer"));
            server.stop();
            until(() -> {
                readsEverything(statement);
                return log.lines().stream()
                        .anyMatch(line ->
                                line.startsWith("WARNING the key manager does not answer; keys in use stay in use")
                                        && line.contains("TDE-KEY-104"));
            });
            readsEverything(statement);
            until(() -> readError(statement).isPresent());
            SQLException stopped = readError(statement).orElseThrow();
            assertThat((Throwable) stopped).hasMessageStartingWith("TDE-KEY-017 ");
            assertThat(stopped.getSQLState()).isEqualTo("58T01");
            try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM information_schema.tables")) {
                assertThat(rows.next()).as("what is not protected goes on").isTrue();
            }
            server.restart();
            until(() -> readError(statement).isEmpty());
            readsEverything(statement);
        }
    }

    /** The most keys that one request was about, by the newest lines of the audit log. */
    private int keysConfirmedTogether() throws IOException {
        List<String> lines = Files.readAllLines(guarded.properties().resolveSibling("audit.jsonl"));
        String last = Json.parse(lines.get(lines.size() - 1)).asObject().getString("correlation");
        return (int) lines.stream().filter(line -> line.contains(last)).count();
    }

    private static Optional<SQLException> readError(Statement statement) {
        try {
            readsEverything(statement);
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(e);
        }
    }

    @Test
    void aRightThatIsWithdrawnEndsTheUseOfKeysWithTheNextConfirmation() throws Exception {
        Path properties = deployment.as("runtime");
        String token = Files.readString(tokenFile(properties));
        String url = guarded.url(Files.writeString(
                properties, Files.readString(properties) + "tde.metadata.poll = 100ms\ntde.keys.cache.ttl = 1s\n"));
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            readsEverything(statement);
            server.call("POST", "auth/token/revoke", "{\"token\":\"" + token + "\"}");
            until(() -> readError(statement).isPresent());
            SQLException refused = readError(statement).orElseThrow();
            assertThat((Throwable) refused)
                    .hasMessageStartingWith("TDE-KEY-114 ")
                    .hasMessageNotContaining(token);
            assertThat(refused.getSQLState()).isEqualTo("28000");
        }
    }

    private static Path tokenFile(Path properties) throws IOException {
        String name = Files.readAllLines(properties).stream()
                .filter(line -> line.startsWith("tde.keys.vault.token-file = "))
                .map(line -> line.substring(line.indexOf('=') + 2))
                .findFirst()
                .orElseThrow();
        return properties.resolveSibling(name);
    }

    private static void until(Callable<Boolean> reached) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!reached.call()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** What the audit log of this side says of each use of the master key, Vault's own says too. */
    @Test
    void theAuditLogsOfBothSidesAgree() throws Exception {
        Map<String, JsonObject> theirs = new TreeMap<>();
        for (String line : Files.readAllLines(server.auditLog())) {
            JsonObject entry = Json.parse(line).asObject();
            JsonValue headers = entry.get("request").asObject().get("headers");
            if (entry.getString("type").equals("response") && headers != null) {
                JsonValue id = headers.asObject().get("x-correlation-id");
                if (id != null) {
                    theirs.put(id.asArray().get(0).asString(), entry);
                }
            }
        }
        Map<String, String> operations = Map.of("create", "encrypt", "unwrap", "decrypt");
        Set<String> seen = new TreeSet<>();
        for (String line : Files.readAllLines(guarded.properties().resolveSibling("audit.jsonl"))) {
            JsonObject ours = Json.parse(line).asObject();
            JsonObject request =
                    theirs.get(ours.getString("correlation")).get("request").asObject();
            assertThat(request.getString("path")).isEqualTo(deployment.path(operations.get(ours.getString("action"))));
            assertThat(ours.getString("master_key")).isEqualTo(mount + "/keys/tde-app");
            assertThat(Duration.between(
                                    Instant.parse(theirs.get(ours.getString("correlation"))
                                            .getString("time")),
                                    Instant.parse(ours.getString("time")))
                            .abs())
                    .isLessThan(Duration.ofSeconds(10));
            seen.add(ours.getString("event"));
        }
        assertThat(seen).containsExactly("create", "unwrap");
    }

    private SQLException refused(String code) throws Exception {
        String url = freshUrl();
        SQLException failure = catchThrowableOfType(SQLException.class, () -> DriverManager.getConnection(url));
        assertThat((Throwable) failure)
                .isInstanceOf(SQLInvalidAuthorizationSpecException.class)
                .hasMessageStartingWith(code + " ");
        assertThat(failure.getSQLState()).isEqualTo("28000");
        return failure;
    }

    @Test
    void aKeyOfTheSameNameInARebuiltVaultIsNamedAsTheWrongOne() throws Exception {
        server.call("POST", mount + "/keys/tde-app/config", "{\"deletion_allowed\":true}");
        // The time of its making is part of the fingerprint, in seconds.
        TimeUnit.MILLISECONDS.sleep(1100);
        server.call("DELETE", mount + "/keys/tde-app", "");
        server.call("POST", mount + "/keys/tde-app", "{\"derived\":true}");
        assertThat(refused("TDE-KEY-009").getMessage())
                .contains(mount + "/keys/tde-app")
                .containsPattern("(?s)fingerprint [0-9a-f]{16}.*fingerprint [0-9a-f]{16}");
    }

    @Test
    void rotationIsNotNoticedAndRetirementIs() throws Exception {
        server.call("POST", mount + "/keys/tde-app/rotate", "");
        readsEverything();
        server.call("POST", mount + "/keys/tde-app/config", "{\"min_decryption_version\":2}");
        assertThat(refused("TDE-KEY-015").getMessage()).contains("min_decryption_version", mount);
        server.call("POST", mount + "/keys/tde-app/config", "{\"min_decryption_version\":1}");
        readsEverything();
    }

    @Test
    void aDatabaseHoldsNothingThatVaultDidNotWrap() throws Exception {
        try (Connection raw = guarded.raw();
                Statement statement = raw.createStatement();
                ResultSet rows = statement.executeQuery("SELECT provider, wrapped FROM tde_wrapping")) {
            int keys = 0;
            while (rows.next()) {
                assertThat(rows.getString(1)).isEqualTo("vault");
                assertThat(rows.getString(2)).startsWith("vault:v1:");
                keys++;
            }
            assertThat(keys).isEqualTo(TABLES + 2);
        }
    }
}
