package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.ProtectedColumn;
import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.ValueType;
import io.tdejdbc.sqlparse.ValueUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;

/** The rules for two values that meet: compared, joined, united, chosen between. */
final class Comparisons {
    private final Statement statement;
    private final Expressions expressions;
    private final Rekeyed rekeyed;
    private final CastArrays arrays;

    Comparisons(Statement statement, Expressions expressions) {
        this.statement = statement;
        this.expressions = expressions;
        this.rekeyed = new Rekeyed(statement);
        this.arrays = new CastArrays(statement);
    }

    /** {@code a = b} and its relatives. */
    Flow equality(SqlCall call, Scope scope) {
        TwoKeys twoKeys = call.getKind() == SqlKind.EQUALS || call.getKind() == SqlKind.NOT_EQUALS
                ? (leaf, column, node) -> rekeyed.comparison(leaf, column, call)
                : rekeyed::refuse;
        compare(expressions.flow(call.operand(0), scope), expressions.flow(call.operand(1), scope), call, twoKeys);
        return Flow.PLAIN;
    }

    /** {@code a IN (…)}, {@code a = ANY (query)} and their relatives. */
    Flow in(SqlCall call, Scope scope) {
        Flow left = expressions.flow(call.operand(0), scope);
        SqlNode right = call.operand(1);
        Rule otherwise = Rule.RANGE;
        boolean equality = true;
        if (call.getOperator() instanceof SqlQuantifyOperator quantified) {
            equality = quantified.comparisonKind == SqlKind.EQUALS || quantified.comparisonKind == SqlKind.NOT_EQUALS;
        }
        if (right instanceof SqlNodeList list && equality && !isSingleQuery(list)) {
            if (call.getOperator() instanceof SqlQuantifyOperator quantified) {
                array(left, list, scope, call, isList(quantified) ? rekeyed::item : rekeyed::refuse);
                return Flow.PLAIN;
            }
            List<Flow> items = expressions.branches(list.getList(), scope);
            requireSameReading(left, items, list);
            for (int i = 0; i < items.size(); i++) {
                compare(left, items.get(i), list.get(i), rekeyed::item);
            }
            return Flow.PLAIN;
        }
        SqlNode query = right instanceof SqlNodeList list && isSingleQuery(list) ? list.get(0) : right;
        if (equality && Expressions.isQuery(query)) {
            compare(left, expressions.flow(query, scope), call);
            return Flow.PLAIN;
        }
        statement.plain(left, otherwise, call);
        expressions.plain(right, scope, otherwise);
        return Flow.PLAIN;
    }

    /** Whether one more item never changes the answer for values that do not equal it: as IN and NOT IN. */
    private static boolean isList(SqlQuantifyOperator operator) {
        return operator.comparisonKind == SqlKind.EQUALS && operator.getKind() == SqlKind.SOME
                || operator.comparisonKind == SqlKind.NOT_EQUALS && operator.getKind() == SqlKind.ALL;
    }

    /**
     * H2 reads a list of constant rows with a NULL among them otherwise than one with parameters: in the first, what is
     * not found is unknown. The driver makes parameters of literals.
     */
    private void requireSameReading(Flow left, List<Flow> items, SqlNode list) {
        if (statement.tokens().session().family() != LexicalFamily.STANDARD || !(left instanceof Flow.Row row)) {
            return;
        }
        Optional<ProtectedColumn> column = row.fields().stream()
                .filter(Flow.Stored.class::isInstance)
                .map(field -> ((Flow.Stored) field).column())
                .findFirst();
        List<Leaf> leaves = items.stream()
                .filter(Flow.Row.class::isInstance)
                .flatMap(item -> ((Flow.Row) item).fields().stream())
                .filter(Flow.Values.class::isInstance)
                .flatMap(field -> ((Flow.Values) field).leaves().stream())
                .toList();
        boolean parameters = leaves.stream().anyMatch(leaf -> leaf.kind() == Leaf.Kind.PARAMETER);
        if (column.isPresent() && !parameters && leaves.stream().anyMatch(leaf -> leaf.kind() == Leaf.Kind.NULL)) {
            throw statement.refuse(Rule.COMPARED_WITH_PLAIN, list, column.get());
        }
    }

