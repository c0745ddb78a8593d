package io.tdejdbc.driver.internal.tool;

import io.tdejdbc.driver.internal.config.Actor;
import io.tdejdbc.driver.internal.config.TdeConfiguration;
import io.tdejdbc.driver.internal.config.TdeUrl;
import io.tdejdbc.driver.internal.connect.Connector;
import io.tdejdbc.driver.internal.dialect.Dialect;
import io.tdejdbc.driver.internal.dialect.Dialects;
import io.tdejdbc.driver.internal.error.SqlErrors;
import io.tdejdbc.driver.internal.error.SqlErrors.Phase;
import io.tdejdbc.driver.internal.runtime.BackendAccess;
import io.tdejdbc.driver.internal.runtime.ConnectionSource;
import io.tdejdbc.keystore.KeyLife;
import io.tdejdbc.keystore.KeyLifeSettings;
import io.tdejdbc.keystore.Keystore;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.KeystoreSettings;
import io.tdejdbc.keystore.Keystores;
import io.tdejdbc.keystore.MasterKeyProvider;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/**
 * One plain connection of a tool, and the key manager of its configuration. Nothing runs in the background, and no second
 * connection stays open between calls, so that the tool can have the database alone.
 */
public final class ToolAccess implements AutoCloseable {
    private final TdeConfiguration configuration;
    private final Connection connection;
    private final Dialect dialect;
    private final BackendAccess access;
    private final MasterKeyProvider provider;

    private ToolAccess(
            TdeConfiguration configuration,
            Connection connection,
            Dialect dialect,
            BackendAccess access,
            MasterKeyProvider provider) {
        this.configuration = configuration;
        this.connection = connection;
        this.dialect = dialect;
        this.access = access;
        this.provider = provider;
    }

    /**
     * Connects.
     *
     * @param url the database's own URL, or ours
     * @param properties user, password and whatever else the real driver takes
     */
    public static ToolAccess open(TdeConfiguration configuration, String url, Properties properties)
            throws SQLException {
        TdeUrl parsed = parse(url);
        ConnectionSource source = Connector.source(parsed, properties, configuration.driverClass());
        Connection connection = source.open();
        boolean opened = false;
        try {
            Dialect dialect =
                    Dialects.of(connection, source.innerUrl(), source.properties(), configuration.metadataSchema());
            BackendAccess access = BackendAccess.of(source, dialect, connection, configuration.metadataSchema());
            MasterKeyProvider provider = configuration.openKeys();
            opened = true;
            return new ToolAccess(configuration, connection, dialect, access, provider);
        } catch (KeystoreException e) {
            throw SqlErrors.of(e, Phase.CONNECTING);
        } finally {
            if (!opened) {
                connection.close();
            }
        }
    }

    /** Takes both kinds of URLs apart. */
    public static TdeUrl parse(String url) throws SQLException {
        return TdeUrl.accepts(url) ? TdeUrl.parse(url) : new TdeUrl(url, url, Map.of());
    }

    /** Makes the metadata tables where they are missing; whether it did. */
    public boolean initialise() throws SQLException {
        try {
            return access.initialise(provider, configuration.requiredDeployment(), dialect);
        } catch (KeystoreException e) {
            throw SqlErrors.of(e, Phase.CONNECTING);
        }
    }

    /** Opens the metadata; the caller closes it. */
    public Keystore keystore() throws SQLException {
        try {
            return Keystores.open(
                    new KeystoreSettings(
                            configuration.requiredDeployment(),
                            configuration.anchor(),
                            configuration.poll(),
                            configuration.lease(),
                            false),
                    access,
                    provider);
        } catch (KeystoreException e) {
            throw SqlErrors.of(e, Phase.CONNECTING);
        }
    }

    /** Work on the master key; the caller closes it. */
    public KeyLife keyLife() throws SQLException {
        return Keystores.keyLife(
                new KeyLifeSettings(
                        configuration.requiredDeployment(), Actor.ofProcess(), KeyLifeSettings.DEFAULT_LEASE),
                access,
                provider);
    }

    /** The configuration. */
    public TdeConfiguration configuration() {
        return configuration;
    }

    /** The plain connection, in auto-commit mode. */
    public Connection connection() {
        return connection;
    }

    /** The dialect of the database. */
    public Dialect dialect() {
        return dialect;
    }

    /** The key manager. */
    public MasterKeyProvider provider() {
        return provider;
    }

    /** A phrase that names the database, without credentials. */
    public String description() {
        return access.description();
    }

    @Override
    public void close() throws SQLException {
        try {
            provider.close();
            access.close();
        } finally {
            connection.close();
        }
    }
}
