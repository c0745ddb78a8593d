package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.internal.parse.Clause;
import io.tdejdbc.sqlparse.internal.parse.Operators;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.type.SqlTypeName;

/** Walks expressions: finds what each hands on, and gives its parameters and literals their roles. */
final class Expressions {
    private final Statement statement;
    private final Queries queries;
    private final Comparisons comparisons;
    private final Columns columns;
    private final Constants constants;
    private final Chains chains;

    Expressions(Statement statement, Queries queries) {
        this.statement = statement;
        this.queries = queries;
        this.comparisons = new Comparisons(statement, this);
        this.columns = new Columns(statement);
        this.constants = new Constants(statement);
        this.chains = new Chains(statement);
    }

    Columns columns() {
        return columns;
    }

    Comparisons comparisons() {
        return comparisons;
    }

    /** Walks an expression that may hand on nothing protected. */
    void plain(SqlNode node, Scope scope, Rule otherwise) {
        statement.plain(flow(node, scope), otherwise, node);
    }

    /** Walks a condition. */
    void condition(SqlNode node, Scope scope) {
        plain(node, scope, Rule.CONDITION);
    }

    /** Walks any expression. */
    Flow flow(SqlNode node, Scope scope) {
        if (node instanceof SqlIdentifier identifier) {
            return columns.flow(identifier, scope);
        }
        if (node instanceof SqlDynamicParam parameter) {
            return new Flow.Values(List.of(statement.parameter(parameter)));
        }
        if (node instanceof SqlLiteral literal) {
            return literal(literal);
        }
        if (node instanceof SqlDataTypeSpec || node instanceof SqlIntervalQualifier) {
            statement.noNames(node);
            return Flow.PLAIN;
        }
        if (node instanceof SqlNodeList list) {
            for (SqlNode item : list) {
                if (item != null) {
                    plain(item, scope, Rule.EXPRESSION);
                }
            }
            return Flow.PLAIN;
        }
        if (node instanceof SqlWindow window) {
            queries.window(window, scope);
            return Flow.PLAIN;
        }
        if (node instanceof SqlCase choice) {
            return choice(choice, scope);
        }
        if (node instanceof SqlCall call) {
            return call(call, scope);
        }
        throw statement.refuse(Rule.NOT_UNDERSTOOD, node);
    }

    /** An expression of literals and one parameter; empty for all others, which have not been walked then. */
    Optional<Flow.Values> constant(SqlCall call) {
        return constants.flow(call).map(Flow.Values.class::cast);
    }

    Flow literal(SqlLiteral literal) {
        if (literal.getTypeName() == SqlTypeName.SYMBOL) {
            return Flow.PLAIN;
        }
        statement.noNames(literal);
        boolean isNull = literal.getTypeName() == SqlTypeName.NULL
                || statement.functions().isOracleNull(literal);
        Leaf.Kind kind = isNull ? Leaf.Kind.NULL : Leaf.Kind.LITERAL;
        return new Flow.Values(List.of(statement.literal(literal, kind)));
    }

