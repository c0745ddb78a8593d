package io.tdejdbc.driver.internal.jdbc;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/** Generated: hands every call of {@link ResultSetMetaData} to the wrapped object. */
@SuppressWarnings("deprecation")
abstract class AbstractDelegatingResultSetMetaData implements ResultSetMetaData {
    final ResultSetMetaData delegate;

    AbstractDelegatingResultSetMetaData(ResultSetMetaData delegate) {
        this.delegate = delegate;
    }

    @Override
    public String getCatalogName(int number) throws SQLException {
        return delegate.getCatalogName(number);
    }

    @Override
    public String getColumnClassName(int number) throws SQLException {
        return delegate.getColumnClassName(number);
    }

    @Override
    public int getColumnCount() throws SQLException {
        return delegate.getColumnCount();
    }

    @Override
    public int getColumnDisplaySize(int number) throws SQLException {
        return delegate.getColumnDisplaySize(number);
    }

    @Override
    public String getColumnLabel(int number) throws SQLException {
        return delegate.getColumnLabel(number);
    }

    @Override
    public String getColumnName(int number) throws SQLException {
        return delegate.getColumnName(number);
    }

    @Override
    public int getColumnType(int number) throws SQLException {
        return delegate.getColumnType(number);
    }

    @Override
    public String getColumnTypeName(int number) throws SQLException {
        return delegate.getColumnTypeName(number);
    }

    @Override
    public int getPrecision(int number) throws SQLException {
        return delegate.getPrecision(number);
    }

    @Override
    public int getScale(int number) throws SQLException {
        return delegate.getScale(number);
    }

    @Override
    public String getSchemaName(int number) throws SQLException {
        return delegate.getSchemaName(number);
    }

    @Override
    public String getTableName(int number) throws SQLException {
        return delegate.getTableName(number);
    }

    @Override
    public boolean isAutoIncrement(int number) throws SQLException {
        return delegate.isAutoIncrement(number);
    }

    @Override
    public boolean isCaseSensitive(int number) throws SQLException {
        return delegate.isCaseSensitive(number);
    }

    @Override
    public boolean isCurrency(int number) throws SQLException {
        return delegate.isCurrency(number);
    }

    @Override
    public boolean isDefinitelyWritable(int number) throws SQLException {
        return delegate.isDefinitelyWritable(number);
    }

    @Override
    public int isNullable(int number) throws SQLException {
        return delegate.isNullable(number);
    }

    @Override
    public boolean isReadOnly(int number) throws SQLException {
        return delegate.isReadOnly(number);
    }

    @Override
    public boolean isSearchable(int number) throws SQLException {
        return delegate.isSearchable(number);
    }

    @Override
    public boolean isSigned(int number) throws SQLException {
        return delegate.isSigned(number);
    }

    @Override
    public boolean isWritable(int number) throws SQLException {
        return delegate.isWritable(number);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return Wrapping.unwrap(this, delegate, type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return Wrapping.isWrapperFor(this, delegate, type);
    }

    @Override
    public String toString() {
        return Wrapping.describe(delegate);
    }
}
