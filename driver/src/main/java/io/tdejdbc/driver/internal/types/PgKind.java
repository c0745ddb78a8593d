package io.tdejdbc.driver.internal.types;

/** The types that parameters and columns of PostgreSQL have here; names as the server and its driver write them. */
enum PgKind {
    /** A parameter or literal without a type: the input function of the column's type reads it. */
    UNKNOWN("unknown"),
    TEXT("text"),
    VARCHAR("varchar"),
    BPCHAR("bpchar"),
    INT2("int2"),
    INT4("int4"),
    INT8("int8"),
    NUMERIC("numeric"),
    FLOAT4("float4"),
    FLOAT8("float8"),
    BOOL("bool"),
    DATE("date"),
    TIME("time"),
    TIMETZ("timetz"),
    TIMESTAMP("timestamp"),
    TIMESTAMPTZ("timestamptz"),
    BYTEA("bytea"),
    UUID("uuid");

    private final String typeName;

    PgKind(String typeName) {
        this.typeName = typeName;
    }

    String typeName() {
        return typeName;
    }

    boolean isText() {
        return this == TEXT || this == VARCHAR || this == BPCHAR;
    }

    boolean isInteger() {
        return this == INT2 || this == INT4 || this == INT8;
    }

    boolean isFloat() {
        return this == FLOAT4 || this == FLOAT8;
    }

    /** Width of an integer type, 0 for others. */
    int bits() {
        return switch (this) {
            case INT2 -> 16;
            case INT4 -> 32;
            case INT8 -> 64;
            default -> 0;
        };
    }
}
