package io.tdejdbc.driver;

import static io.tdejdbc.driver.Deployment.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbc.JdbcDatabaseMetaData;
import org.h2.jdbc.JdbcPreparedStatement;
import org.h2.jdbc.JdbcResultSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way to the real driver's objects, open, watched and closed. */
class UnwrapTest {
    @TempDir
    private Path folder;

    private Deployment deployment;

    @BeforeEach
    void setUp() throws Exception {
        deployment = Deployment.h2(folder);
    }

    /** Whether each of our wrappers unwraps to the class of the real driver, by its interface. */
    private static void check(Connection connection, boolean given) throws Exception {
        execute(connection, "CREATE TABLE IF NOT EXISTS customers(id int, ssn varchar(11))");
        try (PreparedStatement prepared = connection.prepareStatement("SELECT ssn FROM customers");
                ResultSet rows = prepared.executeQuery()) {
            DatabaseMetaData metaData = connection.getMetaData();
            Map<java.sql.Wrapper, List<Class<?>>> all = Map.of(
                    connection, List.of(Connection.class, JdbcConnection.class),
                    prepared, List.of(Statement.class, JdbcPreparedStatement.class),
                    rows, List.of(ResultSet.class, JdbcResultSet.class),
                    metaData, List.of(DatabaseMetaData.class, JdbcDatabaseMetaData.class));
            for (Map.Entry<java.sql.Wrapper, List<Class<?>>> one : all.entrySet()) {
                java.sql.Wrapper wrapper = one.getKey();
                Class<?> own = one.getValue().get(0);
                Class<?> vendor = one.getValue().get(1);
                assertThat(wrapper.isWrapperFor(own)).isTrue();
                assertThat((Object) wrapper.unwrap(own)).isSameAs(wrapper);
                assertThat(wrapper.isWrapperFor(vendor)).isEqualTo(given);
                if (given) {
                    assertThat((Object) wrapper.unwrap(vendor)).isInstanceOf(vendor);
                } else {
                    assertThatThrownBy(() -> wrapper.unwrap(vendor))
                            .isInstanceOf(SQLFeatureNotSupportedException.class)
                            .hasMessageContainingAll("TDE-JDB-015", vendor.getName(), "tde.unwrap");
                }
                assertThat(wrapper.isWrapperFor(Logger.class)).isFalse();
                assertThatThrownBy(() -> wrapper.unwrap(Logger.class)).isInstanceOf(java.sql.SQLException.class);
            }
        }
    }

    private List<String> warnings(String... lines) throws Exception {
        List<String> warnings = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                if (line.getLevel() == Level.WARNING) {
                    warnings.add(new MessageFormat(line.getMessage(), Locale.ROOT).format(line.getParameters()));
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        String[] all = new String[lines.length + 1];
        all[0] = "protect.customers.ssn=random";
        System.arraycopy(lines, 0, all, 1, lines.length);
        deployment.pending(all);
        Logger logger = new TdeDriver().getParentLogger();
        logger.addHandler(handler);
        try (Connection first = deployment.connect();
                Connection second = deployment.connect()) {
            check(first, !String.join("", lines).contains("refused"));
            check(second, !String.join("", lines).contains("refused"));
        } finally {
            logger.removeHandler(handler);
        }
        return warnings.stream().filter(line -> line.startsWith("unwrap")).toList();
    }

    @Test
    void isWatchedByDefaultAndToldOnceForEachClass() throws Exception {
        assertThat(warnings()).hasSize(4).allMatch(line -> line.contains("org.h2.") && line.contains("tde.unwrap"));
    }

    @Test
    void isOpenOrClosedWhereTheConfigurationSaysSo() throws Exception {
        assertThat(warnings("tde.unwrap=allowed")).isEmpty();
        assertThat(warnings("tde.unwrap=refused")).isEmpty();
    }
}
