package io.tdejdbc.driver.internal.jdbc;

import java.sql.ParameterMetaData;
import java.sql.SQLException;

/** Generated: hands every call of {@link ParameterMetaData} to the wrapped object. */
@SuppressWarnings("deprecation")
abstract class AbstractDelegatingParameterMetaData implements ParameterMetaData {
    final ParameterMetaData delegate;

    AbstractDelegatingParameterMetaData(ParameterMetaData delegate) {
        this.delegate = delegate;
    }

    @Override
    public String getParameterClassName(int number) throws SQLException {
        return delegate.getParameterClassName(number);
    }

    @Override
    public int getParameterCount() throws SQLException {
        return delegate.getParameterCount();
    }

    @Override
    public int getParameterMode(int number) throws SQLException {
        return delegate.getParameterMode(number);
    }

    @Override
    public int getParameterType(int number) throws SQLException {
        return delegate.getParameterType(number);
    }

    @Override
    public String getParameterTypeName(int number) throws SQLException {
        return delegate.getParameterTypeName(number);
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
    public int isNullable(int number) throws SQLException {
        return delegate.isNullable(number);
    }

    @Override
    public boolean isSigned(int number) throws SQLException {
        return delegate.isSigned(number);
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
