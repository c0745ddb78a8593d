package io.tdejdbc.sqlparse.internal.parse;

import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlPostfixOperator;
import org.apache.calcite.sql.SqlPrefixOperator;

/** Operators that the databases have beside the standard's, by how tightly they bind. */
public final class Operators {
    private static final int MULTIPLICATION = 60;
    private static final int ADDITION = 40;
    private static final int COMPARISON = 30;
    private static final int DISJUNCTION = 22;

    /** Any operator that computes something from two values: {@code ->>}, {@code ~*}, {@code REGEXP}. */
    public static final SqlBinaryOperator OTHER = binary("OPERATOR", SqlKind.OTHER, ADDITION - 2);
    /** {@code value AT TIME ZONE zone} */
    public static final SqlBinaryOperator AT_TIME_ZONE = binary("AT TIME ZONE", SqlKind.OTHER, MULTIPLICATION + 10);
    /** {@code <=>} */
    public static final SqlBinaryOperator NULL_SAFE_EQUAL = binary("<=>", SqlKind.IS_NOT_DISTINCT_FROM, COMPARISON);
    /** {@code ||} where it is OR. */
    public static final SqlBinaryOperator OR_BARS = binary("||", SqlKind.OR, DISJUNCTION);
    /** Exclusive or of conditions. */
    public static final SqlBinaryOperator XOR = binary("XOR", SqlKind.OTHER, DISJUNCTION);
    /** {@code :=} */
    public static final SqlBinaryOperator ASSIGNMENT = binary(":=", SqlKind.OTHER, 2);
    /** Any operator that computes something from the value after it. */
    public static final SqlPrefixOperator PREFIX =
            new SqlPrefixOperator("OPERATOR", SqlKind.OTHER, 2 * MULTIPLICATION, null, null, null);
    /** {@code value COLLATE name} */
    public static final SqlPostfixOperator COLLATE =
            new SqlPostfixOperator("COLLATE", SqlKind.OTHER, 2 * MULTIPLICATION, null, null, null);
    /** {@code (+)} after the columns of the table that an outer join fills up. */
    public static final SqlPostfixOperator OUTER_JOIN_MARK =
            new SqlPostfixOperator("(+)", SqlKind.OTHER, 2 * MULTIPLICATION, null, null, null);

    private Operators() {}

    private static SqlBinaryOperator binary(String name, SqlKind kind, int precedence) {
        return new SqlBinaryOperator(name, kind, precedence, true, null, null, null);
    }
}
