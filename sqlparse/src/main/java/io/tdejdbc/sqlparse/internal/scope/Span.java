package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.internal.lex.Tokens;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The tokens of a leaf, without the parentheses around it; {@code from} is -1 if the tree's position is not the span of
 * whole tokens.
 */
record Span(int from, int to) {
    static final Span NONE = new Span(-1, -1);

    static Span of(SqlNode node, Tokens tokens) {
        SqlParserPos position = node.getParserPosition();
        int start = position.getColumnNum() - 1;
        int end = position.getEndColumnNum();
        int from = tokens.at(start);
        int last = tokens.at(end - 1);
        if (from < 0 || last < from) {
            return NONE;
        }
        if (tokens.end(last) != end) {
            return NONE;
        }
        if (from == last && tokens.isSymbol(last, '}')) {
            // The grammar gives a date escape the position of its closing brace.
            from = last - 3;
            if (!tokens.isSymbol(from, '{')) {
                return NONE;
            }
        }
        int to = last + 1;
        while (to - from > 2 && tokens.isSymbol(from, '(') && tokens.isSymbol(to - 1, ')')) {
            from++;
            to--;
        }
        return new Span(from, to);
    }
}
