package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Refuses comparisons of comparisons that stand without parentheses. PostgreSQL reads {@code a IS DISTINCT FROM b = c} from
 * the right, H2 reads {@code a = b IN (c)} from the left, PostgreSQL does not read {@code a = b = c} at all, and the grammar
 * does otherwise each time: the value beside the column in the tree would not be the one that the database compares.
 */
final class Chains {
    /** What binds like a comparison by the grammar, as MEMBER OF and OVERLAPS do. */
    private static final int LOOSEST = SqlStdOperatorTable.EQUALS.getLeftPrec();

    private static final int TIGHTEST = SqlStdOperatorTable.LIKE.getLeftPrec() + 1;

    private final Statement statement;
    private final Tokens tokens;

    Chains(Statement statement) {
        this.statement = statement;
        this.tokens = statement.tokens();
    }

    void check(SqlCall call) {
        if (call.getOperator() == SqlStdOperatorTable.JSON_VALUE_EXPRESSION
                && call.operand(0) instanceof SqlCall inner
                && !(inner.getOperator() instanceof SqlFunction)
                && !isInParentheses(inner)) {
            // To the grammar FORMAT JSON is loosest, to H2 it is tightest.
            throw statement.refuse(Rule.COMPARISON_CHAIN, call);
        }
        if (!isComparison(call)) {
            return;
        }
        for (SqlNode operand : call.getOperandList()) {
            if (operand instanceof SqlCall inner
                    && (isComparison(inner) || isNegation(inner))
                    && !isInParentheses(inner)) {
                throw statement.refuse(Rule.COMPARISON_CHAIN, call);
            }
        }
    }

    private static boolean isComparison(SqlCall call) {
        return switch (call.getKind()) {
            case EQUALS,
                    NOT_EQUALS,
                    LESS_THAN,
                    LESS_THAN_OR_EQUAL,
                    GREATER_THAN,
                    GREATER_THAN_OR_EQUAL,
                    IS_DISTINCT_FROM,
                    IS_NOT_DISTINCT_FROM,
                    IN,
                    NOT_IN,
                    SOME,
                    ALL,
                    BETWEEN,
                    LIKE,
                    SIMILAR,
                    RLIKE -> true;
            default ->
                call.getOperator() instanceof SqlBinaryOperator operator
                        && operator.getLeftPrec() >= LOOSEST
                        && operator.getLeftPrec() <= TIGHTEST;
        };
    }

    private static boolean isNegation(SqlCall call) {
        return switch (call.getKind()) {
            case NOT, IS_NULL, IS_NOT_NULL, IS_TRUE, IS_FALSE, IS_NOT_TRUE, IS_NOT_FALSE, IS_UNKNOWN -> true;
            default -> false;
        };
    }

    /** The tree's positions hold the parentheses of some nodes and leave out those of others. */
    private boolean isInParentheses(SqlCall node) {
        int from = tokens.at(Statement.offset(node));
        int to = tokens.at(node.getParserPosition().getEndColumnNum() - 1) + 1;
        return from >= 0 && to > from && (isGroup(from, to) || isGroup(from - 1, to + 1));
    }

    private boolean isGroup(int from, int to) {
        return tokens.isSymbol(from, '(') && tokens.afterGroup(from) == to;
    }
}
