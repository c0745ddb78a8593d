package io.tdejdbc.it.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.Servers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The driver under HikariCP: what may go wrong without costing a connection. */
@Tag("one-jdk")
@ExtendWith(Servers.Provider.class)
final class PoolTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static HikariDataSource poolOfOne(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(PATIENCE.toMillis());
        return new HikariDataSource(config);
    }

    private static Guarded vault(Servers servers, Backend.Kind kind) throws Exception {
        return Guarded.create(
                servers.guarded(kind).create(servers.newName("pool")), servers.newFolder("pool"), Accounts.RULES);
    }

    @ParameterizedTest
    @EnumSource
    void aPoolOfOneIsEnoughForEverything(Backend.Kind kind, Servers servers) throws Exception {
        Guarded guarded = vault(servers, kind);
        try (HikariDataSource pool = poolOfOne(guarded.url())) {
            try (Connection connection = pool.getConnection()) {
                Accounts.create(connection);
                connection.setAutoCommit(false);
                Accounts.insert(connection, 0);
                connection.commit();
            }
            for (int id = 1; id < 20; id++) {
                try (Connection connection = pool.getConnection()) {
                    Accounts.insert(connection, id);
                }
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(Accounts.read(connection)).isEqualTo(Accounts.expected(0, 20));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalKeepsThePhysicalConnection(Backend.Kind kind, Servers servers) throws Exception {
        Guarded guarded = vault(servers, kind);
        try (HikariDataSource pool = poolOfOne(guarded.url())) {
            int before;
            try (Connection connection = pool.getConnection()) {
                Accounts.create(connection);
                before = Physical.session(connection, kind);
            }
            for (String sql : new String[] {
                "SELECT id FROM vault WHERE code LIKE 'a'",
                "UPDATE vault SET note = code",
                "SELECT max(note) FROM vault"
            }) {
                try (Connection connection = pool.getConnection();
                        Statement statement = connection.createStatement()) {
                    SQLFeatureNotSupportedException refusal =
                            catchThrowableOfType(SQLFeatureNotSupportedException.class, () -> statement.execute(sql));
                    assertThat(refusal.getSQLState()).isEqualTo("0AT00");
                    SQLException prepared =
                            catchThrowableOfType(SQLException.class, () -> connection.prepareStatement(sql));
                    assertThat(prepared.getSQLState()).isEqualTo("0AT00");
                }
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(Physical.session(connection, kind)).isEqualTo(before);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aValueThatDoesNotFitKeepsThePhysicalConnection(Backend.Kind kind, Servers servers) throws Exception {
        Guarded guarded = vault(servers, kind);
        try (HikariDataSource pool = poolOfOne(guarded.url())) {
            int before;
            try (Connection connection = pool.getConnection();
                    PreparedStatement statement = prepared(connection)) {
                before = Physical.session(connection, kind);
                SQLException failure = catchThrowableOfType(SQLException.class, () -> {
                    statement.setInt(1, 1);
                    statement.setString(2, "x".repeat(31));
                    statement.setString(3, "note");
                    statement.executeUpdate();
                });
                assertThat(failure.getSQLState()).isEqualTo("22001");
                Accounts.insert(connection, 2);
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(Physical.session(connection, kind)).isEqualTo(before);
                assertThat(Accounts.read(connection)).isEqualTo(Accounts.expected(2, 3));
            }
        }
    }

    private static PreparedStatement prepared(Connection connection) throws SQLException {
        Accounts.create(connection);
        return connection.prepareStatement(Accounts.INSERT);
    }

    @ParameterizedTest
    @EnumSource
    void anOutageOfTheKeyManagerKeepsThePhysicalConnection(Backend.Kind kind, Servers servers) throws Exception {
        Guarded guarded = vault(servers, kind);
        Path key = guarded.properties().resolveSibling("master.key");
        Path properties = guarded.propertiesWith(
                "switch.properties",
                text -> text.replace("tde.keys.provider = file", "tde.keys.provider = switch")
                        .replace("tde.keys.file.path = master.key", SwitchableKeys.PATH + " = " + key));
        try (Connection connection = guarded(guarded, properties)) {
            Accounts.create(connection);
        }
        // A fresh class of its own keeps the keys of the connection above out of the cache.
        Path second =
                guarded.propertiesWith("second.properties", text -> withSwitch(text, key) + "\n# another reader\n");
        try (HikariDataSource pool = poolOfOne(guarded.url(second))) {
            int before;
            try (Connection connection = pool.getConnection()) {
                before = Physical.session(connection, kind);
                SwitchableKeys.Switch.AWAY.set(key);
                SQLException away = catchThrowableOfType(SQLException.class, () -> Accounts.insert(connection, 1));
                assertThat((Throwable) away).isInstanceOf(SQLTransientConnectionException.class);
                assertThat(away.getSQLState()).isEqualTo("58T01");
                SwitchableKeys.Switch.REFUSING.set(key);
                SQLException refused = untilOther(connection, "58T01");
                assertThat((Throwable) refused).isInstanceOf(SQLInvalidAuthorizationSpecException.class);
                assertThat(refused.getSQLState()).isEqualTo("28000");
            }
            SwitchableKeys.Switch.ON.set(key);
            try (Connection connection = pool.getConnection()) {
                assertThat(Physical.session(connection, kind)).isEqualTo(before);
                insertWithPatience(connection, 2);
                assertThat(Accounts.read(connection)).isEqualTo(Accounts.expected(2, 3));
                // Once a key is known, the key manager may go away.
                SwitchableKeys.Switch.AWAY.set(key);
                Accounts.insert(connection, 3);
                assertThat(Accounts.find(connection, 3)).isEqualTo(1);
            }
        }
    }

    private static Connection guarded(Guarded guarded, Path properties) throws SQLException {
        return java.sql.DriverManager.getConnection(guarded.url(properties));
    }

    private static String withSwitch(String text, Path key) {
        return text.replace("tde.keys.provider = file", "tde.keys.provider = switch")
                .replace("tde.keys.file.path = master.key", SwitchableKeys.PATH + " = " + key);
    }

    /** A failure may be remembered for a few seconds, so that an outage is not made worse. */
    private static SQLException untilOther(Connection connection, String state) {
        Instant end = Instant.now().plus(PATIENCE);
        SQLException failure;
        do {
            failure = catchThrowableOfType(SQLException.class, () -> Accounts.insert(connection, 1));
        } while (failure.getSQLState().equals(state) && Instant.now().isBefore(end));
        return failure;
    }

    private static void insertWithPatience(Connection connection, int id) throws SQLException {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                Accounts.insert(connection, id);
                return;
            } catch (SQLException e) {
                if (Instant.now().isAfter(end)) {
                    throw e;
                }
            }
        }
    }
}
