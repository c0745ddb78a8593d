package io.tdejdbc.driver;

import io.tdejdbc.driver.internal.config.ConfigurationReader;
import io.tdejdbc.driver.internal.config.ConfigurationSource;
import io.tdejdbc.driver.internal.config.TdeConfiguration;
import io.tdejdbc.driver.internal.config.TdeUrl;
import io.tdejdbc.driver.internal.connect.Connector;
import io.tdejdbc.driver.internal.connect.DataSourceConnections;
import io.tdejdbc.driver.internal.connect.DatabaseDataSources;
import io.tdejdbc.driver.internal.connect.TdePooledConnection;
import io.tdejdbc.driver.internal.runtime.RuntimeRegistry;
import io.tdejdbc.driver.internal.session.TransactionEnds;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.sql.CommonDataSource;

/**
 * What the data sources of physical connections have in common: with a URL they use a data source class of the database's
 * own driver, which is known for H2, PostgreSQL and MariaDB.
 */
public abstract sealed class TdePooledDataSource extends TdeCommonDataSource
        permits TdeConnectionPoolDataSource, TdeXADataSource {
    private static final long serialVersionUID = 1L;

    static final String DATA_SOURCE_CLASS_NAME = "dataSourceClassName";

    private volatile String dataSourceClassName = "";

    TdePooledDataSource() {}

    /** The data source class of the database's own driver for a URL, or the empty string. */
    public String getDataSourceClassName() {
        return dataSourceClassName;
    }

    /**
     * The data source class of the database's own driver for a URL; needed only where none is known. It must have
     * setters for URL, user and password.
     */
    public void setDataSourceClassName(String value) {
        dataSourceClassName = text(value);
    }

    /** The data source of plain physical connections: the wrapped one, or one that is made for the URL. */
    final <T extends CommonDataSource> T target(Class<T> type) throws SQLException {
        Optional<CommonDataSource> wrapped = wrapped();
        if (wrapped.isPresent()) {
            return type.cast(wrapped.get());
        }
        T made = DatabaseDataSources.make(type, parsedUrl().inner(), dataSourceClassName, getUser(), password());
        if (ownLoginTimeout() > 0) {
            made.setLoginTimeout(ownLoginTimeout());
        }
        return made;
    }

    /** How the logical connections of one physical connection become ours. */
    final class Encrypting implements TdePooledConnection.Wrapper {
        private final Object target;
        private final DataSourceConnections.Opening further;
        private final TransactionEnds ends;
        private final Optional<String> otherUser;
        private final Optional<String> otherPassword;
        private volatile Optional<Backing> backing = Optional.empty();

        /**
         * @param target the data source of the physical connection
         * @param further opens more plain connections
         */
        Encrypting(
                Object target,
                DataSourceConnections.Opening further,
                TransactionEnds ends,
                Optional<String> otherUser,
                Optional<String> otherPassword) {
            this.target = target;
            this.further = further;
            this.ends = ends;
            this.otherUser = otherUser;
            this.otherPassword = otherPassword;
        }

        private Backing backing(Connection plain) throws SQLException {
            Optional<Backing> known = backing;
            if (known.isEmpty()) {
                known = Optional.of(
                        getUrl().isEmpty() ? TdePooledDataSource.this.backing(plain, target, further) : byUrl());
                backing = known;
            }
            return known.get();
        }

        private Backing byUrl() throws SQLException {
            TdeUrl url = parsedUrl();
            Properties properties = connectionProperties();
            otherUser.ifPresent(name -> properties.setProperty("user", name));
            otherPassword.ifPresent(secret -> properties.setProperty("password", secret));
            TdeConfiguration configuration = ConfigurationReader.read(ConfigurationSource.find(url, properties));
            return new Backing(
                    configuration,
                    Connector.source(url, properties, configuration.driverClass()),
                    Connector.shown(url));
        }

        @Override
        public Connection wrap(Connection plain) throws SQLException {
            return guarded(() -> encrypting(plain, closingOnFailure(plain, () -> backing(plain)), ends));
        }

        @Override
        public Optional<RuntimeRegistry.Share> hold(Connection plain) throws SQLException {
            return guarded(() -> {
                Backing known = backing(plain);
                return connector().hold(known.configuration(), known.source(), plain);
            });
        }
    }

    @Override
    Map<String, String> settings() {
        Map<String, String> settings = super.settings();
        if (!dataSourceClassName.isEmpty()) {
            settings.put(DATA_SOURCE_CLASS_NAME, dataSourceClassName);
        }
        return settings;
    }

    @Override
    boolean set(String name, String value) {
        if (name.equals(DATA_SOURCE_CLASS_NAME)) {
            setDataSourceClassName(value);
            return true;
        }
        return super.set(name, value);
    }
}
