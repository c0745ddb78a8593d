package io.tdejdbc.it.life;

import static io.tdejdbc.it.life.Scenario.sameOnBoth;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Servers;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The many forms of statements and results, each once on the plain database and once behind the driver. */
@ExtendWith(Servers.Provider.class)
final class StatementFormsTest {
    private static final int BIG_BATCH = 100_000;

    private static String row(int id) {
        return "INSERT INTO vault VALUES (" + id + ", '" + Accounts.code(id) + "', NULL)";
    }

    private static String[] names(Backend.Kind kind, String... names) {
        return kind == Backend.Kind.H2
                ? Arrays.stream(names)
                        .map(name -> name.toUpperCase(Locale.ROOT))
                        .toArray(String[]::new)
                : names;
    }

    @ParameterizedTest
    @EnumSource
    void everyExecuteOfAStatementWithEveryWayToAskForKeys(Backend.Kind kind, Servers servers) throws Exception {
        String[] names = names(kind, "id", "code");
        sameOnBoth(kind, servers, connection -> {
            Story story = new Story();
            try (Statement statement = connection.createStatement()) {
                Map<String, Story.Call> calls = new TreeMap<>();
                calls.put("execute", () -> statement.execute(row(1)));
                calls.put("execute flag", () -> statement.execute(row(2), Statement.RETURN_GENERATED_KEYS));
                calls.put("execute none", () -> statement.execute(row(3), Statement.NO_GENERATED_KEYS));
                calls.put("execute index", () -> statement.execute(row(4), new int[] {1, 2}));
                calls.put("execute name", () -> statement.execute(row(5), names));
                calls.put("update", () -> statement.executeUpdate(row(6)));
                calls.put("update flag", () -> statement.executeUpdate(row(7), Statement.RETURN_GENERATED_KEYS));
                calls.put("update index", () -> statement.executeUpdate(row(8), new int[] {2}));
                calls.put("update name", () -> statement.executeUpdate(row(9), names));
                calls.put("large", () -> statement.executeLargeUpdate(row(10)));
                calls.put("large flag", () -> statement.executeLargeUpdate(row(11), Statement.RETURN_GENERATED_KEYS));
                calls.put("large index", () -> statement.executeLargeUpdate(row(12), new int[] {1}));
                calls.put("large name", () -> statement.executeLargeUpdate(row(13), names));
                calls.put("again", () -> statement.executeUpdate(row(13)));
                calls.put("bad name", () -> statement.executeUpdate(row(14), new String[] {"nosuch"}));
                for (Map.Entry<String, Story.Call> call : calls.entrySet()) {
                    story.tell(call.getKey(), call.getValue());
                    story.tell("count", statement::getUpdateCount);
                    story.tell("large count", statement::getLargeUpdateCount);
                    story.tell("result", statement::getResultSet);
                    story.tell("keys", statement::getGeneratedKeys);
                    story.tell("more", () -> statement.getMoreResults(Statement.CLOSE_CURRENT_RESULT));
                }
                story.tell("query of an update", () -> statement.executeQuery(row(15)));
                story.tell("update of a query", () -> statement.executeUpdate("SELECT code FROM vault"));
            }
            return story.lines();
        });
    }

