package io.tdejdbc.driver;

import io.tdejdbc.driver.internal.config.TdeUrl;
import io.tdejdbc.driver.internal.connect.Connector;
import io.tdejdbc.driver.internal.connect.DriverProperties;
import io.tdejdbc.driver.internal.error.SqlErrors;
import io.tdejdbc.driver.internal.runtime.RuntimeRegistry;
import io.tdejdbc.keystore.Keystores;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;

/**
 * The JDBC driver: {@code jdbc:tde:} before a database's own URL encrypts the columns that a properties file names and
 * leaves everything else to the database's own driver. Registers itself with the {@link DriverManager} when it is
 * loaded.
 *
 * <p>Thread-safe. All instances share the keys of one registration, which ends with {@link #deregister()}.
 */
public final class TdeDriver implements Driver {
    private static final int MAJOR = 0;
    private static final int MINOR = 1;

    private static final Registration REGISTRATION = new Registration();

    static {
        try {
            register();
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** What a registration owns: no thread, key or connection of it outlives {@link #deregister()}. */
    private static final class Registration {
        private Driver driver;
        private RuntimeRegistry registry = new RuntimeRegistry();

        synchronized boolean isRegistered() {
            return driver != null;
        }

        synchronized void register() throws SQLException {
            if (driver == null) {
                Driver made = new TdeDriver();
                // Containers know nothing but DriverManager.deregisterDriver.
                DriverManager.registerDriver(made, this::end);
                driver = made;
                registry = new RuntimeRegistry();
            }
        }

        void deregister() throws SQLException {
            Driver registered;
            synchronized (this) {
                registered = driver;
            }
            if (registered != null) {
                DriverManager.deregisterDriver(registered);
            }
        }

        /** What the DriverManager calls when the driver is taken out of it, by whomever. */
        private void end() {
            RuntimeRegistry ended;
            synchronized (this) {
                driver = null;
                ended = registry;
            }
            ended.close();
            Keystores.endMeasuring();
        }

        synchronized Connector connector() {
            return new Connector(registry);
        }
    }

    /** An instance as service loading and connection pools make it; it shares the registration's keys. */
    public TdeDriver() {}

    /** Registers the driver with the {@link DriverManager}; silent if it is registered. */
    public static void register() throws SQLException {
        REGISTRATION.register();
    }

    /**
     * Takes the driver out of the {@link DriverManager} and closes everything it holds: metadata connections, threads
     * and keys; {@link DriverManager#deregisterDriver} does the same. Connections that are still open cannot use protected
     * columns any more. Silent if it is not registered.
     */
    public static void deregister() throws SQLException {
        REGISTRATION.deregister();
    }

    /** Makes connections that share the registration's keys. */
    static Connector connector() {
        return REGISTRATION.connector();
    }

    /** Whether the driver is registered. */
    public static boolean isRegistered() {
        return REGISTRATION.isRegistered();
    }

    /**
     * Opens a connection.
     *
     * @return null, as JDBC wants it, if the URL is not one of this driver's
     * @throws TdeConfigurationException if URL, properties file or real driver are wrong
     * @throws TdePolicyException if the protection rules cannot be kept in this database
     * @throws SQLException for keys and metadata, and whatever the real driver throws
     */
    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        if (!TdeUrl.accepts(url)) {
            return null;
        }
        try {
            return REGISTRATION.connector().connect(TdeUrl.parse(url), info == null ? new Properties() : info);
        } catch (RuntimeException e) {
            throw SqlErrors.internal("connecting", e);
        }
    }

    @Override
    public boolean acceptsURL(String url) {
        return TdeUrl.accepts(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
        return DriverProperties.of(url, info == null ? new Properties() : info);
    }

    @Override
    public int getMajorVersion() {
        return MAJOR;
    }

    @Override
    public int getMinorVersion() {
        return MINOR;
    }

    /** False: statements that cannot work on ciphertext are refused. */
    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("io.tdejdbc");
    }
}