    /** {@code = ANY (ARRAY[a, b])} compares like IN; {@code = ANY (?)} takes an array. */
    private void array(Flow left, SqlNodeList list, Scope scope, SqlNode node, TwoKeys twoKeys) {
        if (list.size() == 1 && list.get(0).getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR) {
            List<SqlNode> items = ((SqlCall) list.get(0)).getOperandList();
            List<Flow> flows = statement.untyped().alone(expressions.branches(items, scope));
            for (int i = 0; i < flows.size(); i++) {
                compare(left, flows.get(i), items.get(i), twoKeys);
            }
            typed(left, flows);
            return;
        }
        if (left instanceof Flow.Stored stored
                && list.size() == 1
                && statement.tokens().session().family() == LexicalFamily.POSTGRESQL) {
            Optional<SqlDynamicParam> parameter = arrays.parameter(list.get(0), stored.column());
            if (parameter.isPresent()) {
                alike(stored.column(), node);
                Leaf leaf = statement.parameter(parameter.get());
                statement.protectArray(leaf, stored.column());
                arrays.withoutCast(list.get(0), leaf, stored.column());
                return;
            }
        }
        statement.plain(left, Rule.EXPRESSION, node);
        for (SqlNode item : list) {
            expressions.plain(item, scope, Rule.EXPRESSION);
        }
    }

    /** H2 takes the type of an array from its literals, which parameters take the place of. */
    private void typed(Flow left, List<Flow> items) {
        List<Leaf> leaves = new ArrayList<>();
        for (Flow item : items) {
            if (item instanceof Flow.Values values) {
                leaves.addAll(values.leaves());
            }
        }
        if (left instanceof Flow.Stored && leaves.stream().anyMatch(leaf -> leaf.kind() == Leaf.Kind.LITERAL)) {
            leaves.forEach(leaf -> statement.surroundings().typed(leaf, ValueUse.COMPARED));
        }
    }

    private static boolean isSingleQuery(SqlNodeList list) {
        return list.size() == 1 && Expressions.isQuery(list.get(0));
    }

    /** How a value is asked for while its column has two search keys. */
    @FunctionalInterface
    private interface TwoKeys {
        void ask(Leaf leaf, ProtectedColumn column, SqlNode node);
    }

    /** Two values compared for equality by the backend. */
    void compare(Flow left, Flow right, SqlNode node) {
        compare(left, right, node, rekeyed::refuse);
    }

    private void compare(Flow left, Flow right, SqlNode node, TwoKeys twoKeys) {
        if (left instanceof Flow.Row leftRow && right instanceof Flow.Row rightRow) {
            if (leftRow.fields().size() != rightRow.fields().size()) {
                throw statement.refuse(Rule.COLUMN_COUNT, node);
            }
            for (int i = 0; i < leftRow.fields().size(); i++) {
                compare(leftRow.fields().get(i), rightRow.fields().get(i), node);
            }
        } else if (left instanceof Flow.Stored a && right instanceof Flow.Stored b) {
            comparable(a.column(), b.column(), node);
        } else if (left instanceof Flow.Stored stored && right instanceof Flow.Values values) {
            value(stored.column(), values, node, twoKeys);
        } else if (right instanceof Flow.Stored stored && left instanceof Flow.Values values) {
            value(stored.column(), values, node, twoKeys);
        } else {
            if (left instanceof Flow.Values a && right instanceof Flow.Values b) {
                statement.withoutRole(a, node);
                statement.withoutRole(b, node);
            }
            statement.plainPlaces().compared(List.of(left, right));
            statement.plain(left, Rule.COMPARED_WITH_PLAIN, node);
            statement.plain(right, Rule.COMPARED_WITH_PLAIN, node);
        }
    }

    private void value(ProtectedColumn column, Flow.Values values, SqlNode node, TwoKeys twoKeys) {
        deterministic(column, node);
        for (Leaf leaf : values.leaves()) {
            statement.protect(leaf, column, ValueUse.COMPARED);
            if (column.isRekeyed() && !leaf.isNull()) {
                twoKeys.ask(leaf, column, node);
            }
            if (!stands(leaf, node) && !(node instanceof SqlCall call && isOperand(leaf, call))) {
                statement.surroundings().typed(leaf, ValueUse.COMPARED);
            }
        }
    }

    private static boolean isOperand(Leaf leaf, SqlCall call) {
        return call.getOperandList().stream().anyMatch(operand -> stands(leaf, operand));
    }

    private static boolean stands(Leaf leaf, SqlNode node) {
        return (node instanceof SqlDynamicParam || node instanceof SqlLiteral)
                && Statement.offset(node) == leaf.offset();
    }

    void deterministic(ProtectedColumn column, SqlNode node) {
        if (!column.equality()) {
            throw statement.refuse(Rule.RANDOM_COMPARED, node, column);
        }
    }