    @ParameterizedTest
    @EnumSource
    void everyExecuteOfAPreparedStatementWithEveryWayToAskForKeys(Backend.Kind kind, Servers servers) throws Exception {
        // Of the keys of a batch H2 does not say which columns they are: protected ones are refused.
        String[] names = kind == Backend.Kind.H2 ? names(kind, "id") : names(kind, "id", "code");
        sameOnBoth(kind, servers, connection -> {
            Story story = new Story();
            story.tell("by index", () -> {
                try (PreparedStatement statement = connection.prepareStatement(Accounts.INSERT, new int[] {1, 2})) {
                    Accounts.bind(statement, 90);
                    statement.executeUpdate();
                    return statement.getGeneratedKeys();
                }
            });
            List<PreparedStatement> all = List.of(
                    connection.prepareStatement(Accounts.INSERT),
                    connection.prepareStatement(Accounts.INSERT, Statement.RETURN_GENERATED_KEYS),
                    connection.prepareStatement(Accounts.INSERT, names));
            int id = 0;
            for (PreparedStatement statement : all) {
                try (statement) {
                    Accounts.bind(statement, ++id);
                    story.tell("execute", statement::execute);
                    story.tell("keys", statement::getGeneratedKeys);
                    Accounts.bind(statement, ++id);
                    story.tell("update", statement::executeUpdate);
                    story.tell("keys", statement::getGeneratedKeys);
                    Accounts.bind(statement, ++id);
                    story.tell("large", statement::executeLargeUpdate);
                    story.tell("count", statement::getLargeUpdateCount);
                    for (int i = 0; i < 3; i++) {
                        Accounts.bind(statement, ++id);
                        statement.addBatch();
                    }
                    story.tell("batch", statement::executeLargeBatch);
                    story.tell("keys", statement::getGeneratedKeys);
                    story.tell("empty batch", statement::executeBatch);
                    story.tell("text", () -> statement.executeQuery("SELECT 1"));
                }
            }
            return story.lines();
        });
    }

