package io.tdejdbc.it.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.Servers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stored values that somebody touched, and statements that cannot be. */
@ExtendWith(Servers.Provider.class)
final class ValueInputTest {
    private static final List<String> RULES = List.of(
            "protect.person.ssn = equality compare=binary",
            "protect.person.tax = equality compare=binary",
            "protect.person.name = random",
            "protect.person.nick = random",
            "protect.other.name = random");
    private static final String SECRET = "Annabelle Secret";

    private static Guarded filled(Servers servers, Backend.Kind kind) throws Exception {
        Guarded guarded = Guarded.create(
                servers.guarded(kind).create(servers.newName("value")), servers.newFolder("value"), RULES);
        try (Connection connection = guarded.open();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE person (id INTEGER PRIMARY KEY, ssn VARCHAR(20), tax VARCHAR(20), "
                    + "name VARCHAR(60), nick VARCHAR(60))");
            statement.execute("CREATE TABLE other (id INTEGER PRIMARY KEY, name VARCHAR(60))");
            statement.executeUpdate(
                    "INSERT INTO person VALUES (1, '519-12-4407', '7301', '" + SECRET + "', 'Anny with a long name')");
            statement.executeUpdate("INSERT INTO other VALUES (1, 'Bartholomew')");
        }
        return guarded;
    }

