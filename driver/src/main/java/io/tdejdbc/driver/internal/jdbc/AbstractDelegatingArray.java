package io.tdejdbc.driver.internal.jdbc;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** Generated: hands every call of {@link Array} to the wrapped object. */
@SuppressWarnings("deprecation")
abstract class AbstractDelegatingArray implements Array {
    final Array delegate;

    AbstractDelegatingArray(Array delegate) {
        this.delegate = delegate;
    }

    @Override
    public void free() throws SQLException {
        delegate.free();
    }

    @Override
    public Object getArray() throws SQLException {
        return delegate.getArray();
    }

    @Override
    public Object getArray(Map<String, Class<?>> map) throws SQLException {
        return delegate.getArray(map);
    }

    @Override
    public Object getArray(long amount, int number, Map<String, Class<?>> map) throws SQLException {
        return delegate.getArray(amount, number, map);
    }

    @Override
    public Object getArray(long amount, int number) throws SQLException {
        return delegate.getArray(amount, number);
    }

    @Override
    public int getBaseType() throws SQLException {
        return delegate.getBaseType();
    }

    @Override
    public String getBaseTypeName() throws SQLException {
        return delegate.getBaseTypeName();
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        return delegate.getResultSet();
    }

    @Override
    public ResultSet getResultSet(Map<String, Class<?>> map) throws SQLException {
        return delegate.getResultSet(map);
    }

    @Override
    public ResultSet getResultSet(long amount, int number, Map<String, Class<?>> map) throws SQLException {
        return delegate.getResultSet(amount, number, map);
    }

    @Override
    public ResultSet getResultSet(long amount, int number) throws SQLException {
        return delegate.getResultSet(amount, number);
    }

    @Override
    public String toString() {
        return Wrapping.describe(delegate);
    }
}
