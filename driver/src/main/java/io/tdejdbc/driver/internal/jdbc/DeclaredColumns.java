package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.plan.ColumnBinding;
import io.tdejdbc.driver.internal.types.CatalogColumn;
import io.tdejdbc.driver.internal.types.DeclaredType;
import java.sql.Types;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** What catalog results show of a protected column: column index to value. */
final class DeclaredColumns {
    private DeclaredColumns() {}

    /** For {@code DatabaseMetaData.getColumns}. */
    static Map<Integer, Object> ofColumns(ColumnBinding column) {
        DeclaredType type = column.codec().type();
        Map<Integer, Object> row = new HashMap<>();
        CatalogColumn catalog = column.codec().catalogColumn();
        row.put(5, catalog.jdbcType());
        row.put(6, catalog.typeName());
        row.put(7, orNull(catalog.size()));
        row.put(9, orNull(catalog.decimalDigits()));
        switch (type.family()) {
            case INTEGER, FLOAT, DECIMAL -> row.put(10, radix(type));
            default -> {
                // What the backend says of a column that is no number.
            }
        }
        row.put(16, orNull(catalog.octetLength()));
        // No type is the stand-in of another.
        row.put(22, null);
        return row;
    }

    private static Object orNull(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }

    /** Backends that count an INTEGER as 32 digits count binary ones. */
    private static int radix(DeclaredType type) {
        return switch (type.jdbcType()) {
            case Types.TINYINT -> type.precision() == 8 ? 2 : 10;
            case Types.SMALLINT -> type.precision() == 16 ? 2 : 10;
            case Types.INTEGER -> type.precision() == 32 ? 2 : 10;
            case Types.BIGINT -> type.precision() == 64 ? 2 : 10;
            case Types.REAL -> type.precision() == 24 ? 2 : 10;
            case Types.DOUBLE, Types.FLOAT -> type.precision() == 53 || type.precision() == 24 ? 2 : 10;
            default -> 10;
        };
    }

    /** For {@code getBestRowIdentifier} and {@code getVersionColumns}. */
    static Map<Integer, Object> ofIdentifiers(ColumnBinding column) {
        DeclaredType type = column.codec().type();
        return Map.of(3, type.jdbcType(), 4, type.typeName(), 5, type.precision(), 7, type.scale());
    }

    /** For {@code getProcedureColumns} and {@code getFunctionColumns}. */
    static Map<Integer, Object> ofParameters(ColumnBinding column) {
        DeclaredType type = column.codec().type();
        return Map.of(6, type.jdbcType(), 7, type.typeName(), 8, type.precision(), 10, type.scale());
    }
}
