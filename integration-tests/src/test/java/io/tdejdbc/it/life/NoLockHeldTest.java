package io.tdejdbc.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.driver.TdeDataSource;
import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.Servers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** While a call is inside the database's own driver, other threads reach it: no lock of this driver is in their way. */
@ExtendWith(Servers.Provider.class)
final class NoLockHeldTest {
    private static final long PATIENCE_SECONDS = 60;

    /** A connection with what can be done on it. */
    private record Session(
            Connection connection,
            Statement statement,
            PreparedStatement insert,
            PreparedStatement query,
            PreparedStatement open,
            ResultSet rows) {

        static Session of(Connection connection) throws SQLException {
            PreparedStatement open = connection.prepareStatement("SELECT code, note FROM vault ORDER BY id");
            Session session = new Session(
                    connection,
                    connection.createStatement(),
                    connection.prepareStatement(Accounts.INSERT),
                    connection.prepareStatement("SELECT note FROM vault WHERE code = ?"),
                    open,
                    open.executeQuery());
            Accounts.bind(session.insert, 100);
            session.insert.addBatch();
            Accounts.bind(session.insert, 101);
            session.query.setString(1, Accounts.code(1));
            return session;
        }
    }

    /** Something done in a session. */
    private interface Act {
        void run(Session session) throws Exception;
    }

    /** What takes its time inside the database's own driver. */
    private enum Running {
        QUERY("executeQuery", session -> session.query.executeQuery()),
        QUERY_AS_TEXT("execute.*", session -> session.statement.executeQuery("SELECT code FROM vault")),
        LITERALS("execute.*", session -> session.statement.execute("UPDATE vault SET note = 'n' WHERE code = 'c'")),
        DEFINITION("execute.*", session -> session.statement.execute("CREATE TABLE other (id INTEGER)")),
        UPDATE("executeUpdate|execute", session -> session.insert.executeUpdate()),
        BATCH("executeBatch|executeLargeBatch", session -> session.insert.executeBatch()),
        NEXT("next", session -> session.rows.next()),
        PREPARATION("prepareStatement", session -> session.connection.prepareStatement("SELECT note FROM vault")),
        COMMIT("commit", session -> session.connection.commit()),
        ROLLBACK("rollback", session -> session.connection.rollback()),
        CLOSING("close", session -> session.connection.close());

        private final String methods;
        private final Act act;

        Running(String methods, Act act) {
            this.methods = methods;
            this.act = act;
        }
    }

    /** What another thread does meanwhile. */
    private enum Meanwhile {
        CANCEL(session -> {
            session.statement.cancel();
            session.query.cancel();
            session.insert.cancel();
            session.open.cancel();
        }),
        IS_VALID(session -> session.connection.isValid(5)),
        IS_CLOSED(session -> {
            session.connection.isClosed();
            session.rows.isClosed();
            session.query.isClosed();
        }),
        NETWORK_TIMEOUT(session -> {
            session.connection.setNetworkTimeout(Runnable::run, 60_000);
            session.connection.getNetworkTimeout();
        }),
        WARNINGS(session -> session.connection.getWarnings()),
        ANOTHER_STATEMENT(session -> session.connection.createStatement().close()),
        ANOTHER_PREPARATION(session -> session.connection
                .prepareStatement("SELECT id FROM vault WHERE code = 'literal'")
                .close()),
        QUERY_TIMEOUT(session -> session.query.setQueryTimeout(5)),
        CLOSE_STATEMENT(session -> session.query.close()),
        CLOSE_ROWS(session -> session.rows.close()),
        CLOSE(session -> session.connection.close()),
        ABORT(session -> session.connection.abort(Runnable::run));

        private final Act act;

        Meanwhile(Act act) {
            this.act = act;
        }
    }

    @ParameterizedTest
    @EnumSource
    void otherThreadsAreNotKeptWaiting(Running running, Servers servers) throws Exception {
        Guarded guarded = Guarded.create(
                servers.guarded(Backend.Kind.H2).create(servers.newName("waiting")),
                servers.newFolder("waiting"),
                Accounts.RULES);
        JdbcDataSource plain = new JdbcDataSource();
        plain.setURL(guarded.database().url().replaceFirst(";USER=.*", ""));
        plain.setUser("sa");
        plain.setPassword("pw");
        WaitingDataSource waiting = new WaitingDataSource(plain);
        TdeDataSource source = TdeDataSource.wrap(waiting, plain);
        source.setConfig(guarded.properties().toString());
        ExecutorService executor = Executors.newCachedThreadPool(Thread::new);
        try (Connection keeper = source.getConnection()) {
            Accounts.create(keeper);
            Accounts.insert(keeper, 1);
            for (Meanwhile meanwhile : Meanwhile.values()) {
                try (Connection connection = source.getConnection()) {
                    connection.setAutoCommit(false);
                    Session session = Session.of(connection);
                    FutureTask<Void> task = task(running.act, session);
                    Thread thread = new Thread(task, "running");
                    WaitingDataSource.Wait wait = waiting.hold(thread, running.methods);
                    thread.start();
                    try {
                        assertThat(wait.inside().await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                                .as("%s reaches the database's own driver", running)
                                .isTrue();
                        Future<Void> other = executor.submit(() -> {
                            meanwhile.act.run(session);
                            return null;
                        });
                        assertThat(returns(other))
                                .as("%s while %s", meanwhile, running)
                                .isTrue();
                        assertThat(returns(executor.submit(() -> Accounts.find(keeper, 1))))
                                .as("another connection while %s", running)
                                .isTrue();
                        assertThat(task.isDone()).isFalse();
                    } finally {
                        wait.release();
                        thread.join();
                    }
                }
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private static FutureTask<Void> task(Act act, Session session) {
        return new FutureTask<>(() -> {
            act.run(session);
            return null;
        });
    }

    /** With or without success: what counts is that it was not kept waiting. */
    private static boolean returns(Future<?> call) throws InterruptedException {
        try {
            call.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (java.util.concurrent.ExecutionException e) {
            return e.getCause() instanceof SQLException;
        } catch (java.util.concurrent.TimeoutException e) {
            return false;
        }
    }
}
