package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.Arrangement.Comparison;
import io.tdejdbc.sqlparse.Arrangement.Operand;
import io.tdejdbc.sqlparse.ProtectedColumn;
import io.tdejdbc.sqlparse.ValueStep;
import io.tdejdbc.sqlparse.internal.constant.ConstantExpression;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;

/** Finds conditions that compare a protected column of a known order with a value, and takes the value out of the text. */
final class Ranges {
    /** What is left of a condition: NULL meets none, and the database may still plan by that. */
    private static final String REST = " IS NOT NULL";

    private final Statement statement;
    private final Tokens tokens;
    private final Queries queries;

    Ranges(Statement statement, Queries queries) {
        this.statement = statement;
        this.tokens = statement.tokens();
        this.queries = queries;
    }

    /** A condition on a column that stands in the text under a name. */
    record Range(SqlIdentifier name, ProtectedColumn column, Comparison comparison, Operand operand) {}

    /** The conditions that a term of a WHERE clause is; none if it is none of these, and then nothing was walked. */
    List<Range> of(SqlNode term, Scope scope) {
        if (!(term instanceof SqlCall call)) {
            return List.of();
        }
        return switch (call.getKind()) {
            case LESS_THAN -> compared(call, Comparison.LESS, Comparison.GREATER, scope);
            case LESS_THAN_OR_EQUAL -> compared(call, Comparison.LESS_OR_EQUAL, Comparison.GREATER_OR_EQUAL, scope);
            case GREATER_THAN -> compared(call, Comparison.GREATER, Comparison.LESS, scope);
            case GREATER_THAN_OR_EQUAL -> compared(call, Comparison.GREATER_OR_EQUAL, Comparison.LESS_OR_EQUAL, scope);
            case BETWEEN -> between(call, scope);
            default -> List.of();
        };
    }

    private List<Range> compared(SqlCall call, Comparison comparison, Comparison turned, Scope scope) {
        boolean first = call.operand(0) instanceof SqlIdentifier;
        Optional<ProtectedColumn> column = column(call.operand(first ? 0 : 1), scope);
        Optional<Value> value = column.flatMap(known -> value(call.operand(first ? 1 : 0), known));
        if (value.isEmpty()) {
            return List.of();
        }
        SqlIdentifier name = call.operand(first ? 0 : 1);
        Span named = named(name);
        Span left = first ? named : value.get().span();
        Span right = first ? value.get().span() : named;
        String operator = call.getOperator().getName();
        if (!isBetween(left, right, operator)) {
            return List.of();
        }
        statement.bound(name);
        statement.replace(left.from(), right.to(), text(name) + REST);
        return List.of(new Range(
                name, column.get(), first ? comparison : turned, value.get().operand()));
    }

    private List<Range> between(SqlCall call, Scope scope) {
        Optional<ProtectedColumn> column = column(call.operand(0), scope);
        Optional<Value> low = column.flatMap(known -> value(call.operand(1), known));
        Optional<Value> high = column.flatMap(known -> value(call.operand(2), known));
        if (low.isEmpty() || high.isEmpty()) {
            return List.of();
        }
        SqlIdentifier name = call.operand(0);
        Span named = named(name);
        if (!isBetween(named, low.get().span(), "BETWEEN")
                || !isBetween(low.get().span(), high.get().span(), "AND")) {
            return List.of();
        }
        statement.bound(name);
        statement.replace(named.from(), high.get().span().to(), text(name) + REST);
        return List.of(
                new Range(
                        name,
                        column.get(),
                        Comparison.GREATER_OR_EQUAL,
                        low.get().operand()),
                new Range(
                        name, column.get(), Comparison.LESS_OR_EQUAL, high.get().operand()));
    }

    /** Whether exactly an operator stands between two spans, which may be of two signs. */
    private boolean isBetween(Span left, Span right, String operator) {
        if (left.from() < 0 || right.from() <= left.to()) {
            return false;
        }
        String between = tokens.text().substring(tokens.start(left.to()), tokens.end(right.from() - 1));
        return between.equalsIgnoreCase(operator);
    }

    private Span named(SqlIdentifier name) {
        int from = tokens.at(name.getComponentParserPosition(0).getColumnNum() - 1);
        return from < 0 ? Span.NONE : new Span(from, from + 2 * name.names.size() - 1);
    }

    private Optional<ProtectedColumn> column(SqlNode node, Scope scope) {
        if (!(node instanceof SqlIdentifier identifier) || identifier.isStar()) {
            return Optional.empty();
        }
        return queries.origins().of(identifier, scope).flatMap(origin -> {
            Flow flow = Origins.column(origin, scope).flow();
            return flow instanceof Flow.Stored stored && stored.column().type().ordered()
                    ? Optional.of(stored.column())
                    : Optional.empty();
        });
    }

    /** A value and its tokens. */
    private record Value(Span span, Operand operand) {}

    private Optional<Value> value(SqlNode node, ProtectedColumn column) {
        Optional<Leaf> leaf = leaf(node);
        if (leaf.isEmpty() || leaf.get().span().from() < 0) {
            return Optional.empty();
        }
        return operand(leaf.get(), column).map(operand -> new Value(leaf.get().span(), operand));
    }

    private Optional<Leaf> leaf(SqlNode node) {
        List<Leaf> leaves = new ArrayList<>();
        if (node instanceof SqlDynamicParam parameter) {
            leaves.add(statement.parameter(parameter));
        } else if (node instanceof SqlLiteral literal) {
            if (queries.expressions().literal(literal) instanceof Flow.Values values) {
                leaves.addAll(values.leaves());
            }
        } else if (node instanceof SqlCall call) {
            queries.expressions().constant(call).ifPresent(values -> leaves.addAll(values.leaves()));
        }
        return leaves.size() == 1 ? Optional.of(leaves.get(0)) : Optional.empty();
    }

    private Optional<Operand> operand(Leaf leaf, ProtectedColumn column) {
        return switch (leaf.kind()) {
            case PARAMETER -> Optional.of(parameter(leaf.span().from(), leaf.parameter(), List.of()));
            case LITERAL -> LiteralShape.decode(leaf.span(), tokens).map(Operand.Constant::new);
            case COMPUTED -> {
                ConstantExpression expression = leaf.computed().orElseThrow();
                if (!expression.fits(column.type())) {
                    yield Optional.empty();
                }
                yield expression.value().isPresent()
                        ? expression.value().map(Operand.Constant::new)
                        : leaf.parts().stream()
                                .filter(part -> part.kind() == Leaf.Kind.PARAMETER)
                                .findFirst()
                                .map(part -> parameter(part.span().from(), part.parameter(), expression.steps()));
            }
            case NULL, TYPED_NULL, SESSION -> Optional.empty();
        };
    }

    private Operand parameter(int token, int parameter, List<ValueStep> steps) {
        return new Operand.Parameter(Plans.outerIndex(tokens, token, parameter), steps);
    }

    /** The text of a name. */
    String text(SqlIdentifier name) {
        Span span = named(name);
        return tokens.text().substring(tokens.start(span.from()), tokens.end(span.to() - 1));
    }
}
