package io.tdejdbc.driver.internal.connect;

import io.tdejdbc.driver.internal.config.ConfigurationError;
import io.tdejdbc.driver.internal.config.TdeUrl;
import io.tdejdbc.driver.internal.jdbc.TdeConnection;
import io.tdejdbc.driver.internal.runtime.ConnectionSource;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Optional;

/** Connections that come out of data sources of the application. */
public final class DataSourceConnections implements ConnectionSource {

    /** How one is opened. */
    @FunctionalInterface
    public interface Opening {
        /** A plain connection, which the caller closes. */
        Connection open() throws SQLException;
    }

    /** A data source by its identity, as some have an equals of their own. */
    private static final class Owner {
        private final Object dataSource;

        Owner(Object dataSource) {
            this.dataSource = dataSource;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Owner owner && owner.dataSource == dataSource;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(dataSource);
        }
    }

    private final ClassLoader context = Thread.currentThread().getContextClassLoader();
    private final Opening opening;
    private final Owner owner;
    private final String innerUrl;
    private final String user;

    private DataSourceConnections(Opening opening, Owner owner, String innerUrl, String user) {
        this.opening = opening;
        this.owner = owner;
        this.innerUrl = innerUrl;
        this.user = user;
    }

    /**
     * The connections behind a data source, opened in the context of the thread that is calling now.
     *
     * @param application a plain connection that it gave to the application
     * @param opening opens further ones
     * @param dataSource the data source that opens them
     * @throws SQLException TDE-CFG-012 if it gives connections of this driver
     */
    public static DataSourceConnections of(Connection application, Opening opening, Object dataSource)
            throws SQLException {
        DatabaseMetaData metaData = application.getMetaData();
        String url = Optional.ofNullable(metaData.getURL()).orElse("");
        if (TdeUrl.accepts(url) || isOurs(application)) {
            throw ConfigurationError.URL_LOOP.withFix(
                    "a wrapped data source whose connections are this driver's",
                    "a data source of the database's own driver",
                    "give the wrapped data source the database's own URL");
        }
        return new DataSourceConnections(
                opening,
                new Owner(dataSource),
                url,
                Optional.ofNullable(metaData.getUserName()).orElse(""));
    }

    private static boolean isOurs(Connection connection) throws SQLException {
        return connection instanceof TdeConnection || connection.isWrapperFor(TdeConnection.class);
    }

    @Override
    public Connection open() throws SQLException {
        Connection connection = openInContext();
        boolean ready = false;
        try {
            if (!connection.getAutoCommit()) {
                connection.setAutoCommit(true);
            }
            ready = true;
            return connection;
        } finally {
            if (!ready) {
                connection.close();
            }
        }
    }

    /** A server finds by the context class loader which application a JNDI name belongs to. */
    private Connection openInContext() throws SQLException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(context);
        try {
            return opening.open();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public String innerUrl() {
        return innerUrl;
    }

    @Override
    public String user() {
        return user;
    }

    /** Empty: one owner's connections are all set up alike. */
    @Override
    public String strings() {
        return "";
    }

    @Override
    public Object owner() {
        return owner;
    }

    @Override
    public String toString() {
        return TdeUrl.masked(innerUrl);
    }
}
