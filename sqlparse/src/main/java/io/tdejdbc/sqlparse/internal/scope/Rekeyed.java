package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.ProtectedColumn;
import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.internal.constant.ConstantExpression;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.OptionalInt;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/**
 * Asks for values by both search keys of a column whose key is being changed. A list gets both in place of the one; {@code
 * c = v} becomes {@code (c = v1 OR c = v2)} and {@code c <> v} becomes {@code (c <> v1 AND c <> v2)}, which give NULL
 * where the one comparison does.
 */
final class Rekeyed {
    private final Statement statement;
    private final Tokens tokens;

    Rekeyed(Statement statement) {
        this.statement = statement;
        this.tokens = statement.tokens();
    }

    /** A place at which a value cannot be asked for twice. */
    void refuse(Leaf leaf, ProtectedColumn column, SqlNode node) {
        throw statement.refuse(Rule.REKEYED, node, column);
    }

    /** An item of a list. */
    void item(Leaf leaf, ProtectedColumn column, SqlNode item) {
        Span value = leaf.span();
        if (!value.equals(Span.of(item, tokens)) || !isListed(value)) {
            refuse(leaf, column, item);
        }
        ask(leaf, new Surroundings.Doubled("", ", ", ""), item);
    }

    /** Whether a value stands between commas or the brackets of its list, and in no parentheses of its own. */
    private boolean isListed(Span value) {
        int before = value.from() - 1;
        boolean begins = tokens.isSymbol(before, '[')
                || tokens.isSymbol(before, '(')
                        && !tokens.isSymbol(before - 1, '(')
                        && !tokens.isSymbol(before - 1, ',');
        boolean ends = tokens.isSymbol(value.to(), ',')
                || tokens.isSymbol(value.to(), ')')
                || tokens.isSymbol(value.to(), ']');
        return value.from() >= 0 && (begins || tokens.isSymbol(before, ',')) && ends;
    }

    /** {@code column = value}, either way round, or the same with {@code <>}. */
    void comparison(Leaf leaf, ProtectedColumn column, SqlCall call) {
        boolean valueFirst = leaf.span().equals(Span.of(call.operand(0), tokens));
        SqlNode other = call.operand(valueFirst ? 1 : 0);
        Span value = leaf.span();
        Span name = Span.of(other, tokens);
        if (!(other instanceof SqlIdentifier)
                || name.from() < 0
                || value.from() < 0
                || tokens.isSymbol(value.from() - 1, '+')
                || !valueFirst && !value.equals(Span.of(call.operand(1), tokens))) {
            refuse(leaf, column, call);
        }
        Span left = valueFirst ? value : name;
        Span right = valueFirst ? name : value;
        int closing = count(left.to(), 1, ')');
        int opening = count(right.from() - 1, -1, '(');
        if (!isOperator(left.to() + closing, right.from() - opening, call.getKind())
                || count(left.from() - 1, -1, '(') < closing
                || count(right.to(), 1, ')') < opening) {
            refuse(leaf, column, call);
        }
        String text = tokens.text();
        int begin = tokens.start(left.from() - closing);
        int end = tokens.end(right.to() - 1 + opening);
        int valueBegin = tokens.start(value.from());
        int valueEnd = tokens.end(value.to() - 1);
        String before = text.substring(begin, valueBegin);
        String after = text.substring(valueEnd, end);
        String glue = call.getKind() == SqlKind.EQUALS ? " OR " : " AND ";
        ask(
                leaf,
                new Surroundings.Doubled(
                        begin == valueBegin ? "(" : "", after + glue + before, end == valueEnd ? ")" : ""),
                call);
        if (begin != valueBegin) {
            statement.insert(begin, "(");
        }
        if (end != valueEnd) {
            statement.insert(end, ")");
        }
    }

    private void ask(Leaf leaf, Surroundings.Doubled text, SqlNode node) {
        if (!statement.surroundings().doubled(mark(leaf), text)) {
            throw statement.refuse(Rule.REKEYED, node);
        }
    }

    /** Where the value stands in the rewritten text; of an expression its parameter alone stays. */
    private int mark(Leaf leaf) {
        OptionalInt parameter =
                leaf.computed().map(ConstantExpression::parameter).orElse(OptionalInt.empty());
        return tokens.start(parameter.orElse(leaf.span().from()));
    }

    private int count(int from, int step, char symbol) {
        int count = 0;
        for (int i = from; i >= 0 && i < tokens.size() && tokens.isSymbol(i, symbol); i += step) {
            count++;
        }
        return count;
    }

    private boolean isOperator(int from, int to, SqlKind kind) {
        if (from >= to) {
            return false;
        }
        String operator = tokens.text().substring(tokens.start(from), tokens.end(to - 1));
        return kind == SqlKind.EQUALS ? operator.equals("=") : operator.equals("<>") || operator.equals("!=");
    }
}
