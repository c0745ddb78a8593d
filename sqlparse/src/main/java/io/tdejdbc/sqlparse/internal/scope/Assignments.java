package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.ProtectedColumn;
import io.tdejdbc.sqlparse.ProtectedColumn.SearchKeys;
import io.tdejdbc.sqlparse.Relation;
import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.ValueUse;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;

/** The rules for values that are stored: VALUES and SET. */
final class Assignments {
    private final Statement statement;
    private final Expressions expressions;
    private final Queries queries;
    private final Targets targets;

    Assignments(Statement statement, Queries queries, Targets targets) {
        this.statement = statement;
        this.queries = queries;
        this.expressions = queries.expressions();
        this.targets = targets;
    }

    /** Reads the assignments between SET and a token. */
    void set(int keyword, int to, Targets.Target target, Scope scope) {
        set(keyword, to, column -> targets.column(column, target), scope);
    }

    /**
     * Reads the assignments between SET and a token.
     *
     * @param target what the name of an assigned column stands for
     */
    void set(int keyword, int to, Function<SqlIdentifier, Relation.Column> target, Scope scope) {
        for (SqlNode assignment : statement.fragments().assignments(keyword + 1, to)) {
            SqlNode left = ((SqlCall) assignment).operand(0);
            List<Relation.Column> columns = new ArrayList<>();
            for (SqlNode column : left instanceof SqlNodeList list ? list.getList() : List.of(left)) {
                columns.add(target.apply((SqlIdentifier) column));
            }
            set(columns, ((SqlCall) assignment).operand(1), scope);
        }
    }

    private void set(List<Relation.Column> columns, SqlNode value, Scope scope) {
        if (columns.size() == 1 && value.getKind() != SqlKind.ROW) {
            assign(value, columns.get(0).protection(), scope);
        } else if (value.getKind() == SqlKind.ROW) {
            List<SqlNode> fields = ((SqlCall) value).getOperandList();
            requireWidth(fields.size(), columns, value);
            for (int i = 0; i < fields.size(); i++) {
                assign(fields.get(i), columns.get(i).protection(), scope);
            }
        } else if (Expressions.isQuery(value)) {
            query(queries.nested(value, Optional.of(scope), scope.ctes()), columns, value);
        } else {
            throw statement.refuse(Rule.COLUMN_COUNT, value);
        }
    }

    private void requireWidth(int width, List<Relation.Column> columns, SqlNode node) {
        if (width != columns.size()) {
            throw statement.refuse(Rule.COLUMN_COUNT, node);
        }
    }

    /** The rows of a query. */
    void query(List<Column> rows, List<Relation.Column> columns, SqlNode node) {
        requireWidth(rows.size(), columns, node);
        for (int i = 0; i < rows.size(); i++) {
            assign(rows.get(i).flow(), columns.get(i).protection(), node);
        }
    }

    /** The rows of VALUES, or of another query. */
    void rows(SqlNode source, List<Relation.Column> columns, Scope scope) {
        if (source.getKind() != SqlKind.VALUES || isQueryInParentheses(source)) {
            query(queries.query(source, scope.outer(), scope.ctes()).columns(), columns, source);
            return;
        }
        for (SqlNode row : ((SqlCall) source).getOperandList()) {
            List<SqlNode> fields = row.getKind() == SqlKind.ROW ? ((SqlCall) row).getOperandList() : List.of(row);
            requireWidth(fields.size(), columns, row);
            for (int i = 0; i < fields.size(); i++) {
                assign(fields.get(i), columns.get(i).protection(), scope);
            }
        }
    }

    /** Whether H2 reads VALUES as a query, which gives its columns types of their own. */
    private boolean isQueryInParentheses(SqlNode values) {
        Tokens tokens = statement.tokens();
        int at = tokens.at(Statement.offset(values));
        return tokens.session().family() == LexicalFamily.STANDARD
                && (tokens.isSymbol(at, '(') || tokens.isSymbol(at - 1, '('));
    }

