package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.TypeFamily;

/**
 * The type that the application declared for a protected column; result sets and metadata show it in place of the
 * stored binary type.
 *
 * @param family the kind of plaintext
 * @param jdbcType {@link java.sql.Types} code as the backend's driver reports it for the plain column
 * @param typeName the backend's name for the type, as its driver reports it
 * @param className what {@code getColumnClassName} reports
 * @param precision as {@code getPrecision}; length in characters or bytes, digits of a number
 * @param scale as {@code getScale}; fractional digits of numbers and seconds
 * @param displaySize as {@code getColumnDisplaySize}
 * @param signed as {@code isSigned}
 * @param caseSensitive as {@code isCaseSensitive}
 * @param definition the type as DDL writes it, such as {@code character varying(40)}
 */
public record DeclaredType(
        TypeFamily family,
        int jdbcType,
        String typeName,
        String className,
        int precision,
        int scale,
        int displaySize,
        boolean signed,
        boolean caseSensitive,
        String definition) {

    private static final String SEPARATOR = "\t";

    /** The form kept in the metadata tables. */
    public String serialise() {
        return String.join(
                SEPARATOR,
                "1",
                family.name(),
                Integer.toString(jdbcType),
                typeName,
                className,
                Integer.toString(precision),
                Integer.toString(scale),
                Integer.toString(displaySize),
                Boolean.toString(signed),
                Boolean.toString(caseSensitive),
                definition);
    }

    /**
     * Reads {@link #serialise}'s form.
     *
     * @throws IllegalArgumentException if it is no such text
     */
    public static DeclaredType parse(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        if (parts.length != 11 || !"1".equals(parts[0])) {
            throw new IllegalArgumentException("a declared type of an unknown form");
        }
        return new DeclaredType(
                TypeFamily.valueOf(parts[1]),
                Integer.parseInt(parts[2]),
                parts[3],
                parts[4],
                Integer.parseInt(parts[5]),
                Integer.parseInt(parts[6]),
                Integer.parseInt(parts[7]),
                Boolean.parseBoolean(parts[8]),
                Boolean.parseBoolean(parts[9]),
                parts[10]);
    }
}
