package io.tdejdbc.driver.internal.catalog;

import static io.tdejdbc.driver.Deployment.execute;
import static io.tdejdbc.driver.Deployment.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.driver.Database;
import io.tdejdbc.driver.Deployment;
import io.tdejdbc.driver.TdePolicyException;
import io.tdejdbc.driver.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules against metadata against tables, on each backend. */
abstract class PolicyContract {
    private static final String CREATE =
            "CREATE TABLE customers(id int primary key, ssn varchar(11), name varchar(40))";

    @TempDir
    Path folder;

    Deployment deployment;

    abstract Database database();

    @BeforeEach
    void setUp() throws Exception {
        deployment = Deployment.in(folder, database().fresh(folder));
    }

    private void plain(String... statements) throws SQLException {
        try (Connection connection = deployment.connectPlain()) {
            execute(connection, statements);
        }
    }

    private void create() throws Exception {
        deployment.pending("protect.customers.ssn=equality", "protect.customers.name=random");
        try (Connection connection = deployment.connect()) {
            execute(connection, CREATE, "INSERT INTO customers VALUES (1, '123-45-6789', 'Ann')");
        }
    }

    private String table() {
        return database().schema() + "." + database().name("customers");
    }

    @Test
    void createsAPendingTableAndFindsItAgain() throws Exception {
        create();
        deployment.lines("protect.customers.ssn=equality", "protect.customers.name=random");
        try (Connection connection = deployment.connect()) {
            assertThat(rows(connection, "SELECT * FROM customers WHERE ssn = '123-45-6789'"))
                    .containsExactly("1|123-45-6789|Ann");
        }
    }

    @Test
    void keepsPlaintextOutByTheSecondNet() throws Exception {
        create();
        try (Connection connection = deployment.connectPlain();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("INSERT INTO customers(id, ssn) VALUES (2, '123-45-6789')"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.execute(
                            "UPDATE customers SET name = " + (database().isPostgres() ? "'\\x00'" : "X'00'")))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining(database().isPostgres() ? "tde_random" : "TDE_CK_CUSTOMERS_NAME");
        }
    }

    @Test
    void namesTheRuleAndWhatExistsForAMissingTable() throws Exception {
        plain("CREATE TABLE orders(id int)");
        deployment.lines("tde.init=create", "protect.customers.ssn=equality");
        assertThatThrownBy(deployment::connect)
                .isInstanceOf(TdePolicyException.class)
                .hasMessageContainingAll(
                        "TDE-POL-001",
                        "protect.customers.ssn (line 5)",
                        database().name("orders"),
                        "tde.missing-table=pending")
                .hasMessageNotContainingAny("tde_key", "TDE_KEY")
                .satisfies(failure ->
                        assertThat(((SQLException) failure).getSQLState()).isEqualTo("08001"));
    }

    @Test
    void namesTheColumnsThatExist() throws Exception {
        plain(CREATE);
        deployment.lines("tde.init=create", "protect.customers.sssn=equality");
        assertThatThrownBy(deployment::connect)
                .hasMessageContainingAll(
                        "TDE-POL-002", "protect.customers.sssn", database().name("ssn"));
    }

    @Test
    void sendsAnUnregisteredColumnToTheTool() throws Exception {
        plain(CREATE);
        deployment.pending("protect.customers.ssn=equality");
        assertThatThrownBy(deployment::connect).hasMessageContainingAll("TDE-POL-005", "tde encrypt", "customers.ssn");
    }

    @Test
    void noticesARuleThatDiffersFromTheMetadata() throws Exception {
        create();
        deployment.pending("protect.customers.ssn=random", "protect.customers.name=random");
        assertThatThrownBy(deployment::connect)
                .isInstanceOf(TdePolicyException.class)
                .hasMessageContainingAll("TDE-POL-006", "random", "equality");
        deployment.pending("protect.customers.ssn=equality domain=person", "protect.customers.name=random");
        assertThatThrownBy(deployment::connect).hasMessageContainingAll("TDE-POL-006", "domain=person");
    }

