package io.tdejdbc.sqlparse;

/**
 * A place in the statement's text.
 *
 * @param offset UTF-16 index from 0
 * @param line from 1
 * @param column UTF-16 column from 1
 */
public record SourcePosition(int offset, int line, int column) {
    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
