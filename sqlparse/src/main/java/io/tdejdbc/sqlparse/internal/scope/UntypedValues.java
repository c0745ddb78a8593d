package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.LiteralValue;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.List;
import java.util.Optional;

/**
 * Strings and NULLs that have no type of their own. PostgreSQL gives them that of what they meet; where they meet nothing
 * else, as in a sub-query's list, it makes text of them, which no column but one of text takes any more, and least of all
 * the stored form of a protected one.
 */
final class UntypedValues {
    private final Tokens tokens;
    private final boolean become;

    UntypedValues(Tokens tokens) {
        this.tokens = tokens;
        this.become = tokens.session().family() == LexicalFamily.POSTGRESQL;
    }

    /** The columns of a query that stands in another or in a condition, whose types are known before they meet any. */
    List<Column> listed(List<Column> columns) {
        return become
                ? columns.stream()
                        .map(column -> new Column(column.name(), alone(column.flow())))
                        .toList()
                : columns;
    }

    /** Values that nothing else gives a type to. */
    Flow alone(Flow flow) {
        if (!become || !(flow instanceof Flow.Values values)) {
            return flow;
        }
        return values.leaves().stream().allMatch(this::isUntyped)
                ? new Flow.Values(values.leaves().stream().map(Leaf::asText).toList())
                : flow;
    }

    private boolean isUntyped(Leaf leaf) {
        return leaf.kind() == Leaf.Kind.NULL
                || leaf.kind() == Leaf.Kind.LITERAL && isString(LiteralShape.decode(leaf.span(), tokens));
    }

    private static boolean isString(Optional<LiteralValue> value) {
        return value.isPresent() && value.get().kind() == LiteralValue.Kind.STRING;
    }
}
