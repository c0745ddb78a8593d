package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.ProtectedColumn;
import io.tdejdbc.sqlparse.ValueType;
import io.tdejdbc.sqlparse.internal.lex.TokenKind;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/**
 * Finds parameters that are cast to an array of a column's own type: {@code CAST(? AS t[])} and {@code ?::t[]}. The cast
 * changes nothing, and the array of stored values has another type.
 */
final class CastArrays {
    private final Statement statement;
    private final Tokens tokens;

    CastArrays(Statement statement) {
        this.statement = statement;
        this.tokens = statement.tokens();
    }

    /** The parameter that a node is, by itself or in such a cast. */
    Optional<SqlDynamicParam> parameter(SqlNode node, ProtectedColumn column) {
        if (node instanceof SqlDynamicParam parameter) {
            return Optional.of(parameter);
        }
        return node.getKind() == SqlKind.CAST
                        && ((SqlCall) node).operand(0) instanceof SqlDynamicParam parameter
                        && !whole(parameter, column).equals(Span.NONE)
                ? Optional.of(parameter)
                : Optional.empty();
    }

    /** Takes the cast out of the text. */
    void withoutCast(SqlNode node, Leaf parameter, ProtectedColumn column) {
        if (!(node instanceof SqlDynamicParam)) {
            Span whole = whole(((SqlCall) node).operand(0), column);
            statement.uncovered(((SqlCall) node).operand(1), whole, parameter, column);
        }
    }

    private Span whole(SqlDynamicParam parameter, ProtectedColumn column) {
        int at = Span.of(parameter, tokens).from();
        if (at < 0) {
            return Span.NONE;
        }
        boolean call = tokens.isSymbol(at - 1, '(') && tokens.isWord(at - 2, "CAST") && tokens.isWord(at + 1, "AS");
        boolean sign = tokens.isSymbol(at + 1, ':') && tokens.isSymbol(at + 2, ':');
        int type = call ? at + 2 : at + 3;
        if (!call && !sign) {
            return Span.NONE;
        }
        int end = type;
        StringBuilder name = new StringBuilder();
        while (end < tokens.size() && tokens.kind(end) == TokenKind.WORD) {
            name.append(name.length() > 0 ? " " : "").append(tokens.text(end).toUpperCase(Locale.ROOT));
            end++;
        }
        if (!isOwn(name.toString(), column) || !tokens.isSymbol(end, '[') || !tokens.isSymbol(end + 1, ']')) {
            return Span.NONE;
        }
        end += 2;
        if (!call) {
            return new Span(at, end);
        }
        return tokens.isSymbol(end, ')') ? new Span(at - 2, end + 1) : Span.NONE;
    }

    private static boolean isOwn(String name, ProtectedColumn column) {
        boolean text = column.type().kind() == ValueType.Kind.TEXT;
        return column.type().castNames().contains(name)
                || text && (name.equals("VARCHAR") || name.equals("CHARACTER VARYING"));
    }
}
