package io.tdejdbc.driver;

import io.tdejdbc.driver.internal.connect.DataSourceConnections;
import io.tdejdbc.driver.internal.connect.EncryptingBuilders;
import io.tdejdbc.driver.internal.session.TransactionEnds;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKeyBuilder;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import javax.sql.CommonDataSource;
import javax.sql.DataSource;

/**
 * A data source whose connections encrypt: around any data source of the database's own driver or of a pool, or for a
 * URL.
 *
 * <p>A wrapped data source keeps its own URL everywhere, so that tools which recognise a database by its URL do. Inside a
 * connection pool this class makes the physical connections; around a pool it wraps what the pool hands out, which
 * costs a look at the session's settings for each.
 */
public final class TdeDataSource extends TdeCommonDataSource implements DataSource {
    private static final long serialVersionUID = 1L;

    static final String DRIVER = "driver";

    private transient volatile DataSource dataSource;
    private volatile String driver = "";

    /** An empty one, for setters. */
    public TdeDataSource() {}

    /**
     * Wraps a data source; the properties file is found as without a URL.
     *
     * @param dataSource gives plain connections
     */
    public static TdeDataSource wrap(DataSource dataSource) {
        TdeDataSource wrapping = new TdeDataSource();
        wrapping.setDataSource(Objects.requireNonNull(dataSource));
        return wrapping;
    }

    /**
     * Wraps a data source.
     *
     * @param dataSource gives plain connections
     * @param metadata gives plain connections to the same database for keys and metadata, and is no pool that the
     *     application may empty
     */
    public static TdeDataSource wrap(DataSource dataSource, DataSource metadata) {
        TdeDataSource wrapping = wrap(dataSource);
        wrapping.setMetadataDataSource(Objects.requireNonNull(metadata));
        return wrapping;
    }

    /** The data source to wrap. */
    public void setDataSource(DataSource value) {
        dataSource = value;
    }

    /** The class of the database's own driver for a URL, or the empty string. */
    public String getDriver() {
        return driver;
    }

    /** The class of the database's own driver for a URL, as the connection property {@code tde.driver} names it. */
    public void setDriver(String value) {
        driver = text(value);
    }

    @Override
    Optional<? extends CommonDataSource> given() {
        return Optional.ofNullable(dataSource);
    }

    @Override
    Class<DataSource> kind() {
        return DataSource.class;
    }

    /**
     * Opens a connection.
     *
     * @throws TdeConfigurationException if properties file, URL or wrapped data source are wrong
     * @throws TdePolicyException if the protection rules cannot be kept in this database
     * @throws SQLException for keys and metadata, and whatever the real driver throws
     */
    @Override
    public Connection getConnection() throws SQLException {
        return guarded(() -> {
            Optional<CommonDataSource> wrapped = wrapped();
            if (wrapped.isEmpty()) {
                return byUrl(connectionProperties());
            }
            DataSource target = (DataSource) wrapped.get();
            return encrypting(target.getConnection(), target, target::getConnection);
        });
    }

    /** As {@link #getConnection()}, as another user; unless there is a data source for it, metadata is read as this user too. */
    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return guarded(() -> {
            Optional<CommonDataSource> wrapped = wrapped();
            if (wrapped.isEmpty()) {
                Properties properties = connectionProperties();
                properties.setProperty("user", text(username));
                properties.setProperty("password", text(password));
                return byUrl(properties);
            }
            DataSource target = (DataSource) wrapped.get();
            return encrypting(
                    target.getConnection(username, password), target, () -> target.getConnection(username, password));
        });
    }

    private Connection encrypting(Connection plain, DataSource target, DataSourceConnections.Opening further)
            throws SQLException {
        Backing backing = closingOnFailure(plain, () -> backing(plain, target, further));
        return encrypting(plain, backing, TransactionEnds.BY_CONNECTION);
    }

    private Connection byUrl(Properties properties) throws SQLException {
        if (!driver.isEmpty()) {
            properties.setProperty(TdeProperty.DRIVER.key(), driver);
        }
        if (ownLoginTimeout() > 0 && takesLoginTimeout(properties)) {
            properties.setProperty(LOGIN_TIMEOUT, Integer.toString(ownLoginTimeout()));
        }
        return connector().connect(parsedUrl(), properties);
    }

    /** Some drivers refuse properties that they do not know. */
    private boolean takesLoginTimeout(Properties properties) throws SQLException {
        return Arrays.stream(new TdeDriver().getPropertyInfo(parsedUrl().text(), properties))
                .anyMatch(property -> property.name.equals(LOGIN_TIMEOUT));
    }

    /** The wrapped data source's builder, of which the connections encrypt; none for a URL, as drivers have none. */
    @Override
    public ConnectionBuilder createConnectionBuilder() throws SQLException {
        DataSource target = (DataSource) wrapped()
                .orElseThrow(() -> new SQLFeatureNotSupportedException("a data source for a URL has no builder"));
        return EncryptingBuilders.of(
                target.createConnectionBuilder(), plain -> encrypting(plain, target, target::getConnection));
    }

    @Override
    public ShardingKeyBuilder createShardingKeyBuilder() throws SQLException {
        return wrapped()
                .orElseThrow(() -> new SQLFeatureNotSupportedException("a data source for a URL has no builder"))
                .createShardingKeyBuilder();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        Optional<CommonDataSource> target = wrapped();
        if (target.isEmpty()) {
            throw new SQLException("a data source for a URL wraps no " + type.getName());
        }
        return type.isInstance(target.get()) ? type.cast(target.get()) : ((DataSource) target.get()).unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        if (type.isInstance(this)) {
            return true;
        }
        Optional<CommonDataSource> target = wrapped();
        return target.isPresent() && (type.isInstance(target.get()) || ((DataSource) target.get()).isWrapperFor(type));
    }

    @Override
    Map<String, String> settings() {
        Map<String, String> settings = super.settings();
        if (!driver.isEmpty()) {
            settings.put(DRIVER, driver);
        }
        return settings;
    }

    @Override
    boolean set(String name, String value) {
        if (name.equals(DRIVER)) {
            setDriver(value);
            return true;
        }
        return super.set(name, value);
    }
}
