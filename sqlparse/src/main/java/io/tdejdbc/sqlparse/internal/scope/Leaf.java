package io.tdejdbc.sqlparse.internal.scope;

/**
 * A single parameter, literal or NULL of the statement.
 *
 * @param span its tokens; none if the tree's position is not that of whole tokens
 * @param offset where it stands
 * @param parameter the parameter's place among all, from 0; -1 for others
 */
record Leaf(Kind kind, Span span, int offset, int parameter) {
    enum Kind {
        PARAMETER,
        LITERAL,
        NULL
    }
}
