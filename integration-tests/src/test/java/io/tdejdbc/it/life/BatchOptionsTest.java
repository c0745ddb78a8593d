package io.tdejdbc.it.life;

import static io.tdejdbc.it.life.Scenario.sameOnBoth;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Servers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Batches under the options by which the backends' own drivers rewrite them: the counts, failures and rows are the same. */
@Tag("one-jdk")
@ExtendWith(Servers.Provider.class)
final class BatchOptionsTest {
    private static final int[] SIZES = {1, 2, 3, 7, 50, 1_000};
    /**
     * The key that makes batches fail, of a row without {@code setNull}: where that comes first in a batch, Connector/J
     * makes two of it, of which the second is executed though the first has failed.
     */
    private static final int TAKEN = 4;

    /** The backends with options that decide how a batch travels. */
    static Stream<Arguments> options() {
        return Stream.concat(
                Stream.concat(
                        Stream.of("").map(option -> Arguments.of(Backend.Kind.H2, option)),
                        Stream.of(
                                        "",
                                        "&reWriteBatchedInserts=true",
                                        "&reWriteBatchedInserts=true&prepareThreshold=1",
                                        "&preferQueryMode=simple&reWriteBatchedInserts=true")
                                .map(option -> Arguments.of(Backend.Kind.POSTGRESQL, option))),
                Stream.of(
                                "",
                                "&rewriteBatchedStatements=true",
                                "&useBulkStmts=true",
                                "&useBulkStmts=false&useBulkStmtsForInserts=false",
                                "&useBulkStmts=true&useBulkStmtsForInserts=false",
                                "&useServerPrepStmts=true",
                                "&useServerPrepStmts=true&rewriteBatchedStatements=true",
                                "&useServerPrepStmts=true&useBulkStmts=true",
                                "&useServerPrepStmts=true&useBulkStmtsForInserts=false",
                                "&disablePipeline=true",
                                "&allowMultiQueries=true&rewriteBatchedStatements=true")
                        .map(option -> Arguments.of(Backend.Kind.MARIADB, option)));
    }

    /** How many INSERT statements the session has executed, which tells whether batches were put together. */
    private static Object inserts(Connection connection) throws SQLException {
        if (!connection.getMetaData().getDatabaseProductName().equals("MariaDB")) {
            return "not counted";
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW SESSION STATUS LIKE 'Com_insert'")) {
            row.next();
            return row.getLong(2);
        }
    }

    private static void add(PreparedStatement statement, int id) throws SQLException {
        statement.setInt(1, id);
        statement.setString(2, id % 3 == 0 ? null : Accounts.code(id));
        if (id % 5 == 0) {
            statement.setNull(3, java.sql.Types.VARCHAR);
        } else {
            statement.setString(3, Accounts.note(id) + (id % 7 == 0 ? " é 🙂 '\\" : ""));
        }
        statement.addBatch();
    }

