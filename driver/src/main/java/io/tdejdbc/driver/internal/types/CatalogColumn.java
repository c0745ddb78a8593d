package io.tdejdbc.driver.internal.types;

import java.util.OptionalInt;

/**
 * What {@code DatabaseMetaData.getColumns} says of a column, where that can be other than what results say.
 *
 * @param jdbcType as {@code DATA_TYPE}
 * @param typeName as {@code TYPE_NAME}
 * @param size as {@code COLUMN_SIZE}; empty for NULL
 * @param decimalDigits as {@code DECIMAL_DIGITS}; empty for NULL
 * @param octetLength as {@code CHAR_OCTET_LENGTH}; empty for NULL
 */
public record CatalogColumn(
        int jdbcType, String typeName, OptionalInt size, OptionalInt decimalDigits, OptionalInt octetLength) {

    /** That of a backend whose catalog and results agree. */
    static CatalogColumn of(DeclaredType type) {
        OptionalInt octets = switch (type.family()) {
            case TEXT, BINARY -> OptionalInt.of(type.precision());
            default -> OptionalInt.empty();
        };
        return new CatalogColumn(
                type.jdbcType(),
                type.typeName(),
                OptionalInt.of(type.precision()),
                OptionalInt.of(type.scale()),
                octets);
    }

    /** The same without {@code DECIMAL_DIGITS}. */
    CatalogColumn withoutDigits() {
        return new CatalogColumn(jdbcType, typeName, size, OptionalInt.empty(), octetLength);
    }
}
