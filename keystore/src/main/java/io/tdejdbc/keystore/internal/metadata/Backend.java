package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.MetadataAccess;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one metadata connection: opened when needed, thrown away after any failure, used by one thread at a time.
 * Thread-safe.
 */
final class Backend implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Backend.class.getName());
    private static final long CLOSE_WAIT_SECONDS = 2;
    private static final int NETWORK_TIMEOUT_MILLIS = 15_000;

    private final MetadataAccess access;
    private final boolean keepOpen;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Optional<Connection> connection = Optional.empty();
    private volatile boolean closed;

    /** What is done on the connection. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException, KeystoreException;
    }

    /**
     * @param keepOpen whether the connection is kept between uses; not where it is the only one that reaches the data
     */
    Backend(MetadataAccess access, boolean keepOpen) {
        this.access = access;
        this.keepOpen = keepOpen;
    }

    String prefix() {
        return access.tablePrefix();
    }

    String tableOptions() {
        return access.tableOptions();
    }

    String description() {
        return access.description();
    }

    /** Runs work that may be run twice: once more on a new connection if a kept one turns out to be broken. */
    <T> T read(Work<T> work) throws SQLException, KeystoreException {
        lock.lock();
        try {
            boolean kept = connection.isPresent();
            try {
                return run(work);
            } catch (SQLException e) {
                if (!kept || SqlFailure.isMissingTable(e) || SqlFailure.isRefused(e)) {
                    throw e;
                }
                LOG.log(System.Logger.Level.DEBUG, "reopening the metadata connection", e);
                return run(work);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Runs work in auto-commit mode, once. */
    <T> T write(Work<T> work) throws SQLException, KeystoreException {
        lock.lock();
        try {
            return run(work);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Runs work in a transaction, once, and commits if it returns true.
     *
     * @return what the work returned
     */
    boolean transaction(Work<Boolean> work) throws SQLException, KeystoreException {
        return write(open -> {
            open.setAutoCommit(false);
            boolean ended = false;
            try {
                boolean wanted = work.run(open);
                if (wanted) {
                    open.commit();
                } else {
                    open.rollback();
                }
                open.setAutoCommit(true);
                ended = true;
                return wanted;
            } finally {
                if (!ended) {
                    abandon(open);
                }
            }
        });
    }

    private <T> T run(Work<T> work) throws SQLException, KeystoreException {
        if (closed) {
            throw KeystoreError.KEYSTORE_CLOSED.because("a use of its metadata connection", "an open one");
        }
        boolean good = false;
        try {
            if (connection.isEmpty()) {
                Connection fresh = access.open();
                connection = Optional.of(fresh);
                limitWaiting(fresh);
            }
            T result = work.run(connection.get());
            good = true;
            return result;
        } finally {
            if (!good || !keepOpen) {
                discard();
            }
        }
    }

    /** A server that vanished without a word would otherwise hold the poller for as long as TCP likes. */
    private void limitWaiting(Connection fresh) {
        if (!keepOpen) {
            return; // it may be a view of a connection whose owner has his own limits
        }
        try {
            fresh.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT_MILLIS);
        } catch (SQLException | AbstractMethodError e) {
            LOG.log(System.Logger.Level.DEBUG, "no network timeout on the metadata connection", e);
        }
    }

    private static void abandon(Connection open) {
        try {
            open.rollback();
            open.setAutoCommit(true); // it may be a view of a connection that lives on
        } catch (SQLException e) {
            // The connection is broken and goes away, which rolls back as well.
            LOG.log(System.Logger.Level.DEBUG, "no rollback on the metadata connection", e);
        }
    }

    private void discard() {
        connection.ifPresent(open -> {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.log(System.Logger.Level.DEBUG, "the metadata connection did not close", e);
            }
        });
        connection = Optional.empty();
    }

    /** Closes the connection, under another thread's hands if that thread does not let go of it. */
    @Override
    public void close() {
        closed = true;
        boolean interrupted = Thread.interrupted();
        boolean locked = false;
        try {
            locked = lock.tryLock(CLOSE_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        try {
            if (locked) {
                discard();
            } else {
                abort();
            }
        } finally {
            if (locked) {
                lock.unlock();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void abort() {
        connection.ifPresent(open -> {
            try {
                open.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.log(System.Logger.Level.DEBUG, "the metadata connection did not abort", e);
            }
        });
    }
}
