package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.plan.ColumnBinding;
import io.tdejdbc.driver.internal.types.DeclaredType;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/** Shows the declared types of protected columns in place of the stored binary ones. */
final class TdeResultSetMetaData extends AbstractDelegatingResultSetMetaData {
    private final ColumnBinding[] bindings;
    private final int hidden;

    /** @param bindings by column index from 1; null for plain columns */
    TdeResultSetMetaData(ResultSetMetaData delegate, ColumnBinding[] bindings) {
        this(delegate, bindings, 0);
    }

    /** @param hidden how many columns at the end are not handed out */
    TdeResultSetMetaData(ResultSetMetaData delegate, ColumnBinding[] bindings, int hidden) {
        super(delegate);
        this.bindings = bindings;
        this.hidden = hidden;
    }

    @Override
    public int getColumnCount() throws SQLException {
        return delegate.getColumnCount() - hidden;
    }

    /** The declared type at an index; null for plain columns and for indexes that the inner driver will refuse. */
    private DeclaredType declared(int index) {
        ColumnBinding column = index > 0 && index < bindings.length ? bindings[index] : null;
        return column == null ? null : column.codec().type();
    }

    @Override
    public int getColumnType(int index) throws SQLException {
        DeclaredType type = declared(index);
        return type == null ? delegate.getColumnType(index) : type.jdbcType();
    }

    @Override
    public String getColumnTypeName(int index) throws SQLException {
        DeclaredType type = declared(index);
        return type == null ? delegate.getColumnTypeName(index) : type.typeName();
    }

    @Override
    public String getColumnClassName(int index) throws SQLException {
        DeclaredType type = declared(index);
        return type == null ? delegate.getColumnClassName(index) : type.className();
    }

    @Override
    public int getPrecision(int index) throws SQLException {
        DeclaredType type = declared(index);
        return type == null ? delegate.getPrecision(index) : type.precision();
    }

    @Override
    public int getScale(int index) throws SQLException {
        DeclaredType type = declared(index);
        return type == null ? delegate.getScale(index) : type.scale();
    }

    @Override
    public int getColumnDisplaySize(int index) throws SQLException {
        DeclaredType type = declared(index);
        return type == null ? delegate.getColumnDisplaySize(index) : type.displaySize();
    }

    @Override
    public boolean isSigned(int index) throws SQLException {
        DeclaredType type = declared(index);
        return type == null ? delegate.isSigned(index) : type.signed();
    }

    @Override
    public boolean isCaseSensitive(int index) throws SQLException {
        DeclaredType type = declared(index);
        return type == null ? delegate.isCaseSensitive(index) : type.caseSensitive();
    }
}