    private Flow call(SqlCall call, Scope scope) {
        if (call.getKind() == SqlKind.CAST
                && statement.catalog().showsStoredTypes()
                && call.operand(0) instanceof SqlIdentifier column
                && statement.tokens().isWord(statement.tokens().at(Statement.offset(call.operand(1))), "BYTEA")) {
            statement.noNames(call.operand(1));
            return columns.flow(column, scope);
        }
        if (call.getKind() == SqlKind.CAST
                && statement.catalog().showsStoredTypes()
                && SqlUtil.isNullLiteral(call.operand(0), false)) {
            statement.noNames(call.operand(1));
            return flow(call.operand(0), scope);
        }
        if (call.getKind() == SqlKind.CAST && SqlUtil.isNullLiteral(call.operand(0), false)) {
            return typedNull(call);
        }
        chains.check(call);
        Optional<Flow> constant = constants.flow(call);
        if (constant.isPresent()) {
            return constant.get();
        }
        return switch (call.getKind()) {
            case ROW -> {
                List<Flow> fields = new ArrayList<>();
                for (SqlNode operand : call.getOperandList()) {
                    fields.add(flow(operand, scope));
                }
                yield new Flow.Row(fields);
            }
            case SELECT, UNION, INTERSECT, EXCEPT, WITH, VALUES -> subquery(call, scope);
            case ORDER_BY ->
                isQuery(((SqlOrderBy) call).query) ? subquery(call, scope) : ordered((SqlOrderBy) call, scope);
            case EQUALS, NOT_EQUALS, IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM -> comparisons.equality(call, scope);
            case IN, NOT_IN, SOME, ALL -> comparisons.in(call, scope);
            case AND, OR -> connective(call, scope);
            case NOT, IS_TRUE, IS_FALSE, IS_NOT_TRUE, IS_NOT_FALSE, IS_UNKNOWN -> {
                condition(call.operand(0), scope);
                yield Flow.PLAIN;
            }
            case IS_NULL, IS_NOT_NULL -> nullTest(call.operand(0), scope);
            case EXISTS -> {
                queries.query(call.operand(0), Optional.of(scope), scope.ctes());
                yield Flow.PLAIN;
            }
            case UNIQUE -> {
                for (Column column : queries.query(call.operand(0), Optional.of(scope), scope.ctes())
                        .columns()) {
                    comparisons.distinct(column.flow(), call);
                }
                yield Flow.PLAIN;
            }

            case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL, BETWEEN, LIKE, SIMILAR -> {
                range(call, scope);
                yield Flow.PLAIN;
            }
            case MIN, MAX, SUM, SUM0, AVG -> {
                operands(call, scope, Rule.AGGREGATED);
                yield Flow.PLAIN;
            }
            case OVER -> over(call, scope);
            case WITHIN_GROUP -> {
                flow(call.operand(0), scope);
                for (SqlNode item : (SqlNodeList) call.operand(1)) {
                    plain(item, scope, Rule.ORDERED);
                }
                yield Flow.PLAIN;
            }
            case OTHER -> vendor(call, scope);
            case NEXT_VALUE, CURRENT_VALUE -> {
                statement.sequence(call.operand(0));
                yield Flow.PLAIN;
            }
            case AS, ARGUMENT_ASSIGNMENT, LAMBDA, MATCH_RECOGNIZE, PIVOT, UNPIVOT, CURSOR ->
                throw statement.refuse(Rule.NOT_UNDERSTOOD, call);
            default -> function(call, scope);
        };
    }

    /** NULL in a cast. */
    private Flow typedNull(SqlCall call) {
        Span cast = statement.nulls().cast(call.operand(0));
        for (int i = cast.from(); i < cast.to(); i++) {
            // A type may bear the name of a protected column.
            statement.declared(i);
        }
        if (cast.equals(Span.NONE)) {
            operands(call, new Scope(Optional.empty(), Optional.empty()), Rule.EXPRESSION);
            return Flow.PLAIN;
        }
        statement.noNames(call.operand(1));
        return new Flow.Values(List.of(new Leaf(Leaf.Kind.TYPED_NULL, cast, Statement.offset(call.operand(0)), -1)));
    }

    /** Syntax beside the standard's: the value of {@code VALUES(c)} is that of the column, another's is computed. */
    private Flow vendor(SqlCall call, Scope scope) {
        if (Clause.INSERTED_VALUE.is(call)) {
            return flow(call.operand(0), scope);
        }
        if (Clause.HIERARCHY.is(call)) {
            operands(call, scope, Rule.CONDITION);
            return Flow.PLAIN;
        }
        if (Clause.of(call).isPresent() && !Clause.MATCH.is(call) && !Clause.USER_VARIABLE.is(call)) {
            throw statement.refuse(Rule.NOT_UNDERSTOOD, call);
        }
        return function(call, scope);
    }

