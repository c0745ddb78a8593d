package io.tdejdbc.it.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Database;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.Servers;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Results long enough to be decrypted ahead of their rows show what the plain table's show, whatever is read in which
 * order: values, wasNull, positions and errors.
 */
@ExtendWith(Servers.Provider.class)
final class ReadAheadTest {
    private static final List<String> RULES = List.of(
            "protect.people.name = random",
            "protect.people.email = equality compare=binary",
            "protect.people.born = random",
            "protect.people.fee = random",
            "protect.people.badge = random");
    private static final int ROWS = 700;
    private static final int WALKS = 40;
    private static final int COLUMNS = 7;
    private static final String ALL = "SELECT id, name, email, born, fee, badge, city FROM people ORDER BY id";

    @ParameterizedTest
    @EnumSource
    void randomWalksSeeTheSame(Backend.Kind kind, Servers servers) throws Exception {
        Database plain = servers.plain(kind).create(servers.newName("ahead"));
        Guarded guarded = Guarded.create(
                servers.guarded(kind).create(servers.newName("ahead")), servers.newFolder("ahead"), RULES);
        try (Connection ours = guarded.open();
                Connection theirs = plain.open()) {
            fill(theirs, kind);
            fill(ours, kind);
            int values = 0;
            for (int seed = 0; seed < WALKS; seed++) {
                List<String> expected = walk(theirs, seed);
                List<String> actual = walk(ours, seed);
                for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
                    assertThat(actual.get(i)).as("walk %d, step %d", seed, i).isEqualTo(expected.get(i));
                }
                assertThat(actual).hasSameSizeAs(expected);
                values += expected.size();
            }
            assertThat(values).isGreaterThan(10 * ROWS);
        }
    }

    /** What a result shows to a reader whose steps depend on the seed alone. */
    private static List<String> walk(Connection connection, int seed) throws SQLException {
        Random random = new Random(seed);
        connection.setAutoCommit(random.nextBoolean());
        List<String> seen = new ArrayList<>();
        boolean prepared = random.nextBoolean();
        int fetchSize = new int[] {0, 0, 5, 64, 300}[random.nextInt(5)];
        int often = 1 + random.nextInt(6);
        try (Statement statement = prepared ? connection.prepareStatement(ALL) : connection.createStatement()) {
            statement.setFetchSize(fetchSize);
            if (random.nextInt(8) == 0) {
                statement.setMaxRows(100);
            }
            ResultSet rows = prepared ? ((PreparedStatement) statement).executeQuery() : statement.executeQuery(ALL);
            seen.add(step(rows, random));
            boolean more = true;
            while (more) {
                more = rows.next();
                for (int i = random.nextInt(often); i >= 0; i--) {
                    seen.add(step(rows, random));
                }
                if (random.nextInt(2 * ROWS) == 0) {
                    rows.close();
                    seen.add(step(rows, random));
                    more = false;
                }
            }
        }
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
        return seen;
    }

    private static String step(ResultSet rows, Random random) throws SQLException {
        int column = 1 + random.nextInt(COLUMNS);
        int what = random.nextInt(20);
        try {
            return what + " " + column + ": "
                    + switch (what) {
                        case 0 -> rows.getRow();
                        case 1 -> rows.isFirst();
                        case 2 -> rows.isLast();
                        case 3 -> rows.isBeforeFirst();
                        case 4 -> rows.isAfterLast();
                        case 5 -> rows.previous();
                        case 6 -> rows.wasNull();
                        case 7 -> text(rows.getObject(column));
                        case 8 -> Arrays.toString(rows.getBytes(6));
                        case 9 -> rows.getDate(4);
                        case 10 -> rows.getBigDecimal(5);
                        case 11 -> rows.getString("email") + rows.wasNull();
                        case 12 -> rows.getInt(1) + "" + rows.wasNull();
                        case 13 -> rows.getString(2) + rows.wasNull() + rows.getString(7) + rows.wasNull();
                        case 14 -> rows.getString(3) + rows.getString(3);
                        default -> column == 6 ? Arrays.toString(rows.getBytes(6)) : rows.getString(column);
                    };
        } catch (SQLException e) {
            return what + " " + column + ": " + e.getSQLState();
        }
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value);
    }

    /** A bad value fails at its own row, as often as it is asked for, and keeps no other from being read. */
    @ParameterizedTest
    @EnumSource
    void badValuesFailAtTheirRows(Backend.Kind kind, Servers servers) throws Exception {
        Guarded guarded = Guarded.create(
                servers.guarded(kind).create(servers.newName("ahead")), servers.newFolder("ahead"), RULES);
        Set<Integer> bad = Set.of(2, 40, 41, 300, 699);
        try (Connection connection = guarded.open();
                Connection raw = guarded.raw()) {
            fill(connection, kind);
            try (PreparedStatement statement =
                    raw.prepareStatement("UPDATE people SET email = (SELECT email FROM people WHERE id = 1), "
                            + "name = (SELECT born FROM people WHERE id = 3) WHERE id = ?")) {
                for (int id : bad) {
                    statement.setInt(1, id);
                    statement.executeUpdate();
                }
            }
            for (int execution = 0; execution < 7; execution++) {
                assertThat(failing(connection)).isEqualTo(bad);
            }
        }
    }

    private static Set<Integer> failing(Connection connection) throws SQLException {
        Set<Integer> failed = new TreeSet<>();
        try (PreparedStatement statement = connection.prepareStatement(ALL);
                ResultSet rows = statement.executeQuery()) {
            int row = 0;
            while (rows.next()) {
                row++;
                assertThat(rows.getInt(1)).isEqualTo(row);
                for (int again = 0; again < 2; again++) {
                    try {
                        assertThat(rows.getString(2)).isEqualTo(name(row));
                    } catch (SQLDataException e) {
                        assertThat(e.getMessage()).startsWith("TDE-CRY-");
                        failed.add(row);
                    }
                }
                // Genuine, though another row's: values are not bound to rows.
                assertThat(rows.getString(3)).isEqualTo(email(failed.contains(row) ? 1 : row));
            }
            assertThat(row).isEqualTo(ROWS);
        }
        return failed;
    }

    /** What an application changes in an array that it was given is its own affair. */
    @ParameterizedTest
    @EnumSource
    void anArrayIsTheCallersOwn(Backend.Kind kind, Servers servers) throws Exception {
        Guarded guarded = Guarded.create(
                servers.guarded(kind).create(servers.newName("ahead")), servers.newFolder("ahead"), RULES);
        try (Connection connection = guarded.open()) {
            fill(connection, kind);
            try (PreparedStatement statement = connection.prepareStatement(ALL);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    byte[] first = rows.getBytes(6);
                    if (first != null) {
                        Arrays.fill(first, (byte) 0x55);
                        assertThat(rows.getBytes(6)).isEqualTo(badge(rows.getInt(1)));
                    }
                }
            }
        }
    }

    /** Rows that were decrypted ahead are not given out where the database's own driver would give none. */
    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aClosedConnectionEndsAResultAsOnThePlainTable(Backend.Kind kind, Servers servers) throws Exception {
        Database plain = servers.plain(kind).create(servers.newName("ahead"));
        Guarded guarded = Guarded.create(
                servers.guarded(kind).create(servers.newName("ahead")), servers.newFolder("ahead"), RULES);
        assertThat(afterClose(guarded.open(), kind)).isEqualTo(afterClose(plain.open(), kind));
    }

    private static List<String> afterClose(Connection connection, Backend.Kind kind) throws SQLException {
        List<String> seen = new ArrayList<>();
        try (connection) {
            fill(connection, kind);
            ResultSet rows = connection.createStatement().executeQuery(ALL);
            for (int row = 1; row <= 100; row++) {
                rows.next();
                seen.add(rows.getString(3));
            }
            connection.close();
            Random random = new Random(5);
            for (int i = 0; i < 40; i++) {
                seen.add(step(rows, random));
            }
        }
        return seen;
    }

    /** Rows of several batches, of single statements, and of two more connections. */
    private static void fill(Connection connection, Backend.Kind kind) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE people (id INTEGER PRIMARY KEY, name VARCHAR(3000), email VARCHAR(60), "
                    + "born DATE, fee NUMERIC(12,2), badge " + kind.ddl("${bytes}") + ", city VARCHAR(20))");
        }
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO people VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            for (int i = 1; i <= ROWS; i++) {
                statement.setInt(1, i);
                statement.setString(2, name(i));
                statement.setString(3, email(i));
                statement.setDate(4, i % 9 == 4 ? null : Date.valueOf("19" + (10 + i % 90) + "-03-1" + i % 10));
                statement.setBigDecimal(5, i % 17 == 3 ? null : BigDecimal.valueOf(i * 991L, 2));
                statement.setBytes(6, badge(i));
                statement.setString(7, i % 5 == 2 ? null : "City " + i % 3);
                if (i > 200 && i < 400) {
                    statement.executeUpdate();
                } else {
                    statement.addBatch();
                    if (i % 100 == 0) {
                        statement.executeBatch();
                    }
                }
            }
        }
    }

    private static String name(int i) {
        return i % 7 == 6 ? null : "Name of " + i + (i % 50 == 10 ? " is long".repeat(200) : "");
    }

    private static String email(int i) {
        return i % 13 == 5 ? null : "member." + i % 40 + "@example.org";
    }

    private static byte[] badge(int i) {
        byte[] badge = new byte[i % 150];
        Arrays.fill(badge, (byte) i);
        return i % 10 == 9 ? null : badge;
    }
}
