package io.tdejdbc.it.life;

import io.tdejdbc.driver.MetricsListener;
import io.tdejdbc.driver.TdeDataSource;
import io.tdejdbc.driver.TdeDriver;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicLong;

/** What an application does between being deployed and being taken out again; loaded by a class loader of its own. */
public final class Deployed {
    private static final int ROWS = 200;

    private Deployed() {}

    /** Loads and registers the driver, uses protected columns and leaves as servers make an application leave. */
    public static void live(String url, boolean byContainer) throws SQLException {
        TdeDriver.register();
        try (Connection connection = DriverManager.getConnection(url)) {
            use(connection);
        }
        listen(url);
        if (byContainer) {
            for (Driver driver : Collections.list(DriverManager.getDrivers())) {
                if (driver.getClass().getClassLoader() == Deployed.class.getClassLoader()) {
                    DriverManager.deregisterDriver(driver);
                }
            }
        } else {
            TdeDriver.deregister();
        }
    }

    /** As {@link #live}, but the driver is taken out while a connection is still open. */
    public static void leaveOpen(String url) throws SQLException {
        TdeDriver.register();
        Connection connection = DriverManager.getConnection(url);
        use(connection);
        TdeDriver.deregister();
        connection.close();
    }

    /** The first connection of all, in a server whose driver is everybody's; closed by whoever called. */
    public static Connection open(String url) throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        use(connection);
        listen(url);
        return connection;
    }

    /** Gives the driver an object whose class is the application's. */
    private static void listen(String url) throws SQLException {
        AtomicLong values = new AtomicLong();
        TdeDataSource dataSource = new TdeDataSource();
        dataSource.setUrl(url);
        dataSource.setMetricsListener(new MetricsListener() {
            @Override
            public void decrypted(String table, long count, long bytes) {
                values.addAndGet(count);
            }
        });
        try (Connection connection = dataSource.getConnection()) {
            Accounts.read(connection);
        }
        if (values.get() != 2 * ROWS) {
            throw new IllegalStateException("the listener heard of " + values + " values");
        }
    }

    private static void use(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS " + Accounts.DDL.substring("CREATE TABLE ".length()));
            statement.execute("DELETE FROM vault");
        }
        try (PreparedStatement insert = connection.prepareStatement(Accounts.INSERT)) {
            for (int id = 0; id < ROWS; id++) {
                Accounts.bind(insert, id);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        if (!Accounts.read(connection).equals(Accounts.expected(0, ROWS)) || Accounts.find(connection, 7) != 1) {
            throw new IllegalStateException("another answer than was written");
        }
        connection.getMetaData().getColumns(null, null, "VAULT", null).close();
    }
}