    @ParameterizedTest
    @EnumSource
    void limitsAndOtherSettings(Backend.Kind kind, Servers servers) throws Exception {
        sameOnBoth(kind, servers, connection -> {
            for (int id = 1; id < 8; id++) {
                Accounts.insert(connection, id);
            }
            Story story = new Story();
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT id, code, note FROM vault WHERE note IS NOT NULL ORDER BY id")) {
                statement.setMaxRows(3);
                story.tell("max rows", statement::getMaxRows);
                story.tell("rows", statement::executeQuery);
                story.tell("large max rows", () -> {
                    statement.setLargeMaxRows(2);
                    return statement.getLargeMaxRows();
                });
                story.tell("rows", statement::executeQuery);
                statement.setMaxRows(0);
                statement.setFetchSize(2);
                story.tell("fetch size", statement::getFetchSize);
                story.tell("rows", statement::executeQuery);
                statement.setFetchDirection(ResultSet.FETCH_FORWARD);
                story.tell("direction", statement::getFetchDirection);
                story.tell("bad direction", () -> {
                    statement.setFetchDirection(77);
                    return "taken";
                });
                statement.setQueryTimeout(30);
                story.tell("time-out", statement::getQueryTimeout);
                story.tell("bad time-out", () -> {
                    statement.setQueryTimeout(-1);
                    return "taken";
                });
                story.tell("poolable", statement::isPoolable);
                statement.setPoolable(false);
                story.tell("poolable", statement::isPoolable);
                statement.setEscapeProcessing(true);
                story.tell("warnings", statement::getWarnings);
                statement.clearWarnings();
                story.tell("type", statement::getResultSetType);
                story.tell("concurrency", statement::getResultSetConcurrency);
                story.tell("holdability", statement::getResultSetHoldability);
                statement.closeOnCompletion();
                story.tell("close on completion", statement::isCloseOnCompletion);
                story.tell("rows", () -> {
                    try (ResultSet rows = statement.executeQuery()) {
                        return rows.next() && rows.getStatement() == statement;
                    }
                });
                story.tell("closed", statement::isClosed);
                story.tell("afterwards", statement::executeQuery);
            }
            try (Statement statement = connection.createStatement()) {
                story.tell("function escape", () -> statement.executeQuery("SELECT {fn concat('a', 'b')} AS x"));
                story.tell("date escape", () -> statement.executeQuery("SELECT {d '2026-01-02'} AS x"));
                story.tell("quoted", () -> statement.enquoteLiteral("it's"));
                story.tell("identifier", () -> statement.enquoteIdentifier("a b", true));
                story.tell("simple", () -> statement.isSimpleIdentifier("abc"));
                story.tell("national", () -> statement.enquoteNCharLiteral("x"));
            }
            return story.lines();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aBatchOfAHundredThousandRows(Backend.Kind kind, Servers servers) throws Exception {
        sameOnBoth(kind, servers, connection -> {
            Story story = new Story();
            try (PreparedStatement statement = connection.prepareStatement(Accounts.INSERT)) {
                for (int id = 0; id < BIG_BATCH; id++) {
                    statement.setInt(1, id);
                    statement.setString(2, id % 3 == 0 ? null : Accounts.code(id));
                    statement.setString(3, id % 5 == 0 ? null : Accounts.note(id));
                    statement.addBatch();
                }
                int[] counts = statement.executeBatch();
                story.tell(
                        "counts",
                        () -> counts.length + " of "
                                + Arrays.stream(counts)
                                        .filter(count -> count == 1)
                                        .count());
            }
            try (Statement statement = connection.createStatement()) {
                story.tell(
                        "rows", () -> statement.executeQuery("SELECT COUNT(*), COUNT(code), COUNT(note) FROM vault"));
                story.tell(
                        "one",
                        () -> statement.executeQuery(
                                "SELECT id, note FROM vault WHERE code = '" + Accounts.code(77_777) + "'"));
                statement.executeUpdate("DELETE FROM vault WHERE id >= 10");
            }
            return story.lines();
        });
    }

    @ParameterizedTest
    @EnumSource
    void updatableResultSets(Backend.Kind kind, Servers servers) throws Exception {
        sameOnBoth(kind, servers, connection -> {
            for (int id = 1; id < 5; id++) {
                Accounts.insert(connection, id);
            }
            Story story = new Story();
            try (Statement statement =
                            connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                    ResultSet rows = statement.executeQuery("SELECT id, code, note FROM vault ORDER BY id")) {
                story.tell("first", rows::next);
                rows.updateString("code", "changed");
                rows.updateNull(3);
                rows.updateRow();
                story.tell("code", () -> rows.getString(2));
                story.tell("note", () -> rows.getString("note"));
                story.tell("second", rows::next);
                rows.updateString(2, "never written");
                rows.cancelRowUpdates();
                story.tell("code", () -> rows.getString(2));
                rows.updateObject("note", "by object");
                rows.updateRow();
                story.tell("third", rows::next);
                rows.deleteRow();
                rows.moveToInsertRow();
                rows.updateInt(1, 50);
                rows.updateString("code", "inserted");
                rows.updateString(3, "a new note");
                rows.insertRow();
                rows.moveToCurrentRow();
                story.tell("too long", () -> {
                    rows.absolute(1);
                    rows.updateString("code", "x".repeat(31));
                    rows.updateRow();
                    return "written";
                });
            }
            return story.lines();
        });
    }

    @ParameterizedTest
    @EnumSource
    void resultsThatOutliveTheirTransactionOrDoNot(Backend.Kind kind, Servers servers) throws Exception {
        sameOnBoth(kind, servers, connection -> {
            for (int id = 1; id < 6; id++) {
                Accounts.insert(connection, id);
            }
            Story story = new Story();
            connection.setAutoCommit(false);
            for (int holdability : new int[] {ResultSet.HOLD_CURSORS_OVER_COMMIT, ResultSet.CLOSE_CURSORS_AT_COMMIT}) {
                try (Statement statement = connection.createStatement(
                        ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, holdability)) {
                    statement.setFetchSize(2);
                    try (ResultSet rows = statement.executeQuery("SELECT id, note FROM vault ORDER BY id")) {
                        rows.next();
                        story.tell("holdability", rows::getHoldability);
                        connection.commit();
                        story.tell("closed", rows::isClosed);
                        for (int i = 0; i < 3; i++) {
                            story.tell("next", () -> rows.next() ? rows.getString("note") : "none");
                        }
                    }
                } finally {
                    connection.rollback();
                }
            }
            connection.setAutoCommit(true);
            return story.lines();
        });
    }
}
