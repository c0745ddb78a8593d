package io.tdejdbc.driver.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.keystore.FileMasterKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session that left its time zone cannot use protected points in time, and can again when it is back. */
class SessionZoneTest {
    private static final String POLICY = """
            protect.visits.seen = random
            protect.visits.note = random
            tde.keys.file.path = master.key
            tde.deployment = %s
            tde.init = create
            tde.missing-table = pending
            """;

    @TempDir
    private Path folder;

    @Test
    void refusesPointsInTimeOnlyWhileTheZoneIsAnother() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE visits (id INT PRIMARY KEY, seen TIMESTAMP(0) WITH TIME ZONE, note VARCHAR(9))");
            statement.execute("INSERT INTO visits VALUES (1, TIMESTAMP WITH TIME ZONE '2024-05-06 07:08:09+02', 'x')");
            String home = zone(statement);

            statement.execute("SET TIME ZONE '" + (home.contains("Apia") ? "UTC" : "Pacific/Apia") + "'");
            assertThatThrownBy(() -> statement.executeQuery("SELECT seen FROM visits"))
                    .isInstanceOf(SQLFeatureNotSupportedException.class)
                    .hasMessageStartingWith("TDE-POL-023")
                    .extracting(failure -> ((SQLException) failure).getSQLState())
                    .isEqualTo("0AT00");
            assertThat(text(statement, "SELECT note FROM visits")).isEqualTo("x");

            statement.execute("SET TIME ZONE '" + home + "'");
            assertThat(text(statement, "SELECT seen FROM visits")).isEqualTo("2024-05-06 07:08:09+02");
        }
    }

    private Connection connect() throws Exception {
        FileMasterKey.generate(folder.resolve("master.key"));
        Path properties = folder.resolve("tde.properties");
        Files.writeString(properties, String.format(Locale.ROOT, POLICY, UUID.randomUUID()));
        return DriverManager.getConnection("jdbc:tde:h2:mem:;tde.config=" + properties);
    }

    private static String zone(Statement statement) throws SQLException {
        return text(
                statement, "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'TIME ZONE'");
    }

    private static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