    /** Equal values of the column must be stored alike. */
    void alike(ProtectedColumn column, SqlNode node) {
        deterministic(column, node);
        if (column.isRekeyed()) {
            throw statement.refuse(Rule.REKEYED, node, column);
        }
    }

    void comparable(ProtectedColumn a, ProtectedColumn b, SqlNode node) {
        alike(a, node);
        alike(b, node);
        if (!a.comparisonGroup().equals(b.comparisonGroup())) {
            throw statement.refuse(Rule.DIFFERENT_DOMAIN, node, a);
        }
    }

    /** Values of one column: GROUP BY, DISTINCT, PARTITION BY. */
    void distinct(Flow flow, SqlNode node) {
        if (flow instanceof Flow.Stored stored) {
            alike(stored.column(), node);
        } else if (flow instanceof Flow.Row row) {
            row.fields().forEach(field -> distinct(field, node));
        } else {
            statement.plain(flow, Rule.RANDOM_COMPARED, node);
        }
    }

    /** One value out of several: COALESCE, CASE. */
    Flow choice(List<Flow> flows, SqlNode node) {
        Optional<ProtectedColumn> column = Optional.empty();
        List<Flow> others = new ArrayList<>();
        for (Flow flow : flows) {
            if (flow instanceof Flow.Stored stored) {
                if (column.isPresent()
                        && !column.get().copyGroup().equals(stored.column().copyGroup())) {
                    throw statement.refuse(Rule.DIFFERENT_KEY, node, stored.column());
                }
                column = column.isPresent() ? column : Optional.of(stored.column());
            } else if (!isNull(flow)) {
                others.add(flow);
            }
        }
        if (column.isEmpty()) {
            others.forEach(other -> statement.plain(other, Rule.EXPRESSION, node));
            return Flow.PLAIN;
        }
        for (Flow flow : flows) {
            if (isNull(flow)) {
                statement.besideStored(flow, column.get());
            }
        }
        for (Flow other : others) {
            chosen(other, column.get(), node);
        }
        keepsValues(column.get(), node);
        return new Flow.Stored(column.get());
    }

    /** Values among which a column's own may be chosen: encrypted, each of them is decrypted like the others. */
    private void chosen(Flow flow, ProtectedColumn column, SqlNode node) {
        if (!(flow instanceof Flow.Values values) || column.type().kind() == ValueType.Kind.OTHER) {
            throw statement.refuse(Rule.UNITED_WITH_OTHER, node, column);
        }
        for (Leaf leaf : values.leaves()) {
            statement.protect(leaf, column, ValueUse.CHOSEN);
            statement.surroundings().typed(leaf, ValueUse.CHOSEN);
        }
    }

    /** Two columns at the same place of a set operation. */
    Flow unite(Flow left, Flow right, boolean compared, SqlNode node) {
        if (left instanceof Flow.Stored a && right instanceof Flow.Stored b) {
            if (compared) {
                comparable(a.column(), b.column(), node);
            }
            if (!a.column().copyGroup().equals(b.column().copyGroup())) {
                throw statement.refuse(Rule.DIFFERENT_KEY, node, b.column());
            }
            keepsValues(a.column(), node);
            return left;
        }
        if (left instanceof Flow.Stored stored && isNull(right)) {
            return single(stored, right, compared, node);
        }
        if (right instanceof Flow.Stored stored && isNull(left)) {
            return single(stored, left, compared, node);
        }
        if (!compared && left instanceof Flow.Values a && right instanceof Flow.Values b) {
            List<Leaf> leaves = new ArrayList<>(a.leaves());
            leaves.addAll(b.leaves());
            return new Flow.Values(leaves);
        }
        statement.plain(left, Rule.UNITED_WITH_OTHER, node);
        statement.plain(right, Rule.UNITED_WITH_OTHER, node);
        return Flow.PLAIN;
    }

    private Flow single(Flow.Stored stored, Flow nulls, boolean compared, SqlNode node) {
        statement.besideStored(nulls, stored.column());
        if (compared) {
            alike(stored.column(), node);
        }
        keepsValues(stored.column(), node);
        return stored;
    }

    void keepsValues(ProtectedColumn column, SqlNode node) {
        if (column.changedByChoice()) {
            throw statement.refuse(Rule.CHANGED_BY_CHOICE, node, column);
        }
    }

    static boolean isNull(Flow flow) {
        if (flow instanceof Flow.Values values) {
            for (Leaf leaf : values.leaves()) {
                if (!leaf.isNull()) {
                    return false;
                }
            }
            return true;
        }
        return false;
    }
}
