package io.tdejdbc.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Database;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.Servers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What other threads do to a statement that is running, once on the plain database and once behind the driver. */
@ExtendWith(Servers.Provider.class)
final class OtherThreadsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A connection, and another one that sees what it is doing. */
    private record Side(Connection connection, Connection watching, Backend.Kind kind) {

        /** A query of a protected column that takes longer than anybody waits. */
        PreparedStatement endless() throws SQLException {
            PreparedStatement query = connection.prepareStatement(
                    kind == Backend.Kind.H2
                            ? "SELECT code FROM vault WHERE code = ? AND id < (SELECT SUM(x) FROM endless)"
                            : "SELECT code, pg_sleep(600) FROM vault WHERE code = ?");
            query.setString(1, Accounts.code(1));
            return query;
        }

        void awaitRunning(FutureTask<String> task) throws SQLException {
            long end = System.nanoTime() + PATIENCE.toNanos();
            String sql = kind == Backend.Kind.H2
                    ? "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID <> SESSION_ID()"
                            + " AND LOWER(EXECUTING_STATEMENT) LIKE '%endless%'"
                    : "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                            + " AND datname = current_database() AND state = 'active' AND query LIKE '%pg_sleep%'";
            try (PreparedStatement query = watching.prepareStatement(sql)) {
                while (count(query) == 0) {
                    assertThat(task.isDone()).as("ended early").isFalse();
                    assertThat(System.nanoTime()).as("never ran").isLessThan(end);
                }
            }
        }

        private static int count(PreparedStatement query) throws SQLException {
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }

        /** Runs the endless query, does something else once it runs, and tells how it ended. */
        String during(PreparedStatement query, Story.Act other) throws Exception {
            FutureTask<String> task = new FutureTask<>(() -> {
                try (ResultSet rows = query.executeQuery()) {
                    return "came to an end " + rows.next();
                } catch (SQLException e) {
                    return Story.failure(e);
                }
            });
            Thread thread = new Thread(task, "endless");
            thread.start();
            awaitRunning(task);
            other.run();
            return task.get(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS);
        }
    }

    private interface Play {
        List<String> on(Side side) throws Exception;
    }

    private static void same(Backend.Kind kind, Servers servers, Play play) throws Exception {
        String name = servers.newName("threads");
        Database plain = servers.plain(kind).create(name);
        Guarded guarded =
                Guarded.create(servers.guarded(kind).create(name), servers.newFolder("threads"), Accounts.RULES);
        List<String> expected;
        try (Connection watching = plain.open();
                Connection connection = plain.open()) {
            create(connection, kind);
            expected = play.on(new Side(connection, watching, kind));
        }
        try (Connection watching = guarded.raw();
                Connection connection = guarded.open()) {
            create(connection, kind);
            assertThat(play.on(new Side(connection, watching, kind))).isEqualTo(expected);
        }
    }

    private static void create(Connection connection, Backend.Kind kind) throws SQLException {
        Accounts.create(connection);
        Accounts.insert(connection, 1);
        if (kind == Backend.Kind.H2) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE VIEW endless AS SELECT x FROM SYSTEM_RANGE(1, 100000000000000)");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void cancel(Backend.Kind kind, Servers servers) throws Exception {
        same(kind, servers, side -> {
            Story story = new Story();
            try (PreparedStatement query = side.endless()) {
                String end = side.during(query, query::cancel);
                story.tell("cancelled", () -> end);
                story.tell("valid", () -> side.connection().isValid(5));
                story.act("nothing to cancel", query::cancel);
                story.tell("still there", () -> Accounts.find(side.connection(), 1));
            }
            return story.lines();
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void queryTimeout(Backend.Kind kind, Servers servers) throws Exception {
        same(kind, servers, side -> {
            Story story = new Story();
            try (PreparedStatement query = side.endless()) {
                query.setQueryTimeout(1);
                story.tell("time is out", query::executeQuery);
                story.tell("valid", () -> side.connection().isValid(5));
                story.tell("still there", () -> Accounts.find(side.connection(), 1));
                query.setQueryTimeout(0);
                story.tell("no time-out", query::getQueryTimeout);
            }
            return story.lines();
        });
    }

    /** H2 lets a statement that is running go on. */
    @Test
    void abort(Servers servers) throws Exception {
        same(Backend.Kind.POSTGRESQL, servers, side -> {
            Story story = new Story();
            PreparedStatement query = side.endless();
            String end = side.during(query, () -> side.connection().abort(Runnable::run));
            story.tell("aborted", () -> end);
            story.tell("closed", side.connection()::isClosed);
            story.tell("valid", () -> side.connection().isValid(5));
            story.tell("statement", () -> side.connection().createStatement());
            story.act("again", () -> side.connection().abort(Runnable::run));
            story.act("close", side.connection()::close);
            return story.lines();
        });
    }

    @Test
    void networkTimeout(Servers servers) throws Exception {
        same(Backend.Kind.POSTGRESQL, servers, side -> {
            Story story = new Story();
            PreparedStatement query = side.endless();
            side.connection().setNetworkTimeout(Runnable::run, 1_000);
            story.tell("set", side.connection()::getNetworkTimeout);
            story.tell("time is out", query::executeQuery);
            story.tell("closed", side.connection()::isClosed);
            story.tell("valid", () -> side.connection().isValid(5));
            return story.lines();
        });
    }
}
