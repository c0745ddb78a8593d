package io.tdejdbc.it.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.Servers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Transactions and threads on protected tables. */
@ExtendWith(Servers.Provider.class)
final class TransactionTest {

    private static Guarded vault(Servers servers, Backend.Kind kind) throws Exception {
        Guarded guarded = Guarded.create(
                servers.guarded(kind).create(servers.newName("life")), servers.newFolder("life"), Accounts.RULES);
        try (Connection connection = guarded.open()) {
            Accounts.create(connection);
        }
        return guarded;
    }

    @ParameterizedTest
    @EnumSource
    void aFirstInsertThatIsRolledBackTakesNoKeyWithIt(Backend.Kind kind, Servers servers) throws Exception {
        Guarded guarded = vault(servers, kind);
        try (Connection first = guarded.open();
                Connection second = guarded.open()) {
            first.setAutoCommit(false);
            Accounts.insert(first, 1);
            Accounts.insert(second, 2);
            first.rollback();
            Accounts.insert(first, 3);
            first.commit();
        }
        try (Connection fresh = guarded.open()) {
            assertThat(Accounts.read(fresh)).isEqualTo(Accounts.expected(2, 4));
        }
    }

    @ParameterizedTest
    @EnumSource
    void repeatableReadSeesItsOwnPastAndStillWrites(Backend.Kind kind, Servers servers) throws Exception {
        Guarded guarded = vault(servers, kind);
        try (Connection reader = guarded.open();
                Connection writer = guarded.open()) {
            Accounts.insert(writer, 1);
            reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            reader.setAutoCommit(false);
            assertThat(Accounts.read(reader)).isEqualTo(Accounts.expected(1, 2));
            Accounts.insert(writer, 2);
            assertThat(Accounts.read(reader)).isEqualTo(Accounts.expected(1, 2));
            assertThat(Accounts.find(reader, 2)).isZero();
            Accounts.insert(reader, 3);
            reader.commit();
            assertThat(Accounts.read(reader)).isEqualTo(Accounts.expected(1, 4));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalLeavesTheTransactionUsable(Backend.Kind kind, Servers servers) throws Exception {
        Guarded guarded = vault(servers, kind);
        try (Connection connection = guarded.open();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            Accounts.insert(connection, 1);
            assertThatThrownBy(() -> statement.executeQuery("SELECT upper(note) FROM vault"))
                    .isInstanceOf(SQLFeatureNotSupportedException.class);
            Accounts.insert(connection, 2);
            connection.commit();
            assertThat(Accounts.read(connection)).isEqualTo(Accounts.expected(1, 3));
        }
    }

    @ParameterizedTest
    @EnumSource
    void savepointsUndoPartOfATransaction(Backend.Kind kind, Servers servers) throws Exception {
        Guarded guarded = vault(servers, kind);
        try (Connection connection = guarded.open()) {
            connection.setAutoCommit(false);
            Accounts.insert(connection, 1);
            Savepoint savepoint = connection.setSavepoint();
            Accounts.insert(connection, 2);
            connection.rollback(savepoint);
            connection.commit();
            assertThat(Accounts.read(connection)).isEqualTo(Accounts.expected(1, 2));
        }
    }

    @ParameterizedTest
    @EnumSource
    void eightThreadsShareOneConnection(Backend.Kind kind, Servers servers) throws Exception {
        Guarded guarded = vault(servers, kind);
        int threads = 8;
        int rowsEach = 40;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (Connection connection = guarded.open()) {
            CountDownLatch start = new CountDownLatch(1);
            List<Callable<Integer>> work = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int from = thread * rowsEach;
                work.add(() -> {
                    start.await();
                    int found = 0;
                    for (int id = from; id < from + rowsEach; id++) {
                        Accounts.insert(connection, id);
                        found += Accounts.find(connection, id);
                    }
                    return found;
                });
            }
            List<Future<Integer>> results = new ArrayList<>();
            for (Callable<Integer> one : work) {
                results.add(pool.submit(one));
            }
            start.countDown();
            for (Future<Integer> result : results) {
                assertThat(result.get()).isEqualTo(rowsEach);
            }
            assertThat(Accounts.read(connection)).isEqualTo(Accounts.expected(0, threads * rowsEach));
        } finally {
            pool.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void equalValuesAreStoredDifferentlyInRandomAndEquallyInEquality(Backend.Kind kind, Servers servers)
            throws Exception {
        Guarded guarded = vault(servers, kind);
        try (Connection connection = guarded.open();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO vault VALUES (1, 'same code', 'same note'), "
                    + "(2, 'same code', 'same note'), (3, 'other', 'same note')");
        }
        try (Connection raw = guarded.raw();
                Statement statement = raw.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(DISTINCT code), count(DISTINCT note), count(*) FROM vault")) {
            row.next();
            assertThat(List.of(row.getInt(1), row.getInt(2), row.getInt(3))).isEqualTo(List.of(2, 3, 3));
        }
    }
}