    @Test
    void encryptsWhatOnlyTheMetadataNamesAndRefusesThatInStrictMode() throws Exception {
        create();
        deployment.lines("protect.customers.ssn=equality");
        try (Connection connection = deployment.connect()) {
            assertThat(rows(connection, "SELECT name FROM customers")).containsExactly("Ann");
        }
        deployment.lines("protect.customers.ssn=equality", "tde.strict=true");
        assertThatThrownBy(deployment::connect)
                .hasMessageContainingAll(
                        "TDE-POL-010", table() + "." + database().name("name"));
    }

    @Test
    void refusesATableThatWasMadeWithoutTheDriver() throws Exception {
        create();
        plain("DROP TABLE customers", CREATE);
        assertThatThrownBy(deployment::connect).hasMessageContainingAll("TDE-POL-008", table());
    }

    @Test
    void missesTheCheck() throws Exception {
        create();
        plain(
                database().isPostgres()
                        ? "ALTER TABLE customers ALTER COLUMN ssn TYPE bytea"
                        : "ALTER TABLE customers DROP CONSTRAINT TDE_CK_CUSTOMERS_SSN");
        assertThatThrownBy(deployment::connect)
                .hasMessageContainingAll(
                        "TDE-POL-009",
                        "ALTER TABLE",
                        database().isPostgres() ? "TYPE \"public\".tde_equality" : "CHECK");
        plain(
                database().isPostgres()
                        ? "CREATE DOMAIN lax AS bytea CHECK (octet_length(VALUE) >= 1)"
                        : "ALTER TABLE customers ADD CONSTRAINT TDE_CK_CUSTOMERS_SSN CHECK (octet_length(ssn) >= 1)",
                database().isPostgres()
                        ? "ALTER TABLE customers ALTER COLUMN ssn TYPE lax"
                        : "ALTER TABLE customers SET REFERENTIAL_INTEGRITY TRUE");
        assertThatThrownBy(deployment::connect).hasMessageContaining("TDE-POL-009");
    }

    @Test
    void refusesTwoRulesForOneColumn() throws Exception {
        deployment.pending(
                "protect.customers.ssn=equality", "protect." + database().schema() + ".CUSTOMERS.SSN=random");
        assertThatThrownBy(deployment::connect).hasMessageContainingAll("TDE-POL-012", "line 6", "line 7");
    }

    @Test
    void dropsAndMakesAnew() throws Exception {
        create();
        try (Connection connection = deployment.connect()) {
            execute(
                    connection,
                    "DROP TABLE customers",
                    "CREATE TABLE customers(id int primary key, name varchar(80), ssn int)",
                    "INSERT INTO customers VALUES (1, 'Bob', 77)");
            assertThat(rows(connection, "SELECT id, name FROM customers WHERE ssn = 77"))
                    .containsExactly("1|Bob");
        }
    }

    @Test
    void refusesATypeThatCannotBeProtectedLikeThat() throws Exception {
        deployment.pending("protect.customers.ssn=equality");
        try (Connection connection = deployment.connect()) {
            assertThatThrownBy(() -> execute(connection, "CREATE TABLE customers(id int, ssn double precision)"))
                    .isInstanceOf(SQLFeatureNotSupportedException.class)
                    .hasMessageContaining("TDE-POL-015");
            assertThatThrownBy(() -> execute(connection, "CREATE TABLE customers(id int, ssn int array)"))
                    .isInstanceOf(SQLException.class);
            execute(connection, "CREATE TABLE customers(id int, ssn bigint)");
            assertThat(rows(connection, "SELECT ssn FROM customers")).isEmpty();
        }
    }

