package io.tdejdbc.driver.internal.catalog;

import static io.tdejdbc.driver.Deployment.execute;
import static io.tdejdbc.driver.Deployment.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.driver.Database;
import io.tdejdbc.driver.Deployment;
import java.sql.Connection;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.List;
import org.junit.jupiter.api.Test;

class H2PolicyTest extends PolicyContract {
    private static final Database DATABASE = Database.h2();

    @Override
    Database database() {
        return DATABASE;
    }

    @Test
    void worksInAPrivateDatabaseOfOneConnection() throws Exception {
        Deployment only = Deployment.in(folder, "jdbc:h2:mem:");
        only.pending("protect.customers.ssn=equality");
        try (Connection connection = only.connect()) {
            connection.setAutoCommit(false);
            execute(
                    connection,
                    "CREATE TABLE customers(id int, ssn varchar(11))",
                    "INSERT INTO customers VALUES (1, '123-45-6789')");
            connection.rollback();
            execute(connection, "INSERT INTO customers VALUES (2, '123-45-6789')");
            connection.commit();
            assertThat(rows(connection, "SELECT id FROM customers WHERE ssn = '123-45-6789'"))
                    .containsExactly("2");
        }
    }

    @Test
    void switchesForeignKeysOffAndKnowsKeysOverAllColumns() throws Exception {
        deployment.pending(
                "protect.customers.ssn=equality domain=person",
                "protect.customers.name=random",
                "protect.orders.owner=equality domain=person");
        try (Connection connection = deployment.connect()) {
            execute(
                    connection,
                    "CREATE TABLE customers(ssn varchar(11) PRIMARY KEY, name varchar(20))",
                    "CREATE TABLE orders(owner varchar(11) REFERENCES customers(ssn), UNIQUE (VALUE))",
                    "ALTER TABLE orders SET REFERENTIAL_INTEGRITY FALSE",
                    "INSERT INTO orders VALUES ('123-45-6789')",
                    "INSERT INTO customers VALUES ('123-45-6789', 'Ann')",
                    "ALTER TABLE orders SET REFERENTIAL_INTEGRITY TRUE CHECK");
            for (String sql :
                    List.of("INSERT INTO orders VALUES ('123-45-6789')", "INSERT INTO orders VALUES ('000-00-0000')")) {
                assertThatThrownBy(() -> execute(connection, sql))
                        .isInstanceOf(SQLIntegrityConstraintViolationException.class);
            }
            assertThatThrownBy(() -> execute(connection, "ALTER TABLE customers ADD CONSTRAINT whole UNIQUE (VALUE)"))
                    .hasMessageStartingWith("TDE-SQL-042");
        }
    }

    @Test
    void followsSynonyms() throws Exception {
        deployment.pending("protect.customers.ssn=equality");
        try (Connection connection = deployment.connect()) {
            execute(connection, "CREATE TABLE customers(id int, ssn varchar(11))");
            try (Connection plain = deployment.connectPlain()) {
                execute(plain, "CREATE SYNONYM clients FOR customers");
            }
            execute(
                    connection,
                    "CREATE TABLE another(id int)",
                    "INSERT INTO clients VALUES (1, '123-45-6789')",
                    "UPDATE clients SET ssn = '987-65-4321' WHERE ssn = '123-45-6789'");
            assertThat(rows(connection, "SELECT ssn FROM clients")).containsExactly("987-65-4321");
            try (Connection plain = deployment.connectPlain()) {
                assertThat(rows(plain, "SELECT RAWTOHEX(ssn) FROM customers"))
                        .hasSize(1)
                        .allMatch(value ->
                                value.toLowerCase(java.util.Locale.ROOT).startsWith("fa"));
            }
        }
    }

    @Test
    void refusesModesThatChangeHowSqlIsRead() throws Exception {
        Deployment mysql = Deployment.in(folder, "jdbc:h2:mem:mysqlmode;MODE=MySQL");
        mysql.pending("protect.customers.ssn=equality");
        try (Connection connection = mysql.connect()) {
            execute(connection, "CREATE TABLE other(id int)");
            assertThatThrownBy(() -> execute(connection, "CREATE TABLE customers(id int, ssn varchar(11))"))
                    .hasMessageContainingAll("TDE-POL-016", "MODE=MySQL");
            execute(connection, "SET MODE REGULAR", "CREATE TABLE customers(id int, ssn varchar(11))");
            assertThat(rows(connection, "SELECT ssn FROM customers")).isEmpty();
        }
        Deployment insensitive = Deployment.in(folder, "jdbc:h2:mem:ci;CASE_INSENSITIVE_IDENTIFIERS=TRUE");
        insensitive.pending("protect.customers.ssn=equality");
        assertThatThrownBy(insensitive::connect).hasMessageContaining("TDE-CFG-014");
        Deployment old = Deployment.in(folder, "jdbc:h2:mem:old;OLD_INFORMATION_SCHEMA=TRUE");
        old.pending("protect.customers.ssn=equality");
        assertThatThrownBy(old::connect).hasMessageContainingAll("TDE-CFG-014", "OLD_INFORMATION_SCHEMA=TRUE");
    }

    @Test
    void followsTheSchemaOfTheSession() throws Exception {
        deployment.pending("protect.customers.ssn=equality");
        try (Connection connection = deployment.connect()) {
            execute(connection, "CREATE TABLE customers(id int, ssn varchar(11))", "CREATE SCHEMA other");
            try (Connection plain = deployment.connectPlain()) {
                execute(plain, "CREATE TABLE other.customers(id int, ssn varchar(11))");
            }
            execute(
                    connection,
                    "INSERT INTO customers VALUES (1, 'secret')",
                    "SET SCHEMA other",
                    "INSERT INTO customers VALUES (2, 'open')");
            assertThat(rows(connection, "SELECT ssn FROM customers")).containsExactly("open");
            connection.setSchema("PUBLIC");
            assertThat(rows(connection, "SELECT ssn FROM customers")).containsExactly("secret");
        }
        try (Connection plain = deployment.connectPlain()) {
            assertThat(rows(plain, "SELECT ssn FROM other.customers")).containsExactly("open");
            assertThat(rows(plain, "SELECT ssn FROM customers")).doesNotContain("secret");
        }
    }
}
