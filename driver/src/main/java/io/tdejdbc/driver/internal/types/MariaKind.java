package io.tdejdbc.driver.internal.types;

/** What a parameter or a literal is for the server, before the column's type takes it. */
enum MariaKind {
    /** A character string in the connection's character set. */
    STRING("a text"),
    /** A byte string. */
    BINARY("a byte string"),
    /** A whole number of any size. */
    INTEGER("an integer"),
    /** An exact number with a point. */
    DECIMAL("a decimal"),
    /** A number with an exponent. */
    DOUBLE("a double"),
    /** A DATE literal. */
    DATE("a date"),
    /** A TIME literal. */
    TIME("a time"),
    /** A TIMESTAMP literal. */
    DATETIME("a datetime");

    private final String phrase;

    MariaKind(String phrase) {
        this.phrase = phrase;
    }

    /** The kind in the words of a message. */
    String phrase() {
        return phrase;
    }

    boolean isNumber() {
        return this == INTEGER || this == DECIMAL || this == DOUBLE;
    }

    boolean isString() {
        return this == STRING || this == BINARY;
    }
}
