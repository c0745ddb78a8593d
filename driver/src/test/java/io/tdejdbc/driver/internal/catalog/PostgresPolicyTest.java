package io.tdejdbc.driver.internal.catalog;

import static io.tdejdbc.driver.Deployment.execute;
import static io.tdejdbc.driver.Deployment.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.driver.Database;
import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("one-jdk")
class PostgresPolicyTest extends PolicyContract {
    private static Database database;

    @BeforeAll
    static void start() throws IOException {
        database = Database.postgres();
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @Override
    Database database() {
        return database;
    }

    private Connection withTable() throws Exception {
        deployment.pending("protect.customers.ssn=equality");
        Connection connection = deployment.connect();
        execute(connection, "CREATE TABLE customers(id int, ssn varchar(11))");
        return connection;
    }

    @Test
    void seesATransactionThatTextBegan() throws Exception {
        try (Connection connection = withTable()) {
            execute(connection, "INSERT INTO customers VALUES (1, '123-45-6789')");
        }
        deployment.lines();
        try (Connection connection = deployment.connect()) {
            for (String begin : List.of("BEGIN", "START TRANSACTION")) {
                execute(connection, begin);
                assertThatThrownBy(() -> execute(connection, "ALTER TABLE customers RENAME TO clients"))
                        .hasMessageContaining("TDE-POL-028");
                execute(connection, "ROLLBACK");
            }
            execute(connection, "BEGIN", "CREATE TABLE own(id int, ssn varchar(11))", "ROLLBACK");
            execute(connection, "BEGIN", "SELECT 1", "COMMIT", "ALTER TABLE customers RENAME TO clients");
            assertThat(rows(connection, "SELECT id FROM clients WHERE ssn = '123-45-6789'"))
                    .containsExactly("1");
        }
    }

    @Test
    void passesOptionsThatLeaveValuesAlone() throws Exception {
        try (Connection connection = withTable()) {
            execute(
                    connection,
                    "INSERT INTO customers VALUES (1, '123-45-6789')",
                    "CREATE UNIQUE INDEX by_ssn ON customers (ssn)",
                    "ALTER TABLE customers DISABLE TRIGGER ALL, SET (fillfactor = 70), CLUSTER ON by_ssn",
                    "ALTER TABLE customers ENABLE TRIGGER ALL, RESET (fillfactor), SET WITHOUT CLUSTER",
                    "ALTER TABLE customers ALTER COLUMN ssn SET STATISTICS 100, ALTER ssn SET STORAGE EXTERNAL",
                    "ALTER TABLE customers SET UNLOGGED",
                    "ALTER TABLE customers SET LOGGED, REPLICA IDENTITY FULL",
                    "INSERT INTO customers VALUES (2, '222-22-2222')");
            assertThat(rows(connection, "SELECT ssn FROM customers WHERE ssn IN ('123-45-6789', '222-22-2222')"))
                    .containsExactlyInAnyOrder("123-45-6789", "222-22-2222");
        }
        try (Connection plain = deployment.connectPlain()) {
            assertThatThrownBy(() -> execute(plain, "INSERT INTO customers VALUES (3, 'plain')"))
                    .satisfies(failure ->
                            assertThat(((SQLException) failure).getSQLState()).isEqualTo("23514"));
        }
    }

    @Test
    void usesATableInTheTransactionThatMakesIt() throws Exception {
        deployment.pending("protect.customers.ssn=equality");
        try (Connection connection = deployment.connect()) {
            connection.setAutoCommit(false);
            execute(
                    connection,
                    "CREATE TABLE customers(id int, ssn varchar(11))",
                    "INSERT INTO customers VALUES (1, 'first')");
            assertThat(rows(connection, "SELECT ssn FROM customers WHERE ssn = 'first'"))
                    .containsExactly("first");
            connection.rollback();
            assertThatThrownBy(() -> rows(connection, "SELECT ssn FROM customers"))
                    .hasMessageContaining("TDE-SQL");
            execute(connection, "CREATE TABLE customers(id int, ssn int)", "INSERT INTO customers VALUES (1, 5)");
            connection.commit();
            assertThat(rows(connection, "SELECT id FROM customers WHERE ssn = 5"))
                    .containsExactly("1");
        }
    }

    @Test
    void followsTheSearchPathAndItsRollback() throws Exception {
        try (Connection connection = withTable()) {
            try (Connection plain = deployment.connectPlain()) {
                execute(plain, "CREATE SCHEMA other", "CREATE TABLE other.customers(id int, ssn varchar(11))");
            }
            connection.setAutoCommit(false);
            execute(connection, "SET search_path TO other, public", "INSERT INTO customers VALUES (1, 'open')");
            connection.commit();
            execute(connection, "SET search_path TO public", "INSERT INTO customers VALUES (1, 'rolled')");
            connection.rollback();
            execute(connection, "INSERT INTO customers VALUES (2, 'open')");
            connection.commit();
            connection.setAutoCommit(true);
            execute(connection, "RESET search_path", "INSERT INTO customers VALUES (3, 'secret')");
            assertThat(rows(connection, "SELECT ssn FROM customers")).containsExactly("secret");
        }
        try (Connection plain = deployment.connectPlain()) {
            assertThat(rows(plain, "SELECT ssn FROM other.customers")).containsExactly("open", "open");
            assertThat(rows(plain, "SELECT count(*) FROM public.customers")).containsExactly("1");
        }
    }

    @Test
    void letsNoTemporaryTableHideAProtectedOne() throws Exception {
        try (Connection connection = withTable();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO customers VALUES (?, ?)")) {
            insert.setInt(1, 1);
            insert.setString(2, "secret");
            insert.executeUpdate();
            assertThatThrownBy(() -> execute(connection, "CREATE TEMP TABLE customers(id int, ssn varchar(11))"))
                    .hasMessageContaining("TDE-SQL");
            execute(
                    connection,
                    "CREATE TEMP TABLE mine(id int, ssn varchar(11))",
                    "INSERT INTO mine VALUES (1, 'open')");
            assertThat(rows(connection, "SELECT c.ssn, m.ssn FROM customers c JOIN mine m ON m.id = c.id"))
                    .containsExactly("secret|open");
        }
    }

    @Test
    void goesOnAfterAFailedTransaction() throws Exception {
        try (Connection connection = withTable()) {
            connection.setAutoCommit(false);
            execute(connection, "SET LOCAL search_path TO public");
            assertThatThrownBy(() -> execute(connection, "SELECT 1/0")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> execute(connection, "INSERT INTO customers VALUES (1, 'x')"))
                    .isInstanceOf(SQLException.class)
                    .satisfies(failure ->
                            assertThat(((SQLException) failure).getSQLState()).isEqualTo("25P02"));
            execute(connection, "ROLLBACK");
            execute(connection, "INSERT INTO customers VALUES (1, 'x')");
            connection.commit();
            assertThat(rows(connection, "SELECT ssn FROM customers")).containsExactly("x");
        }
    }

    @Test
    void readsStringsAsTheSessionDoes() throws Exception {
        try (Connection connection = withTable()) {
            execute(
                    connection,
                    "SET standard_conforming_strings TO off",
                    "SET escape_string_warning TO off",
                    "INSERT INTO customers VALUES (1, 'a\\'b')",
                    "SET standard_conforming_strings TO on",
                    "INSERT INTO customers VALUES (2, 'a\\b')");
            assertThat(rows(connection, "SELECT ssn FROM customers ORDER BY id"))
                    .containsExactly("a'b", "a\\b");
        }
    }

    @Test
    void comparesWithArrays() throws Exception {
        deployment.pending("protect.people.ssn=equality", "protect.people.tax=equality");
        try (Connection connection = deployment.connect()) {
            execute(
                    connection,
                    "CREATE TABLE people(id int, ssn varchar(11), tax int)",
                    "INSERT INTO people VALUES (1, 'a', 10), (2, 'b', 20), (3, NULL, NULL), (4, 'a', 30)");
            Array letters = connection.createArrayOf("varchar", new String[] {"a", null, "none"});
            Array none = connection.createArrayOf("varchar", new String[0]);
            String found = "SELECT id FROM people WHERE ssn = ANY (?) ORDER BY id";
            String cast = "SELECT id FROM people WHERE ssn = ANY (CAST(? AS varchar[])) ORDER BY id";
            String sign = "SELECT id FROM people WHERE ssn <> ALL (?::text[]) ORDER BY id";
            assertThat(ids(connection, found, letters)).containsExactly(1, 4);
            assertThat(ids(connection, found, new String[] {"b", "a"})).containsExactly(1, 2, 4);
            assertThat(ids(connection, cast, letters)).containsExactly(1, 4);
            assertThat(ids(connection, sign, new String[] {"a"})).containsExactly(2);
            assertThat(ids(connection, found, none)).isEmpty();
            assertThat(ids(connection, found, null)).isEmpty();
            assertThat(ids(connection, "SELECT id FROM people WHERE tax = ANY (?) ORDER BY id", new Integer[] {30, 10}))
                    .containsExactly(1, 4);
            String others = "SELECT id FROM people WHERE ssn <> ALL (?) ORDER BY id";
            assertThat(ids(connection, others, new String[] {"a"})).containsExactly(2);
            assertThat(ids(connection, others, letters)).isEmpty();
            assertThatThrownBy(() -> ids(connection, found, "a")).hasMessageContaining("TDE-JDB-004");
            assertThatThrownBy(() -> ids(connection, "SELECT id FROM people WHERE id = ANY (?) OR ssn = ?", none))
                    .isInstanceOf(SQLException.class);
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE people SET tax = ? WHERE ssn = ANY (?)")) {
                for (String letter : List.of("a", "b")) {
                    update.setInt(1, 7);
                    update.setArray(2, connection.createArrayOf("varchar", new String[] {letter}));
                    update.addBatch();
                }
                assertThat(update.executeBatch()).containsExactly(2, 1);
            }
            assertThat(rows(connection, "SELECT count(*) FROM people WHERE tax = 7"))
                    .containsExactly("3");
        }
    }

