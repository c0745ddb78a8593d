package io.tdejdbc.it.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.Servers;
import io.tdejdbc.it.harness.VaultServer;
import io.tdejdbc.it.harness.Vaults;
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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole driver on H2 with its master key in a real Vault. */
@ExtendWith({Servers.Provider.class, Vaults.Provider.class})
final class VaultEndToEndTest {
    private static final int TABLES = 5;
    private static final int CONNECTIONS = 100;
    private static final int STATEMENTS = 10_000;

    private VaultServer server;
    private String mount;
    private Guarded guarded;
    private int copies;

    @BeforeEach
    void fiveTablesWithOneRowEach(Servers servers, Vaults vaults) throws Exception {
        server = vaults.own();
        mount = server.newTransit("{\"derived\":true}");
        Path folder = servers.newFolder("vault");
        VaultKeys.secretFile(
                folder.resolve("token"), server.newToken(server.newPolicy(VaultKeys.policy("runtime", mount)), "1h"));
        List<String> lines = new ArrayList<>(List.of(
                "tde.deployment = " + UUID.randomUUID(),
                "tde.keys.provider = vault",
                "tde.keys.vault.address = " + server.address(),
                "tde.keys.vault.mount = " + mount,
                "tde.keys.vault.key = tde-app",
                "tde.keys.vault.auth = token-file",
                "tde.keys.vault.token-file = token",
                "tde.keys.vault.deadline = 1s",
                "tde.init = create",
                "tde.missing-table = pending"));
        for (int table = 0; table < TABLES; table++) {
            lines.add("protect.t" + table + ".note = random");
        }
        guarded = new Guarded(
                servers.guarded(Backend.Kind.H2).create(servers.newName("vault")),
                Files.write(folder.resolve("tde.properties"), lines));
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

    /** The URL of somebody who has never been here: no keys of his are in this process. */
    private String freshUrl() throws Exception {
        return guarded.url(guarded.propertiesWith(
                "fresh-" + ++copies + ".properties", text -> text + "# reader " + copies + "\n"));
    }

    private HikariDataSource pool() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(freshUrl());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(CONNECTIONS);
        return new HikariDataSource(config);
    }

    private long decryptions() throws Exception {
        return server.audited(mount + "/decrypt/tde-app");
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
        try (HikariDataSource pool = pool()) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (pool.getHikariPoolMXBean().getTotalConnections() < CONNECTIONS && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            long before = decryptions();
            assertThat(statements(pool, 0, STATEMENTS)).isEqualTo(STATEMENTS);
            assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isEqualTo(CONNECTIONS);
            assertThat(decryptions() - before).isEqualTo(TABLES);
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
            for (int table = 0; table < TABLES; table++) {
                try (ResultSet rows = statement.executeQuery("SELECT note FROM t" + table + " WHERE id = -1")) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).isEqualTo(note(table, -1));
                }
            }
        }
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
