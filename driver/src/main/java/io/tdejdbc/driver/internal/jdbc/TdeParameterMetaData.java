package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.types.DeclaredType;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.sql.Types;

/** Shows the parameters that the application sees, with the declared types of protected ones. */
final class TdeParameterMetaData extends AbstractDelegatingParameterMetaData {
    /** The digits of a BIGINT, which the driver takes for a number of rows. */
    private static final int ROW_COUNT_DIGITS = 19;

    private final PreparedLayout layout;

    TdeParameterMetaData(ParameterMetaData delegate, PreparedLayout layout) {
        super(delegate);
        this.layout = layout;
    }

    /** The declared type of a parameter; null for plain ones and for indexes that the inner driver will refuse. */
    private DeclaredType declared(int index) {
        return layout.hasOuter(index) ? layout.declaredType(index) : null;
    }

    private int inner(int index) {
        return layout.innerIndex(index);
    }

    @Override
    public int getParameterCount() {
        return layout.outerCount();
    }

    @Override
    public int getParameterType(int index) throws SQLException {
        if (layout.countsRows(index)) {
            return Types.BIGINT;
        }
        DeclaredType type = declared(index);
        return type == null ? delegate.getParameterType(inner(index)) : type.jdbcType();
    }

    @Override
    public String getParameterTypeName(int index) throws SQLException {
        if (layout.countsRows(index)) {
            return "BIGINT";
        }
        DeclaredType type = declared(index);
        return type == null ? delegate.getParameterTypeName(inner(index)) : type.typeName();
    }

    @Override
    public String getParameterClassName(int index) throws SQLException {
        if (layout.countsRows(index)) {
            return Long.class.getName();
        }
        DeclaredType type = declared(index);
        return type == null ? delegate.getParameterClassName(inner(index)) : type.className();
    }

    @Override
    public int getPrecision(int index) throws SQLException {
        if (layout.countsRows(index)) {
            return ROW_COUNT_DIGITS;
        }
        DeclaredType type = declared(index);
        return type == null ? delegate.getPrecision(inner(index)) : type.precision();
    }

    @Override
    public int getScale(int index) throws SQLException {
        if (layout.countsRows(index)) {
            return 0;
        }
        DeclaredType type = declared(index);
        return type == null ? delegate.getScale(inner(index)) : type.scale();
    }

    @Override
    public boolean isSigned(int index) throws SQLException {
        DeclaredType type = declared(index);
        // H2 calls every parameter signed.
        return layout.countsRows(index)
                || type != null && type.signed()
                || !layout.isOwn(index) && delegate.isSigned(inner(index));
    }

    @Override
    public int getParameterMode(int index) throws SQLException {
        return layout.isOwn(index) ? parameterModeIn : delegate.getParameterMode(inner(index));
    }

    @Override
    public int isNullable(int index) throws SQLException {
        return layout.isOwn(index) ? parameterNullableUnknown : delegate.isNullable(inner(index));
    }
}