    /** Changes a stored value below the driver. */
    private static void store(Guarded guarded, String table, String column, byte[] value) throws SQLException {
        try (Connection raw = guarded.raw();
                PreparedStatement statement =
                        raw.prepareStatement("UPDATE " + table + " SET " + column + " = ? WHERE id = 1")) {
            statement.setBytes(1, value);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    private static byte[] stored(Guarded guarded, String table, String column) throws SQLException {
        try (Connection raw = guarded.raw();
                Statement statement = raw.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + column + " FROM " + table + " WHERE id = 1")) {
            row.next();
            return row.getBytes(1);
        }
    }

    private static void readingFails(Guarded guarded, String table, String column) throws SQLException {
        try (Connection connection = guarded.open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, " + column + " FROM " + table + " WHERE id = 1")) {
            assertThat(row.next()).isTrue();
            for (int way = 0; way < 3; way++) {
                int getter = way;
                SQLException failure = catchThrowableOfType(SQLException.class, () -> {
                    Object read =
                            getter == 0 ? row.getString(2) : getter == 1 ? row.getObject(2) : row.getCharacterStream(2);
                    assertThat(read).isNull();
                });
                assertThat((Throwable) failure).isInstanceOf(SQLDataException.class);
                assertThat(failure.getSQLState()).isEqualTo("22000");
                assertThat(failure.getMessage())
                        .startsWith("TDE-CRY-")
                        .containsIgnoringCase(column)
                        .contains("| fix: ")
                        .doesNotContain(SECRET);
            }
            // The rest of the row can still be read.
            assertThat(row.getInt(1)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyBitOfAStoredValueCounts(Backend.Kind kind, Servers servers) throws Exception {
        Guarded guarded = filled(servers, kind);
        for (String column : List.of("ssn", "name")) {
            byte[] good = stored(guarded, "person", column);
            for (int at : new int[] {1, 3, 4, 15, good.length / 2, good.length - 1}) {
                byte[] bad = good.clone();
                bad[at] ^= 1;
                store(guarded, "person", column, bad);
                readingFails(guarded, "person", column);
            }
            store(guarded, "person", column, good);
        }
        try (Connection connection = guarded.open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT name FROM person")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo(SECRET);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aValueOfAnotherColumnOrTableIsNotTaken(Backend.Kind kind, Servers servers) throws Exception {
        Guarded guarded = filled(servers, kind);
        store(guarded, "person", "nick", stored(guarded, "person", "name"));
        readingFails(guarded, "person", "nick");
        store(guarded, "person", "tax", stored(guarded, "person", "ssn"));
        readingFails(guarded, "person", "tax");
        store(guarded, "other", "name", stored(guarded, "person", "name"));
        readingFails(guarded, "other", "name");
    }

    @ParameterizedTest
    @EnumSource
    void aTruncatedOrLengthenedValueIsNotTaken(Backend.Kind kind, Servers servers) throws Exception {
        Guarded guarded = filled(servers, kind);
        byte[] good = stored(guarded, "person", "name");
        for (int length : new int[] {good.length - 1, good.length + 1}) {
            store(guarded, "person", "name", Arrays.copyOf(good, length));
            readingFails(guarded, "person", "name");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theDatabaseItselfRefusesPlaintextInAnEncryptedColumn(Backend.Kind kind, Servers servers) throws Exception {
        Guarded guarded = filled(servers, kind);
        for (String change : List.of(
                "UPDATE person SET name = CAST('a plain text that is long enough to be an envelope' AS " + binary(kind)
                        + ")",
                "INSERT INTO other VALUES (2, " + (kind == Backend.Kind.POSTGRESQL ? "'\\xF9000001'" : "X'F9000001'")
                        + ")")) {
            try (Connection raw = guarded.raw();
                    Statement statement = raw.createStatement()) {
                SQLException refused = catchThrowableOfType(SQLException.class, () -> statement.executeUpdate(change));
                assertThat(refused.getSQLState()).isEqualTo(brokenCheck(kind));
            }
        }
    }

    private static String binary(Backend.Kind kind) {
        return switch (kind) {
            case H2 -> "VARBINARY";
            case POSTGRESQL -> "BYTEA";
            case MARIADB -> "BINARY";
        };
    }

    private static String brokenCheck(Backend.Kind kind) {
        return switch (kind) {
            case H2 -> "23513";
            case POSTGRESQL -> "23514";
            case MARIADB -> "23000";
        };
    }

    @ParameterizedTest
    @EnumSource
    void aStatementThatCannotBeAnalysedWritesNothing(Backend.Kind kind, Servers servers) throws Exception {
        Guarded guarded = filled(servers, kind);
        try (Connection connection = guarded.open();
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "INSERT INTO person (id, name) VALUES (2, 'unfinished",
                    "INSERT INTO person (id, name) VALUES (2, 'one value too many', 3)",
                    "INSERT INTO person (id, name) VALUES (2)",
                    "INSERT INTO person (id, nonsense) VALUES (2, 'x')",
                    "UPDATE person SET name = 'a'; UPDATE person SET name = 'b'",
                    "UPDATE person FROBNICATE name = 'x'",
                    "UPDATE person SET name = 'x' WHERE name = 'y'",
                    "DELETE FROM person WHERE name = '" + SECRET + "'",
                    "INSERT INTO other SELECT id + 1, name FROM person")) {
                SQLException refusal = Failure.of(
                        SQLFeatureNotSupportedException.class, "0AT00", "TDE-SQL", () -> statement.execute(sql));
                assertThat(refusal.getMessage()).doesNotContain(SECRET).doesNotContain("one value too many");
                assertThat(catchThrowableOfType(SQLException.class, () -> connection.prepareStatement(sql))
                                .getSQLState())
                        .isEqualTo("0AT00");
            }
            try (ResultSet count =
                    statement.executeQuery("SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM other)")) {
                count.next();
                assertThat(List.of(count.getInt(1), count.getInt(2))).isEqualTo(List.of(1, 1));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void parametersThatAreMissingOrTooMany(Backend.Kind kind, Servers servers) throws Exception {
        Guarded guarded = filled(servers, kind);
        String plainState;
        String plainIndexState;
        try (Connection plain = servers.plain(kind)
                        .create(servers.newName("parameters"))
                        .open();
                Statement ddl = plain.createStatement()) {
            ddl.execute("CREATE TABLE other (id INTEGER PRIMARY KEY, name VARCHAR(60))");
            plainState = stateOfMissing(plain);
            plainIndexState = stateOfTooMany(plain);
        }
        try (Connection connection = guarded.open();
                Statement statement = connection.createStatement()) {
            assertThat(stateOfMissing(connection)).isEqualTo(plainState);
            // Connector/J takes a value for a parameter that there is not, and forgets it.
            assertThat(stateOfTooMany(connection)).isEqualTo(kind == Backend.Kind.MARIADB ? "07009" : plainIndexState);
            try (ResultSet count = statement.executeQuery("SELECT count(*) FROM other")) {
                count.next();
                assertThat(count.getInt(1)).isEqualTo(1);
            }
        }
    }

    private static String stateOfMissing(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO other (id, name) VALUES (?, ?)")) {
            statement.setInt(1, 5);
            return catchThrowableOfType(SQLException.class, statement::executeUpdate)
                    .getSQLState();
        }
    }

    private static String stateOfTooMany(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO other (id, name) VALUES (?, ?)")) {
            statement.setString(3, "x");
            return "taken";
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }
}
