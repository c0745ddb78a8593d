package io.tdejdbc.it.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.Servers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody else changes tables while plans for them are cached: the right answer or none, and never plaintext. */
@ExtendWith(Servers.Provider.class)
final class ChangedSchemaTest {

    private static Guarded vault(Servers servers, Backend.Kind kind) throws Exception {
        List<String> lines = new ArrayList<>(Accounts.RULES);
        lines.add("tde.metadata.poll = 60s");
        lines.add("tde.metadata.lease = 120s");
        Guarded guarded = Guarded.create(
                servers.guarded(kind).create(servers.newName("changed")), servers.newFolder("changed"), lines);
        try (Connection connection = guarded.open()) {
            Accounts.create(connection);
            Accounts.insert(connection, 1);
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

    /** Reads code and note of all rows by a star; empty if the driver refuses to. */
    private static List<String> readStar(Connection connection) {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM vault")) {
            while (rows.next()) {
                values.add(rows.getString("code"));
                values.add(rows.getString("note"));
            }
        } catch (SQLException e) {
            return List.of();
        }
        return values;
    }

    private static void neverWrong(List<String> values) {
        assertThat(values).isSubsetOf(Accounts.code(1), Accounts.note(1), Accounts.code(2), Accounts.note(2));
    }

    @ParameterizedTest
    @EnumSource
    void aColumnIsAdded(Backend.Kind kind, Servers servers) throws Exception {
        Guarded guarded = vault(servers, kind);
        try (Connection connection = guarded.open();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO vault VALUES (?, ?, ?)")) {
            neverWrong(readStar(connection));
            below(guarded, "ALTER TABLE vault ADD COLUMN extra VARCHAR(10) DEFAULT 'e'" + before(kind));
            neverWrong(readStar(connection));
            Accounts.bind(insert, 2);
            if (kind != Backend.Kind.POSTGRESQL) {
                // As the plain table, which wants a value for each column (21S02, 21S01).
                assertThat(catchThrowableOfType(SQLFeatureNotSupportedException.class, insert::executeUpdate)
                                .getSQLState())
                        .isEqualTo("0AT00");
            } else {
                assertThat(insert.executeUpdate()).isEqualTo(1);
            }
        }
        try (Connection fresh = guarded.open()) {
            assertThat(Accounts.read(fresh)).isEqualTo(Accounts.expected(1, kind == Backend.Kind.POSTGRESQL ? 3 : 2));
        }
    }

    private static String before(Backend.Kind kind) {
        return switch (kind) {
            case H2 -> " BEFORE code";
            case POSTGRESQL -> "";
            case MARIADB -> " AFTER id";
        };
    }

    @ParameterizedTest
    @EnumSource
    void aColumnIsDroppedAndAnotherTakesItsName(Backend.Kind kind, Servers servers) throws Exception {
        Guarded guarded = vault(servers, kind);
        try (Connection connection = guarded.open();
                PreparedStatement insert = connection.prepareStatement(Accounts.INSERT)) {
            Accounts.bind(insert, 2);
            insert.executeUpdate();
            neverWrong(readStar(connection));
            below(
                    guarded,
                    "ALTER TABLE vault DROP COLUMN code",
                    "ALTER TABLE vault ADD COLUMN code VARCHAR(200) DEFAULT 'planted'");
            neverWrong(readStar(connection));
            // Whether it fails or not: what is stored is not the value.
            insert.setInt(1, 3);
            mayBeRefused(insert::executeUpdate);
        }
        assertThat(stored(guarded)).doesNotContain(Accounts.code(3)).doesNotContain(Accounts.code(2));
    }

    @ParameterizedTest
    @EnumSource
    void theTableIsMadeAnewWithoutTheDriver(Backend.Kind kind, Servers servers) throws Exception {
        Guarded guarded = vault(servers, kind);
        try (Connection connection = guarded.open();
                PreparedStatement insert = connection.prepareStatement(Accounts.INSERT)) {
            Accounts.bind(insert, 2);
            insert.executeUpdate();
            below(guarded, "DROP TABLE vault", Accounts.DDL);
            mayBeRefused(() -> Accounts.insert(connection, 7));
            insert.setInt(1, 8);
            mayBeRefused(insert::executeUpdate);
            mayBeRefused(() -> connection
                    .createStatement()
                    .executeUpdate("INSERT INTO vault VALUES (9, 'vault-code-9', 'vault note no. 9')"));
        }
        assertThat(stored(guarded)).noneMatch(value -> value.contains("vault-code") || value.contains("vault note"));
    }

    @ParameterizedTest
    @EnumSource
    void columnsChangePlaces(Backend.Kind kind, Servers servers) throws Exception {
        Guarded guarded = vault(servers, kind);
        try (Connection connection = guarded.open();
                PreparedStatement query = connection.prepareStatement("SELECT code, note FROM vault")) {
            neverWrong(readStar(connection));
            below(
                    guarded,
                    "ALTER TABLE vault " + rename(kind, "code", "other"),
                    "ALTER TABLE vault " + rename(kind, "note", "code"),
                    "ALTER TABLE vault " + rename(kind, "other", "note"));
            assertThat(readStar(connection)).isEmpty();
            assertThat(catchThrowable(() -> {
                        try (ResultSet rows = query.executeQuery()) {
                            rows.next();
                            rows.getString(1);
                        }
                    }))
                    .isInstanceOf(SQLException.class);
        }
    }

    private static String rename(Backend.Kind kind, String from, String to) {
        return kind == Backend.Kind.H2
                ? "ALTER COLUMN " + from + " RENAME TO " + to
                : "RENAME COLUMN " + from + " TO " + to;
    }

    private static List<String> stored(Guarded guarded) throws SQLException {
        List<String> stored = new ArrayList<>();
        try (Connection raw = guarded.raw();
                Statement statement = raw.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM vault")) {
            while (rows.next()) {
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    stored.add(String.valueOf(rows.getString(column)));
                }
            }
        }
        return stored;
    }

    /** What counts afterwards is what is stored; an answer that is not SQL's would be wrong in any case. */
    private static void mayBeRefused(ThrowingCallable action) {
        Throwable failure = catchThrowable(action);
        if (failure != null) {
            assertThat(failure).isInstanceOf(SQLException.class);
        }
    }
}
