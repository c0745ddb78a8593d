package io.tdejdbc.it.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Results whose rows the driver sorts or chooses behave like the database's own, whatever way an application goes through them. */
@Tag("one-jdk")
@ExtendWith(Servers.Provider.class)
final class ArrangedResultsTest {
    private static final List<String> RULES =
            List.of("protect.people.born = random", "protect.people.fee = random", "protect.people.points = equality");
    private static final int ROWS = 300;
    private static final int WALKS = 60;
    private static final int STEPS = 120;
    private static final String FROM = "SELECT id, born, fee, points, city FROM people ";
    private static final String ALL = FROM + "ORDER BY ";
    private static final List<String> TAILS = List.of(
            "ORDER BY born DESC, id",
            "ORDER BY points, fee DESC, id",
            "ORDER BY fee, id LIMIT 40",
            "ORDER BY points DESC, born, id LIMIT 30 OFFSET 5",
            "WHERE points > -3 AND fee <= 200 ORDER BY id",
            "WHERE born BETWEEN DATE '1930-01-01' AND DATE '1970-12-31' AND city <> 'City 1' ORDER BY fee, id LIMIT 25");

    @ParameterizedTest
    @EnumSource
    void randomWalksSeeTheSame(Backend.Kind kind, Servers servers) throws Exception {
        Database plain = servers.plain(kind).create(servers.newName("sorted"));
        Guarded guarded = guarded(kind, servers);
        try (Connection ours = guarded.open();
                Connection theirs = plain.open()) {
            fill(theirs);
            fill(ours);
            for (int seed = 0; seed < WALKS; seed++) {
                assertThat(walk(ours, seed)).as("walk %d", seed).isEqualTo(walk(theirs, seed));
            }
        }
    }

    private static Guarded guarded(Backend.Kind kind, Servers servers, String... lines) throws Exception {
        return Guarded.create(
                servers.guarded(kind).create(servers.newName("sorted")),
                servers.newFolder("sorted"),
                Stream.concat(RULES.stream(), Stream.of(lines)).toList());
    }

    /** What a result shows to a reader whose steps depend on the seed alone. */
    private static List<String> walk(Connection connection, int seed) throws SQLException {
        Random random = new Random(seed);
        connection.setAutoCommit(random.nextBoolean());
        List<String> seen = new ArrayList<>();
        boolean prepared = random.nextBoolean();
        boolean scrolls = random.nextBoolean();
        String sql = FROM + TAILS.get(random.nextInt(TAILS.size()));
        int type = scrolls ? ResultSet.TYPE_SCROLL_INSENSITIVE : ResultSet.TYPE_FORWARD_ONLY;
        try (Statement statement = prepared
                ? connection.prepareStatement(sql, type, ResultSet.CONCUR_READ_ONLY)
                : connection.createStatement(type, ResultSet.CONCUR_READ_ONLY)) {
            if (random.nextInt(3) == 0) {
                statement.setMaxRows(1 + random.nextInt(60));
            }
            boolean streams = random.nextInt(3) == 0;
            if (streams) {
                statement.setFetchSize(10);
            }
            // Connector/J does not count the rows of a stream; those that are sorted here are none.
            boolean counts = !streams
                    || scrolls
                    || !connection.getMetaData().getDatabaseProductName().equals("MariaDB");
            for (int execution = 0; execution < 2; execution++) {
                boolean query = random.nextBoolean();
                ResultSet rows;
                if (query) {
                    rows = prepared ? ((PreparedStatement) statement).executeQuery() : statement.executeQuery(sql);
                } else {
                    seen.add("executed "
                            + (prepared ? ((PreparedStatement) statement).execute() : statement.execute(sql)));
                    rows = statement.getResultSet();
                }
                seen.add("of " + statement.getResultSetType() + rows.getType() + rows.getConcurrency()
                        + statement.getMaxRows() + statement.getUpdateCount());
                for (int i = 0; i < STEPS; i++) {
                    seen.add(step(rows, random, scrolls, counts));
                }
                seen.add("more " + statement.getMoreResults() + statement.getUpdateCount() + rows.isClosed());
            }
        }
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
        return seen;
    }

