package io.tdejdbc.it.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.Servers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ways around the driver's analysis: none may hand out stored bytes as values, or store a value as it is. */
@Tag("one-jdk")
@ExtendWith(Servers.Provider.class)
final class BackDoorsTest {
    private static final List<String> RULES = List.of(
            "protect.person.ssn = equality compare=binary",
            "protect.person.name = random",
            "tde.metadata.poll = 200ms");
    private static final String DDL = "CREATE TABLE person (id INTEGER PRIMARY KEY, ssn VARCHAR(30), name VARCHAR(60))";

    private static Guarded person(Servers servers, Backend.Kind kind) throws Exception {
        String name = servers.newName("doors");
        String schema = kind == Backend.Kind.MARIADB ? name : "public";
        List<String> lines = new ArrayList<>(RULES);
        lines.add("tde.preflight.allow = view:" + schema + ".v_person, view:PUBLIC.V_PERSON, routine:" + schema
                + ".f_names, routine:" + schema + ".p_names");
        Guarded guarded = Guarded.create(servers.guarded(kind).create(name), servers.newFolder("doors"), lines);
        try (Connection connection = guarded.open();
                Statement statement = connection.createStatement()) {
            statement.execute(DDL);
            statement.executeUpdate("INSERT INTO person VALUES (1, '519-12-4407', 'Back Door One')");
        }
        return guarded;
    }

