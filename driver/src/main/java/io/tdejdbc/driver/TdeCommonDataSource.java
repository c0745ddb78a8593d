package io.tdejdbc.driver;

import io.tdejdbc.driver.internal.config.ConfigurationError;
import io.tdejdbc.driver.internal.config.ConfigurationReader;
import io.tdejdbc.driver.internal.config.ConfigurationSource;
import io.tdejdbc.driver.internal.config.TdeConfiguration;
import io.tdejdbc.driver.internal.config.TdeUrl;
import io.tdejdbc.driver.internal.connect.Connector;
import io.tdejdbc.driver.internal.connect.DataSourceConnections;
import io.tdejdbc.driver.internal.error.SqlErrors;
import io.tdejdbc.driver.internal.metrics.ChosenListener;
import io.tdejdbc.driver.internal.runtime.ConnectionSource;
import io.tdejdbc.driver.internal.session.TransactionEnds;
import java.io.NotSerializableException;
import java.io.PrintWriter;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Logger;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.naming.Reference;
import javax.naming.Referenceable;
import javax.naming.StringRefAddr;
import javax.sql.CommonDataSource;
import javax.sql.DataSource;

/**
 * What the three data sources have in common: what they are for, and the properties file that says which columns are
 * encrypted.
 *
 * <p>A data source is for a URL, for a data source of the database's own driver that it is given, or for one that JNDI
 * knows by name; exactly one of them must be set. Beside connections of the application it needs a few plain ones of its
 * own, for keys and metadata: they come from the URL, from {@link #setMetadataDataSource}, or else from the wrapped data
 * source, which must then be able to give three connections more than the application uses.
 *
 * <p>Neither the serial form nor the JNDI reference holds a password: one that stands in the URL is left out too. Setters
 * are for the time before the first connection. Thread-safe.
 */