    private static List<Integer> ids(Connection connection, String sql, Object array) throws SQLException {
        List<Integer> ids = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (array instanceof Array value) {
                statement.setArray(1, value);
            } else {
                statement.setObject(1, array);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getInt(1));
                }
            }
        }
        return ids;
    }

    @Test
    void followsPartitionsByTheirOwnNames() throws Exception {
        deployment.pending("protect.customers.ssn=equality");
        try (Connection connection = deployment.connect()) {
            execute(connection, "CREATE TABLE customers(id int, ssn varchar(11)) PARTITION BY RANGE (id)");
            try (Connection plain = deployment.connectPlain()) {
                execute(plain, "CREATE TABLE customers_1 PARTITION OF customers FOR VALUES FROM (0) TO (10)");
            }
            execute(connection, "CREATE TABLE another(id int)", "INSERT INTO customers VALUES (1, 'secret')");
            assertThat(rows(connection, "SELECT ssn FROM customers")).containsExactly("secret");
            execute(connection, "INSERT INTO customers_1 VALUES (2, 'open')");
            assertThat(rows(connection, "SELECT ssn FROM customers_1 p WHERE p.ssn IN ('secret', 'open') ORDER BY id"))
                    .containsExactly("secret", "open");
            assertThat(rows(connection, "SELECT c.id FROM customers c JOIN customers_1 p ON p.ssn = c.ssn ORDER BY 1"))
                    .containsExactly("1", "2");
            assertThatThrownBy(() -> rows(connection, "SELECT upper(ssn) FROM customers_1"))
                    .hasMessageContaining("TDE-SQL-026");
            try (Connection plain = deployment.connectPlain()) {
                assertThat(rows(plain, "SELECT encode(ssn, 'escape') FROM customers_1"))
                        .hasSize(2)
                        .noneMatch(value -> value.contains("open") || value.contains("secret"));
            }
        }
    }

    @Test
    void makesPartitionsAndKnowsThemAtOnce() throws Exception {
        deployment.pending("protect.customers.ssn=equality");
        try (Connection connection = deployment.connect()) {
            execute(
                    connection,
                    "CREATE TABLE customers(id int, ssn varchar(11)) PARTITION BY RANGE (id)",
                    "CREATE TABLE customers_1 PARTITION OF customers FOR VALUES FROM (0) TO (10) PARTITION BY LIST (id)",
                    "CREATE TABLE customers_11 PARTITION OF customers_1 DEFAULT",
                    "INSERT INTO customers_11 VALUES (1, 'secret')",
                    "INSERT INTO customers VALUES (2, 'open')");
            assertThat(rows(connection, "SELECT ssn FROM customers_1 ORDER BY id"))
                    .containsExactly("secret", "open");
            assertThat(rows(connection, "SELECT id FROM customers_11 WHERE ssn = 'open'"))
                    .containsExactly("2");
            assertThatThrownBy(
                            () -> execute(
                                    connection,
                                    "CREATE TABLE customers_2 PARTITION OF customers (ssn DEFAULT 'none') FOR VALUES FROM (10) TO (20)"))
                    .hasMessageContaining("TDE-SQL-044");
        }
        try (Connection plain = deployment.connectPlain()) {
            assertThat(rows(plain, "SELECT get_byte(ssn, 0) FROM customers_11")).containsOnly("250");
        }
    }

    @Test
    void refusesRoutinesThatReachTheTable() throws Exception {
        try (Connection connection = withTable()) {
            execute(connection, "CREATE TABLE other(id int)");
            try (Connection plain = deployment.connectPlain()) {
                execute(
                        plain,
                        "CREATE FUNCTION harmless() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                        "CREATE FUNCTION reaching() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM customers'",
                        "CREATE FUNCTION dynamic(q text) RETURNS int LANGUAGE plpgsql AS "
                                + "'BEGIN EXECUTE q; RETURN 1; END'");
            }
            execute(connection, "CREATE TABLE another(id int)");
            assertThat(rows(connection, "SELECT harmless() FROM other")).isEmpty();
            assertThatThrownBy(() -> rows(connection, "SELECT reaching()")).hasMessageContaining("TDE-SQL");
            assertThatThrownBy(() -> rows(connection, "SELECT dynamic('SELECT 1')"))
                    .hasMessageContaining("TDE-SQL");
        }
    }
}
