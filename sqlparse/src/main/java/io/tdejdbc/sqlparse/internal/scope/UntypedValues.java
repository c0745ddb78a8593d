package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.LiteralValue;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.ArrayList;
import java.util.List;

/**
 * Strings, NULLs and parameters that have no type of their own. PostgreSQL gives them that of what they meet; where they
 * meet nothing else, as in a sub-query's list, it makes text of them, which no column but one of text takes any more, and
 * least of all the stored form of a protected one.
 */
final class UntypedValues {
    private final Tokens tokens;
    private final boolean becomeText;

    UntypedValues(Tokens tokens) {
        this.tokens = tokens;
        this.becomeText = tokens.session().family() == LexicalFamily.POSTGRESQL;
    }

    /** Whether the database makes text of them. */
    boolean becomeText() {
        return becomeText;
    }

    /** The columns of a query that stands in another or in a condition, whose types are known before they meet any. */
    List<Column> listed(List<Column> columns) {
        return becomeText
                ? columns.stream()
                        .map(column -> new Column(column.name(), alone(column.flow())))
                        .toList()
                : columns;
    }

    /** Values that nothing beside them gives a type to. */
    Flow alone(Flow flow) {
        return alone(List.of(flow)).get(0);
    }

    /** The same of values among which one is chosen, or which are the elements of an array. */
    List<Flow> alone(List<Flow> flows) {
        List<Leaf> leaves = new ArrayList<>();
        for (Flow flow : flows) {
            if (!becomeText || !(flow instanceof Flow.Values values)) {
                return flows;
            }
            leaves.addAll(values.leaves());
        }
        boolean set = leaves.stream().anyMatch(UntypedValues::isParameter);
        if (!leaves.stream().allMatch(leaf -> isParameter(leaf) || isWritten(leaf))) {
            return flows;
        }
        // What its setter says of a parameter is the type of the others, too.
        return flows.stream().map(flow -> text((Flow.Values) flow, !set)).toList();
    }

    private static Flow text(Flow.Values values, boolean written) {
        return new Flow.Values(values.leaves().stream()
                .map(leaf -> written || isParameter(leaf) ? leaf.asText() : leaf)
                .toList());
    }

    private static boolean isParameter(Leaf leaf) {
        return leaf.kind() == Leaf.Kind.PARAMETER;
    }

    private boolean isWritten(Leaf leaf) {
        return leaf.kind() == Leaf.Kind.NULL
                || leaf.kind() == Leaf.Kind.LITERAL
                        && LiteralShape.decode(leaf.span(), tokens)
                                .filter(value -> value.kind() == LiteralValue.Kind.STRING)
                                .isPresent();
    }
}
