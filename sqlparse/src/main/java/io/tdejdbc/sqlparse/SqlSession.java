package io.tdejdbc.sqlparse;

/**
 * The settings of one database session that decide how its SQL text is read.
 *
 * @param family the lexical rules
 * @param folding what happens to unquoted names
 * @param backslashEscapes whether a backslash escapes inside an ordinary {@code '…'} string
 */
public record SqlSession(LexicalFamily family, IdentifierFolding folding, boolean backslashEscapes) {}
