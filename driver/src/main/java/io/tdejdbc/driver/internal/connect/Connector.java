package io.tdejdbc.driver.internal.connect;

import io.tdejdbc.driver.TdeProperty;
import io.tdejdbc.driver.internal.config.ConfigurationError;
import io.tdejdbc.driver.internal.config.ConfigurationReader;
import io.tdejdbc.driver.internal.config.ConfigurationSource;
import io.tdejdbc.driver.internal.config.TdeConfiguration;
import io.tdejdbc.driver.internal.config.TdeUrl;
import io.tdejdbc.driver.internal.jdbc.TdeConnection;
import io.tdejdbc.driver.internal.metrics.ChosenListener;
import io.tdejdbc.driver.internal.runtime.ConnectionSource;
import io.tdejdbc.driver.internal.runtime.DriverConnections;
import io.tdejdbc.driver.internal.runtime.RuntimeRegistry;
import io.tdejdbc.driver.internal.session.Explanation;
import io.tdejdbc.driver.internal.session.SessionPlanner;
import io.tdejdbc.driver.internal.session.TransactionEnds;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/** Makes connections: configuration, real driver, shared runtime, wrapper. */
public final class Connector {
    private final RuntimeRegistry registry;
    private final ChosenListener listener;

    /** A connector whose connections share what the registry holds. */
    public Connector(RuntimeRegistry registry) {
        this(registry, ChosenListener.NONE);
    }

    private Connector(RuntimeRegistry registry, ChosenListener listener) {
        this.registry = registry;
        this.listener = listener;
    }

    /** A connector that tells a listener of its connections, in place of the one that a configuration names. */
    public Connector telling(ChosenListener other) {
        return new Connector(registry, other);
    }

    /**
     * Opens a connection.
     *
     * @param url one of ours
     * @param properties the caller's; not changed
     * @throws SQLException naming what is wrong; nothing stays open then
     */
    public Connection connect(TdeUrl url, Properties properties) throws SQLException {
        RuntimeRegistry.Attempt attempt = new RuntimeRegistry.Attempt(Thread.currentThread(), url.inner());
        if (!registry.begin(attempt)) {
            throw ConfigurationError.URL_LOOP.because(
                    "a driver that hands " + url.masked() + " back", "a driver that connects to the database");
        }
        try {
            return open(url, properties);
        } finally {
            registry.end(attempt);
        }
    }

    private Connection open(TdeUrl url, Properties properties) throws SQLException {
        TdeConfiguration configuration = ConfigurationReader.read(ConfigurationSource.find(url, properties));
        ConnectionSource source = source(url, properties, configuration.driverClass());
        return wrap(source.open(), configuration, source, shown(url), TransactionEnds.BY_CONNECTION);
    }

    /**
     * Wraps a plain connection, which is closed if that fails.
     *
     * @param source opens further plain connections to the same backend
     * @param shown the URL that metadata shows
     */
    public TdeConnection wrap(
            Connection inner,
            TdeConfiguration configuration,
            ConnectionSource source,
            String shown,
            TransactionEnds ends)
            throws SQLException {
        Optional<RuntimeRegistry.Share> share = Optional.empty();
        boolean opened = false;
        try {
            share = Optional.of(registry.acquire(configuration, source, inner, listener));
            SessionPlanner planner = SessionPlanner.of(inner, share.get(), ends);
            opened = true;
            return new TdeConnection(inner, planner, shown);
        } finally {
            if (!opened) {
                try {
                    inner.close();
                } finally {
                    share.ifPresent(RuntimeRegistry.Share::release);
                }
            }
        }
    }

    /**
     * A further share of what connections of a source use, so that it outlives each of them; empty for a private
     * database, of which every connection has its own.
     *
     * @param application a plain connection that is in use
     */
    public Optional<RuntimeRegistry.Share> hold(
            TdeConfiguration configuration, ConnectionSource source, Connection application) throws SQLException {
        return RuntimeRegistry.isPrivate(source.innerUrl())
                ? Optional.empty()
                : Optional.of(registry.acquire(configuration, source, application, listener));
    }

    /** How a statement would be understood on a new connection; it is not executed. */
    public Explanation explain(TdeUrl url, Properties properties, String sql) throws SQLException {
        TdeConfiguration configuration = ConfigurationReader.read(ConfigurationSource.find(url, properties));
        ConnectionSource source = source(url, properties, configuration.driverClass());
        try (Connection inner = source.open()) {
            RuntimeRegistry.Share share = registry.acquire(configuration, source, inner, listener);
            SessionPlanner planner = SessionPlanner.of(inner, share, TransactionEnds.BY_CONNECTION);
            try {
                return planner.explain(sql);
            } finally {
                planner.close();
            }
        }
    }

    /** The real driver and what it is to be given. */
    public static DriverConnections source(TdeUrl url, Properties properties, Optional<String> configuredDriver)
            throws SQLException {
        Optional<String> named = Optional.ofNullable(properties.getProperty(TdeProperty.DRIVER.key()))
                .or(() -> Optional.ofNullable(url.parameters().get(TdeProperty.DRIVER.key())))
                .or(() -> configuredDriver);
        Driver driver = InnerDrivers.find(url.inner(), named);
        return new DriverConnections(driver, url.inner(), withoutOurs(properties));
    }

    /** A copy with the defaults made explicit, as some drivers enumerate what they get. */
    public static Properties withoutOurs(Properties properties) {
        Properties copy = new Properties();
        copy.putAll(properties);
        properties.stringPropertyNames().forEach(name -> copy.setProperty(name, properties.getProperty(name)));
        copy.keySet().removeIf(name -> ConfigurationSource.isOurs(name.toString()));
        return copy;
    }

    /** The URL as metadata shows it: the given one without anything secret. */
    public static String shown(TdeUrl url) {
        return url.text()
                .replaceAll("//[^/?;@]*@", "//")
                .replaceAll("(?i)([?&;][^=?&;]*(password|secret|token)[^=?&;]*=)[^&;]*", "$1***");
    }
}
