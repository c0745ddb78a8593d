package io.tdejdbc.driver.internal.runtime;

import io.tdejdbc.driver.internal.config.ConfigurationError;
import io.tdejdbc.driver.internal.config.TdeUrl;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Connections that the real driver opens by URL.
 *
 * @param driver the real driver
 * @param innerUrl the real URL; may hold a password
 * @param properties for the real driver; never changed, may hold a password
 */
public record DriverConnections(Driver driver, String innerUrl, Properties properties) implements ConnectionSource {

    @Override
    public Connection open() throws SQLException {
        // Some drivers write into what they get.
        Properties copy = new Properties();
        copy.putAll(properties);
        Connection connection = driver.connect(innerUrl, copy);
        if (connection == null) {
            throw ConfigurationError.DRIVER_REFUSES_URL.because(
                    driver.getClass().getName() + " for " + TdeUrl.masked(innerUrl), "a URL that this driver accepts");
        }
        return connection;
    }

    @Override
    public String user() {
        return properties.getProperty("user", "");
    }

    @Override
    public String strings() {
        return properties.getProperty("stringtype", "");
    }

    /** None: whoever has URL and user opens the same connections. */
    @Override
    public Object owner() {
        return "";
    }

    @Override
    public String toString() {
        return TdeUrl.masked(innerUrl);
    }
}
