package io.tdejdbc.driver.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.driver.internal.plan.ColumnBinding;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.ValueCipher;
import io.tdejdbc.sqlparse.Plan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the connection tells its planner, and what other threads may do with it. */
public class TdeConnectionTest {
    private Twins twins;
    private String insert;

    private static final CountDownLatch STARTED = new CountDownLatch(1);

    /** Called by H2 as a function: tells that the statement runs. */
    public static int spin(int number) {
        STARTED.countDown();
        return number;
    }

    @BeforeEach
    void setUp() throws SQLException {
        twins = new Twins().table("P", Map.of("NAME", "VARCHAR(20)"));
        insert = twins.planner.statement(Plan.Kind.INSERT, "INSERT INTO P(ID, NAME) VALUES (?, ?{P.NAME})");
    }

    @AfterEach
    void tearDown() throws SQLException {
        twins.close();
    }

    @Test
    void whateverMayChangeTheSessionIsTold() throws SQLException {
        Connection connection = twins.ours;
        twins.planner.events.clear();
        connection.setAutoCommit(false);
        Savepoint savepoint = connection.setSavepoint();
        connection.rollback(savepoint);
        connection.commit();
        connection.rollback();
        connection.setSchema("PUBLIC");
        connection.setCatalog(connection.getCatalog());
        connection.beginRequest();
        connection.endRequest();
        assertThat(twins.planner.events).hasSize(8).containsOnly("session");
        assertThatThrownBy(() -> connection.setSchema("NOWHERE")).isInstanceOf(SQLException.class);
        assertThat(twins.planner.events).hasSize(9);
    }

    @Test
    void thePlannerIsClosedOnce() throws SQLException {
        twins.planner.events.clear();
        twins.ours.close();
        twins.ours.close();
        twins.ours.abort(Runnable::run);
        assertThat(twins.planner.events).containsExactly("closed");
        assertThat(twins.ours.isClosed()).isTrue();
        assertThatThrownBy(twins.ours::createStatement).isInstanceOf(SQLException.class);
    }

    @Test
    @Timeout(60)
    void aRunningStatementIsCancelledFromAnotherThread() throws Exception {
        Twins.execute(twins.ours, "CREATE ALIAS SPIN FOR \"" + TdeConnectionTest.class.getName() + ".spin\"");
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (Statement statement = twins.ours.createStatement()) {
            Future<Boolean> running = executor.submit(() -> {
                try (ResultSet result =
                        statement.executeQuery("SELECT SUM(SPIN(X)) FROM SYSTEM_RANGE(1, 100000000000)")) {
                    return result.next();
                }
            });
            assertThat(STARTED.await(30, TimeUnit.SECONDS)).isTrue();
            statement.cancel();
            assertThatThrownBy(() -> running.get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(SQLException.class)
                    .cause()
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("57014");
            assertThat(twins.ours.isValid(1)).isTrue();
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    @Timeout(60)
    void eightThreadsWorkOnOneConnection() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> results = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                int from = thread * 100;
                results.add(executor.submit(() -> {
                    try (PreparedStatement statement = twins.ours.prepareStatement(insert)) {
                        for (int i = 0; i < 100; i++) {
                            statement.setInt(1, from + i);
                            statement.setString(2, "name " + (from + i));
                            statement.addBatch();
                        }
                        return statement.executeBatch().length;
                    }
                }));
            }
            for (Future<Integer> result : results) {
                assertThat(result.get()).isEqualTo(100);
            }
        } finally {
            executor.shutdownNow();
        }
        String select = twins.planner.statement(Plan.Kind.QUERY, "SELECT ID, NAME FROM P", "", "P.NAME");
        int count = 0;
        try (Statement statement = twins.ours.createStatement();
                ResultSet result = statement.executeQuery(select)) {
            while (result.next()) {
                assertThat(result.getString(2)).isEqualTo("name " + result.getInt(1));
                count++;
            }
        }
        assertThat(count).isEqualTo(800);
    }

    @Test
    void streamsEndWhereTheirLengthOrTheyThemselvesSay() throws SQLException {
        try (PreparedStatement statement = twins.ours.prepareStatement(insert)) {
            statement.setInt(1, 1);
            statement.setCharacterStream(2, new StringReader("abcdef"), 3);
            statement.executeUpdate();
            statement.setInt(1, 2);
            statement.setCharacterStream(2, new StringReader("abc"), 4);
            statement.executeUpdate();
            statement.setInt(1, 3);
            statement.setAsciiStream(2, new ByteArrayInputStream(new byte[] {'a', 'b', 'c'}), 9L);
            statement.executeUpdate();
            Reader broken = new Reader() {
                @Override
                public int read(char[] buffer, int offset, int length) throws IOException {
                    throw new IOException("broken");
                }

                @Override
                public void close() {}
            };
            assertThatThrownBy(() -> statement.setCharacterStream(2, broken))
                    .hasMessageContaining("TDE-JDB-006")
                    .hasCauseInstanceOf(IOException.class);
        }
        String select = twins.planner.statement(Plan.Kind.QUERY, "SELECT NAME FROM P", "P.NAME");
        try (Statement statement = twins.ours.createStatement();
                ResultSet result = statement.executeQuery(select)) {
            for (int row = 0; row < 3; row++) {
                assertThat(result.next()).isTrue();
                assertThat(result.getString(1)).isEqualTo("abc");
            }
        }
    }

    /** A cipher whose keys can be taken away. */
    private static final class FailingCipher implements ValueCipher {
        private final KeystoreException failure;

        FailingCipher(KeystoreException failure) {
            this.failure = failure;
        }

        @Override
        public byte[] encrypt(byte[] plaintext) throws KeystoreException {
            throw failure;
        }

        @Override
        public byte[][] encryptAll(byte[][] plaintexts) throws KeystoreException {
            throw failure;
        }

        @Override
        public byte[] decrypt(byte[] envelope) throws KeystoreException {
            throw failure;
        }

        @Override
        public int overhead() {
            return 44;
        }
    }

    @Test
    void withoutKeysNothingIsWrittenAndTheBatchWaits() throws SQLException {
        KeystoreException away = new KeystoreException("TDE-KEY-007", KeystoreException.Kind.UNAVAILABLE, "away");
        ColumnBinding real = twins.columns.get("P.NAME");
        twins.planner.column("P.NAME", new ColumnBinding("P", "NAME", real.codec(), new FailingCipher(away)));
        String failing = twins.planner.statement(Plan.Kind.INSERT, "INSERT INTO P(ID, NAME) VALUES (?, ?{P.NAME}) ");
        try (PreparedStatement statement = twins.ours.prepareStatement(failing)) {
            statement.setInt(1, 1);
            statement.setString(2, "Ann");
            assertThatThrownBy(statement::executeUpdate)
                    .isInstanceOf(SQLTransientConnectionException.class)
                    .hasMessageContaining("TDE-KEY-007")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("58T01");
            statement.addBatch();
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(statement::executeBatch).isInstanceOf(SQLTransientConnectionException.class);
            }
            statement.clearBatch();
            assertThat(statement.executeBatch()).isEmpty();
        }
        try (Statement statement = twins.ours.createStatement();
                ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM P")) {
            assertThat(result.next()).isTrue();
            assertThat(result.getInt(1)).isZero();
        }
    }
}
