package io.tdejdbc.sqlparse;

/**
 * The settings of one database session that decide how its SQL text is read.
 *
 * @param family the lexical rules
 * @param folding what happens to unquoted names
 * @param backslashEscapes whether a backslash escapes inside an ordinary {@code '…'} string
 * @param plainCase whether UPPER and LOWER map ASCII letters to ASCII letters, as they do but for Turkish and its kin
 */
public record SqlSession(LexicalFamily family, IdentifierFolding folding, boolean backslashEscapes, boolean plainCase) {

    /** Settings of a session of which nothing is known about UPPER and LOWER. */
    public SqlSession(LexicalFamily family, IdentifierFolding folding, boolean backslashEscapes) {
        this(family, folding, backslashEscapes, false);
    }
}