    private static String step(ResultSet rows, Random random, boolean scrolls, boolean counts) throws SQLException {
        int what = random.nextInt(scrolls ? 24 : 12);
        int row = random.nextInt(2 * ROWS) - ROWS;
        try {
            return what + ": "
                    + switch (what) {
                        case 0 -> rows.getString(2) + rows.wasNull();
                        case 1 -> rows.getBigDecimal("fee") + "" + rows.wasNull();
                        case 2 -> rows.getInt(4) + "" + rows.wasNull();
                        case 3 -> rows.getDate("born");
                        case 4 -> rows.getString(5) + rows.getInt(1);
                        case 5 -> rows.getObject(3) + "" + rows.getObject(1);
                        case 6 -> counts ? rows.getRow() : 0;
                        case 12 -> rows.previous();
                        case 13 -> rows.first();
                        case 14 -> rows.last();
                        case 15 -> rows.absolute(row / 8);
                        case 16 -> rows.absolute(row);
                        case 17 -> rows.relative(row / 20);
                        case 18 -> {
                            rows.beforeFirst();
                            yield rows.isBeforeFirst();
                        }
                        case 19 -> {
                            rows.afterLast();
                            yield rows.isAfterLast();
                        }
                        case 20 -> rows.isFirst();
                        case 21 -> rows.isLast();
                        case 22 -> rows.isBeforeFirst();
                        case 23 -> rows.isAfterLast();
                        default -> rows.next();
                    };
        } catch (SQLException e) {
            return what + ": " + e.getSQLState();
        }
    }

