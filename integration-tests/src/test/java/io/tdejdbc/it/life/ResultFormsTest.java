package io.tdejdbc.it.life;

import static io.tdejdbc.it.life.Scenario.sameOnBoth;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Servers;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What can be done with results, each once on the plain database and once behind the driver. */
@ExtendWith(Servers.Provider.class)
final class ResultFormsTest {
    private static final String ALL = "SELECT id, code, note FROM vault ORDER BY id";

    /** Every class that JDBC or one of the drivers knows as a target. */
    private static final List<Class<?>> TARGETS = List.of(
            String.class,
            Object.class,
            Boolean.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigDecimal.class,
            BigInteger.class,
            Number.class,
            Character.class,
            byte[].class,
            char[].class,
            java.sql.Date.class,
            java.sql.Time.class,
            java.sql.Timestamp.class,
            java.util.Date.class,
            Calendar.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetTime.class,
            OffsetDateTime.class,
            ZonedDateTime.class,
            Instant.class,
            UUID.class,
            InputStream.class,
            Reader.class,
            Blob.class,
            Clob.class,
            NClob.class,
            Array.class,
            SQLXML.class,
            java.net.URL.class,
            int.class,
            StringBuilder.class);

    /** What only one of the sides has, or what both refuse in words of their own. */
    private static final Map<Backend.Kind, Set<Class<?>>> APART = Map.of(
            // H2 refuses the first two too; it has no NClob by class, and makes an array or XML of any value.
            Backend.Kind.H2,
            Set.of(Object.class, char[].class, NClob.class, Array.class, SQLXML.class),
            // pgjdbc lets a ClassCastException out, and gives streams and LOBs by their getters alone.
            Backend.Kind.POSTGRESQL,
            Set.of(UUID.class, InputStream.class, Reader.class, Blob.class, Clob.class, NClob.class));

    private static Statement scrollable(Connection connection) throws SQLException {
        return connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
    }

    private static void fill(Connection connection, int rows) throws SQLException {
        for (int id = 1; id <= rows; id++) {
            Accounts.insert(connection, id);
        }
    }

