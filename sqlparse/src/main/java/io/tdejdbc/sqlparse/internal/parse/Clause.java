package io.tdejdbc.sqlparse.internal.parse;

import java.util.Arrays;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Syntax that Calcite's trees have no class for. Each becomes a call whose operands are all its parts, so that no visitor
 * misses one; an absent part is null, as in Calcite's own calls.
 */
public enum Clause {
    /** Columns that become one row each: the keys of DISTINCT ON. */
    DISTINCT_ON,
    /** The number of rows of TOP; in a change it stands with the target in a list. */
    TOP,
    /** WHERE, START WITH, CONNECT BY. */
    HIERARCHY,
    /** A query whose rows become one text by FOR JSON or FOR XML. */
    FORMATTED,
    /** The rows that a data change in a FROM clause gives. */
    CHANGED_ROWS,
    /** {@code VALUES(column)} in ON DUPLICATE KEY UPDATE: the column. */
    INSERTED_VALUE,
    /** {@code @name}, and {@code $action} of SQL Server */
    USER_VARIABLE,
    /** Columns and the text that is looked for in them. */
    MATCH,
    /** A statement and the one that follows it. */
    BATCH,
    /** A statement that is explained. */
    EXPLAIN,
    /** Target, columns, output, source, row alias, upsert, returning. */
    INSERT,
    /** Name of the new row and of its columns. */
    ROW_ALIAS,
    /** Branches, each an {@link #INSERT}, and the source. */
    INSERT_ALL,
    /** DEFAULT VALUES. */
    DEFAULT_VALUES,
    /** Keys, condition of the keys, constraint, assignments, condition. */
    ON_CONFLICT,
    /** Assignments. */
    ON_DUPLICATE_KEY,
    /** Where the rows of RETURNING or OUTPUT go: a table and its columns, or values. */
    INTO,
    /** A column or a list of columns, and the value. */
    ASSIGN,
    /** Target, assignments, output, from, where, tail, returning. */
    UPDATE,
    /** Target or list of targets, output, from, where, tail, returning. */
    DELETE,
    /** Target, source, condition, branches, output, returning. */
    MERGE,
    /** Target, columns, keys, source. */
    MERGE_BY_KEY,
    /** Condition and action for rows of both sides. */
    WHEN_MATCHED,
    /** Condition and action for rows of the source alone. */
    WHEN_NOT_MATCHED,
    /** Condition and action for rows of the target alone. */
    WHEN_NOT_MATCHED_BY_SOURCE,
    /** DO NOTHING. */
    DO_NOTHING,
    /** DELETE in MERGE. */
    DELETE_ROW,
    /** UPDATE in MERGE: assignments, condition, condition of a delete. */
    UPDATE_ROW,
    /** INSERT in MERGE: columns, values, condition. */
    INSERT_ROW;

    private final Operator operator = new Operator(this);

    private static final class Operator extends SqlSpecialOperator {
        private final Clause clause;

        Operator(Clause clause) {
            super(clause.name(), SqlKind.OTHER);
            this.clause = clause;
        }
    }

    /** A node of this syntax. */
    public SqlNode of(SqlParserPos position, SqlNode... parts) {
        return new SqlBasicCall(operator, Arrays.asList(parts), position);
    }

    /** Whether a node is of this syntax. */
    public boolean is(SqlNode node) {
        return node instanceof SqlCall call && call.getOperator() == operator;
    }

    /** Which syntax a node is of. */
    public static Optional<Clause> of(SqlNode node) {
        return node instanceof SqlCall call && call.getOperator() instanceof Operator clause
                ? Optional.of(clause.clause)
                : Optional.empty();
    }

    /** A part of a node of this syntax. */
    public static Optional<SqlNode> part(SqlNode node, int index) {
        return Optional.ofNullable(((SqlCall) node).getOperandList().get(index));
    }
}
