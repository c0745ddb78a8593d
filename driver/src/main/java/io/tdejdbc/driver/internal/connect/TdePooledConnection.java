package io.tdejdbc.driver.internal.connect;

import io.tdejdbc.driver.internal.error.SqlErrors;
import io.tdejdbc.driver.internal.runtime.RuntimeRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import javax.sql.StatementEventListener;

/**
 * A physical connection of the database's own driver whose logical connections encrypt. It keeps the keys in use for as
 * long as it is open, so that they are not fetched anew for each logical connection.
 */
public class TdePooledConnection implements PooledConnection {

    /** How plain connections become ours. */
    public interface Wrapper {
        /** Wraps a plain connection, which is closed if that fails. */
        Connection wrap(Connection plain) throws SQLException;

        /** Keeps what wrapped connections use; to be called with a plain connection that is open. */
        Optional<RuntimeRegistry.Share> hold(Connection plain) throws SQLException;
    }

    private final PooledConnection delegate;
    private final Wrapper wrapper;
    private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();

    private final ReentrantLock holding = new ReentrantLock();
    private Optional<RuntimeRegistry.Share> held = Optional.empty();
    private boolean asked;
    private boolean closed;

    /** Wraps a physical connection. */
    public TdePooledConnection(PooledConnection delegate, Wrapper wrapper) {
        this.delegate = delegate;
        this.wrapper = wrapper;
        delegate.addConnectionEventListener(new Relay());
    }

    /** Tells our listeners what the physical connection tells, with this object as the source. */
    private final class Relay implements ConnectionEventListener {
        @Override
        public void connectionClosed(ConnectionEvent event) {
            ConnectionEvent ours = new ConnectionEvent(TdePooledConnection.this);
            listeners.forEach(listener -> listener.connectionClosed(ours));
        }

        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {
            ConnectionEvent ours = new ConnectionEvent(TdePooledConnection.this, event.getSQLException());
            listeners.forEach(listener -> listener.connectionErrorOccurred(ours));
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection plain = logical();
        boolean ready = false;
        try {
            hold(plain);
            ready = true;
        } finally {
            if (!ready) {
                plain.close();
            }
        }
        return wrapper.wrap(plain);
    }

    /** H2's throws a NullPointerException when it is closed. */
    private Connection logical() throws SQLException {
        try {
            return delegate.getConnection();
        } catch (RuntimeException e) {
            throw SqlErrors.internal("taking a connection of a pooled one", e);
        }
    }

    private void hold(Connection plain) throws SQLException {
        if (isAsked()) {
            return;
        }
        Optional<RuntimeRegistry.Share> share = wrapper.hold(plain);
        holding.lock();
        try {
            if (!asked && !closed) {
                asked = true;
                held = share;
                return;
            }
        } finally {
            holding.unlock();
        }
        share.ifPresent(RuntimeRegistry.Share::release);
    }

    private boolean isAsked() {
        holding.lock();
        try {
            return asked;
        } finally {
            holding.unlock();
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            delegate.close();
        } finally {
            release();
        }
    }

    private void release() {
        Optional<RuntimeRegistry.Share> share;
        holding.lock();
        try {
            closed = true;
            share = held;
            held = Optional.empty();
        } finally {
            holding.unlock();
        }
        share.ifPresent(RuntimeRegistry.Share::release);
    }

    @Override
    public void addConnectionEventListener(ConnectionEventListener listener) {
        if (listener != null) {
            listeners.add(listener);
        }
    }

    @Override
    public void removeConnectionEventListener(ConnectionEventListener listener) {
        listeners.remove(listener);
    }

    /** Nobody is told: a statement of the database's own driver must not reach a pool. */
    @Override
    public void addStatementEventListener(StatementEventListener listener) {}

    @Override
    public void removeStatementEventListener(StatementEventListener listener) {}

    @Override
    public String toString() {
        return "TDE-JDBC wrapping " + delegate.getClass().getName() + '@'
                + Integer.toHexString(System.identityHashCode(delegate));
    }
}
