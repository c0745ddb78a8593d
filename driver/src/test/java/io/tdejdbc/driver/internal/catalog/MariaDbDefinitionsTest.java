package io.tdejdbc.driver.internal.catalog;

import static io.tdejdbc.driver.Deployment.execute;
import static io.tdejdbc.driver.Deployment.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.driver.Deployment;
import io.tdejdbc.driver.EmbeddedMaria;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Renames on MariaDB, whose CHECKs keep their names. */
@Tag("one-jdk")
class MariaDbDefinitionsTest {
    @TempDir
    Path folder;

    /** A table with one row that no rule names any more. */
    private Deployment customers(EmbeddedMaria server) throws Exception {
        Deployment deployment = Deployment.in(folder, server.fresh("shop", "utf8mb4_nopad_bin"));
        deployment.pending("protect.customers.ssn=equality compare=binary", "protect.customers.name=random");
        try (Connection connection = deployment.connect()) {
            execute(
                    connection,
                    "CREATE TABLE customers (id int, ssn varchar(20), name varchar(20))",
                    "INSERT INTO customers VALUES (1, '123-45-6789', 'Ann')");
        }
        return deployment.lines();
    }

    @Test
    void followsRenames() throws Exception {
        try (EmbeddedMaria server = EmbeddedMaria.start(folder)) {
            Deployment deployment = customers(server);
            try (Connection connection = deployment.connect()) {
                execute(
                        connection,
                        "ALTER TABLE customers RENAME TO clients",
                        "ALTER TABLE clients RENAME COLUMN ssn TO social",
                        "INSERT INTO clients (id, social, name) VALUES (2, '222-22-2222', 'Bo')");
                assertThat(rows(connection, "SELECT * FROM clients WHERE social IN ('123-45-6789', '222-22-2222')"))
                        .containsExactly("1|123-45-6789|Ann", "2|222-22-2222|Bo");
                for (String sql : List.of(
                        "ALTER TABLE clients DROP COLUMN social, ADD COLUMN x int",
                        "ALTER TABLE clients DROP CONSTRAINT tde_ck_customers_ssn",
                        "ALTER TABLE clients RENAME TO Customers",
                        "ALTER TABLE clients RENAME COLUMN social TO ssn, ADD COLUMN x int",
                        "ALTER TABLE clients CHANGE social ssn varchar(30)",
                        "ALTER TABLE clients ADD INDEX by_name (name)",
                        "RENAME TABLE clients TO Customers")) {
                    assertThatThrownBy(() -> execute(connection, sql)).hasMessageStartingWith("TDE-SQL-0");
                }
            }
            deployment.lines("protect.clients.social=equality compare=binary");
            try (Connection connection = deployment.connect();
                    Connection plain = deployment.connectPlain()) {
                assertThat(rows(connection, "SELECT id FROM clients WHERE social = '222-22-2222'"))
                        .containsExactly("2");
                assertThatThrownBy(() -> execute(plain, "INSERT INTO clients (id, social) VALUES (3, 'plain')"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("CONSTRAINT");
                execute(plain, "ALTER TABLE clients RENAME TO others");
            }
            deployment.lines("tde.missing-table=pending");
            try (Connection connection = deployment.connect()) {
                assertThatThrownBy(() -> rows(connection, "SELECT * FROM others"))
                        .hasMessageStartingWith("TDE-SQL-011");
            }
        }
    }

    @Test
    void followsRenameTableAndDroppedColumns() throws Exception {
        try (EmbeddedMaria server = EmbeddedMaria.start(folder)) {
            Deployment deployment = customers(server);
            try (Connection connection = deployment.connect();
                    Connection plain = deployment.connectPlain()) {
                execute(
                        connection,
                        "RENAME TABLE customers TO clients",
                        "ALTER TABLE clients RENAME COLUMN ssn TO social",
                        "/* a */ ALTER /* b */ TABLE clients /* c */ DROP COLUMN social -- d",
                        "INSERT INTO clients VALUES (2, 'Bo')");
                assertThat(rows(connection, "SELECT * FROM clients")).containsExactly("1|Ann", "2|Bo");
                assertThat(rows(
                                plain,
                                "SELECT CONSTRAINT_NAME FROM information_schema.CHECK_CONSTRAINTS "
                                        + "WHERE TABLE_NAME = 'clients'"))
                        .containsExactly("tde_ck_customers_name");
                assertThat(rows(plain, "SELECT table_name, column_name FROM tde_column"))
                        .containsExactly("clients|name");
                assertThatThrownBy(() -> execute(plain, "INSERT INTO clients VALUES (3, 'plain')"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("CONSTRAINT");
            }
        }
    }

    @Test
    void widensByModifyAndPassesWhatLeavesValuesAlone() throws Exception {
        try (EmbeddedMaria server = EmbeddedMaria.start(folder)) {
            Deployment deployment = Deployment.in(folder, server.fresh("shop", "utf8mb4_nopad_bin"));
            deployment.pending("protect.customers.ssn=equality compare=binary");
            String longer = "0123456789012345678901234567890123456789";
            try (Connection connection = deployment.connect();
                    Connection plain = deployment.connectPlain()) {
                execute(
                        connection,
                        "CREATE TABLE customers (id int, ssn varchar(20), status varchar(10))",
                        "INSERT INTO customers VALUES (1, '123-45-6789', 'open')",
                        "CREATE SEQUENCE numbers START WITH 7");
                String insert = "INSERT INTO customers (id, ssn) VALUES (NEXTVAL(numbers), '" + longer + "')";
                assertThatThrownBy(() -> execute(connection, insert))
                        .isInstanceOf(SQLException.class)
                        .satisfies(failure -> assertThat(((SQLException) failure).getSQLState())
                                .startsWith("22"));
                for (String sql : List.of(
                        "ALTER TABLE customers MODIFY ssn varchar(10)",
                        "ALTER TABLE customers MODIFY ssn int",
                        "ALTER TABLE customers MODIFY ssn varchar(60) DEFAULT 'none'",
                        "ALTER TABLE customers MODIFY ssn varchar(60), ADD COLUMN x int",
                        "ALTER TABLE customers ADD INDEX by_ssn (ssn(10))")) {
                    assertThatThrownBy(() -> execute(connection, sql))
                            .isInstanceOf(SQLException.class)
                            .satisfies(failure -> assertThat(((SQLException) failure).getSQLState())
                                    .isEqualTo("0AT00"));
                }
                execute(
                        connection,
                        "ALTER TABLE customers MODIFY COLUMN ssn varchar(60) NOT NULL",
                        "ALTER TABLE customers ADD INDEX by_ssn (ssn, status), ADD COLUMN note varchar(9) AFTER ssn",
                        "ALTER TABLE customers MODIFY status varchar(30) FIRST, CHANGE note remark varchar(30)",
                        "ALTER TABLE customers DROP INDEX by_ssn, ENGINE = InnoDB, COMMENT 'people'",
                        insert,
                        "INSERT INTO customers (id, ssn) VALUES (NEXT VALUE FOR numbers, '5')");
                assertThat(rows(
                                connection,
                                "SELECT ssn FROM customers WHERE ssn IN ('" + longer + "', '5', '123-45-6789')"))
                        .containsExactlyInAnyOrder("123-45-6789", longer, "5");
                assertThat(rows(connection, "SELECT COUNT(*) FROM customers WHERE id > 6"))
                        .containsExactly("2");
                assertThat(rows(connection, "EXPLAIN UPDATE customers SET ssn = '7' WHERE ssn = '5'"))
                        .hasSize(1);
                assertThat(rows(
                                connection,
                                "EXPLAIN FORMAT=JSON SELECT id FROM customers WHERE ssn = '" + longer + "'"))
                        .singleElement()
                        .asString()
                        .contains("query_block")
                        .doesNotContain(longer);
                assertThat(rows(plain, "SELECT COUNT(*) FROM customers WHERE ssn LIKE '%123%'"))
                        .containsExactly("0");
                assertThatThrownBy(() -> execute(plain, "INSERT INTO customers (id, ssn) VALUES (3, 'plain')"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("CONSTRAINT");
            }
        }
    }
}