    private Flow function(SqlCall call, Scope scope) {
        String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
        if (statement.functions().is(call, "COUNT")) {
            return count(call, scope);
        }
        if (statement.functions().isCoalesce(call)) {
            return comparisons.choice(branches(call.getOperandList(), scope), call);
        }
        if (statement.functions().isIf(call)) {
            condition(call.operand(0), scope);
            return comparisons.choice(branches(call.getOperandList().subList(1, 3), scope), call);
        }
        if (statement.functions().is(call, "GROUPING")) {
            for (SqlNode operand : call.getOperandList()) {
                comparisons.distinct(flow(operand, scope), operand);
            }
            return Flow.PLAIN;
        }
        if (statement.functions().isNullTest(call)) {
            nullTest(call.operand(0), scope);
            for (SqlNode operand : call.getOperandList().subList(1, call.operandCount())) {
                plain(operand, scope, Rule.EXPRESSION);
            }
            return Flow.PLAIN;
        }
        if (statement.functions().isToday(call)) {
            return new Flow.Values(List.of(statement.functions().today(call)));
        }
        if (statement.functions().isSequence(call)) {
            statement.sequence(call.operand(0));
            return Flow.PLAIN;
        }
        if (statement.functions().is(call, "ANY_VALUE") && call.operandCount() == 1) {
            return kept(flow(call.operand(0), scope), call);
        }
        if (statement.functions().is(call, "NULLIF") && call.operandCount() == 2) {
            return nullIf(call, scope);
        }
        Rule otherwise = switch (name) {
            case "MIN", "MAX", "SUM", "AVG", "LISTAGG", "STRING_AGG", "ARRAY_AGG", "GROUP_CONCAT" -> Rule.AGGREGATED;
            default -> Rule.EXPRESSION;
        };
        operands(call, scope, otherwise);
        return Flow.PLAIN;
    }

    /** {@code NULLIF(a, b)} is {@code a}, or NULL if they are equal. */
    private Flow nullIf(SqlCall call, Scope scope) {
        Flow value = flow(call.operand(0), scope);
        Flow other = flow(call.operand(1), scope);
        if (other instanceof Flow.Stored stored && !(value instanceof Flow.Stored)) {
            // The result would be the stored form of a value, which no column is known to have.
            throw statement.refuse(Rule.UNITED_WITH_OTHER, call, stored.column());
        }
        comparisons.compare(value, other, call);
        if (value instanceof Flow.Stored stored) {
            comparisons.keepsValues(stored.column(), call);
        }
        return value instanceof Flow.Stored ? value : Flow.PLAIN;
    }

    private Flow count(SqlCall call, Scope scope) {
        boolean distinct = call.getFunctionQuantifier() != null
                && call.getFunctionQuantifier().getValue() == SqlSelectKeyword.DISTINCT;
        for (SqlNode operand : call.getOperandList()) {
            if (operand instanceof SqlIdentifier star && star.isStar() && star.names.size() == 1) {
                continue;
            }
            Flow flow = flow(operand, scope);
            if (flow instanceof Flow.Stored stored && !distinct) {
                continue;
            }
            if (flow instanceof Flow.Stored) {
                comparisons.distinct(flow, operand);
                continue;
            }
            statement.plain(flow, Rule.RANDOM_COMPARED, operand);
        }
        return Flow.PLAIN;
    }

    /** What several expressions hand on. */
    List<Flow> branches(List<SqlNode> nodes, Scope scope) {
        List<Flow> flows = new ArrayList<>();
        for (SqlNode node : nodes) {
            flows.add(flow(node, scope));
        }
        return flows;
    }

    private void operands(SqlCall call, Scope scope, Rule otherwise) {
        for (SqlNode operand : call.getOperandList()) {
            if (operand != null) {
                plain(operand, scope, otherwise);
            }
        }
    }

    private void range(SqlCall call, Scope scope) {
        List<Flow> flows = branches(call.getOperandList(), scope);
        statement.plainPlaces().compared(flows);
        for (int i = 0; i < flows.size(); i++) {
            statement.plain(flows.get(i), Rule.RANGE, call.operand(i));
        }
    }

    private Flow connective(SqlCall call, Scope scope) {
        int[] mark = statement.mark();
        // A chain of hundreds of conditions leans to the left: walked without recursion.
        List<SqlNode> terms = new ArrayList<>();
        Optional<SqlNode> joined = Optional.empty();
        SqlNode left = call;
        while (left instanceof SqlCall chain && chain.getKind() == call.getKind()) {
            if (joined.isEmpty() && chain.getOperator() == Operators.OR_BARS) {
                joined = chain.getOperandList().stream()
                        .filter(term -> term instanceof SqlDynamicParam || term instanceof SqlLiteral)
                        .findFirst();
            }
            terms.add(chain.operand(1));
            left = chain.operand(0);
        }
        condition(left, scope);
        for (int i = terms.size() - 1; i >= 0; i--) {
            condition(terms.get(i), scope);
        }
        if (joined.isPresent() && statement.mark()[1] > mark[1]) {
            // Meant as one string with what is before it, a part of the value would reach the database.
            throw statement.refuse(Rule.COMPARED_WITH_PLAIN, joined.get());
        }
        statement.nearest(mark);
        return Flow.PLAIN;
    }

