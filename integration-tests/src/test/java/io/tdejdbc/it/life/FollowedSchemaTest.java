package io.tdejdbc.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Database;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.Servers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Another session changes the plain columns of a table while statements on it stay prepared: what the database's own
 * driver makes of that, at every stage of its own caching, is what the application gets.
 */
@ExtendWith(Servers.Provider.class)
final class FollowedSchemaTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What another session does, one after the other. */
    private static final List<String> CHANGES = List.of(
            "ALTER TABLE vault ADD COLUMN extra VARCHAR(10) DEFAULT 'e'",
            "ALTER TABLE vault ADD COLUMN number INTEGER DEFAULT 7",
            "ALTER TABLE vault DROP COLUMN extra",
            "ALTER TABLE vault ADD COLUMN late VARCHAR(10)");

    /** When the driver learns of a change. */
    private enum Learns {
        /** By its next poll, which the test waits for. */
        BY_POLL("200ms"),
        /** By the result that the statement gives, long before the next poll. */
        BY_RESULT("60s");

        private final String poll;

        Learns(String poll) {
            this.poll = poll;
        }
    }

    private static Database with(Database database, int prepareThreshold) {
        return new Database(
                database.kind(), database.url().replace("prepareThreshold=0", "prepareThreshold=" + prepareThreshold));
    }

    private static Guarded vault(Servers servers, Backend.Kind kind, Learns learns, int threshold) throws Exception {
        List<String> lines = new ArrayList<>(Accounts.RULES);
        lines.add("tde.metadata.poll = " + learns.poll);
        lines.add("tde.metadata.lease = 120s");
        Guarded guarded = Guarded.create(
                with(servers.guarded(kind).create(servers.newName("followed")), threshold),
                servers.newFolder("followed"),
                lines);
        try (Connection connection = guarded.open()) {
            fill(connection);
        }
        return guarded;
    }

    private static Database plain(Servers servers, Backend.Kind kind, int threshold) throws SQLException {
        Database database = with(servers.plain(kind).create(servers.newName("followed")), threshold);
        try (Connection connection = database.open()) {
            fill(connection);
        }
        return database;
    }

    private static void fill(Connection connection) throws SQLException {
        Accounts.create(connection);
        Accounts.insert(connection, 1);
        Accounts.insert(connection, 2);
    }

    private static List<String> answer(PreparedStatement query) throws SQLException {
        query.setString(1, Accounts.code(2));
        try (ResultSet rows = query.executeQuery()) {
            return rowsOf(rows);
        }
    }

    private static List<String> rowsOf(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        List<String> told = new ArrayList<>();
        while (rows.next()) {
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                told.add(columns.getColumnLabel(i) + " " + columns.getColumnTypeName(i) + " " + rows.getString(i));
            }
        }
        return told;
    }

    private static void awaitPoll(Connection connection, int columns) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        String text = "SELECT * FROM vault WHERE 'waited' <> '' AND id < 0";
        while (true) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(text)) {
                assertThat(rows.getMetaData().getColumnCount()).isEqualTo(columns);
                return;
            } catch (SQLException e) {
                if (Instant.now().isAfter(end)) {
                    throw e;
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "H2, BY_POLL, 0",
        "H2, BY_RESULT, 0",
        "POSTGRESQL, BY_POLL, 0",
        "POSTGRESQL, BY_RESULT, 0",
        "POSTGRESQL, BY_POLL, 1",
        "POSTGRESQL, BY_RESULT, 1",
        "POSTGRESQL, BY_RESULT, 5"
    })
    void aPreparedStarFollowsTheTable(Backend.Kind kind, Learns learns, int threshold, Servers servers)
            throws Exception {
        Guarded guarded = vault(servers, kind, learns, threshold);
        Database plain = plain(servers, kind, threshold);
        String sql = "SELECT v.*, id + 1 AS successor FROM vault v WHERE code = ?";
        int columns = 3;
        try (Connection expected = plain.open();
                Connection actual = guarded.open();
                PreparedStatement expectedQuery = expected.prepareStatement(sql);
                PreparedStatement actualQuery = actual.prepareStatement(sql)) {
            for (int round = 0; round < 7; round++) {
                assertThat(answer(actualQuery)).hasSize(4).isEqualTo(answer(expectedQuery));
            }
            for (String change : CHANGES) {
                try (Connection other = plain.open();
                        Connection raw = guarded.raw();
                        Statement otherStatement = other.createStatement();
                        Statement rawStatement = raw.createStatement()) {
                    otherStatement.execute(change);
                    rawStatement.execute(change);
                }
                columns += change.contains(" DROP ") ? -1 : 1;
                if (learns == Learns.BY_POLL) {
                    awaitPoll(actual, columns);
                }
                for (int round = 0; round < 3; round++) {
                    assertThat(answer(actualQuery))
                            .as("%s, round %s", change, round)
                            .hasSize(columns + 1)
                            .isEqualTo(answer(expectedQuery));
                }
                assertThat(actualQuery.getMetaData().getColumnCount()).isEqualTo(columns + 1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"H2, 0", "POSTGRESQL, 0", "POSTGRESQL, 1"})
    void insideATransactionTheOwnDriverDecides(Backend.Kind kind, int threshold, Servers servers) throws Exception {
        Guarded guarded = vault(servers, kind, Learns.BY_RESULT, threshold);
        Database plain = plain(servers, kind, threshold);
        assertThat(insideATransaction(guarded.open(), guarded.raw()))
                .isEqualTo(insideATransaction(plain.open(), plain.open()))
                .hasSizeGreaterThan(4);
    }

    private static List<String> insideATransaction(Connection opened, Connection changing) throws Exception {
        List<String> told = new ArrayList<>();
        try (Connection connection = opened;
                Connection other = changing;
                PreparedStatement query = connection.prepareStatement("SELECT * FROM vault WHERE code = ?");
                Statement statement = other.createStatement()) {
            connection.setAutoCommit(false);
            told.addAll(answer(query));
            told.addAll(answer(query));
            connection.commit();
            statement.execute("ALTER TABLE vault ADD COLUMN extra VARCHAR(10) DEFAULT 'e'");
            try (Statement first = connection.createStatement();
                    ResultSet rows = first.executeQuery("SELECT 1")) {
                rows.next();
            }
            for (int round = 0; round < 2; round++) {
                try {
                    told.addAll(answer(query));
                } catch (SQLException e) {
                    told.add(e.getSQLState() + " "
                            + e.getMessage().lines().findFirst().orElse(""));
                }
            }
            connection.rollback();
            told.addAll(answer(query));
        }
        return told;
    }

    @ParameterizedTest
    @CsvSource({"H2, 0", "POSTGRESQL, 0", "POSTGRESQL, 1", "MARIADB, 0"})
    void aPreparedInsertGoesOn(Backend.Kind kind, int threshold, Servers servers) throws Exception {
        Guarded guarded = vault(servers, kind, Learns.BY_POLL, threshold);
        try (Connection connection = guarded.open();
                PreparedStatement insert = connection.prepareStatement(Accounts.INSERT);
                PreparedStatement update = connection.prepareStatement("UPDATE vault SET note = ? WHERE code = ?")) {
            for (int id = 3; id < 6; id++) {
                Accounts.bind(insert, id);
                insert.executeUpdate();
            }
            int columns = 3;
            int id = 6;
            for (String change : CHANGES) {
                try (Connection raw = guarded.raw();
                        Statement statement = raw.createStatement()) {
                    statement.execute(change);
                }
                columns += change.contains(" DROP ") ? -1 : 1;
                awaitPoll(connection, columns);
                Accounts.bind(insert, id);
                insert.executeUpdate();
                update.setString(1, Accounts.note(id));
                update.setString(2, Accounts.code(id));
                assertThat(update.executeUpdate()).isEqualTo(1);
                id++;
            }
            assertThat(Accounts.read(connection)).isEqualTo(Accounts.expected(1, id));
        }
    }
}