    private static void below(Guarded guarded, String... statements) throws SQLException {
        try (Connection raw = guarded.raw();
                Statement statement = raw.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** What a query through the driver gives as text, or why not. */
    private static List<String> texts(Connection connection, String sql) {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    values.add(String.valueOf(rows.getString(i)));
                    values.add(String.valueOf(rows.getObject(i)));
                }
            }
        } catch (SQLException e) {
            return List.of();
        }
        return values;
    }

    private static void noCiphertext(List<String> values) {
        assertThat(values)
                .noneMatch(value -> value.contains("\ufffd")
                        || value.toLowerCase(java.util.Locale.ROOT).contains("f9000001")
                        || value.toLowerCase(java.util.Locale.ROOT).contains("fa000001")
                        || value.startsWith("[B@"));
    }

    @ParameterizedTest
    @EnumSource
    void aViewThatSomebodyMakesLater(Backend.Kind kind, Servers servers) throws Exception {
        Guarded guarded = person(servers, kind);
        try (Connection connection = guarded.open()) {
            below(guarded, "CREATE VIEW v_person AS SELECT id, ssn AS number, name FROM person");
            noCiphertext(texts(connection, "SELECT * FROM v_person"));
            noCiphertext(texts(connection, "SELECT number FROM v_person"));
            mayFail(() -> connection
                    .createStatement()
                    .executeUpdate("INSERT INTO v_person (id, number, name) VALUES (2, 'plain number', 'plain name')"));
        }
        try (Connection fresh = guarded.open()) {
            noCiphertext(texts(fresh, "SELECT * FROM v_person"));
        }
        assertThat(raw(guarded)).noneMatch(value -> value.contains("plain"));
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void aRoutineThatReadsTheTable(Backend.Kind kind, Servers servers) throws Exception {
        Guarded guarded = person(servers, kind);
        if (kind == Backend.Kind.POSTGRESQL) {
            below(guarded, "CREATE FUNCTION f_names() RETURNS SETOF bytea LANGUAGE sql AS 'SELECT name FROM person'");
        } else {
            below(
                    guarded,
                    "CREATE FUNCTION f_names() RETURNS VARBINARY(200) READS SQL DATA "
                            + "RETURN (SELECT name FROM person LIMIT 1)",
                    "CREATE PROCEDURE p_names() READS SQL DATA SELECT name, ssn FROM person");
        }
        try (Connection connection = guarded.open()) {
            noCiphertext(texts(connection, "SELECT f_names()"));
            noCiphertext(texts(connection, "SELECT * FROM f_names()"));
            noCiphertext(texts(connection, "SELECT * FROM f_names() AS t(x)"));
            noCiphertext(texts(connection, "SELECT x FROM (SELECT f_names() AS x) AS t"));
            noCiphertext(texts(connection, "CALL p_names()"));
            noCiphertext(texts(connection, "{call p_names()}"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyOtherGetterOfAProtectedColumn(Backend.Kind kind, Servers servers) throws Exception {
        Guarded guarded = person(servers, kind);
        List<String> told = new ArrayList<>();
        try (Connection connection = guarded.open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT ssn, name FROM person")) {
            row.next();
            List<Getter> getters = List.of(
                    r -> r.getRowId(1),
                    r -> r.getRef(1),
                    r -> r.getSQLXML(1),
                    r -> r.getNString(1),
                    r -> r.getNClob(1),
                    r -> r.getArray(1),
                    r -> r.getURL(1),
                    r -> r.getObject(1, Map.of()),
                    r -> r.getObject("ssn", Map.of()),
                    r -> r.getObject(1, Object.class),
                    r -> new String(r.getUnicodeStream(1).readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1),
                    r -> r.unwrap(ResultSet.class).getString(1));
            for (Getter getter : getters) {
                Throwable failure = catchThrowable(() -> told.add(String.valueOf(getter.get(row))));
                if (failure != null) {
                    assertThat(failure).isInstanceOf(SQLException.class);
                }
            }
        }
        noCiphertext(told);
    }

    private interface Getter {
        Object get(ResultSet row) throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void updatableResultSets(Backend.Kind kind, Servers servers) throws Exception {
        Guarded guarded = person(servers, kind);
        try (Connection connection = guarded.open();
                Statement statement =
                        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                ResultSet rows = statement.executeQuery("SELECT id, ssn, name FROM person")) {
            rows.next();
            mayFail(() -> {
                rows.updateString("name", "Updated In Place");
                rows.updateRow();
            });
            mayFail(() -> {
                rows.moveToInsertRow();
                rows.updateInt(1, 2);
                rows.updateObject(2, "row inserted");
                rows.updateString(3, "Inserted In Place");
                rows.insertRow();
            });
        }
        assertThat(raw(guarded)).noneMatch(value -> value.contains("Place") || value.contains("row inserted"));
        try (Connection connection = guarded.open()) {
            assertThat(texts(connection, "SELECT name FROM person"))
                    .isSubsetOf("Back Door One", "Updated In Place", "Inserted In Place");
        }
    }

    @ParameterizedTest
    @EnumSource
    void textsForLogsShowNoValue(Backend.Kind kind, Servers servers) throws Exception {
        Guarded guarded = person(servers, kind);
        String secret = "secret-in-a-log";
        try (Connection connection = guarded.open();
                PreparedStatement statement = connection.prepareStatement(
                        "INSERT INTO person (id, ssn, name) VALUES (?, ?, 'literal " + secret + "')")) {
            statement.setInt(1, 1);
            statement.setString(2, secret);
            assertThat(statement.toString()).doesNotContain(secret);
            assertThat(connection.toString()).doesNotContain(secret).doesNotContain("pw");
            Throwable duplicate = catchThrowable(statement::executeUpdate);
            for (Throwable cause = duplicate; cause != null; cause = cause.getCause()) {
                assertThat(cause.toString()).doesNotContain(secret);
            }
            statement.addBatch();
            Throwable batch = catchThrowable(statement::executeBatch);
            for (Throwable cause = batch; cause != null; cause = cause.getCause()) {
                assertThat(cause.toString()).doesNotContain(secret);
            }
            Throwable tooLong = catchThrowable(() -> statement.setString(2, secret.repeat(9)));
            if (tooLong != null) {
                assertThat(tooLong.toString()).doesNotContain(secret);
            }
            Throwable refused = catchThrowable(
                    () -> connection.createStatement().execute("SELECT id FROM person WHERE name = '" + secret + "'"));
            assertThat(refused.toString()).doesNotContain(secret);
        }
    }

    private static List<String> raw(Guarded guarded) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection raw = guarded.raw();
                Statement statement = raw.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id, ssn, name FROM person")) {
            while (rows.next()) {
                for (int i = 2; i <= 3; i++) {
                    byte[] stored = rows.getBytes(i);
                    values.add(
                            stored == null ? "null" : new String(stored, java.nio.charset.StandardCharsets.ISO_8859_1));
                }
            }
        }
        return values;
    }

    /** Whether the way is open or not is not the question here, only that it fails as SQL does. */
    private static void mayFail(ThrowingCallable way) {
        Throwable failure = catchThrowable(way);
        if (failure != null) {
            assertThat(failure).isInstanceOf(SQLException.class);
        }
    }
}