    @Test
    void leavesNothingBehindWhenARuleFails() throws Exception {
        deployment.lines("tde.init=create", "protect.customers.ssn=equality");
        assertThatThrownBy(deployment::connect).hasMessageContaining("TDE-POL-001");
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("tde-catalog-poll"));
    }

    @Test
    void readsViewsOverProtectedTables() throws Exception {
        create();
        plain(
                "CREATE VIEW everybody AS SELECT c.name AS called, c.* FROM customers c WHERE c.id > 0",
                "CREATE VIEW again AS SELECT called, ssn FROM everybody",
                "CREATE VIEW counted AS SELECT count(*) AS n FROM customers",
                "CREATE VIEW twins AS SELECT a.id AS one, b.id AS other, a.ssn FROM customers a JOIN customers b "
                        + "ON a.ssn = b.ssn WHERE a.ssn IS NOT NULL");
        deployment.lines("protect.customers.ssn=equality", "protect.customers.name=random");
        try (Connection connection = deployment.connect()) {
            assertThat(rows(connection, "SELECT ssn, called FROM again WHERE ssn = '123-45-6789'"))
                    .containsExactly("123-45-6789|Ann");
            assertThat(rows(connection, "SELECT e.name, n FROM everybody e, counted"))
                    .containsExactly("Ann|1");
            assertThat(rows(connection, "SELECT one, other, ssn FROM twins")).containsExactly("1|1|123-45-6789");
            execute(connection, "CREATE VIEW own AS SELECT ssn AS number FROM again");
            assertThat(rows(connection, "SELECT * FROM own WHERE number = '123-45-6789'"))
                    .containsExactly("123-45-6789");
            for (String sql : List.of(
                    "UPDATE everybody SET called = 'x'",
                    "INSERT INTO again (called, ssn) VALUES ('x', 'y')",
                    "SELECT upper(ssn) FROM again",
                    "CREATE VIEW found AS SELECT id FROM customers WHERE ssn = '123-45-6789'",
                    "CREATE VIEW customers_too AS SELECT upper(ssn) AS s FROM again")) {
                assertThatThrownBy(() -> execute(connection, sql))
                        .isInstanceOf(SQLFeatureNotSupportedException.class)
                        .satisfies(failure -> assertThat(((SQLException) failure).getSQLState())
                                .isEqualTo("0AT00"));
            }
        }
        try (Connection connection = deployment.connect()) {
            assertThat(rows(connection, "SELECT number FROM own")).containsExactly("123-45-6789");
        }
    }

    @Test
    void followsRenamesAndDrops() throws Exception {
        create();
        deployment.lines();
        try (Connection connection = deployment.connect()) {
            execute(connection, "ALTER TABLE customers RENAME TO clients");
            assertThat(rows(connection, "SELECT name FROM clients WHERE ssn = '123-45-6789'"))
                    .containsExactly("Ann");
            execute(
                    connection,
                    "ALTER TABLE clients RENAME COLUMN ssn TO social",
                    "INSERT INTO clients (id, social, name) VALUES (2, '222-22-2222', 'Bo')");
            assertThat(rows(
                            connection,
                            "SELECT * FROM clients WHERE social IN ('123-45-6789', '222-22-2222') ORDER BY 1"))
                    .containsExactly("1|123-45-6789|Ann", "2|222-22-2222|Bo");
            execute(connection, "ALTER TABLE clients DROP COLUMN name", "CREATE TABLE other(id int)");
            assertThat(rows(connection, "SELECT * FROM clients WHERE id = 2")).containsExactly("2|222-22-2222");
        }
        String schema = database().schema();
        deployment.lines("protect.clients.social=equality");
        try (Connection connection = deployment.connect()) {
            assertThat(rows(connection, "SELECT id FROM clients WHERE social = '222-22-2222'"))
                    .containsExactly("2");
            for (String sql : List.of(
                    "ALTER TABLE clients RENAME TO customers",
                    "ALTER TABLE clients RENAME COLUMN social TO ssn",
                    "ALTER TABLE clients DROP COLUMN social")) {
                assertThatThrownBy(() -> execute(connection, sql))
                        .isInstanceOf(SQLFeatureNotSupportedException.class)
                        .hasMessageContaining("TDE-POL-027");
            }
        }
        try (Connection plain = deployment.connectPlain()) {
            assertThat(rows(plain, "SELECT table_name, column_name FROM " + schema + ".tde_column"))
                    .containsExactly(
                            database().name("clients") + "|" + database().name("social"));
        }
        deployment.lines();
        try (Connection connection = deployment.connect()) {
            execute(connection, "DROP TABLE clients");
        }
        try (Connection plain = deployment.connectPlain()) {
            assertThat(rows(plain, "SELECT column_name FROM " + schema + ".tde_column"))
                    .isEmpty();
        }
    }

    @Test
    void widensColumns() throws Exception {
        create();
        deployment.lines("protect.customers.ssn=equality", "protect.customers.name=random");
        String longer = "0123456789012345678901234567890123456789";
        try (Connection connection = deployment.connect()) {
            String insert = "INSERT INTO customers (id, ssn) VALUES (7, '" + longer + "')";
            assertThatThrownBy(() -> execute(connection, insert))
                    .isInstanceOf(SQLException.class)
                    .satisfies(failure ->
                            assertThat(((SQLException) failure).getSQLState()).startsWith("22"));
            for (String type : List.of("varchar(5)", "integer", "char(40)")) {
                assertThatThrownBy(() ->
                                execute(connection, "ALTER TABLE customers ALTER COLUMN ssn SET DATA TYPE " + type))
                        .hasMessageContaining("TDE-POL-015");
            }
            execute(connection, "ALTER TABLE customers ALTER COLUMN ssn SET DATA TYPE varchar(40)", insert);
            assertThat(rows(
                            connection,
                            "SELECT ssn FROM customers WHERE ssn IN ('123-45-6789', '" + longer + "') ORDER BY id"))
                    .containsExactly("123-45-6789", longer);
        }
        try (Connection connection = deployment.connect()) {
            assertThat(rows(connection, "SELECT id FROM customers WHERE ssn = '" + longer + "'"))
                    .containsExactly("7");
        }
    }

    /** As if the driver had died between the database's change and its own. */
    @Test
    void refusesWhatWasRenamedBehindItsBack() throws Exception {
        create();
        plain("ALTER TABLE customers RENAME TO clients");
        deployment.lines("tde.missing-table=pending");
        try (Connection connection = deployment.connect()) {
            for (String sql : List.of("SELECT * FROM clients", "INSERT INTO clients VALUES (3, 'plain', 'plain')")) {
                assertThatThrownBy(() -> execute(connection, sql)).hasMessageContaining("TDE-SQL-011");
            }
        }
        assertThat(rename(table(), "clients")).isZero();
        try (Connection connection = deployment.connect()) {
            assertThat(rows(connection, "SELECT name FROM clients WHERE ssn = '123-45-6789'"))
                    .containsExactly("Ann");
        }
        plain("ALTER TABLE clients RENAME COLUMN ssn TO social");
        assertThatThrownBy(deployment::connect).hasMessageContaining("TDE-POL-002");
        String old = database().schema() + "." + database().name("clients") + "."
                + database().name("ssn");
        assertThat(rename(old, "id")).isNotZero();
        assertThat(rename(old, "social")).isZero();
        try (Connection connection = deployment.connect()) {
            assertThat(rows(connection, "SELECT name FROM clients WHERE social = '123-45-6789'"))
                    .containsExactly("Ann");
        }
        assertThat(rename(old, "social")).isNotZero();
    }

    private int rename(String old, String newName) {
        StringWriter told = new StringWriter();
        return Main.run(
                new PrintWriter(told, true),
                new PrintWriter(told, true),
                "rename",
                "--config",
                deployment.file().toString(),
                "--url",
                deployment.plainUrl(),
                old,
                database().name(newName));
    }

    @Test
    void refusesViewsThatComputeWithProtectedColumns() throws Exception {
        create();
        plain("CREATE VIEW lengths AS SELECT octet_length(ssn) AS n FROM customers");
        deployment.lines("protect.customers.ssn=equality", "protect.customers.name=random");
        String allowance = "view:" + database().schema() + "." + database().name("lengths");
        assertThatThrownBy(deployment::connect).hasMessageContaining(allowance);
        deployment.lines(
                "protect.customers.ssn=equality", "protect.customers.name=random", "tde.preflight.allow=" + allowance);
        try (Connection connection = deployment.connect()) {
            assertThatThrownBy(() -> rows(connection, "SELECT n FROM lengths")).hasMessageContaining("TDE-SQL-011");
        }
    }

    @Test
    void followsAViewThatIsMadeWhileItRuns() throws Exception {
        create();
        try (Connection connection = deployment.connect()) {
            assertThat(rows(connection, "SELECT 1")).hasSize(1);
            plain("CREATE VIEW late AS SELECT id, ssn FROM customers");
            execute(connection, "CREATE TABLE anything(id int)");
            assertThat(rows(connection, "SELECT ssn FROM late")).containsExactly("123-45-6789");
            plain("DROP VIEW late", "CREATE VIEW late AS SELECT id, name AS ssn FROM customers");
            execute(connection, "CREATE TABLE something(id int)");
            assertThat(rows(connection, "SELECT ssn FROM late")).containsExactly("Ann");
        }
    }

    /** A process that has its own view of what is protected, and has not looked since. */
    private Connection otherProcess(int number) throws Exception {
        Path copy = Files.copy(deployment.file(), folder.resolve("other" + number + ".properties"));
        return DriverManager.getConnection(
                deployment.url().replace(deployment.file().toString(), copy.toString()));
    }

    /** Each statement is the first of its process that names a protected table. */
    @Test
    void knowsATableAtOnceThatAnotherProcessMakes() throws Exception {
        deployment.pending("protect.a.ssn=random", "protect.d.ssn=random", "tde.missing-column=pending");
        plain("CREATE TABLE d(id int)");
        try (Connection reader = otherProcess(1);
                Connection writer = otherProcess(2);
                Connection preparer = otherProcess(3);
                Connection follower = otherProcess(4);
                Connection transaction = otherProcess(5);
                Connection connection = deployment.connect()) {
            transaction.setAutoCommit(false);
            execute(transaction, "CREATE TABLE own(id int)");
            execute(
                    connection,
                    "CREATE TABLE a(id int, ssn varchar(20))",
                    "INSERT INTO a VALUES (1, 'first')",
                    "ALTER TABLE d ADD ssn varchar(20)",
                    "INSERT INTO d VALUES (1, 'first')");
            assertThat(rows(reader, "SELECT ssn FROM a")).containsExactly("first");
            assertThat(rows(follower, "SELECT * FROM d")).containsExactly("1|first");
            assertThat(rows(transaction, "SELECT ssn FROM a")).containsExactly("first");
            transaction.rollback();
            execute(writer, "INSERT INTO a VALUES (2, 'second')");
            try (PreparedStatement insert = preparer.prepareStatement("INSERT INTO a(ssn, id) VALUES (?, ?)")) {
                insert.setString(1, "third");
                insert.setInt(2, 3);
                insert.executeUpdate();
            }
            assertThat(rows(connection, "SELECT ssn FROM a ORDER BY id")).containsExactly("first", "second", "third");
        }
    }

    @Test
    void neverShowsAValueInARefusal() throws Exception {
        create();
        StringWriter seen = new StringWriter();
        try (Connection connection = deployment.connect()) {
            for (String sql : List.of(
                    "SELECT * FROM customers WHERE name = 'Geheim'",
                    "SELECT * FROM customers WHERE ssn LIKE 'Geheim%'",
                    "INSERT INTO customers SELECT 5, 'Geheim', repeat('Geheim', 2) FROM customers",
                    "UPDATE customers SET name = name || 'Geheim'")) {
                assertThatThrownBy(() -> execute(connection, sql))
                        .satisfies(failure -> seen.append(failure.toString()));
            }
        }
        assertThat(seen.toString()).doesNotContain("Geheim");
    }
}
