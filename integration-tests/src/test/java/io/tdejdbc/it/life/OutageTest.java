package io.tdejdbc.it.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Database;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.Servers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** PostgreSQL takes the driver's own connections away while the application's goes on. */
@Tag("one-jdk")
@ExtendWith(Servers.Provider.class)
final class OutageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Backend.Kind KIND = Backend.Kind.POSTGRESQL;

    /** The server as an administrator sees it, over a connection to another database. */
    private static final class Administrator implements AutoCloseable {
        private final String database;
        private final Connection connection;

        Administrator(Database database) throws SQLException {
            int begin = database.url().lastIndexOf('/') + 1;
            int end = database.url().indexOf('?');
            this.database = database.url().substring(begin, end);
            this.connection = new Database(
                            database.kind(),
                            database.url().substring(0, begin)
                                    + "postgres"
                                    + database.url().substring(end))
                    .open();
        }

        /** The sessions in the database beside the one given. */
        TreeSet<Integer> others(int application) throws SQLException {
            TreeSet<Integer> pids = new TreeSet<>();
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT pid FROM pg_stat_activity WHERE datname = ? AND pid <> ? AND backend_type = 'client backend'")) {
                query.setString(1, database);
                query.setInt(2, application);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        pids.add(rows.getInt(1));
                    }
                }
            }
            return pids;
        }

        /** Ends all sessions but the application's, and tells how many there were. */
        int endOthers(int application) throws SQLException {
            int ended = 0;
            try (PreparedStatement end = connection.prepareStatement("SELECT pg_terminate_backend(?, 5000)")) {
                for (int pid : others(application)) {
                    end.setInt(1, pid);
                    end.execute();
                    ended++;
                }
            }
            return ended;
        }

        /** Whether anybody may connect to the database, administrators included. */
        void open(boolean open) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("ALTER DATABASE \"" + database + "\" ALLOW_CONNECTIONS " + open);
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    private static Guarded vault(Servers servers, String... more) throws Exception {
        List<String> lines = new ArrayList<>(Accounts.RULES);
        lines.addAll(List.of(more));
        Guarded guarded = Guarded.create(
                servers.guarded(KIND).create(servers.newName("outage")), servers.newFolder("outage"), lines);
        try (Connection connection = guarded.open();
                Statement statement = connection.createStatement()) {
            Accounts.create(connection);
            Accounts.insert(connection, 0);
            statement.execute("CREATE TABLE open_book (id INTEGER PRIMARY KEY, note VARCHAR(50))");
        }
        return guarded;
    }

    private static void plainWork(Connection connection, int id) throws SQLException {
        try (PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO open_book VALUES (?, 'anybody may read this')");
                Statement statement = connection.createStatement()) {
            insert.setInt(1, id);
            assertThat(insert.executeUpdate()).isEqualTo(1);
            try (ResultSet rows = statement.executeQuery("SELECT note FROM open_book WHERE id = " + id)) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("anybody may read this");
            }
        }
    }

    @Test
    void theApplicationGoesOnWhenTheDriversOwnConnectionsAreKilled(Servers servers) throws Exception {
        Guarded guarded = vault(servers, "tde.metadata.poll = 100ms", "tde.metadata.lease = 60s");
        int ended = 0;
        int id = 1;
        try (Connection connection = guarded.open();
                Administrator administrator = new Administrator(guarded.database())) {
            int application = Physical.session(connection, KIND);
            Instant end = Instant.now().plus(PATIENCE);
            while (ended < 60) {
                assertThat(Instant.now()).as("%s sessions ended", ended).isBefore(end);
                ended += administrator.endOthers(application);
                for (int i = 0; i < 5; i++) {
                    Accounts.insert(connection, id);
                    assertThat(Accounts.find(connection, id)).isEqualTo(1);
                    id++;
                }
                // Not seen before, so that plans and columns have to be asked for.
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("SELECT v.note, b.note AS n" + id
                                + " FROM vault v LEFT JOIN open_book b ON b.id = v.id" + " WHERE v.id = 0")) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).isEqualTo(Accounts.note(0));
                }
            }
            assertThat(Physical.session(connection, KIND)).isEqualTo(application);
            assertThat(Accounts.read(connection)).isEqualTo(Accounts.expected(0, id));
            while (administrator.others(application).size() < 2) {
                assertThat(Instant.now())
                        .as("the driver's connections come back")
                        .isBefore(end);
            }
        }
    }

    @Test
    void metadataOutOfReachForLongerThanTheLeaseStopsProtectedColumnsOnly(Servers servers) throws Exception {
        Guarded guarded = vault(servers, "tde.metadata.poll = 100ms", "tde.metadata.lease = 3s");
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(guarded.url());
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(PATIENCE.toMillis());
        try (HikariDataSource pool = new HikariDataSource(config);
                Administrator administrator = new Administrator(guarded.database())) {
            int application;
            try (Connection connection = pool.getConnection()) {
                application = Physical.session(connection, KIND);
            }
            int plain = 1;
            administrator.open(false);
            try {
                administrator.endOthers(application);
                Instant begun = Instant.now();
                SQLException refused = null;
                while (refused == null) {
                    assertThat(Instant.now()).isBefore(begun.plus(PATIENCE));
                    try (Connection connection = pool.getConnection()) {
                        assertThat(Physical.session(connection, KIND)).isEqualTo(application);
                        plainWork(connection, plain++);
                        refused = catchThrowableOfType(SQLException.class, () -> Accounts.find(connection, 0));
                    }
                }
                assertThat(Duration.between(begun, Instant.now())).isGreaterThan(Duration.ofSeconds(2));
                assertThat((Throwable) refused).isInstanceOf(SQLTransientConnectionException.class);
                assertThat(refused.getSQLState()).as(refused.getMessage()).isEqualTo("58T01");
                assertThat((Throwable) refused).hasMessageContaining("TDE-MET-021");
                for (int i = 0; i < 20; i++) {
                    try (Connection connection = pool.getConnection()) {
                        plainWork(connection, plain++);
                        for (String sql : List.of(
                                "SELECT code FROM vault",
                                "SELECT note AS n" + i + " FROM vault",
                                "UPDATE vault SET note = 'x'")) {
                            SQLException again = catchThrowableOfType(
                                    SQLException.class,
                                    () -> connection.createStatement().execute(sql));
                            assertThat(again.getSQLState())
                                    .as(again.getMessage())
                                    .isEqualTo("58T01");
                        }
                    }
                }
            } finally {
                administrator.open(true);
            }
            Instant end = Instant.now().plus(PATIENCE);
            boolean recovered = false;
            while (!recovered) {
                try (Connection connection = pool.getConnection()) {
                    assertThat(Physical.session(connection, KIND)).isEqualTo(application);
                    Accounts.insert(connection, 1);
                    recovered = true;
                    assertThat(Accounts.read(connection)).isEqualTo(Accounts.expected(0, 2));
                    plainWork(connection, plain++);
                } catch (SQLException e) {
                    assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo("58T01");
                    assertThat(Instant.now()).isBefore(end);
                }
            }
        }
    }
}
