package io.tdejdbc.keystore;

/**
 * The kinds of plaintext. The code is part of the associated data of every stored value and never changes; length,
 * precision and scale are deliberately no part of it, so that widening a column leaves old values readable.
 */
public enum TypeFamily {
    /** Character data, UTF-8. */
    TEXT(1),
    /** Integers of every width. */
    INTEGER(2),
    /** Exact decimals. */
    DECIMAL(3),
    /** IEEE 754 single and double. */
    FLOAT(4),
    /** Truth values. */
    BOOLEAN(5),
    /** Calendar dates. */
    DATE(6),
    /** Times of day without zone. */
    LOCAL_TIME(7),
    /** Date and time without zone. */
    LOCAL_TIMESTAMP(8),
    /** Points in time, with an offset where the backend keeps one. */
    INSTANT(9),
    /** Byte strings. */
    BINARY(10),
    /** UUIDs. */
    UUID(11),
    /** Times of day with offset. */
    OFFSET_TIME(12);

    private final byte code;

    TypeFamily(int code) {
        this.code = (byte) code;
    }

    /** The byte that stands for the family in associated data. */
    public byte code() {
        return code;
    }
}
