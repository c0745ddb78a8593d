package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.plan.StatementPlan;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.SQLException;
import java.sql.SQLType;
import java.util.Map;

/** A call whose text names nothing protected; its result sets and cursors are resolved, envelopes are not handed out. */
class TdeCallableStatement extends AbstractDelegatingCallableStatement {

    TdeCallableStatement(TdeConnection connection, CallableStatement callable, String sql, StatementPlan plan) {
        super(connection, callable, sql, plan);
    }

    @Override
    boolean surelyPlain() {
        return false;
    }

    @Override
    public byte[] getBytes(int index) throws SQLException {
        return Envelopes.refuse(connection(), callable.getBytes(index));
    }

    @Override
    public byte[] getBytes(String name) throws SQLException {
        return Envelopes.refuse(connection(), callable.getBytes(name));
    }

    @Override
    public Blob getBlob(int index) throws SQLException {
        return Envelopes.refuse(connection(), callable.getBlob(index));
    }

    @Override
    public Blob getBlob(String name) throws SQLException {
        return Envelopes.refuse(connection(), callable.getBlob(name));
    }

    @Override
    public String getString(int index) throws SQLException {
        String text = callable.getString(index);
        if (Envelopes.mayBeBytes(text)) {
            // Drivers give bytes only of a parameter that is some.
            refuseObject(callable.getObject(index));
        }
        return text;
    }

    @Override
    public String getString(String name) throws SQLException {
        String text = callable.getString(name);
        if (Envelopes.mayBeBytes(text)) {
            refuseObject(callable.getObject(name));
        }
        return text;
    }

    private void refuseObject(Object value) throws SQLException {
        Envelopes.refuse(connection(), value);
    }

    @Override
    public Array getArray(int index) throws SQLException {
        return connection().wrap(callable.getArray(index));
    }

    @Override
    public Array getArray(String name) throws SQLException {
        return connection().wrap(callable.getArray(name));
    }

    @Override
    public Object getObject(int index) throws SQLException {
        return Envelopes.refuse(connection(), connection().wrapObject(callable.getObject(index)));
    }

    @Override
    public Object getObject(String name) throws SQLException {
        return Envelopes.refuse(connection(), connection().wrapObject(callable.getObject(name)));
    }

    @Override
    public Object getObject(int index, Map<String, Class<?>> map) throws SQLException {
        return Envelopes.refuse(connection(), connection().wrapObject(callable.getObject(index, map)));
    }

    @Override
    public Object getObject(String name, Map<String, Class<?>> map) throws SQLException {
        return Envelopes.refuse(connection(), connection().wrapObject(callable.getObject(name, map)));
    }

    @Override
    public <T> T getObject(int index, Class<T> type) throws SQLException {
        return Envelopes.refuse(connection(), connection().wrapObject(callable.getObject(index, type), type));
    }

    @Override
    public <T> T getObject(String name, Class<T> type) throws SQLException {
        return Envelopes.refuse(connection(), connection().wrapObject(callable.getObject(name, type), type));
    }

    @Override
    public void setObject(String name, Object value) throws SQLException {
        callable.setObject(name, Wrapping.inner(value));
    }

    @Override
    public void setObject(String name, Object value, int type) throws SQLException {
        callable.setObject(name, Wrapping.inner(value), type);
    }

    @Override
    public void setObject(String name, Object value, int type, int scale) throws SQLException {
        callable.setObject(name, Wrapping.inner(value), type, scale);
    }

    @Override
    public void setObject(String name, Object value, SQLType type) throws SQLException {
        callable.setObject(name, Wrapping.inner(value), type);
    }

    @Override
    public void setObject(String name, Object value, SQLType type, int scale) throws SQLException {
        callable.setObject(name, Wrapping.inner(value), type, scale);
    }
}
