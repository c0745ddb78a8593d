package io.tdejdbc.it.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Database;
import io.tdejdbc.it.harness.Servers;
import io.tdejdbc.it.harness.VaultServer;
import io.tdejdbc.it.harness.Vaults;
import io.tdejdbc.it.vault.VaultDeployment.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Everybody with his own policy and his own database role: what each is for works, and the rest does not. */
@Tag("one-jdk")
@ExtendWith({Servers.Provider.class, Vaults.Provider.class})
final class VaultRolesTest {
    private final Servers servers;
    private final VaultServer server;
    private Database database;
    private VaultDeployment deployment;

    VaultRolesTest(Servers servers, Vaults vaults) throws Exception {
        this.servers = servers;
        this.server = vaults.own();
    }

    private void sql(String statements) throws SQLException {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    private Outcome tde(String user, String policy, String... command) throws Exception {
        return deployment.tdeAt(urlOf(user), deployment.as(policy), command);
    }

    private String urlOf(String user) {
        return database.url().replace("user=postgres", "user=" + user);
    }

    private String guardedUrl(String user, String policy) throws Exception {
        return "jdbc:tde:" + urlOf(user).substring("jdbc:".length()) + "&tde.config=" + deployment.as(policy);
    }

    private static void done(Outcome outcome) {
        assertThat(outcome.status()).as(outcome.toString()).isZero();
    }

    private static void failed(Outcome outcome, String said) {
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(1);
        assertThat(outcome.err()).contains(said);
    }

    @Test
    void eachRoleDoesItsWorkAndNoOther() throws Exception {
        database = servers.guarded(Backend.Kind.POSTGRESQL).create(servers.newName("roles"));
        deployment = VaultDeployment.create(
                server,
                database,
                servers.newFolder("roles"),
                List.of(
                        "tde.metadata.poll = 200ms",
                        "tde.metadata.lease = 3s",
                        "protect.customers.name = random",
                        "protect.customers.phone = equality"));
        sql("CREATE ROLE shop_owner LOGIN; GRANT CREATE ON SCHEMA public TO shop_owner;"
                + "CREATE TABLE customers (id integer PRIMARY KEY, name varchar(60), phone varchar(20));"
                + "INSERT INTO customers VALUES (1, 'Anna Lindqvist', '040-77120');"
                + "ALTER TABLE customers OWNER TO shop_owner");
        done(tde("shop_owner", "migrator", "init"));
        done(tde("shop_owner", "migrator", "encrypt"));
        done(tde("shop_owner", "migrator", "check"));
        sql(Files.readString(Path.of(System.getProperty("basedir", ".")).resolve("../docs/vault/database-roles.sql")));
        sql(
                "CREATE ROLE shop_app LOGIN IN ROLE tde_runtime; GRANT SELECT, INSERT, UPDATE, DELETE ON customers TO shop_app;"
                        + "CREATE ROLE shop_report LOGIN IN ROLE tde_runtime; GRANT SELECT ON customers TO shop_report;"
                        + "CREATE ROLE shop_rotator LOGIN IN ROLE tde_rotator;"
                        + "CREATE ROLE shop_retire LOGIN IN ROLE tde_retire");

        anApplicationReadsAndWrites();
        aReportReads();
        aRotatorRotates();
        oneWhoRetiresRetires();
        theMigratorDoesTheRest();
        try (Connection connection = DriverManager.getConnection(guardedUrl("shop_app", "runtime"))) {
            assertThat(name(connection, 2)).isEqualTo("Bo Ek");
        }
    }

    private static String name(Connection connection, int id) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM customers WHERE id = " + id)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private void anApplicationReadsAndWrites() throws Exception {
        try (Connection connection = DriverManager.getConnection(guardedUrl("shop_app", "runtime"));
                Statement statement = connection.createStatement()) {
            assertThat(name(connection, 1)).isEqualTo("Anna Lindqvist");
            statement.executeUpdate("INSERT INTO customers VALUES (2, 'Bo Ek', '040-77121')");
        }
        try (Connection raw = database.open();
                Statement statement = raw.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM customers WHERE id = 2")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getBytes(1)[0]).isEqualTo((byte) 0xF9);
        }
        failed(tde("shop_app", "runtime", "kek", "rewrap"), "TDE-MET-023");
        failed(tde("shop_app", "rotator", "kek", "rotate"), "TDE-MET-023");
    }

    private void aReportReads() throws Exception {
        try (Connection connection = DriverManager.getConnection(guardedUrl("shop_report", "reader"));
                Statement statement = connection.createStatement()) {
            assertThat(name(connection, 1)).isEqualTo("Anna Lindqvist");
            SQLException refused = catchThrowableOfType(
                    SQLException.class, () -> statement.executeUpdate("DELETE FROM customers WHERE id = 1"));
            assertThat(refused.getSQLState()).isEqualTo("42501");
        }
    }

    private void aRotatorRotates() throws Exception {
        done(tde("shop_rotator", "rotator", "kek", "rotate", "--from", "1"));
        done(tde("shop_rotator", "rotator", "kek", "rewrap"));
        done(tde("shop_rotator", "rotator", "keys", "list"));
        done(tde("shop_rotator", "rotator", "keys", "evict"));
        failed(tde("shop_rotator", "rotator", "keys", "verify"), "TDE-KEY-114");
        failed(tde("shop_rotator", "rotator", "kek", "retire", "--below", "2", "--confirm"), "TDE-KEY-114");
        SQLException refused = catchThrowableOfType(
                SQLException.class, () -> DriverManager.getConnection(guardedUrl("shop_rotator", "rotator")));
        assertThat(refused.getMessage()).startsWith("TDE-KEY-114 ");
    }

    private void oneWhoRetiresRetires() throws Exception {
        failed(tde("shop_retire", "retire", "kek", "rotate"), "TDE-KEY-114");
        done(tde("shop_retire", "retire", "kek", "retire", "--below", "2", "--confirm"));
    }

    private void theMigratorDoesTheRest() throws Exception {
        done(tde("shop_owner", "migrator+retire", "kek", "retire", "--below", "1", "--confirm"));
        Outcome deleted = tde("shop_owner", "migrator+retire", "kek", "retire", "--below", "2", "--confirm");
        done(deleted);
        assertThat(deleted.out()).contains("4 wrappings");
        done(tde("shop_owner", "migrator", "keys", "verify"));
        done(tde("shop_owner", "migrator", "dek", "rotate", "--table", "public.customers"));
        failed(tde("shop_owner", "migrator", "kek", "rotate"), "TDE-KEY-114");
    }
}
