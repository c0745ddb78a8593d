package io.tdejdbc.driver.internal.jdbc;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** An array whose result sets lead back to our connection. */
final class TdeArray extends AbstractDelegatingArray {
    private final TdeConnection connection;

    TdeArray(TdeConnection connection, Array delegate) {
        super(delegate);
        this.connection = connection;
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        return connection.wrapPlain(delegate.getResultSet());
    }

    @Override
    public ResultSet getResultSet(Map<String, Class<?>> map) throws SQLException {
        return connection.wrapPlain(delegate.getResultSet(map));
    }

    @Override
    public ResultSet getResultSet(long index, int count) throws SQLException {
        return connection.wrapPlain(delegate.getResultSet(index, count));
    }

    @Override
    public ResultSet getResultSet(long index, int count, Map<String, Class<?>> map) throws SQLException {
        return connection.wrapPlain(delegate.getResultSet(index, count, map));
    }
}
