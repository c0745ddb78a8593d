package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.internal.constant.ConstantExpression;
import io.tdejdbc.sqlparse.internal.constant.ConstantReader;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Finds expressions of literals and one parameter. The tree says where one may stand and of what it is made; its value is
 * read from the tokens, and only if both readings agree in every operator and every leaf.
 */
final class Constants {
    private static final Set<String> FUNCTIONS = Set.of("UPPER", "LOWER", "CONCAT");

    private final Statement statement;
    private final Tokens tokens;

    Constants(Statement statement) {
        this.statement = statement;
        this.tokens = statement.tokens();
    }

    /** What such an expression hands on; empty for all others, which have not been walked then. */
    Optional<Flow> flow(SqlCall call) {
        List<SqlNode> nodes = new ArrayList<>();
        Optional<String> shape = shape(call, nodes);
        if (shape.isEmpty() || nodes.isEmpty()) {
            return Optional.empty();
        }
        List<Leaf> parts = new ArrayList<>();
        int from = tokens.at(Statement.offset(call));
        int to = tokens.at(call.getParserPosition().getEndColumnNum() - 1) + 1;
        for (SqlNode node : nodes) {
            Span span = Span.of(node, tokens);
            if (span.from() < 0) {
                return Optional.empty();
            }
            from = from < 0 ? span.from() : Math.min(from, span.from());
            to = Math.max(to, span.to());
        }
        Span whole = balanced(from, to);
        Optional<ConstantExpression> expression = ConstantReader.read(tokens, whole.from(), whole.to());
        if (expression.isEmpty() || !expression.get().shape().equals(shape.get())) {
            return Optional.empty();
        }
        for (int i = 0; i < nodes.size(); i++) {
            if (i >= expression.get().leaves().size()
                    || Span.of(nodes.get(i), tokens).from()
                            != expression.get().leaves().get(i)) {
                return Optional.empty();
            }
        }
        for (SqlNode node : nodes) {
            if (node instanceof SqlDynamicParam parameter) {
                parts.add(statement.parameter(parameter));
            } else {
                statement.noNames(node);
                parts.add(statement.literal(node, Leaf.Kind.LITERAL));
            }
        }
        // A type may bear the name of a protected column.
        for (int i = whole.from(); i < whole.to(); i++) {
            statement.declared(i);
        }
        return Optional.of(
                new Flow.Values(List.of(Leaf.computed(expression.get(), whole, Statement.offset(call), parts))));
    }

    /** The span with the parentheses that the tree's positions leave out. */
    private Span balanced(int first, int last) {
        int from = first;
        int to = last;
        int depth = 0;
        int least = 0;
        for (int i = Math.max(0, from); i < to; i++) {
            if (tokens.isSymbol(i, '(')) {
                depth++;
            } else if (tokens.isSymbol(i, ')')) {
                depth--;
                least = Math.min(least, depth);
            }
        }
        for (int missing = least; missing < 0; missing++) {
            if (!tokens.isSymbol(from - 1, '(')) {
                return Span.NONE;
            }
            from--;
            depth++;
        }
        for (; depth > 0; depth--) {
            if (!tokens.isSymbol(to, ')')) {
                return Span.NONE;
            }
            to++;
        }
        return new Span(from, to);
    }

    /** Operators and functions around the leaves as {@link ConstantExpression#shape} writes them. */
    private Optional<String> shape(SqlNode node, List<SqlNode> leaves) {
        if (node instanceof SqlDynamicParam) {
            leaves.add(node);
            return Optional.of("P");
        }
        if (node instanceof SqlLiteral literal) {
            if (literal.getTypeName() == SqlTypeName.SYMBOL || literal.getTypeName() == SqlTypeName.NULL) {
                return Optional.empty();
            }
            leaves.add(node);
            return Optional.of("L");
        }
        if (!(node instanceof SqlCall call)) {
            return Optional.empty();
        }
        if (call.getKind() == SqlKind.CAST) {
            // The operator of value::type has a name of its own.
            return shape(call.getOperator().getName(), List.of(call.operand(0)), leaves);
        }
        if (call.getKind() == SqlKind.TRIM) {
            boolean both = call.operandCount() == 3
                    && call.operand(0) instanceof SqlLiteral flag
                    && flag.getValue() == SqlTrimFunction.Flag.BOTH;
            return both ? shape("TRIM", List.of(call.operand(2)), leaves) : Optional.empty();
        }
        String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
        switch (call.getKind()) {
            case PLUS, MINUS, TIMES, MINUS_PREFIX -> {
                return shape(name, call.getOperandList(), leaves);
            }
            default -> {
                boolean known = name.equals("||") && call.operandCount() == 2
                        || FUNCTIONS.contains(name)
                                && call.getFunctionQuantifier() == null
                                && statement.functions().is(call, name);
                return known ? shape(name, call.getOperandList(), leaves) : Optional.empty();
            }
        }
    }

    private Optional<String> shape(String name, List<SqlNode> operands, List<SqlNode> leaves) {
        StringBuilder shape = new StringBuilder(name).append('(');
        for (int i = 0; i < operands.size(); i++) {
            Optional<String> operand = operands.get(i) == null ? Optional.empty() : shape(operands.get(i), leaves);
            if (operand.isEmpty()) {
                return Optional.empty();
            }
            shape.append(i > 0 ? "," : "").append(operand.get());
        }
        return Optional.of(shape.append(')').toString());
    }
}
