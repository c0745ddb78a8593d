package io.tdejdbc.driver.internal.types;

/** The data types of H2 values; names as its DDL writes them. */
enum H2Kind {
    CHAR("CHARACTER"),
    VARCHAR("CHARACTER VARYING"),
    CLOB("CHARACTER LARGE OBJECT"),
    VARCHAR_IGNORECASE("VARCHAR_IGNORECASE"),
    BINARY("BINARY"),
    VARBINARY("BINARY VARYING"),
    BLOB("BINARY LARGE OBJECT"),
    BOOLEAN("BOOLEAN"),
    TINYINT("TINYINT"),
    SMALLINT("SMALLINT"),
    INTEGER("INTEGER"),
    BIGINT("BIGINT"),
    NUMERIC("NUMERIC"),
    REAL("REAL"),
    DOUBLE("DOUBLE PRECISION"),
    DECFLOAT("DECFLOAT"),
    DATE("DATE"),
    TIME("TIME"),
    TIME_TZ("TIME WITH TIME ZONE"),
    TIMESTAMP("TIMESTAMP"),
    TIMESTAMP_TZ("TIMESTAMP WITH TIME ZONE"),
    UUID("UUID"),
    OTHER("JAVA_OBJECT");

    private final String sqlName;

    H2Kind(String sqlName) {
        this.sqlName = sqlName;
    }

    String sqlName() {
        return sqlName;
    }

    /** CHARACTER, CHARACTER VARYING and VARCHAR_IGNORECASE, which H2 parses where another type is asked for. */
    boolean isText() {
        return this == CHAR || this == VARCHAR || this == VARCHAR_IGNORECASE;
    }

    boolean isInteger() {
        return this == TINYINT || this == SMALLINT || this == INTEGER || this == BIGINT;
    }

    boolean isNumeric() {
        return isInteger() || this == NUMERIC || this == REAL || this == DOUBLE || this == DECFLOAT;
    }

    private boolean isBinary() {
        return this == BINARY || this == VARBINARY || this == BLOB;
    }

    /** Whether H2 takes a constant of another type in a comparison with a column of this type. */
    boolean isComparableWith(H2Kind constant) {
        if (isText() || this == CLOB || constant.isText()) {
            H2Kind other = constant.isText() ? this : constant;
            return !other.isBinary() && other != BOOLEAN;
        }
        if (isTemporal() && constant.isTemporal()) {
            boolean date = this == DATE || constant == DATE;
            boolean time = this == TIME || this == TIME_TZ || constant == TIME || constant == TIME_TZ;
            return !(date && time);
        }
        return this == constant
                || isNumeric() && constant.isNumeric()
                || (isBinary() || this == UUID) && (constant.isBinary() || constant == UUID);
    }

    boolean isTemporal() {
        return this == DATE || this == TIME || this == TIME_TZ || this == TIMESTAMP || this == TIMESTAMP_TZ;
    }

    /** Width of an integer type, 0 for others. */
    int bits() {
        return switch (this) {
            case TINYINT -> 8;
            case SMALLINT -> 16;
            case INTEGER -> 32;
            case BIGINT -> 64;
            default -> 0;
        };
    }
}
