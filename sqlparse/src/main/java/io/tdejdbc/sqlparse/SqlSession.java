package io.tdejdbc.sqlparse;

/**
 * The settings of one database session that decide how its SQL text is read.
 *
 * @param family the lexical rules
 * @param folding what happens to unquoted names
 * @param backslashEscapes whether a backslash escapes inside an ordinary {@code '…'} string
 * @param plainCase whether UPPER and LOWER map ASCII letters to ASCII letters, as they do but for Turkish and its kin
 * @param doubleQuotedStrings whether double quotes enclose strings and never names, as they do in MySQL but for ANSI_QUOTES
 * @param concatenatingBars whether {@code ||} concatenates and is not OR, as it is in MySQL but for PIPES_AS_CONCAT
 */
public record SqlSession(
        LexicalFamily family,
        IdentifierFolding folding,
        boolean backslashEscapes,
        boolean plainCase,
        boolean doubleQuotedStrings,
        boolean concatenatingBars) {

    /** Settings of a session of which nothing is known about UPPER, LOWER, double quotes and bars. */
    public SqlSession(LexicalFamily family, IdentifierFolding folding, boolean backslashEscapes) {
        this(family, folding, backslashEscapes, false, false, family != LexicalFamily.MYSQL);
    }
}