    private static String here(ResultSet rows) throws SQLException {
        return rows.isBeforeFirst() || rows.isAfterLast()
                ? "outside"
                : rows.getRow() + " " + rows.getInt(1) + " " + rows.getString(2) + " " + rows.getString("note");
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void everyMoveOfTheCursor(Backend.Kind kind, Servers servers) throws Exception {
        sameOnBoth(kind, servers, connection -> {
            fill(connection, 7);
            Story story = new Story();
            try (Statement statement = scrollable(connection);
                    ResultSet rows = statement.executeQuery(ALL)) {
                Map<String, Story.Call> moves = new TreeMap<>();
                moves.put("01 last", rows::last);
                moves.put("02 previous", rows::previous);
                moves.put("03 absolute -2", () -> rows.absolute(-2));
                moves.put("04 relative -3", () -> rows.relative(-3));
                moves.put("05 relative 0", () -> rows.relative(0));
                moves.put("06 absolute 0", () -> rows.absolute(0));
                moves.put("07 next", rows::next);
                moves.put("08 relative 99", () -> rows.relative(99));
                moves.put("09 previous", rows::previous);
                moves.put("10 absolute 8", () -> rows.absolute(8));
                moves.put("11 absolute -8", () -> rows.absolute(-8));
                moves.put("12 first", rows::first);
                moves.put("13 is first", rows::isFirst);
                moves.put("14 is last", rows::isLast);
                moves.put("15 absolute 3", () -> rows.absolute(3));
                moves.put("16 again", rows::getRow);
                moves.forEach((name, move) -> {
                    story.tell(name, move);
                    story.tell("here", () -> here(rows));
                });
                story.act("after last", rows::afterLast);
                story.tell("here", () -> rows.getString(2));
                story.act("before first", rows::beforeFirst);
                story.tell("here", () -> rows.getString("code"));
                story.act("backwards", () -> rows.setFetchDirection(ResultSet.FETCH_REVERSE));
                story.tell("direction", rows::getFetchDirection);
            }
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(ALL)) {
                story.tell("forward only", rows::last);
                story.tell("to change", () -> {
                    rows.next();
                    rows.updateString(2, "no");
                    rows.updateRow();
                    return "written";
                });
            }
            return story.lines();
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void everyWayToWriteAFieldOfANewRow(Backend.Kind kind, Servers servers) throws Exception {
        sameOnBoth(kind, servers, connection -> {
            fill(connection, 1);
            Story story = new Story();
            try (Statement statement = scrollable(connection);
                    ResultSet rows = statement.executeQuery(ALL)) {
                List<Story.Act> writers = List.of(
                        () -> rows.updateString(2, "by index"),
                        () -> rows.updateString("code", "by label"),
                        () -> rows.updateObject(2, "by object"),
                        () -> rows.updateObject("code", "by object and label"),
                        () -> rows.updateObject(2, "by object and scale", 0),
                        () -> rows.updateNull(2),
                        () -> rows.updateNull("code"),
                        () -> rows.updateCharacterStream(2, new StringReader("by reader!"), 9),
                        () -> rows.updateAsciiStream(
                                2, new ByteArrayInputStream("by stream!".getBytes(StandardCharsets.US_ASCII)), 9),
                        () -> rows.updateInt(2, 12),
                        () -> rows.updateLong(2, 1L << 40),
                        () -> rows.updateBigDecimal(2, new BigDecimal("12.50")),
                        () -> rows.updateBoolean(2, true),
                        () -> rows.updateString(9, "no such column"),
                        () -> rows.updateString("nosuch", "no such column"),
                        () -> rows.updateString(2, "x".repeat(31)));
                int id = 10;
                for (Story.Act writer : writers) {
                    int next = id++;
                    story.act("to " + next, () -> {
                        rows.moveToInsertRow();
                        rows.updateInt(1, next);
                        writer.run();
                        rows.insertRow();
                    });
                    story.act("back", rows::moveToCurrentRow);
                }
                story.act("without a key", () -> {
                    rows.moveToInsertRow();
                    rows.updateString(2, "nobody");
                    rows.insertRow();
                });
                story.act("back", rows::moveToCurrentRow);
                story.act("a key twice", () -> {
                    rows.moveToInsertRow();
                    rows.updateInt(1, 1);
                    rows.updateString(2, "again");
                    rows.insertRow();
                });
            }
            return story.lines();
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void whatARowTellsAfterItWasChanged(Backend.Kind kind, Servers servers) throws Exception {
        sameOnBoth(kind, servers, connection -> {
            fill(connection, 5);
            Story story = new Story();
            try (Statement statement = scrollable(connection);
                    ResultSet rows = statement.executeQuery(ALL)) {
                story.tell("first", rows::first);
                rows.updateString("note", "changed in the row");
                story.tell("before it is written", () -> rows.getString("note"));
                story.act("update", rows::updateRow);
                story.tell("written", () -> rows.getString("note"));
                story.tell("updated", rows::rowUpdated);
                story.tell("inserted", rows::rowInserted);
                story.tell("deleted", rows::rowDeleted);
                try (PreparedStatement other =
                        connection.prepareStatement("UPDATE vault SET note = ? WHERE code = ?")) {
                    other.setString(1, "changed beside");
                    other.setString(2, Accounts.code(1));
                    story.tell("beside", other::executeUpdate);
                }
                story.act("refresh", rows::refreshRow);
                story.tell("refreshed", () -> rows.getString(3));
                story.tell("second", rows::next);
                rows.updateString(3, "given up");
                story.act("cancel", rows::cancelRowUpdates);
                story.tell("as before", () -> rows.getString(3));
                story.act("update without a change", rows::updateRow);
                story.act("delete", rows::deleteRow);
                story.tell("deleted", rows::rowDeleted);
                story.tell("next", rows::next);
                story.tell("here", () -> rows.getString(2));
                story.act("insert off the insert row", rows::insertRow);
                rows.moveToInsertRow();
                story.tell("field of the insert row", () -> rows.getString(2));
                story.act("update on the insert row", rows::updateRow);
                story.act("delete on the insert row", rows::deleteRow);
                story.act("refresh on the insert row", rows::refreshRow);
                story.act("back", rows::moveToCurrentRow);
                story.tell("here", () -> rows.getString(2));
            }
            return story.lines();
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void everyTargetClassOfAnObject(Backend.Kind kind, Servers servers) throws Exception {
        sameOnBoth(kind, servers, connection -> {
            try (PreparedStatement insert = connection.prepareStatement(Accounts.INSERT)) {
                int id = 1;
                for (String code : List.of("17", "2024-02-03", "04:05:06", "true", "x")) {
                    insert.setInt(1, id++);
                    insert.setString(2, code);
                    insert.setString(3, code);
                    insert.executeUpdate();
                }
            }
            Story story = new Story();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT code, note FROM vault ORDER BY id")) {
                while (rows.next()) {
                    for (Class<?> target : TARGETS) {
                        if (APART.get(kind).contains(target)) {
                            continue;
                        }
                        story.tell(target.getName(), () -> rows.getObject(1, target));
                        story.tell(target.getName(), () -> rows.getObject("note", target));
                    }
                    story.tell("no class", () -> rows.getObject(1, (Class<?>) null));
                    story.tell("empty map", () -> rows.getObject(1, Map.of()));
                    story.tell("map", () -> rows.getObject("code", Map.of("VARCHAR", String.class)));
                }
            }
            return story.lines();
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void columnsAreFoundByTheirLabels(Backend.Kind kind, Servers servers) throws Exception {
        sameOnBoth(kind, servers, connection -> {
            fill(connection, 1);
            Story story = new Story();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "SELECT id, code AS c, note c, v.code, note AS \"Mixed Case\" FROM vault v")) {
                rows.next();
                for (String label : List.of("id", "ID", "c", "C", "code", "CODE", "note", "Mixed Case", "mixed case")) {
                    story.tell(label, () -> rows.findColumn(label));
                    story.tell(label, () -> rows.getString(label));
                    story.tell(label, () -> rows.getObject(label, String.class));
                }
                story.tell("no label", () -> rows.findColumn(null));
                story.tell("empty label", () -> rows.findColumn(""));
                story.act("close", rows::close);
                story.tell("closed", () -> rows.findColumn("code"));
                story.tell("closed", () -> rows.getString("code"));
                story.tell("closed", () -> rows.getString(2));
                story.tell("closed", rows::next);
                story.tell("closed", rows::getMetaData);
                story.act("close again", rows::close);
            }
            return story.lines();
        });
    }

    /** A text with several statements is PostgreSQL's; H2 takes one, whose result is asked for in the same ways. */
    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void oneResultAfterAnother(Backend.Kind kind, Servers servers) throws Exception {
        String several = kind == Backend.Kind.H2
                ? "SELECT 1 AS one"
                : "SELECT 1 AS one; UPDATE plain SET n = n + 1; SELECT n FROM plain ORDER BY n; DELETE FROM plain";
        sameOnBoth(kind, servers, connection -> {
            Story story = new Story();
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE plain (n INTEGER)");
                for (int how : new int[] {
                    Statement.CLOSE_CURRENT_RESULT, Statement.KEEP_CURRENT_RESULT, Statement.CLOSE_ALL_RESULTS
                }) {
                    statement.executeUpdate("INSERT INTO plain VALUES (1), (2)");
                    story.tell("execute", () -> statement.execute(several));
                    ResultSet first = statement.getResultSet();
                    for (int i = 0; i < 5; i++) {
                        ResultSet current = statement.getResultSet();
                        story.tell("same", () -> current == statement.getResultSet());
                        story.tell("rows", statement::getResultSet);
                        story.tell("count", statement::getUpdateCount);
                        story.tell("large count", statement::getLargeUpdateCount);
                        story.tell("more " + how, () -> statement.getMoreResults(how));
                        story.tell("first closed", first::isClosed);
                    }
                }
                story.tell("more", () -> statement.getMoreResults(99));
                story.tell("more", statement::getMoreResults);
                story.tell("protected", () -> statement.execute("SELECT code FROM vault"));
                ResultSet rows = statement.getResultSet();
                story.tell("same", () -> statement.getResultSet() == rows);
                story.tell("kept", () -> statement.getMoreResults(Statement.KEEP_CURRENT_RESULT));
                story.tell("open", rows::isClosed);
                story.tell("none", statement::getResultSet);
                statement.execute("DROP TABLE plain");
            }
            return story.lines();
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void warningsAreThoseOfTheDatabase(Backend.Kind kind, Servers servers) throws Exception {
        sameOnBoth(kind, servers, connection -> {
            fill(connection, 2);
            Story story = new Story();
            try (Statement statement = connection.createStatement()) {
                story.tell("drop", () -> statement.executeUpdate("DROP TABLE IF EXISTS nosuch"));
                story.tell("warning", statement::getWarnings);
                story.tell("of the connection", connection::getWarnings);
                story.act("clear", statement::clearWarnings);
                story.tell("cleared", statement::getWarnings);
                story.tell("query", () -> {
                    try (ResultSet rows = statement.executeQuery("SELECT code FROM vault ORDER BY id")) {
                        rows.next();
                        return rows.getString(1) + " " + rows.getWarnings();
                    }
                });
                story.tell("warning", statement::getWarnings);
                story.act("clear", connection::clearWarnings);
                story.act("close", statement::close);
                story.tell("closed", statement::getWarnings);
                story.act("closed", statement::clearWarnings);
            }
            return story.lines();
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void escapesBesideProtectedColumns(Backend.Kind kind, Servers servers) throws Exception {
        sameOnBoth(kind, servers, connection -> {
            fill(connection, 3);
            Story story = new Story();
            for (boolean processed : new boolean[] {true, false}) {
                try (Statement statement = connection.createStatement()) {
                    statement.setEscapeProcessing(processed);
                    for (String sql : List.of(
                            "SELECT code, {fn ucase('x')} AS x FROM vault ORDER BY id",
                            "SELECT code, {d '2026-01-02'} AS d FROM vault WHERE id = 1",
                            "SELECT code, {ts '2026-01-02 03:04:05'} AS t FROM vault WHERE code = 'vault-code-2'",
                            "SELECT v.code, w.note FROM {oj vault v LEFT OUTER JOIN vault w ON v.id = w.id} ORDER BY v.id",
                            "SELECT note FROM vault WHERE {fn abs(id)} = 2")) {
                        if (processed) {
                            story.tell(sql, () -> statement.executeQuery(sql));
                        }
                    }
                }
            }
            return story.lines();
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void arraysAndRowsLeadNowhereElse(Backend.Kind kind, Servers servers) throws Exception {
        sameOnBoth(kind, servers, connection -> {
            fill(connection, 2);
            Story story = new Story();
            try (Statement statement = connection.createStatement();
                    ResultSet rows =
                            statement.executeQuery("SELECT code, ARRAY[7, 8] AS numbers FROM vault ORDER BY id")) {
                rows.next();
                story.tell("array", () -> rows.getArray(2));
                story.tell("object", () -> rows.getObject("numbers"));
                story.tell("by class", () -> rows.getObject(2, Array.class));
                story.tell("type", () -> rows.getArray(2).getBaseType());
                story.tell("part", () -> (Object[]) rows.getArray(2).getArray(2, 1));
                story.tell("elements", () -> rows.getArray(2).getResultSet());
                story.tell("some", () -> rows.getArray(2).getResultSet(1, 1));
                story.tell("ours", () -> {
                    try (ResultSet elements = rows.getArray(2).getResultSet()) {
                        Statement of = elements.getStatement();
                        return of == null || of.getConnection() == connection;
                    }
                });
                story.tell("code", () -> rows.getString("code"));
            }
            return story.lines();
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void parametersTellTheirTypesWithoutAndWithValues(Backend.Kind kind, Servers servers) throws Exception {
        sameOnBoth(kind, servers, connection -> {
            Story story = new Story();
            try (PreparedStatement insert = connection.prepareStatement(Accounts.INSERT)) {
                story.tell("count", () -> insert.getParameterMetaData().getParameterCount());
                Accounts.bind(insert, 1);
                story.tell("mode", () -> insert.getParameterMetaData().getParameterMode(2));
                story.tell("signed", () -> insert.getParameterMetaData().isSigned(2));
                story.tell("class", () -> insert.getParameterMetaData().getParameterClassName(2));
                story.tell("beyond", () -> insert.getParameterMetaData().getParameterType(4));
                story.tell("before", () -> insert.getParameterMetaData().getParameterType(0));
                story.tell("no result", insert::getMetaData);
                story.tell("typed", () -> {
                    insert.setObject(2, "typed", Types.VARCHAR);
                    insert.setObject(3, "with length", Types.VARCHAR, 4);
                    return insert.executeUpdate();
                });
                story.act("closed", insert::close);
                story.tell("closed", () -> insert.getParameterMetaData().getParameterCount());
            }
            try (PreparedStatement query = connection.prepareStatement("SELECT code, note FROM vault WHERE code = ?")) {
                story.tell("columns", () -> query.getMetaData().getColumnCount());
                story.tell("type", () -> JDBCType.valueOf(query.getMetaData().getColumnType(1)));
                story.tell("size", () -> query.getMetaData().getPrecision(1));
                story.tell("label", () -> query.getMetaData().getColumnLabel(2));
                story.tell("class", () -> query.getMetaData().getColumnClassName(2));
            }
            return story.lines();
        });
    }
}