    @ParameterizedTest
    @EnumSource
    void parametersCountRows(Backend.Kind kind, Servers servers) throws Exception {
        String sql = ALL + "born, id LIMIT ? OFFSET ?";
        try (Connection connection = guarded(kind, servers).open()) {
            fill(connection);
            List<Integer> all = ids(connection, ALL + "born, id");
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setInt(1, 4);
                assertThatThrownBy(statement::executeQuery)
                        .isInstanceOf(SQLException.class)
                        .hasMessageStartingWith("TDE-JDB-020")
                        .extracting(failure -> ((SQLException) failure).getSQLState())
                        .isEqualTo("07001");
                statement.setLong(2, 290);
                assertThat(ids(statement)).isEqualTo(all.subList(290, 294));
                statement.setObject(1, 0);
                assertThat(ids(statement)).isEmpty();
                statement.setLong(1, Long.MAX_VALUE);
                assertThat(ids(statement)).isEqualTo(all.subList(290, ROWS));
                statement.setShort(2, (short) ROWS);
                assertThat(ids(statement)).isEmpty();
                assertThat(statement.getParameterMetaData().getParameterCount()).isEqualTo(2);
                assertThat(statement.getParameterMetaData().getParameterClassName(2))
                        .isEqualTo("java.lang.Long");
                assertThatThrownBy(() -> statement.setInt(1, -1))
                        .isInstanceOf(SQLDataException.class)
                        .hasMessageStartingWith("TDE-JDB-019");
                assertThatThrownBy(() -> statement.setString(1, "4")).hasMessageStartingWith("TDE-JDB-019");
                assertThatThrownBy(() -> statement.setObject(1, null)).hasMessageStartingWith("TDE-JDB-019");
                statement.clearParameters();
                assertThatThrownBy(statement::executeQuery).hasMessageStartingWith("TDE-JDB-020");
            }
            try (Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.executeQuery(sql)).isInstanceOf(SQLException.class);
            }
        }
    }

    /** A key that the application did not select is fetched beside its columns, and not shown. */
    @ParameterizedTest
    @EnumSource
    void hiddenColumnsAreNotHandedOut(Backend.Kind kind, Servers servers) throws Exception {
        String sql = "SELECT id, city FROM people WHERE fee > ? ORDER BY born, id";
        try (Connection connection = guarded(kind, servers).open()) {
            fill(connection);
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                assertThat(statement.getMetaData().getColumnCount()).isEqualTo(2);
                assertThatThrownBy(statement::executeQuery).hasMessageStartingWith("TDE-JDB-020");
                statement.setBigDecimal(1, BigDecimal.ZERO);
                try (ResultSet rows = statement.executeQuery()) {
                    assertThat(rows.getMetaData().getColumnCount()).isEqualTo(2);
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString("city")).isEqualTo(rows.getString(2));
                    for (int hidden = 3; hidden <= 4; hidden++) {
                        int index = hidden;
                        assertThatThrownBy(() -> rows.getString(index)).hasMessageStartingWith("TDE-JDB-011");
                        assertThatThrownBy(() -> rows.getObject("tde_hidden_" + (index - 2)))
                                .hasMessageStartingWith("TDE-JDB-011");
                    }
                    assertThatThrownBy(() -> rows.getString(5))
                            .isInstanceOf(SQLException.class)
                            .hasMessageNotContaining("TDE-JDB");
                }
                statement.setNull(1, java.sql.Types.NUMERIC);
                assertThat(ids(statement)).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeSortedIsRefused(Backend.Kind kind, Servers servers) throws Exception {
        String sql = ALL + "points, id";
        Guarded guarded = guarded(kind, servers, "tde.result.memory = 4K");
        try (Connection connection = guarded.open();
                Connection raw = guarded.raw()) {
            fill(connection);
            assertThatThrownBy(() -> ids(connection, sql))
                    .isInstanceOf(SQLException.class)
                    .hasMessageStartingWith("TDE-JDB-016")
                    .extracting(failure -> ((SQLException) failure).getSQLState())
                    .isEqualTo("54000");
            String few = "SELECT id, born FROM people WHERE id < 20 ORDER BY born, id";
            assertThat(ids(connection, few)).hasSize(19);
            for (int[] asked : new int[][] {
                {ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_UPDATABLE},
                {ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_READ_ONLY}
            }) {
                assertThatThrownBy(() -> connection.prepareStatement(few, asked[0], asked[1]))
                        .isInstanceOf(SQLFeatureNotSupportedException.class)
                        .hasMessageStartingWith("TDE-JDB-018");
            }
            try (Statement updatable =
                    connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)) {
                // Where the database makes no updatable results, it gives others, which can be sorted.
                if (updatable.getResultSetConcurrency() == ResultSet.CONCUR_UPDATABLE) {
                    assertThatThrownBy(() -> updatable.executeQuery(few)).hasMessageStartingWith("TDE-JDB-018");
                } else {
                    assertThat(updatable.executeQuery(few).next()).isTrue();
                }
            }
            try (Statement forward = connection.createStatement();
                    ResultSet rows = forward.executeQuery(few)) {
                assertThat(rows.next()).isTrue();
                assertThatThrownBy(rows::previous).hasMessageStartingWith("TDE-JDB-017");
            }
            try (Statement change = raw.createStatement()) {
                change.executeUpdate("UPDATE people SET born = (SELECT fee FROM people WHERE id = 5) WHERE id = 6");
            }
            assertThatThrownBy(() -> ids(connection, few)).isInstanceOf(SQLDataException.class);
        }
    }

    /** The statement that is asked beside the application's own leaves nothing behind. */
    @ParameterizedTest
    @EnumSource
    void oneStatementSortsAndDoesNot(Backend.Kind kind, Servers servers) throws Exception {
        try (Connection connection = guarded(kind, servers).open()) {
            fill(connection);
            Statement statement = connection.createStatement();
            ResultSet sorted = statement.executeQuery(ALL + "born, id");
            assertThat(sorted.getStatement()).isSameAs(statement);
            assertThat(sorted.getMetaData().getColumnCount()).isEqualTo(5);
            ResultSet plain = statement.executeQuery("SELECT id FROM people ORDER BY id");
            assertThat(sorted.isClosed()).isTrue();
            assertThat(plain.next()).isTrue();
            ResultSet again = statement.executeQuery(ALL + "fee, id");
            assertThat(plain.isClosed()).isTrue();
            assertThat(statement.executeUpdate("DELETE FROM people WHERE id = 1"))
                    .isOne();
            assertThat(again.isClosed()).isTrue();
            statement.closeOnCompletion();
            ResultSet last = statement.executeQuery(ALL + "born, id");
            assertThat(last.next()).isTrue();
            last.close();
            assertThat(statement.isClosed()).isTrue();
        }
    }

    /**
     * An application that goes on reading after its statement was executed again, or after the result was closed, is given
     * an exception. That of MariaDB goes on with the rows that it holds, which may be others here and in another order.
     */
    @ParameterizedTest
    @EnumSource
    void closedResultsGiveNoRows(Backend.Kind kind, Servers servers) throws Exception {
        Database plain = servers.plain(kind).create(servers.newName("closed"));
        try (Connection ours = guarded(kind, servers).open();
                Connection theirs = plain.open()) {
            fill(theirs);
            fill(ours);
            for (String tail : TAILS) {
                for (String meanwhile : List.of("", "UPDATE people SET city = 'x' WHERE id = 0", "SELECT 1")) {
                    List<String> expected = readOn(theirs, FROM + tail, meanwhile);
                    if (kind == Backend.Kind.MARIADB) {
                        expected = new ArrayList<>(expected.subList(0, 3));
                        expected.add("HY000");
                    }
                    assertThat(readOn(ours, FROM + tail, meanwhile))
                            .as("%s, then '%s'", tail, meanwhile)
                            .isEqualTo(expected);
                }
            }
        }
    }

    private static List<String> readOn(Connection connection, String sql, String meanwhile) throws SQLException {
        List<String> seen = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery(sql);
            while (rows.next()) {
                seen.add(rows.getString(1));
                if (seen.size() == 3) {
                    if (meanwhile.isEmpty()) {
                        rows.close();
                    } else {
                        statement.execute(meanwhile);
                    }
                }
            }
        } catch (SQLException e) {
            seen.add(e.getSQLState());
        }
        return seen;
    }

    /** What is taken out of a text that the database would not have taken is not made valid by it. */
    @ParameterizedTest
    @EnumSource
    void textsThatTheDatabaseDoesNotTakeStayRefused(Backend.Kind kind, Servers servers) throws Exception {
        try (Connection connection = guarded(kind, servers).open()) {
            fill(connection);
            List<String> texts = kind == Backend.Kind.MARIADB
                    ? List.of(
                            ALL + "born NULLS FIRST, id",
                            ALL + "fee DESC NULLS LAST, id",
                            ALL + "fee, id OFFSET 3",
                            ALL + "fee, id OFFSET 3 LIMIT 2",
                            ALL + "fee, id LIMIT 2 OFFSET 3 ROWS",
                            FROM + "WHERE fee > 3 ORDER BY id OFFSET 3 ROWS")
                    : List.of("(" + FROM + "ORDER BY id LIMIT 3) ORDER BY fee LIMIT 1");
            for (String text : texts) {
                assertThatThrownBy(() -> ids(connection, text)).as(text).isInstanceOf(SQLException.class);
            }
        }
    }

    /** VARCHAR_IGNORECASE has another order than the texts that the driver sorts. */
    @ParameterizedTest
    @EnumSource(names = "H2")
    void textsThatIgnoreCaseAreNotSorted(Backend.Kind kind, Servers servers) throws Exception {
        Guarded guarded = Guarded.create(
                servers.guarded(kind).create(servers.newName("sorted")),
                servers.newFolder("sorted"),
                List.of("protect.words.a = random", "protect.words.b = equality compare=binary"));
        try (Connection connection = guarded.open();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE words (id INTEGER, a VARCHAR_IGNORECASE(20), b VARCHAR_IGNORECASE(20))");
            statement.execute("INSERT INTO words VALUES (1, 'AB', 'AB'), (2, 'aa', 'aa')");
            for (String tail : List.of("ORDER BY a", "ORDER BY b", "WHERE a > 'aa'", "WHERE b <= 'aa'")) {
                assertThatThrownBy(() -> statement.executeQuery("SELECT id FROM words " + tail))
                        .as(tail)
                        .isInstanceOf(SQLFeatureNotSupportedException.class)
                        .extracting(failure -> ((SQLException) failure).getSQLState())
                        .isEqualTo("0AT00");
            }
        }
    }

    private static List<Integer> ids(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return ids(statement);
        }
    }

    private static List<Integer> ids(PreparedStatement statement) throws SQLException {
        List<Integer> ids = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getInt(1));
            }
        }
        return ids;
    }

    /** Many rows have equal values or none. */
    private static void fill(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE people (id INTEGER PRIMARY KEY, born DATE, fee NUMERIC(12,2), points INTEGER, "
                            + "city VARCHAR(20))");
        }
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO people VALUES (?, ?, ?, ?, ?)")) {
            for (int i = 1; i <= ROWS; i++) {
                int mixed = i * 7919 % 1009;
                statement.setInt(1, i);
                statement.setDate(
                        2, mixed % 9 == 4 ? null : Date.valueOf("19" + (10 + mixed % 80) + "-03-1" + mixed % 10));
                statement.setBigDecimal(3, mixed % 17 == 3 ? null : BigDecimal.valueOf((mixed - 500) * 99L, 2));
                if (mixed % 6 == 1) {
                    statement.setNull(4, java.sql.Types.INTEGER);
                } else {
                    statement.setInt(4, mixed % 23 - 11);
                }
                statement.setString(5, "City " + mixed % 3);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
