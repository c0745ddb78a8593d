package io.tdejdbc.sqlparse;

import java.util.Set;

/**
 * What the analysis must know of a column's declared type to tell which expressions have a certain value for it.
 *
 * @param kind the kind of values; decides which computed values it takes
 * @param castNames type names, in upper case with single blanks and without length, to which a cast changes no value on
 *     its way into the column or into a comparison with it
 * @param ordered whether the driver knows the order in which the database puts the column's values
 */
public record ValueType(Kind kind, Set<String> castNames, boolean ordered) {
    /** The kinds of values. */
    public enum Kind {
        /** Character strings of varying length, with or without limit. */
        TEXT,
        /** Integers and exact decimals. */
        NUMBER,
        /** Days. */
        DATE,
        /** All others: only values by themselves are taken. */
        OTHER
    }

    /** A type of which nothing is known. */
    public static final ValueType OTHER = new ValueType(Kind.OTHER, Set.of());

    /** A type whose order is not known. */
    public ValueType(Kind kind, Set<String> castNames) {
        this(kind, castNames, false);
    }

    /** Copies the names. */
    public ValueType {
        castNames = Set.copyOf(castNames);
    }
}
