package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.LiteralValue;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/** Tells functions by the names that they have in a family of databases. */
final class Functions {
    private final Tokens tokens;
    private final LexicalFamily family;

    Functions(Tokens tokens) {
        this.tokens = tokens;
        this.family = tokens.session().family();
    }

    /** Whether a literal is an empty string, which Oracle takes for NULL. */
    boolean isOracleNull(SqlNode literal) {
        return family == LexicalFamily.ORACLE
                && LiteralShape.decode(Span.of(literal, tokens), tokens)
                        .filter(value -> value.kind() == LiteralValue.Kind.STRING
                                && value.text().isEmpty())
                        .isPresent();
    }

    /** Whether a node is a call of a function by its unquoted, unqualified name, and not an expression that begins with one. */
    boolean is(SqlCall call, String upper) {
        int token = tokens.at(Statement.offset(call));
        int last = tokens.at(call.getParserPosition().getEndColumnNum() - 1);
        while (tokens.isSymbol(token, '(') && tokens.afterGroup(token) == last + 1) {
            token++;
            last--;
        }
        return call.getOperator() instanceof SqlFunction function
                && function.getName().equalsIgnoreCase(upper)
                && tokens.isWord(token, upper)
                && tokens.isSymbol(token + 1, '(')
                && tokens.afterGroup(token + 1) == last + 1
                && !tokens.isSymbol(token - 1, '.');
    }

    /** Whether a call gives the first of its arguments that is not NULL. */
    boolean isCoalesce(SqlCall call) {
        return is(call, "COALESCE")
                || hasIfNull() && call.operandCount() == 2 && (is(call, "IFNULL") || is(call, "NVL"));
    }

    private boolean hasIfNull() {
        return family == LexicalFamily.MYSQL || family == LexicalFamily.STANDARD;
    }

    /** Whether a call gives its second argument if the condition before is true, and the third if not. */
    boolean isIf(SqlCall call) {
        String name = family == LexicalFamily.MYSQL ? "IF" : "CASEWHEN";
        return hasIfNull() && call.operandCount() == 3 && is(call, name);
    }

    /** Whether a call does no more with its first argument than testing whether it is NULL. */
    boolean isNullTest(SqlCall call) {
        return family == LexicalFamily.MYSQL && call.operandCount() == 1 && is(call, "ISNULL")
                || hasIfNull() && call.operandCount() == 3 && is(call, "NVL2");
    }

    /** Whether a call is the date of CURRENT_DATE. */
    boolean isToday(SqlCall call) {
        return family == LexicalFamily.MYSQL
                && call.operandCount() == 0
                && (is(call, "CURDATE") || is(call, "CURRENT_DATE"));
    }

    /** The value of {@link #isToday}. */
    Leaf today(SqlCall call) {
        int from = tokens.at(Statement.offset(call));
        return new Leaf(Leaf.Kind.SESSION, new Span(from, from + 3), Statement.offset(call), -1);
    }

    /** Whether a window function gives its first argument of one row of the window, unchanged. */
    boolean isValueOfRow(SqlCall call) {
        int operands = call.operandCount();
        return operands == 1 && (is(call, "FIRST_VALUE") || is(call, "LAST_VALUE"))
                || operands == 2 && is(call, "NTH_VALUE")
                || operands > 0 && operands < 4 && (is(call, "LAG") || is(call, "LEAD"));
    }

    /** Whether a call's argument is a sequence. */
    boolean isSequence(SqlCall call) {
        return family == LexicalFamily.MYSQL
                && call.operandCount() == 1
                && call.operand(0) instanceof SqlIdentifier
                && (is(call, "NEXTVAL") || is(call, "LASTVAL"));
    }
}
