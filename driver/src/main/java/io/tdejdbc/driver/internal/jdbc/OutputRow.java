package io.tdejdbc.driver.internal.jdbc;

import java.net.URL;
import java.sql.CallableStatement;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.util.Map;

/** The output parameters of a call as a row: what {@link ProtectedValues} asks for the stored value of a column. */
final class OutputRow extends AbstractDelegatingResultSet {
    private final CallableStatement callable;

    OutputRow(CallableStatement callable) {
        super(null);
        this.callable = callable;
    }

    /** Never one whose rows the inner driver holds ahead. */
    @Override
    public int getType() {
        return ResultSet.TYPE_SCROLL_INSENSITIVE;
    }

    @Override
    public byte[] getBytes(int index) throws SQLException {
        return callable.getBytes(index);
    }

    @Override
    public boolean wasNull() throws SQLException {
        return callable.wasNull();
    }

    @Override
    public Object getObject(int index, Map<String, Class<?>> map) throws SQLException {
        return callable.getObject(index, map);
    }

    @Override
    public Ref getRef(int index) throws SQLException {
        return callable.getRef(index);
    }

    @Override
    public RowId getRowId(int index) throws SQLException {
        return callable.getRowId(index);
    }

    @Override
    public URL getURL(int index) throws SQLException {
        return callable.getURL(index);
    }
}