    @ParameterizedTest
    @MethodSource("options")
    void insertsOfEverySizeWithNulls(Backend.Kind kind, String options, Servers servers) throws Exception {
        sameOnBoth(kind, servers, options, connection -> {
            Story story = new Story();
            for (boolean autoCommit : new boolean[] {true, false}) {
                connection.setAutoCommit(autoCommit);
                int id = autoCommit ? 0 : 10_000;
                try (PreparedStatement statement = connection.prepareStatement(Accounts.INSERT)) {
                    for (int size : SIZES) {
                        for (int row = 0; row < size; row++) {
                            add(statement, id++);
                        }
                        story.tell(size + " rows", statement::executeBatch);
                        story.tell("count", statement::getUpdateCount);
                        story.tell("statements", () -> inserts(connection));
                    }
                    story.tell("none", statement::executeBatch);
                    add(statement, id);
                    statement.clearBatch();
                    story.tell("cleared", statement::executeBatch);
                    add(statement, id);
                    story.tell("large", statement::executeLargeBatch);
                    // The parameters are those of the last row still.
                    statement.setInt(1, id + 1);
                    story.tell("single", statement::executeUpdate);
                }
                story.tell("commit", () -> {
                    if (!autoCommit) {
                        connection.commit();
                    }
                    return "done";
                });
            }
            connection.setAutoCommit(true);
            return story.lines();
        });
        if (options.startsWith("&reWriteBatchedInserts=true")) {
            for (Backend backend : List.of(servers.plain(kind), servers.guarded(kind))) {
                assertThat(backend.folder().resolve("log/statements.log"))
                        .content(StandardCharsets.UTF_8)
                        .containsPattern("INSERT INTO vault[^\n]*\\(\\$1[^)\n]*\\), ?\\(\\$4");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("options")
    void failuresGiveTheSameCountsAndLeaveTheStatementUsable(Backend.Kind kind, String options, Servers servers)
            throws Exception {
        sameOnBoth(kind, servers, options, connection -> {
            Story story = new Story();
            Accounts.insert(connection, TAKEN);
            for (boolean autoCommit : new boolean[] {true, false}) {
                connection.setAutoCommit(autoCommit);
                int begin = autoCommit ? 0 : 100;
                try (PreparedStatement statement = connection.prepareStatement(Accounts.INSERT)) {
                    for (int bad : new int[] {0, 3, 8}) {
                        for (int row = 0; row < 9; row++) {
                            add(statement, row == bad ? TAKEN : begin + 20 * (bad + 1) + 1 + row);
                        }
                        story.tell("bad row " + bad, statement::executeBatch);
                        story.tell("ended", () -> {
                            if (!autoCommit) {
                                connection.rollback();
                            }
                            return Accounts.readWithNulls(connection);
                        });
                        add(statement, begin + 20 * (bad + 1) + 15);
                        story.tell("again", statement::executeBatch);
                        story.tell("ended", () -> {
                            if (!autoCommit) {
                                connection.commit();
                            }
                            return "done";
                        });
                    }
                    statement.setInt(1, TAKEN);
                    story.tell("single", statement::executeUpdate);
                    if (!autoCommit) {
                        connection.rollback();
                    }
                    statement.setInt(1, begin + 19);
                    story.tell("single again", statement::executeUpdate);
                }
                if (!autoCommit) {
                    connection.commit();
                }
            }
            connection.setAutoCommit(true);
            return story.lines();
        });
    }

    @ParameterizedTest
    @MethodSource("options")
    void updatesDeletesAndKeys(Backend.Kind kind, String options, Servers servers) throws Exception {
        sameOnBoth(kind, servers, options, connection -> {
            for (int id = 1; id < 20; id++) {
                Accounts.insert(connection, id);
            }
            Story story = new Story();
            try (PreparedStatement update =
                            connection.prepareStatement("UPDATE vault SET note = ?, code = ? WHERE code = ?");
                    PreparedStatement delete = connection.prepareStatement("DELETE FROM vault WHERE code = ?");
                    PreparedStatement replace =
                            connection.prepareStatement(Accounts.INSERT, Statement.RETURN_GENERATED_KEYS)) {
                for (int id = 1; id < 12; id++) {
                    update.setString(1, id % 4 == 0 ? null : "changed " + id);
                    update.setString(2, "new-code-" + id);
                    update.setString(3, Accounts.code(id % 6 == 0 ? 777 : id));
                    update.addBatch();
                }
                story.tell("updates", update::executeBatch);
                for (int id = 10; id < 22; id++) {
                    delete.setString(1, id % 2 == 0 ? "new-code-" + id : Accounts.code(id));
                    delete.addBatch();
                }
                story.tell("deletes", delete::executeBatch);
                for (int id = 50; id < 54; id++) {
                    add(replace, id);
                }
                story.tell("inserts", replace::executeBatch);
                story.tell("keys", replace::getGeneratedKeys);
            }
            return story.lines();
        });
    }

    @ParameterizedTest
    @MethodSource("options")
    void statementBatchesWithLiterals(Backend.Kind kind, String options, Servers servers) throws Exception {
        sameOnBoth(kind, servers, options, connection -> {
            Story story = new Story();
            try (Statement statement = connection.createStatement()) {
                for (List<String> batch : List.of(
                        List.of(row(1), row(2), row(3)),
                        List.of(
                                row(4),
                                "UPDATE vault SET note = 'by literal' WHERE code = '" + Accounts.code(2) + "'",
                                "UPDATE vault SET note = NULL, code = 'no such code before' WHERE id > 2",
                                "DELETE FROM vault WHERE code = '" + Accounts.code(1) + "'"),
                        List.of(row(6), row(2), row(7)),
                        List.of(row(8), "SELECT code FROM vault", row(9)),
                        List.of("CREATE TABLE beside (id INTEGER)", row(10)))) {
                    for (String sql : batch) {
                        statement.addBatch(sql);
                    }
                    story.tell("batch", statement::executeBatch);
                    story.tell("rows", () -> Accounts.readWithNulls(connection));
                }
                statement.addBatch(row(11));
                statement.clearBatch();
                story.tell("cleared", statement::executeBatch);
                statement.addBatch(row(12));
                story.tell("large", statement::executeLargeBatch);
            }
            return story.lines();
        });
    }

    private static String row(int id) {
        return "INSERT INTO vault VALUES (" + id + ", '" + Accounts.code(id) + "', 'it''s note " + id + "')";
    }
}
