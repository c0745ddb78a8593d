package io.tdejdbc.driver.internal.catalog;

import static io.tdejdbc.driver.Deployment.execute;
import static io.tdejdbc.driver.Deployment.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.driver.Database;
import io.tdejdbc.driver.Deployment;
import io.tdejdbc.driver.TdePolicyException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
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
    void refusesNamesThatReachProtectedTables() throws Exception {
        create();
        plain("CREATE VIEW everybody AS SELECT id FROM customers", "CREATE VIEW again AS SELECT * FROM everybody");
        deployment.lines(
                "protect.customers.ssn=equality",
                "tde.preflight.allow=view:" + database().schema() + "."
                        + database().name("everybody"));
        try (Connection connection = deployment.connect()) {
            for (String view : List.of("everybody", "again")) {
                assertThatThrownBy(() -> rows(connection, "SELECT * FROM " + view))
                        .isInstanceOf(SQLFeatureNotSupportedException.class)
                        .satisfies(failure -> assertThat(((SQLException) failure).getSQLState())
                                .isEqualTo("0AT00"));
            }
        }
    }

    @Test
    void seesAViewThatIsMadeWhileItRuns() throws Exception {
        create();
        try (Connection connection = deployment.connect()) {
            assertThat(rows(connection, "SELECT 1")).hasSize(1);
            plain("CREATE VIEW late AS SELECT id, ssn FROM customers");
            execute(connection, "CREATE TABLE anything(id int)");
            assertThatThrownBy(() -> rows(connection, "SELECT ssn FROM late")).hasMessageContaining("TDE-SQL");
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
