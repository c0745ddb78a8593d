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

    @Test
    void followsRenames() throws Exception {
        try (EmbeddedMaria server = EmbeddedMaria.start(folder)) {
            Deployment deployment = Deployment.in(folder, server.fresh("shop", "utf8mb4_nopad_bin"));
            deployment.pending("protect.customers.ssn=equality compare=binary", "protect.customers.name=random");
            try (Connection connection = deployment.connect()) {
                execute(
                        connection,
                        "CREATE TABLE customers (id int, ssn varchar(20), name varchar(20))",
                        "INSERT INTO customers VALUES (1, '123-45-6789', 'Ann')");
            }
            deployment.lines();
            try (Connection connection = deployment.connect()) {
                execute(
                        connection,
                        "ALTER TABLE customers RENAME TO clients",
                        "ALTER TABLE clients RENAME COLUMN ssn TO social",
                        "INSERT INTO clients (id, social, name) VALUES (2, '222-22-2222', 'Bo')");
                assertThat(rows(connection, "SELECT * FROM clients WHERE social IN ('123-45-6789', '222-22-2222')"))
                        .containsExactly("1|123-45-6789|Ann", "2|222-22-2222|Bo");
                for (String sql : List.of(
                        "ALTER TABLE clients DROP COLUMN social",
                        "ALTER TABLE clients RENAME TO Customers",
                        "ALTER TABLE clients RENAME COLUMN social TO ssn, ADD COLUMN x int",
                        "RENAME TABLE clients TO customers")) {
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
}