    /** Walks a value and assigns it. */
    private void assign(SqlNode node, Optional<ProtectedColumn> target, Scope scope) {
        if (node.getKind() == SqlKind.DEFAULT) {
            return;
        }
        List<SqlNode> branches = target.isPresent() ? branches(node) : List.of();
        if (branches.isEmpty()) {
            assign(expressions.flow(node, scope), target, node);
            return;
        }
        int[] mark = statement.mark();
        if (node instanceof SqlCase choice) {
            for (SqlNode when : choice.getWhenOperands()) {
                expressions.condition(when, scope);
            }
        } else if (statement.functions().isIf((SqlCall) node)) {
            expressions.condition(((SqlCall) node).operand(0), scope);
        }
        List<SqlNode> values =
                branches.stream().filter(branch -> branches(branch).isEmpty()).toList();
        List<Flow> flows = expressions.branches(values, scope);
        // A choice among the branches has a type.
        List<Flow> given =
                values.size() == branches.size() ? statement.untyped().alone(flows) : flows;
        for (int i = 0; i < values.size(); i++) {
            branch(values.get(i), given.get(i), target);
        }
        for (SqlNode branch : branches) {
            if (!branches(branch).isEmpty()) {
                assign(branch, target, scope);
            }
        }
        statement.nearest(mark);
    }

    /** The values of which the backend chooses one; none if it is no such choice. */
    private List<SqlNode> branches(SqlNode node) {
        if (node instanceof SqlCase choice) {
            List<SqlNode> branches = new ArrayList<>(choice.getThenOperands().getList());
            if (choice.getElseOperand() != null) {
                branches.add(choice.getElseOperand());
            }
            return branches;
        }
        if (node instanceof SqlCall call && statement.functions().isCoalesce(call)) {
            return call.getOperandList();
        }
        if (node instanceof SqlCall call && statement.functions().isIf(call)) {
            return call.getOperandList().subList(1, 3);
        }
        return List.of();
    }

    /** One of several values of which the backend chooses. */
    private void branch(SqlNode node, Flow flow, Optional<ProtectedColumn> target) {
        assign(flow, target, node);
        if (flow instanceof Flow.Values values) {
            values.leaves().forEach(leaf -> statement.surroundings().typed(leaf, ValueUse.ASSIGNED));
        }
    }

    /** A copy may bring a value of the key that is going, and a unique key does not see that two values are equal. */
    private void requireOneKey(Flow flow, ProtectedColumn target, SqlNode node) {
        boolean copied = target.isRekeyed() && flow instanceof Flow.Stored;
        if (copied || target.searchKeys() == SearchKeys.TWO_IN_KEY && !Comparisons.isNull(flow)) {
            throw statement.refuse(copied ? Rule.REKEYED : Rule.REKEYED_KEY, node, target);
        }
    }

    private void assign(Flow flow, Optional<ProtectedColumn> target, SqlNode node) {
        if (target.isEmpty()) {
            statement.plainPlaces().assigned(flow);
            statement.plainPlaces().assigned(node);
            statement.plain(flow, Rule.PROTECTED_INTO_PLAIN, node);
            return;
        }
        requireOneKey(flow, target.get(), node);
        if (flow instanceof Flow.Stored stored) {
            if (!stored.column().copyGroup().equals(target.get().copyGroup())) {
                throw statement.refuse(Rule.DIFFERENT_KEY, node, target.get());
            }
        } else if (flow instanceof Flow.Values values) {
            for (Leaf leaf : values.leaves()) {
                statement.protect(leaf, target.get(), ValueUse.ASSIGNED);
                if (leaf.offset() != Statement.offset(node)) {
                    // In a query's list, or a list of values, nothing tells the type any more.
                    statement.surroundings().typed(leaf, ValueUse.ASSIGNED);
                }
            }
        } else {
            throw statement.refuse(Rule.EXPRESSION_ASSIGNED, node, target.get());
        }
    }
}
