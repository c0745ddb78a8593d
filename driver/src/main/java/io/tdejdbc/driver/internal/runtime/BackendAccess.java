package io.tdejdbc.driver.internal.runtime;

import io.tdejdbc.driver.internal.config.ConfigurationError;
import io.tdejdbc.driver.internal.dialect.Dialect;
import io.tdejdbc.driver.internal.jdbc.LentConnection;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.Keystores;
import io.tdejdbc.keystore.MasterKeyProvider;
import io.tdejdbc.keystore.MetadataAccess;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The driver's own ways to a backend: connections for the metadata tables, and one that is kept for catalog queries.
 * Thread-safe.
 */
public final class BackendAccess implements MetadataAccess, AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.tdejdbc");
    private static final int NETWORK_TIMEOUT_MILLIS = 15_000;

    private final ConnectionSource source;
    private final Optional<Connection> only;
    private final String schema;
    private final String prefix;
    private final String tableOptions;
    private final String description;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Connection> kept = Optional.empty();
    private boolean closed;

    /** What is done on the catalog connection. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    private BackendAccess(
            ConnectionSource source,
            Optional<Connection> only,
            String schema,
            String prefix,
            String tableOptions,
            String description) {
        this.source = source;
        this.only = only;
        this.schema = schema;
        this.prefix = prefix;
        this.tableOptions = tableOptions;
        this.description = description;
    }

    /**
     * @param application a connection of the application, fresh; for a private database it is the only one ever
     * @param metadataSchema the configured schema, if any
     */
    public static BackendAccess of(
            ConnectionSource source, Dialect dialect, Connection application, Optional<String> metadataSchema)
            throws SQLException {
        if (metadataSchema.isPresent() && !dialect.schemaExists(application, metadataSchema.get())) {
            throw ConfigurationError.SCHEMA_MISSING.because(
                    "no schema " + metadataSchema.get() + " in " + source, "an existing schema");
        }
        String schema = metadataSchema.isPresent() ? metadataSchema.get() : dialect.currentSchema(application);
        if (schema.isEmpty()) {
            throw ConfigurationError.SCHEMA_MISSING.because(
                    "no database in the URL " + source, "the database of the metadata tables");
        }
        return new BackendAccess(
                source,
                dialect.privateDatabase() ? Optional.of(application) : Optional.empty(),
                schema,
                dialect.quote(schema) + ".",
                dialect.metadataTableOptions(),
                dialect.name() + " at " + source);
    }

    @Override
    public Connection open() throws SQLException {
        return only.isPresent() ? new LentConnection(only.get()) : source.open();
    }

    @Override
    public String tablePrefix() {
        return prefix;
    }

    @Override
    public String tableOptions() {
        return tableOptions;
    }

    @Override
    public String description() {
        return description;
    }

    /** Makes the metadata tables and the types of encrypted columns where they are missing; whether the tables were. */
    public boolean initialise(MasterKeyProvider provider, UUID deployment, Dialect dialect)
            throws SQLException, KeystoreException {
        boolean made = Keystores.initialise(this, provider, deployment);
        try (Connection connection = open()) {
            dialect.makeStoredTypes(connection);
        }
        return made;
    }

    /** The schema of the metadata tables. */
    String schema() {
        return schema;
    }

    /** Whether there is but one connection. */
    boolean single() {
        return only.isPresent();
    }

    /** Runs catalog queries; once more on a new connection if the kept one turns out to be broken. */
    <T> T query(Work<T> work) throws SQLException {
        if (only.isPresent()) {
            return work.run(only.get());
        }
        lock.lock();
        try {
            boolean reused = kept.isPresent();
            try {
                return queryKept(work);
            } catch (SQLException e) {
                if (!reused || isAnswer(e)) {
                    throw e;
                }
                LOG.log(Level.DEBUG, "reopening the catalog connection: {0}", e.getSQLState());
                return queryKept(work);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Our own findings do not change with another connection. */
    static boolean isAnswer(SQLException failure) {
        return failure.getMessage() != null && failure.getMessage().startsWith("TDE-");
    }

    private <T> T queryKept(Work<T> work) throws SQLException {
        if (closed) {
            throw ConfigurationError.DEREGISTERED.because("a use of a closed backend", "an open connection");
        }
        boolean good = false;
        try {
            if (kept.isEmpty()) {
                Connection fresh = source.open();
                kept = Optional.of(fresh);
                limitWaiting(fresh);
            }
            T result = work.run(kept.get());
            good = true;
            return result;
        } catch (SQLException e) {
            good = isAnswer(e);
            throw e;
        } finally {
            if (!good) {
                discard();
            }
        }
    }

    /** A server that vanished without a word would otherwise hold every statement that asks for a relation. */
    private static void limitWaiting(Connection fresh) {
        try {
            fresh.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT_MILLIS);
        } catch (SQLException | AbstractMethodError e) {
            LOG.log(Level.DEBUG, "no network timeout on the catalog connection", e);
        }
    }

    /** Closes the kept connection; the next query opens another one. */
    void release() {
        lock.lock();
        try {
            discard();
        } finally {
            lock.unlock();
        }
    }

    private void discard() {
        kept.ifPresent(connection -> {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.log(Level.DEBUG, "the catalog connection did not close: {0}", e.getSQLState());
            }
        });
        kept = Optional.empty();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            discard();
        } finally {
            lock.unlock();
        }
    }
}
