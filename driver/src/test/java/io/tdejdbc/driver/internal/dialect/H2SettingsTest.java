package io.tdejdbc.driver.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.keystore.FileMasterKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings of an H2 database that change names, shown types or equality. */
final class H2SettingsTest {
    @TempDir
    private Path folder;

    private Connection connect(String settings) throws Exception {
        FileMasterKey.generate(folder.resolve("master.key"));
        Path file = Files.writeString(
                folder.resolve("tde.properties"),
                String.join(
                        "\n",
                        "protect.customers.ssn = equality",
                        "tde.keys.file.path = master.key",
                        "tde.deployment = " + UUID.randomUUID(),
                        "tde.init = create",
                        "tde.missing-table = pending",
                        ""));
        return DriverManager.getConnection(
                "jdbc:tde:h2:mem:" + UUID.randomUUID() + ";" + settings + ";tde.config=" + file);
    }

    @Test
    void typesShownInLowerCaseAreKnown() throws Exception {
        try (Connection connection = connect("DATABASE_TO_LOWER=TRUE");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE customers (id INT PRIMARY KEY, ssn VARCHAR(20))");
            statement.execute("INSERT INTO Customers VALUES (1, 'a'), (2, 'b')");
            try (ResultSet rows = statement.executeQuery("SELECT SSN FROM customers WHERE ssn = 'b'")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString("ssn")).isEqualTo("b");
                assertThat(rows.next()).isFalse();
            }
        }
    }

    /** A VARCHAR would find other values than the same one; the stored value finds that alone. */
    @ParameterizedTest
    @ValueSource(strings = {"IGNORECASE=TRUE", "INIT=SET COLLATION ENGLISH STRENGTH PRIMARY"})
    void settingsThatMakeDifferentStringsEqualAreRefused(String setting) throws Exception {
        try (Connection connection = connect(setting);
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("CREATE TABLE customers (id INT PRIMARY KEY, ssn VARCHAR(20))"))
                    .isInstanceOf(SQLFeatureNotSupportedException.class)
                    .hasMessageContaining("TDE-POL-016")
                    .hasMessageContaining("which strings are equal");
        }
    }
}
