package io.tdejdbc.driver.internal.types;

import java.sql.Types;
import java.util.Locale;
import java.util.OptionalInt;

/** What MariaDB's {@code information_schema}, by which Connector/J answers, says of columns in other words than results do. */
final class MariaCatalog {
    /** Connector/J cuts greater lengths to it. */
    private static final int LONGEST = Integer.MAX_VALUE;
    /** In utf8mb4, which sessions have to be in. */
    private static final int BYTES_OF_CHARACTER = 4;

    private static final int DIGITS_OF_TINYINT = 3;

    private MariaCatalog() {}

    static CatalogColumn column(DeclaredType type) {
        String name = type.typeName().replace("INTEGER", "INT").toUpperCase(Locale.ROOT);
        OptionalInt size = OptionalInt.of(type.precision());
        return switch (type.family()) {
            case INTEGER, DECIMAL ->
                new CatalogColumn(
                        type.jdbcType(),
                        name,
                        name.equals("BOOLEAN") ? OptionalInt.of(DIGITS_OF_TINYINT) : size,
                        OptionalInt.of(type.scale()),
                        OptionalInt.empty());
            case TEXT, BINARY -> string(type, name);
            case UUID ->
                new CatalogColumn(type.jdbcType(), name, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
            default -> new CatalogColumn(type.jdbcType(), name, size, OptionalInt.empty(), OptionalInt.empty());
        };
    }

    private static CatalogColumn string(DeclaredType type, String name) {
        int jdbcType = switch (name) {
            case "BINARY" -> Types.BINARY;
            case "TEXT", "MEDIUMTEXT" -> Types.LONGVARCHAR;
            case "BLOB", "MEDIUMBLOB" -> Types.LONGVARBINARY;
            default -> type.jdbcType();
        };
        int size = name.startsWith("LONG") ? LONGEST : type.precision();
        int octets = name.endsWith("CHAR") ? BYTES_OF_CHARACTER * size : size;
        return new CatalogColumn(jdbcType, name, OptionalInt.of(size), OptionalInt.empty(), OptionalInt.of(octets));
    }
}
