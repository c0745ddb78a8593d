package io.tdejdbc.driver.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.sqlparse.Plan;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many values of one column in one statement, on H2 against the plain twin. */
class EncryptedTogetherTest extends TwinTest {
    private static final int ROWS = 120;

    /** Salt and first 8 bytes of nonce, which a batch shares, and the counter in it. */
    private record Nonce(long saltHigh, int saltLow, long prefix, int counter) {
        static Nonce of(byte[] envelope) {
            ByteBuffer bytes = ByteBuffer.wrap(envelope, 4, 24);
            return new Nonce(bytes.getLong(), bytes.getInt(), bytes.getLong(), bytes.getInt());
        }
    }

    private String insertOf(IntFunction<String> row) {
        return twins.planner.statement(
                Plan.Kind.INSERT,
                IntStream.range(0, ROWS)
                        .mapToObj(row)
                        .collect(Collectors.joining(
                                ", ", "INSERT INTO P(ID, REMARK, NAME, SALARY, NOTE, DATA) VALUES ", "")));
    }

    private static Object execute(Connection connection, String sql, int columns, int first) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            fill(statement, columns, first);
            return statement.executeUpdate();
        }
    }

    private static void fill(PreparedStatement statement, int columns, int first) throws SQLException {
        int index = 1;
        for (int row = 0; row < ROWS; row++) {
            statement.setInt(index++, first + row);
            for (int column = 1; column < columns; column++) {
                if (row % 7 == 3) {
                    statement.setString(index++, null);
                } else {
                    statement.setString(index++, column == 2 ? row + ".50" : "value " + row);
                }
            }
        }
    }

    private void assertOneBatch(String column, List<Integer> ids) throws SQLException {
        List<Nonce> nonces = new ArrayList<>();
        for (int id : ids) {
            nonces.add(Nonce.of(stored(column, id)));
        }
        assertThat(nonces.stream().map(nonce -> List.of(nonce.saltHigh(), nonce.saltLow(), nonce.prefix())))
                .as("one session of %s", column)
                .containsOnly(List.of(
                        nonces.get(0).saltHigh(),
                        nonces.get(0).saltLow(),
                        nonces.get(0).prefix()));
        assertThat(nonces.stream().map(Nonce::counter))
                .as("counters of %s", column)
                .containsExactlyElementsOf(
                        IntStream.range(0, ids.size()).boxed().toList());
    }

    private static List<Integer> notNull(int first) {
        return IntStream.range(0, ROWS)
                .filter(row -> row % 7 != 3)
                .map(row -> first + row)
                .boxed()
                .toList();
    }

    @Test
    void theParametersOfAMultiRowInsert() throws SQLException {
        String sql = insertOf(row -> "(?, NULL, ?{P.NAME}, ?{P.SALARY}, NULL, NULL)");
        same(c -> execute(c, sql, 3, 0));
        same(this::rows);
        assertOneBatch("NAME", notNull(0));
        assertOneBatch("SALARY", notNull(0));
    }

    @Test
    void literalsAndParametersOfAMultiRowInsert() throws SQLException {
        String sql = insertOf(row -> row % 2 == 0
                ? "(?, NULL, ?{P.NAME}, NULL, NULL, NULL)"
                : "(?, NULL, '" + row + "th'{P.NAME}, NULL, NULL, NULL)");
        same(c -> {
            try (PreparedStatement statement = c.prepareStatement(sql)) {
                int index = 1;
                for (int row = 0; row < ROWS; row++) {
                    statement.setInt(index++, row);
                    if (row % 2 == 0) {
                        statement.setString(index++, "parameter " + row);
                    }
                }
                return statement.executeUpdate() + statement.executeUpdate("DELETE FROM P WHERE ID = -1");
            }
        });
        same(this::rows);
        List<Integer> parametersFirst = new ArrayList<>();
        IntStream.range(0, ROWS).filter(row -> row % 2 == 0).forEach(parametersFirst::add);
        IntStream.range(0, ROWS).filter(row -> row % 2 != 0).forEach(parametersFirst::add);
        assertOneBatch("NAME", parametersFirst);
    }

    @Test
    void theLiteralsOfAPlainStatement() throws SQLException {
        String sql = insertOf(
                row -> "(" + row + ", NULL, 'no " + row + "'{P.NAME}, '" + row + ".25'{P.SALARY}, NULL, NULL)");
        same(c -> {
            try (Statement statement = c.createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
        same(this::rows);
        List<Integer> all = IntStream.range(0, ROWS).boxed().toList();
        assertOneBatch("NAME", all);
        assertOneBatch("SALARY", all);
    }

    @Test
    void aBatchOfMultiRowInserts() throws SQLException {
        String sql = insertOf(row -> "(?, NULL, ?{P.NAME}, ?{P.SALARY}, NULL, NULL)");
        same(c -> {
            try (PreparedStatement statement = c.prepareStatement(sql)) {
                for (int first = 0; first < 3 * ROWS; first += ROWS) {
                    fill(statement, 3, first);
                    statement.addBatch();
                }
                return statement.executeBatch();
            }
        });
        same(this::rows);
        List<Integer> ids = new ArrayList<>(notNull(0));
        ids.addAll(notNull(ROWS));
        ids.addAll(notNull(2 * ROWS));
        assertOneBatch("NAME", ids);
    }

    @Test
    void aLiteralInABatchIsEncryptedAnewForEveryRow() throws SQLException {
        String sql = twins.planner.statement(
                Plan.Kind.INSERT, "INSERT INTO P(ID, NAME) VALUES (?, 'always the same'{P.NAME})");
        same(c -> {
            try (PreparedStatement statement = c.prepareStatement(sql)) {
                for (int id = 0; id < ROWS; id++) {
                    statement.setInt(1, id);
                    statement.addBatch();
                }
                return statement.executeBatch();
            }
        });
        same(this::rows);
        assertOneBatch("NAME", IntStream.range(0, ROWS).boxed().toList());
    }

    @Test
    void aBadValueAmongManyIsTheErrorOfThePlainColumnAndStoresNothing() {
        String sql = insertOf(row -> row == 77
                ? "(?, NULL, 'a name that is far too long for it'{P.NAME}, NULL, NULL, NULL)"
                : "(?, NULL, 'short'{P.NAME}, NULL, NULL, NULL)");
        same(c -> execute(c, sql, 1, 0));
        same(this::rows);
    }

    @Test
    void aMillionValuesOfEightThreadsOnOneConnectionNeverShareSaltAndNonce() throws Exception {
        int threads = 8;
        int rowsOfThread = 62_500;
        // Two values in a row: 8 x 62,500 x 2 is a million.
        Twins.execute(twins.inner, "CREATE TABLE M(ID INTEGER, NAME VARBINARY(100), SALARY VARBINARY(100))");
        String one = twins.planner.statement(
                Plan.Kind.INSERT, "INSERT INTO M(ID, NAME, SALARY) VALUES (?, ?{P.NAME}, ?{P.SALARY})");
        String ten = twins.planner.statement(
                Plan.Kind.INSERT,
                "INSERT INTO M(ID, NAME, SALARY) VALUES "
                        + String.join(", ", Collections.nCopies(10, "(?, ?{P.NAME}, ?{P.SALARY})")));
        Callable<Integer> work = () -> {
            int done = 0;
            try (PreparedStatement single = twins.ours.prepareStatement(one);
                    PreparedStatement multi = twins.ours.prepareStatement(ten)) {
                for (int round = 0; done < rowsOfThread; round++) {
                    if (round % 3 == 0) {
                        row(single, 0, done);
                        done += single.executeUpdate();
                    } else if (round % 3 == 1 && rowsOfThread - done >= 10) {
                        for (int i = 0; i < 10; i++) {
                            row(multi, 3 * i, done);
                        }
                        done += multi.executeUpdate();
                    } else {
                        int size = Math.min(rowsOfThread - done, 500);
                        for (int i = 0; i < size; i++) {
                            row(single, 0, done + i);
                            single.addBatch();
                        }
                        done += Arrays.stream(single.executeBatch()).sum();
                    }
                }
            }
            return done;
        };
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (Future<Integer> done : pool.invokeAll(Collections.nCopies(threads, work))) {
                assertThat(done.get()).isEqualTo(rowsOfThread);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(distinctNonces()).isEqualTo(2L * threads * rowsOfThread);
    }

    private static void row(PreparedStatement statement, int at, int number) throws SQLException {
        statement.setInt(at + 1, number);
        statement.setString(at + 2, "Ann");
        statement.setInt(at + 3, number);
    }

    /** The database compares salt and nonce, bytes 5 to 28, of all stored values. */
    private long distinctNonces() throws SQLException {
        try (Statement statement = twins.inner.createStatement();
                ResultSet count =
                        statement.executeQuery("SELECT COUNT(*) FROM (SELECT SUBSTRING(NAME FROM 5 FOR 24) FROM M"
                                + " UNION SELECT SUBSTRING(SALARY FROM 5 FOR 24) FROM M)")) {
            assertThat(count.next()).isTrue();
            return count.getLong(1);
        }
    }
}
