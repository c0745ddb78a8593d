package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.plan.StatementPlanner;
import java.io.InputStream;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Statement;
import java.util.Map;

/**
 * A result set without protected columns: as thin as possible, with references back to our own objects. Stored values of
 * protected columns are not handed out all the same: see {@link StatementPlanner#refuseEnvelope}.
 */
class TdeResultSet extends AbstractDelegatingResultSet {
    private final TdeConnection connection;
    private final Statement statement;

    /** @param statement ours; null if the inner result set has none */
    TdeResultSet(TdeConnection connection, Statement statement, ResultSet delegate) {
        super(delegate);
        this.connection = connection;
        this.statement = statement;
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return connection.unwrap(this, delegate, type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return connection.isWrapperFor(this, delegate, type);
    }

    final TdeConnection connection() {
        return connection;
    }

    @Override
    public Statement getStatement() throws SQLException {
        // The delegate decides whether a closed result set still answers, and with what.
        return delegate.getStatement() == null ? null : statement;
    }

    private <T> T checked(T value) throws SQLException {
        return Envelopes.refuse(connection, value);
    }

    @Override
    public byte[] getBytes(int index) throws SQLException {
        return Envelopes.refuse(connection, delegate.getBytes(index));
    }

    @Override
    public byte[] getBytes(String label) throws SQLException {
        return Envelopes.refuse(connection, delegate.getBytes(label));
    }

    @Override
    public String getString(int index) throws SQLException {
        String text = delegate.getString(index);
        if (Envelopes.mayBeBytes(text)) {
            checked(delegate.getBytes(index));
        }
        return text;
    }

    @Override
    public String getString(String label) throws SQLException {
        String text = delegate.getString(label);
        if (Envelopes.mayBeBytes(text)) {
            checked(delegate.getBytes(label));
        }
        return text;
    }

    @Override
    public InputStream getBinaryStream(int index) throws SQLException {
        InputStream stream = delegate.getBinaryStream(index);
        return stream == null ? null : Envelopes.refuse(connection, stream);
    }

    @Override
    public InputStream getBinaryStream(String label) throws SQLException {
        InputStream stream = delegate.getBinaryStream(label);
        return stream == null ? null : Envelopes.refuse(connection, stream);
    }

    @Override
    public Blob getBlob(int index) throws SQLException {
        return checked(delegate.getBlob(index));
    }

    @Override
    public Blob getBlob(String label) throws SQLException {
        return checked(delegate.getBlob(label));
    }

    @Override
    public Array getArray(int index) throws SQLException {
        return connection.wrap(delegate.getArray(index));
    }

    @Override
    public Array getArray(String label) throws SQLException {
        return connection.wrap(delegate.getArray(label));
    }

    @Override
    public Object getObject(int index) throws SQLException {
        return checked(connection.wrapObject(delegate.getObject(index)));
    }

    @Override
    public Object getObject(String label) throws SQLException {
        return checked(connection.wrapObject(delegate.getObject(label)));
    }

    @Override
    public Object getObject(int index, Map<String, Class<?>> map) throws SQLException {
        return checked(connection.wrapObject(delegate.getObject(index, map)));
    }

    @Override
    public Object getObject(String label, Map<String, Class<?>> map) throws SQLException {
        return checked(connection.wrapObject(delegate.getObject(label, map)));
    }

    @Override
    public <T> T getObject(int index, Class<T> type) throws SQLException {
        return checked(connection.wrapObject(delegate.getObject(index, type), type));
    }

    @Override
    public <T> T getObject(String label, Class<T> type) throws SQLException {
        return checked(connection.wrapObject(delegate.getObject(label, type), type));
    }

    @Override
    public void updateArray(int index, Array value) throws SQLException {
        delegate.updateArray(index, Wrapping.inner(value));
    }

    @Override
    public void updateArray(String label, Array value) throws SQLException {
        delegate.updateArray(label, Wrapping.inner(value));
    }

    @Override
    public void updateObject(int index, Object value) throws SQLException {
        delegate.updateObject(index, Wrapping.inner(value));
    }

    @Override
    public void updateObject(String label, Object value) throws SQLException {
        delegate.updateObject(label, Wrapping.inner(value));
    }

    @Override
    public void updateObject(int index, Object value, int scale) throws SQLException {
        delegate.updateObject(index, Wrapping.inner(value), scale);
    }

    @Override
    public void updateObject(String label, Object value, int scale) throws SQLException {
        delegate.updateObject(label, Wrapping.inner(value), scale);
    }

    @Override
    public void updateObject(int index, Object value, SQLType type) throws SQLException {
        delegate.updateObject(index, Wrapping.inner(value), type);
    }

    @Override
    public void updateObject(String label, Object value, SQLType type) throws SQLException {
        delegate.updateObject(label, Wrapping.inner(value), type);
    }

    @Override
    public void updateObject(int index, Object value, SQLType type, int scale) throws SQLException {
        delegate.updateObject(index, Wrapping.inner(value), type, scale);
    }

    @Override
    public void updateObject(String label, Object value, SQLType type, int scale) throws SQLException {
        delegate.updateObject(label, Wrapping.inner(value), type, scale);
    }
}
