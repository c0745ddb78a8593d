package io.tdejdbc.driver.internal.runtime;

import static io.tdejdbc.driver.Deployment.execute;
import static io.tdejdbc.driver.Deployment.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.driver.Database;
import io.tdejdbc.driver.Deployment;
import io.tdejdbc.driver.internal.config.TdeUrl;
import io.tdejdbc.driver.internal.connect.Connector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What connections share, and what life on a server does to it. */
class PostgresRuntimeTest {
    private static Database database;

    @TempDir
    private Path folder;

    private Deployment deployment;

    @BeforeAll
    static void start() throws IOException {
        database = Database.postgres();
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @BeforeEach
    void setUp() throws Exception {
        deployment = Deployment.in(folder, database.fresh(folder))
                .pending("protect.customers.ssn=equality", "protect.customers.name=random");
    }

    private void create() throws SQLException {
        try (Connection connection = deployment.connect()) {
            execute(connection, "CREATE TABLE customers(id int primary key, ssn varchar(20), name varchar(40))");
        }
    }

    @Test
    void sharesOneRuntimeAndLetsItLinger() throws Exception {
        create();
        deployment.lines("protect.customers.ssn=equality", "protect.customers.name=random");
        Files.writeString(
                deployment.file(),
                Files.readString(deployment.file()).replace("linger=0s", "linger=1s") + "tde.metadata.poll=100ms\n");
        try (RuntimeRegistry registry = new RuntimeRegistry()) {
            Connector connector = new Connector(registry);
            TdeUrl url = TdeUrl.parse(deployment.url());
            Connection first = connector.connect(url, new Properties());
            Connection second = connector.connect(url, new Properties());
            assertThat(registry.openBackends()).isEqualTo(1);
            first.close();
            second.close();
            assertThat(registry.openBackends()).isEqualTo(1);
            long end = System.nanoTime() + 20_000_000_000L;
            while (registry.openBackends() > 0 && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertThat(registry.openBackends()).isZero();
            connector.connect(url, new Properties()).close();
        }
    }

    @Test
    void worksForAUserWhoMayOnlyReadTheMetadata() throws Exception {
        create();
        deployment.lines("protect.customers.ssn=equality", "protect.customers.name=random");
        String role = "app_" + Long.toUnsignedString(System.nanoTime());
        try (Connection plain = deployment.connectPlain()) {
            execute(
                    plain,
                    "CREATE ROLE " + role + " LOGIN",
                    "GRANT SELECT ON tde_key, tde_wrapping, tde_column, tde_manifest, tde_job TO " + role,
                    "GRANT SELECT, INSERT, UPDATE, DELETE ON tde_instance TO " + role,
                    "GRANT SELECT, INSERT, UPDATE, DELETE ON customers TO " + role);
        }
        String url = deployment.url().replace("user=postgres", "user=" + role);
        try (Connection connection = DriverManager.getConnection(url)) {
            execute(connection, "INSERT INTO customers VALUES (1, 'S1', 'Ann')");
            assertThat(rows(connection, "SELECT current_user")).containsExactly(role);
            assertThat(rows(connection, "SELECT name FROM customers WHERE ssn = 'S1'"))
                    .containsExactly("Ann");
        }
        try (Connection plain = deployment.connectPlain()) {
            execute(plain, "REVOKE INSERT, UPDATE, DELETE ON tde_instance FROM " + role);
        }
        try (Connection connection = DriverManager.getConnection(url)) {
            assertThat(rows(connection, "SELECT name FROM customers")).containsExactly("Ann");
        }
    }

    @Test
    void racesSafelyAtTheFirstStart() throws Exception {
        int runners = 4;
        ExecutorService threads = Executors.newFixedThreadPool(runners);
        CyclicBarrier together = new CyclicBarrier(runners);
        try {
            List<Future<Void>> all = new ArrayList<>();
            for (int i = 0; i < runners; i++) {
                int id = i;
                // Registries of their own stand for processes of their own.
                Callable<Void> runner = () -> {
                    try (RuntimeRegistry registry = new RuntimeRegistry()) {
                        together.await();
                        try (Connection connection =
                                new Connector(registry).connect(TdeUrl.parse(deployment.url()), new Properties())) {
                            execute(connection, "CREATE TABLE IF NOT EXISTS other" + id + "(id int)");
                        }
                    }
                    return null;
                };
                all.add(threads.submit(runner));
            }
            for (Future<Void> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        create();
        try (Connection connection = deployment.connect()) {
            execute(connection, "INSERT INTO customers VALUES (1, 'S1', 'Ann')");
            assertThat(rows(connection, "SELECT name FROM customers WHERE ssn = 'S1'"))
                    .containsExactly("Ann");
        }
    }

    @Test
    void keepsOtherConnectionsRowsWhenTheFirstInsertIsRolledBack() throws Exception {
        create();
        try (Connection first = deployment.connect();
                Connection second = deployment.connect()) {
            first.setAutoCommit(false);
            execute(first, "INSERT INTO customers VALUES (1, 'S1', 'Ann')");
            execute(second, "INSERT INTO customers VALUES (2, 'S2', 'Bob')");
            first.rollback();
            assertThat(rows(first, "SELECT ssn, name FROM customers")).containsExactly("S2|Bob");
        }
    }

    @Test
    void preparedStatementsFollowAChangedTable() throws Exception {
        create();
        try (Connection connection = deployment.connect();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO customers(id, ssn, name) VALUES (?, ?, ?)");
                PreparedStatement query = connection.prepareStatement("SELECT * FROM customers WHERE ssn = ?")) {
            insert(insert, 1);
            execute(connection, "ALTER TABLE customers ADD COLUMN note varchar(10) DEFAULT 'n'");
            insert(insert, 2);
            query.setString(1, "S2");
            try (ResultSet row = query.executeQuery()) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString("name") + row.getString("note")).isEqualTo("N2n");
            }
            assertThat(rows(connection, "SELECT * FROM customers WHERE ssn = 'S2'"))
                    .containsExactly("2|S2|N2|n");
            try (Connection other = deployment.connectPlain()) {
                execute(other, "ALTER TABLE customers RENAME COLUMN name TO called");
            }
            insert.setInt(1, 3);
            assertThatThrownBy(insert::executeUpdate).isInstanceOf(SQLException.class);
        }
    }

    private static void insert(PreparedStatement insert, int id) throws SQLException {
        insert.setInt(1, id);
        insert.setString(2, "S" + id);
        insert.setString(3, "N" + id);
        assertThat(insert.executeUpdate()).isEqualTo(1);
    }

    @Test
    void analysesEachTextOnce() throws Exception {
        create();
        try (RuntimeRegistry registry = new RuntimeRegistry()) {
            Connector connector = new Connector(registry);
            TdeUrl url = TdeUrl.parse(deployment.url());
            try (Connection first = connector.connect(url, new Properties());
                    Connection second = connector.connect(url, new Properties())) {
                rows(first, "SELECT ssn FROM customers");
                long misses = registry.planMisses();
                rows(first, "SELECT ssn FROM customers");
                rows(second, "SELECT ssn FROM customers");
                assertThat(registry.planMisses()).isEqualTo(misses);
                second.setSchema("pg_catalog");
                assertThatThrownBy(() -> rows(second, "SELECT ssn FROM customers"))
                        .isInstanceOf(SQLException.class);
                assertThat(registry.planMisses()).isGreaterThan(misses);
            }
        }
    }

    @Test
    void stopsProtectedColumnsWhenTheMetadataIsAltered() throws Exception {
        create();
        Files.writeString(deployment.file(), Files.readString(deployment.file()) + "tde.metadata.poll=100ms\n");
        try (Connection connection = deployment.connect()) {
            execute(connection, "INSERT INTO customers VALUES (1, 'S1', 'Ann')");
            try (Connection plain = deployment.connectPlain()) {
                execute(plain, "DELETE FROM tde_column WHERE column_name = 'ssn'");
            }
            String refusal = "";
            long end = System.nanoTime() + 20_000_000_000L;
            while (refusal.isEmpty() && System.nanoTime() < end) {
                try {
                    rows(connection, "SELECT name FROM customers");
                } catch (SQLException e) {
                    refusal = e.getSQLState() + " " + e.getMessage();
                }
            }
            assertThat(refusal).startsWith("22000 TDE-MET-013");
            assertThat(rows(connection, "SELECT 1")).containsExactly("1");
        }
        assertThatThrownBy(deployment::connect).hasMessageContaining("TDE-MET-013");
    }
}