public abstract sealed class TdeCommonDataSource implements CommonDataSource, Referenceable, Serializable
        permits TdeDataSource, TdePooledDataSource {
    private static final long serialVersionUID = 1L;

    static final String URL = "url";
    static final String USER = "user";
    static final String CONFIG = "config";
    static final String DATA_SOURCE_NAME = "dataSourceName";
    static final String METADATA_DATA_SOURCE_NAME = "metadataDataSourceName";
    static final String LOGIN_TIMEOUT = "loginTimeout";

    private volatile String url = "";
    private volatile String user = "";
    private transient volatile String password = "";
    private volatile String config = "";
    private volatile String dataSourceName = "";
    private volatile String metadataDataSourceName = "";
    private volatile int loginTimeout;
    private transient volatile DataSource metadataDataSource;
    private transient volatile MetricsListener metricsListener;
    private transient volatile PrintWriter logWriter;

    TdeCommonDataSource() {}

    static String text(String value) {
        return Objects.requireNonNullElse(value, "");
    }

    /** The URL, or the empty string. */
    public String getUrl() {
        return url;
    }

    /** The database's own URL, with the prefix {@code jdbc:tde:} or without it. */
    public void setUrl(String value) {
        url = text(value);
    }

    /** The user of connections by URL, or the empty string. */
    public String getUser() {
        return user;
    }

    /** The user of connections by URL. */
    public void setUser(String value) {
        user = text(value);
    }

    /** The password of connections by URL; never written out again. */
    public void setPassword(String value) {
        password = text(value);
    }

    final String password() {
        return text(password);
    }

    /** The properties file, or the empty string. */
    public String getConfig() {
        return config;
    }

    /** The properties file, as the connection property {@code tde.config} names it. */
    public void setConfig(String value) {
        config = text(value);
    }

    /** The JNDI name of the wrapped data source, or the empty string. */
    public String getDataSourceName() {
        return dataSourceName;
    }

    /** The JNDI name of the data source to wrap, looked up for each connection. */
    public void setDataSourceName(String value) {
        dataSourceName = text(value);
    }

    /** The JNDI name of the data source for metadata, or the empty string. */
    public String getMetadataDataSourceName() {
        return metadataDataSourceName;
    }

    /** The JNDI name of a plain data source to the same database, for keys and metadata. */
    public void setMetadataDataSourceName(String value) {
        metadataDataSourceName = text(value);
    }

    /** A plain data source to the same database, for keys and metadata; no pool that the application may empty. */
    public void setMetadataDataSource(DataSource value) {
        metadataDataSource = value;
    }

    /**
     * The listener that is told what connections of this data source do, in place of one that {@code tde.metrics} names; it is
     * held as long as the driver holds the keys of these connections.
     */
    public void setMetricsListener(MetricsListener value) {
        metricsListener = value;
    }

    /** What makes connections of this data source's settings. */
    final Connector connector() {
        return TdeDriver.connector().telling(ChosenListener.of(Optional.ofNullable(metricsListener)));
    }

    /** The wrapped data source that was given as an object. */
    abstract Optional<? extends CommonDataSource> given();

    /** The kind of the wrapped data source. */
    abstract Class<? extends CommonDataSource> kind();

    /** The wrapped data source, given or looked up; empty if this one is for a URL. */
    final Optional<CommonDataSource> wrapped() throws SQLException {
        Optional<? extends CommonDataSource> object = given();
        int ways = (url.isEmpty() ? 0 : 1) + (object.isPresent() ? 1 : 0) + (dataSourceName.isEmpty() ? 0 : 1);
        if (ways != 1) {
            throw ConfigurationError.DATA_SOURCE_INCOMPLETE.because(
                    ways + " of url, the wrapped data source and dataSourceName in a "
                            + getClass().getSimpleName(),
                    "one of them");
        }
        return dataSourceName.isEmpty() ? object.map(one -> one) : Optional.of(lookUp(kind(), dataSourceName));
    }

    // The name is the administrator's, and stays in this process.
    @SuppressWarnings("BanJNDI")
    private static <T> T lookUp(Class<T> type, String name) throws SQLException {
        // A name with a scheme may lead to any server.
        if (name.indexOf(':') >= 0 && !name.startsWith("java:")) {
            throw ConfigurationError.DATA_SOURCE_LOOKUP.because(
                    name, "a name of this process, such as java:comp/env/…");
        }
        try {
            Object found = new InitialContext().lookup(name);
            if (type.isInstance(found)) {
                return type.cast(found);
            }
            throw ConfigurationError.DATA_SOURCE_LOOKUP.because(
                    name + " as "
                            + (found == null ? "nothing" : found.getClass().getName()),
                    "a " + type.getName());
        } catch (NamingException e) {
            throw ConfigurationError.DATA_SOURCE_LOOKUP.because(name + ", which JNDI does not find", type.getName(), e);
        }
    }

    private Optional<DataSource> metadataSource() throws SQLException {
        DataSource own = metadataDataSource;
        return own == null && !metadataDataSourceName.isEmpty()
                ? Optional.of(lookUp(DataSource.class, metadataDataSourceName))
                : Optional.ofNullable(own);
    }

    /** What connections by URL are given beside it. */
    final Properties connectionProperties() {
        Properties properties = new Properties();
        if (!config.isEmpty()) {
            properties.setProperty(TdeProperty.CONFIG.key(), config);
        }
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
        }
        if (!password().isEmpty()) {
            properties.setProperty("password", password());
        }
        return properties;
    }

    /** The URL taken apart. */
    final TdeUrl parsedUrl() throws SQLException {
        String prefixed = TdeUrl.prefixed(url);
        if (!TdeUrl.accepts(prefixed)) {
            throw ConfigurationError.URL_MALFORMED.because(TdeUrl.masked(url), "a URL that begins with jdbc:");
        }
        return TdeUrl.parse(prefixed);
    }

    /**
     * Where the keys of plain connections are, and how these become ours.
     *
     * @param configuration what the properties file says
     * @param source opens plain connections for metadata
     * @param shown the URL that metadata shows
     */
    record Backing(TdeConfiguration configuration, ConnectionSource source, String shown) {}

    /**
     * The backing of a plain connection of a wrapped data source.
     *
     * @param dataSource the wrapped data source
     * @param further opens more of its connections
     */
    final Backing backing(Connection plain, Object dataSource, DataSourceConnections.Opening further)
            throws SQLException {
        TdeConfiguration configuration = ConfigurationReader.read(ConfigurationSource.find(connectionProperties()));
        Optional<DataSource> metadata = metadataSource();
        DataSourceConnections source = metadata.isPresent()
                ? DataSourceConnections.of(plain, metadata.get()::getConnection, metadata.get())
                : DataSourceConnections.of(plain, further, dataSource);
        return new Backing(configuration, source, source.innerUrl());
    }

    /** A plain connection as ours; it is closed if that fails. */
    final Connection encrypting(Connection plain, Backing backing, TransactionEnds ends) throws SQLException {
        return connector().wrap(plain, backing.configuration(), backing.source(), backing.shown(), ends);
    }

    /** Runs what needs a plain connection, which is closed if that fails. */
    static <T> T closingOnFailure(Connection plain, Action<T> action) throws SQLException {
        boolean good = false;
        try {
            T result = action.run();
            good = true;
            return result;
        } finally {
            if (!good) {
                plain.close();
            }
        }
    }

    /** What opens a connection. */
    interface Action<T> {
        T run() throws SQLException;
    }

    /** Runs it; runtime exceptions must not leave a JDBC method. */
    static <T> T guarded(Action<T> action) throws SQLException {
        try {
            return action.run();
        } catch (RuntimeException e) {
            throw SqlErrors.internal("connecting", e);
        }
    }

    /** A value of the wrapped data source, or this one's own. */
    private <T> T ofWrapped(Action<T> own, WrappedAction<T> delegated) throws SQLException {
        Optional<CommonDataSource> target = url.isEmpty() ? wrapped() : Optional.empty();
        return target.isPresent() ? delegated.run(target.get()) : own.run();
    }

    private interface WrappedAction<T> {
        T run(CommonDataSource target) throws SQLException;
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return ofWrapped(() -> logWriter, CommonDataSource::getLogWriter);
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        ofWrapped(() -> logWriter = out, target -> {
            target.setLogWriter(out);
            return out;
        });
    }

    /** The wrapped data source's; with a URL what was set here. */
    @Override
    public int getLoginTimeout() throws SQLException {
        return ofWrapped(() -> loginTimeout, CommonDataSource::getLoginTimeout);
    }

    /** Seconds; with a URL it counts for drivers that have a connection property {@code loginTimeout}. */
    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        ofWrapped(() -> loginTimeout = seconds, target -> {
            target.setLoginTimeout(seconds);
            return seconds;
        });
    }

    final int ownLoginTimeout() {
        return loginTimeout;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("io.tdejdbc");
    }

    /** All settings that may be written out. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(URL, TdeUrl.withoutSecrets(url));
        settings.put(USER, user);
        settings.put(CONFIG, config);
        settings.put(DATA_SOURCE_NAME, dataSourceName);
        settings.put(METADATA_DATA_SOURCE_NAME, metadataDataSourceName);
        settings.put(LOGIN_TIMEOUT, loginTimeout == 0 ? "" : Integer.toString(loginTimeout));
        settings.values().removeIf(String::isEmpty);
        return settings;
    }

    /** Takes a setting over; false if it is not one of this data source's. */
    boolean set(String name, String value) {
        switch (name) {
            case URL -> setUrl(value);
            case USER -> setUser(value);
            case "password" -> setPassword(value);
            case CONFIG -> setConfig(value);
            case DATA_SOURCE_NAME -> setDataSourceName(value);
            case METADATA_DATA_SOURCE_NAME -> setMetadataDataSourceName(value);
            case LOGIN_TIMEOUT -> loginTimeout = Integer.parseInt(value);
            default -> {
                return false;
            }
        }
        return true;
    }

    private Optional<String> objection() {
        if (given().isPresent() || metadataDataSource != null) {
            return Optional.of("a " + getClass().getName()
                    + " that was given another data source as an object: name it by dataSourceName or "
                    + "metadataDataSourceName");
        }
        return metricsListener == null
                ? Optional.empty()
                : Optional.of("a " + getClass().getName()
                        + " that was given a metrics listener as an object: name it by tde.metrics");
    }

    /**
     * The settings for JNDI, without passwords.
     *
     * @throws NamingException if another data source or a metrics listener was given as an object
     */
    @Override
    public Reference getReference() throws NamingException {
        if (objection().isPresent()) {
            throw new NamingException(objection().get());
        }
        Reference reference = new Reference(getClass().getName(), TdeDataSourceFactory.class.getName(), null);
        settings().forEach((name, value) -> reference.add(new StringRefAddr(name, value)));
        return reference;
    }

    /** The serial form: the settings without passwords. */
    final Object writeReplace() throws NotSerializableException {
        if (objection().isPresent()) {
            throw new NotSerializableException(objection().get());
        }
        return new SerializedDataSource(getClass().getName(), settings());
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + " for "
                + given().map(wrapped -> wrapped.getClass().getName())
                        .orElse(url.isEmpty() ? dataSourceName : TdeUrl.masked(url));
    }
}
