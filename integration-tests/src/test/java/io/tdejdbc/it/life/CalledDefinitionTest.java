package io.tdejdbc.it.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.Servers;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A routine makes a table: it can be joined with a protected one at once, long before the next look at the catalog. */
@Tag("one-jdk")
@ExtendWith(Servers.Provider.class)
final class CalledDefinitionTest {

    private static Guarded vault(Servers servers, Backend.Kind kind) throws Exception {
        List<String> lines = new ArrayList<>(Accounts.RULES);
        lines.add("tde.metadata.poll = 60s");
        lines.add("tde.metadata.lease = 120s");
        Guarded guarded = Guarded.create(
                servers.guarded(kind).create(servers.newName("called")), servers.newFolder("called"), lines);
        boolean postgres = kind == Backend.Kind.POSTGRESQL;
        try (Connection connection = guarded.open();
                Statement statement = connection.createStatement()) {
            Accounts.create(connection);
            Accounts.insert(connection, 1);
            statement.execute(
                    postgres
                            ? "CREATE PROCEDURE nothing() LANGUAGE plpgsql AS 'BEGIN END'"
                            : "CREATE PROCEDURE nothing() SET @x = 1");
            statement.execute(
                    postgres
                            ? "CREATE PROCEDURE makes() LANGUAGE plpgsql AS 'BEGIN CREATE TABLE made (person int, extra int); "
                                    + "INSERT INTO made VALUES (1, 5); END'"
                            : "CREATE PROCEDURE makes() BEGIN CREATE TABLE made (person INT, extra INT); "
                                    + "INSERT INTO made VALUES (1, 5); END");
        }
        return guarded;
    }

    private static void call(Connection connection, String routine) throws SQLException {
        try (CallableStatement call = connection.prepareCall("CALL " + routine + "()")) {
            call.execute();
        }
    }

    private static String joined(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT code FROM vault JOIN made ON person = id WHERE extra = 5")) {
            row.next();
            return row.getString(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void isFollowedAtOnce(Backend.Kind kind, Servers servers) throws Exception {
        Guarded guarded = vault(servers, kind);
        try (Connection connection = guarded.open();
                Connection other = guarded.open()) {
            call(connection, "nothing");
            assertThatThrownBy(() -> joined(connection)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> joined(other)).isInstanceOf(SQLException.class);
            call(connection, "makes");
            assertThat(joined(connection)).isEqualTo(Accounts.code(1));
            assertThat(joined(other)).isEqualTo(Accounts.code(1));
            call(connection, "nothing");
            assertThat(joined(connection)).isEqualTo(Accounts.code(1));
        }
    }

    @Test
    void isFollowedInATransactionAndTakenBackWithIt(Servers servers) throws Exception {
        Guarded guarded = vault(servers, Backend.Kind.POSTGRESQL);
        try (Connection connection = guarded.open();
                Connection other = guarded.open()) {
            connection.setAutoCommit(false);
            call(connection, "nothing");
            call(connection, "makes");
            assertThat(joined(connection)).isEqualTo(Accounts.code(1));
            connection.rollback();
            assertThatThrownBy(() -> joined(connection)).isInstanceOf(SQLException.class);
            connection.rollback();
            call(connection, "nothing");
            call(connection, "makes");
            call(connection, "nothing");
            assertThat(joined(connection)).isEqualTo(Accounts.code(1));
            connection.commit();
            assertThat(joined(other)).isEqualTo(Accounts.code(1));
        }
    }
}
