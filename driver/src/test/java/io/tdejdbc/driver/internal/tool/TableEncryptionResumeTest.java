package io.tdejdbc.driver.internal.tool;

import static io.tdejdbc.driver.Deployment.execute;
import static io.tdejdbc.driver.Deployment.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.driver.Deployment;
import io.tdejdbc.driver.TdeDriver;
import io.tdejdbc.driver.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tool dies at every statement it sends, and is run again. */
class TableEncryptionResumeTest {
    private static final AtomicInteger LEFT = new AtomicInteger(Integer.MAX_VALUE);

    @TempDir
    private Path folder;

    /** H2, but after some statements the power goes. */
    public static final class FailingDriver implements Driver {
        private final Driver real = new org.h2.Driver();

        /** As the tool makes it. */
        public FailingDriver() {}

        @Override
        public Connection connect(String url, Properties info) throws SQLException {
            Connection connection = real.connect(url, info);
            return connection == null ? null : proxy(Connection.class, connection, connection);
        }

        private static <T> T proxy(Class<T> type, T target, Connection connection) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                        if (method.getName().equals("execute") && LEFT.decrementAndGet() < 0) {
                            Statement killer = connection.createStatement();
                            killer.execute("SHUTDOWN IMMEDIATELY");
                            throw new SQLException("the power went", "08006");
                        }
                        try {
                            Object result = method.invoke(target, arguments);
                            return method.getName().equals("createStatement")
                                    ? proxy(Statement.class, (Statement) result, connection)
                                    : result;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }));
        }

        @Override
        public boolean acceptsURL(String url) throws SQLException {
            return real.acceptsURL(url);
        }

        @Override
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
            return real.getPropertyInfo(url, info);
        }

        @Override
        public int getMajorVersion() {
            return real.getMajorVersion();
        }

        @Override
        public int getMinorVersion() {
            return real.getMinorVersion();
        }

        @Override
        public boolean jdbcCompliant() {
            return false;
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getGlobal();
        }
    }

    private static int tde(Deployment deployment, StringWriter err, String command) {
        return Main.run(
                new PrintWriter(new StringWriter()),
                new PrintWriter(err, true),
                command,
                "--config",
                deployment.file().toString(),
                "--url",
                deployment.plainUrl());
    }

    @Test
    void finishesAfterDyingAtAnyStatement() throws Exception {
        TdeDriver.register();
        int deaths = 0;
        for (int statements = 0; statements < 100; statements++) {
            Deployment deployment =
                    Deployment.in(folder, "jdbc:h2:file:" + folder.resolve("shop" + statements) + ";WRITE_DELAY=0");
            deployment.lines("protect.t.a=equality", "protect.t.b=random", "protect.t.c=random");
            try (Connection plain = DriverManager.getConnection(deployment.plainUrl())) {
                execute(
                        plain,
                        "CREATE TABLE t(id int primary key, a varchar(20) not null, b int, c varbinary(20))",
                        "INSERT INTO t VALUES (1, 'one', 1, X'F900000001'), (2, 'two', NULL, X'00'), (3, 'three', 3, NULL)");
            }
            StringWriter err = new StringWriter();
            assertThat(tde(deployment, err, "init")).as(err::toString).isZero();
            deployment.lines(
                    "protect.t.a=equality",
                    "protect.t.b=random",
                    "protect.t.c=random",
                    "tde.driver=" + FailingDriver.class.getName());
            LEFT.set(statements);
            int first = tde(deployment, err, "encrypt");
            LEFT.set(Integer.MAX_VALUE);
            deployment.lines("protect.t.a=equality", "protect.t.b=random", "protect.t.c=random");
            assertThat(tde(deployment, err, "encrypt"))
                    .as("after " + statements + " statements: " + err)
                    .isZero();
            try (Connection connection = deployment.connect()) {
                assertThat(rows(connection, "SELECT id, a, b FROM t ORDER BY id"))
                        .containsExactly("1|one|1", "2|two|null", "3|three|3");
                assertThat(rows(connection, "SELECT id FROM t WHERE a = 'two'")).containsExactly("2");
            }
            try (Connection plain = DriverManager.getConnection(deployment.plainUrl())) {
                assertThat(rows(
                                plain,
                                "SELECT COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_NAME = 'T' "
                                        + "ORDER BY ORDINAL_POSITION"))
                        .isEqualTo(List.of("ID", "A", "B", "C"));
            }
            if (first == 0) {
                break;
            }
            deaths++;
        }
        assertThat(deaths).isGreaterThan(10);
    }
}
