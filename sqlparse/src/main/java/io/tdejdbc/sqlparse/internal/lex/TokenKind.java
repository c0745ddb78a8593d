package io.tdejdbc.sqlparse.internal.lex;

/** What a token is, as far as the pre-lexer distinguishes. */
public enum TokenKind {
    /** An identifier or keyword without quotes. */
    WORD,
    /** An identifier in quotes. */
    QUOTED_NAME,
    /** A character string in any of the family's forms, prefix included. */
    STRING,
    /** A binary string such as {@code X'00ff'}. */
    BINARY,
    /** A bit string such as {@code B'101'}. */
    BITS,
    /** An unsigned number. */
    NUMBER,
    /** A JDBC parameter marker, {@code ?} or {@code ?1}. */
    PARAMETER,
    /** A parameter that JDBC does not know: {@code $1}, {@code :name}. */
    FOREIGN_PARAMETER,
    /** One character of anything else. */
    SYMBOL
}