    private Flow nullTest(SqlNode operand, Scope scope) {
        SqlNode tested = operand;
        if (operand.getKind() == SqlKind.CAST && ((SqlCall) operand).operand(0) instanceof SqlDynamicParam parameter) {
            int type = statement.tokens().at(Statement.offset(((SqlCall) operand).operand(1)));
            // The constant that is bound in place of the value can be cast to a character type, not to any type.
            if (!statement.tokens().isAnyWord(type, "VARCHAR", "CHARACTER", "TEXT")) {
                Flow.Values value = new Flow.Values(List.of(statement.parameter(parameter)));
                statement.withoutRole(value, operand);
                statement.plain(value, Rule.EXPRESSION, operand);
                return Flow.PLAIN;
            }
            tested = parameter;
        }
        Flow flow = flow(tested, scope);
        List<Flow> fields = flow instanceof Flow.Row row ? row.fields() : List.of(flow);
        for (Flow field : fields) {
            if (field instanceof Flow.Values values) {
                values.leaves().forEach(statement::nullTest);
            }
        }
        return Flow.PLAIN;
    }

    /** The first argument of an aggregate, with the order in which it takes its rows. */
    private Flow ordered(SqlOrderBy argument, Scope scope) {
        plain(argument.query, scope, Rule.AGGREGATED);
        for (SqlNode item : argument.orderList) {
            plain(Queries.key(item), scope, Rule.ORDERED);
        }
        queries.limits(argument, Optional.of(scope), scope.ctes());
        return Flow.PLAIN;
    }

    private Flow subquery(SqlCall call, Scope scope) {
        List<Column> result = queries.nested(call, Optional.of(scope), scope.ctes());
        if (result.size() == 1) {
            return result.get(0).flow();
        }
        return new Flow.Row(result.stream().map(Column::flow).toList());
    }

    private Flow choice(SqlCase choice, Scope scope) {
        for (SqlNode when : choice.getWhenOperands()) {
            condition(when, scope);
        }
        List<Flow> flows = branches(choice.getThenOperands().getList(), scope);
        if (choice.getElseOperand() != null) {
            flows.add(flow(choice.getElseOperand(), scope));
        }
        return comparisons.choice(flows, choice);
    }

    private Flow over(SqlCall call, Scope scope) {
        SqlNode function = call.operand(0);
        Flow flow = windowed(function, scope);
        if (!(flow instanceof Flow.Stored)) {
            statement.plain(flow, Rule.AGGREGATED, function);
        }
        if (call.operand(1) instanceof SqlWindow window) {
            queries.window(window, scope);
        } else if (!(call.operand(1) instanceof SqlIdentifier)) {
            throw statement.refuse(Rule.NOT_UNDERSTOOD, call);
        }
        return flow;
    }

    /** The function before OVER: some give a value of another row as it is. */
    private Flow windowed(SqlNode function, Scope scope) {
        SqlNode inner = function;
        while (inner.getKind() == SqlKind.IGNORE_NULLS || inner.getKind() == SqlKind.RESPECT_NULLS) {
            inner = ((SqlCall) inner).operand(0);
        }
        if (!(inner instanceof SqlCall call) || !statement.functions().isValueOfRow(call)) {
            return flow(function, scope);
        }
        List<SqlNode> operands = call.getOperandList();
        Flow value = flow(operands.get(0), scope);
        if (operands.size() > 1) {
            plain(operands.get(1), scope, Rule.EXPRESSION);
        }
        if (operands.size() > 2) {
            return comparisons.choice(List.of(value, flow(operands.get(2), scope)), call);
        }
        return kept(value, call);
    }

    /** A value that a function hands on as it is. */
    private Flow kept(Flow flow, SqlNode node) {
        if (flow instanceof Flow.Stored stored) {
            comparisons.keepsValues(stored.column(), node);
            return flow;
        }
        statement.plain(flow, Rule.EXPRESSION, node);
        return Flow.PLAIN;
    }

    /** Whether a node is a query, as the right side of IN may be. */
    static boolean isQuery(SqlNode node) {
        return node instanceof SqlSelect
                || switch (node.getKind()) {
                    case UNION, INTERSECT, EXCEPT, WITH, ORDER_BY, VALUES -> true;
                    default -> false;
                };
    }
}
