package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import io.tdejdbc.sqlparse.internal.parse.Clause;
import io.tdejdbc.sqlparse.internal.parse.LockedQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlSetOperator;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;

/** Walks queries: SELECT, VALUES, set operations, WITH, ORDER BY. */
public final class Queries {
    /** Words that PostgreSQL takes as an alias only after AS. */
    private static final Set<String> NO_BARE_ALIAS = Set.of(
            "ARRAY",
            "CHAR",
            "CHARACTER",
            "COLLATE",
            "DAY",
            "FILTER",
            "HOUR",
            "ISNULL",
            "MINUTE",
            "MONTH",
            "NOTNULL",
            "OVER",
            "OVERLAPS",
            "PRECISION",
            "SECOND",
            "TO",
            "VARYING",
            "WITHIN",
            "WITHOUT",
            "YEAR");

    private final Statement statement;
    private final Expressions expressions;
    private final Sources sources;
    private Optional<ChangeReader> changes = Optional.empty();
    private final Origins origins;
    private final Arranging arranging;
    private final Having having;

    /** A walker for one statement. */
    public Queries(Statement statement) {
        this.statement = statement;
        this.expressions = new Expressions(statement, this);
        this.sources = new Sources(statement, this, expressions);
        this.origins = new Origins(statement);
        this.arranging = new Arranging(statement, this);
        this.having = new Having(statement);
    }

    /** Reads the data change of some tokens and gives its target. */
    interface ChangeReader {
        Targets.Target target(int from, int to, Optional<Ctes> ctes);
    }

    /** Says who reads data changes in a FROM clause; nobody does in definitions. */
    void readChangesBy(ChangeReader reader) {
        changes = Optional.of(reader);
    }

    /** The rows of FINAL TABLE, OLD TABLE, NEW TABLE: whole ones of the changed table. */
    Targets.Target changedRows(SqlNode node, Scope scope) {
        Tokens tokens = statement.tokens();
        int open = tokens.at(Statement.offset(node)) + 2;
        int after = tokens.isSymbol(open, '(') ? tokens.afterGroup(open) : -1;
        if (changes.isEmpty()
                || after < 0
                || !tokens.isWord(open - 1, "TABLE")
                || tokens.end(after - 1) != node.getParserPosition().getEndColumnNum()) {
            throw statement.refuse(Rule.FROM_CLAUSE, node);
        }
        return changes.get().target(open + 1, after - 1, scope.ctes());
    }

    Expressions expressions() {
        return expressions;
    }

    Sources sources() {
        return sources;
    }

    /**
     * A walked query.
     *
     * @param scope what ORDER BY may use beside the result columns; empty after a set operation
     */
    record Query(List<Column> columns, Optional<Scope> scope) {
        Query {
            columns = List.copyOf(columns);
        }
    }

    /** The columns of a query that stands in another one or in a condition. */
    List<Column> nested(SqlNode node, Optional<Scope> outer, Optional<Ctes> ctes) {
        return statement.untyped().listed(query(node, outer, ctes).columns());
    }

    Query query(SqlNode node, Optional<Scope> outer, Optional<Ctes> ctes) {
        if (node instanceof SqlSelect select) {
            return select(select, outer, ctes);
        }
        if (node instanceof SqlOrderBy ordered) {
            return ordered(ordered, outer, ctes);
        }
        if (node instanceof SqlWith with) {
            return query(with.body, outer, with(with.withList, outer, ctes));
        }
        if (node instanceof SqlCall call) {
            if (call.getKind() == SqlKind.VALUES) {
                return values(call, outer, ctes);
            }
            if (call.getOperator() instanceof SqlSetOperator operator) {
                return setOperation(call, operator, outer, ctes);
            }
            if (call.getKind() == SqlKind.EXPLICIT_TABLE) {
                Scope scope = new Scope(outer, ctes);
                return new Query(sources.walk(call.operand(0), scope).star(), Optional.of(scope));
            }
        }
        throw statement.refuse(Rule.NOT_UNDERSTOOD, node);
    }

    private Query select(SqlSelect select, Optional<Scope> outer, Optional<Ctes> ctes) {
        Scope scope = new Scope(outer, ctes);
        List<Column> star = List.of();
        if (select.getQualify() != null
                || select.hasHints()
                || select.getModifierNode(SqlSelectKeyword.STREAM) != null) {
            throw statement.refuse(Rule.NOT_UNDERSTOOD, select);
        }
        if (select.getFrom() != null) {
            star = sources.walk(select.getFrom(), scope).star();
        }
        if (select.getWhere() != null) {
            arranging.where(select, scope);
        }
        SqlNodeList list = select.getSelectList();
        List<SqlNode> modifiers = new ArrayList<>();
        while (Clause.DISTINCT_ON.is(list.get(modifiers.size())) || Clause.TOP.is(list.get(modifiers.size()))) {
            modifiers.add(list.get(modifiers.size()));
        }
        list = new SqlNodeList(list.getList().subList(modifiers.size(), list.size()), list.getParserPosition());
        List<Column> columns = selectList(list, scope, star);
        for (SqlNode modifier : modifiers) {
            if (Clause.TOP.is(modifier)) {
                limit(((SqlCall) modifier).operand(0), scope);
            } else {
                for (SqlNode key : (SqlNodeList) ((SqlCall) modifier).operand(0)) {
                    group(key, scope, columns);
                }
            }
        }
        for (SqlNode window : select.getWindowList()) {
            window((SqlWindow) window, scope);
        }
        if (select.getGroup() != null) {
            for (SqlNode item : select.getGroup()) {
                group(item, scope, columns);
            }
        }
        if (select.getHaving() != null) {
            having.noOtherMeaning(select.getHaving(), scope, columns);
            expressions.condition(select.getHaving(), having.scope(scope, columns));
        }
        if (select.isDistinct()) {
            for (Column column : columns) {
                expressions.comparisons().distinct(column.flow(), select);
            }
        }
        if (select.getOrderList() != null) {
            for (SqlNode item : select.getOrderList()) {
                order(item, new Query(columns, Optional.of(scope)));
            }
        }
        limit(select.getOffset(), scope);
        limit(select.getFetch(), scope);
        return new Query(columns, Optional.of(scope));
    }

    List<Column> selectList(SqlNodeList list, Scope scope, List<Column> star) {
        List<Column> columns = new ArrayList<>();
        for (SqlNode item : list) {
            if (item instanceof SqlIdentifier identifier && identifier.isStar()) {
                columns.addAll(identifier.names.size() == 1 ? star : starOf(identifier, scope));
            } else if (item.getKind() == SqlKind.EQUALS && isSqlServer()) {
                columns.add(labelled((SqlCall) item, scope));
            } else if (item.getKind() == SqlKind.AS) {
                SqlCall alias = (SqlCall) item;
                bareAlias(alias.operand(1));
                label(alias.operand(1));
                Flow flow = item(alias.operand(0), scope);
                listed(alias.operand(0), flow, false);
                columns.add(new Column(Optional.of(statement.simpleName(alias.operand(1))), flow));
            } else {
                Flow flow = item(item, scope);
                listed(item, flow, true);
                Optional<String> name = Optional.empty();
                if (item instanceof SqlIdentifier identifier && !isSessionValue(flow) && !isRowNumber(identifier)) {
                    List<String> names = statement.names(identifier);
                    name = Optional.of(names.get(names.size() - 1));
                }
                columns.add(new Column(name, flow));
            }
        }
        return columns;
    }

    private boolean isSqlServer() {
        return statement.tokens().session().family() == LexicalFamily.SQL_SERVER;
    }

    /** {@code label = value}: to SQL Server no comparison, which it has in conditions only. */
    private Column labelled(SqlCall item, Scope scope) {
        if (!(item.operand(0) instanceof SqlIdentifier label) || !label.isSimple()) {
            throw statement.refuse(Rule.NOT_UNDERSTOOD, item);
        }
        return new Column(Optional.of(statement.simpleName(label)), expressions.flow(item.operand(1), scope));
    }

    private Flow item(SqlNode node, Scope scope) {
        Flow flow = expressions.flow(node, scope);
        boolean scalar = statement.tokens().session().family() == LexicalFamily.MYSQL && Expressions.isQuery(node);
        if (scalar && flow instanceof Flow.Stored stored) {
            expressions.comparisons().keepsValues(stored.column(), node);
        }
        return flow;
    }

    private void listed(SqlNode item, Flow flow, boolean names) {
        if (!(item instanceof SqlIdentifier) && !Expressions.isQuery(item)) {
            statement.nulls().listed(flow, names);
        }
    }

    /** Databases differ in how they label what is no column. */
    private static boolean isSessionValue(Flow flow) {
        return flow instanceof Flow.Values values
                && values.leaves().stream().anyMatch(leaf -> leaf.kind() == Leaf.Kind.SESSION);
    }

    /** H2 labels ROWNUM as a function. */
    private boolean isRowNumber(SqlIdentifier identifier) {
        return statement.tokens().session().family() == LexicalFamily.STANDARD
                && statement.isUnquoted(identifier)
                && identifier.getSimple().equalsIgnoreCase("ROWNUM");
    }

    /** A label may be the name of a protected table: after AS nothing else stands. */
    private void label(SqlNode alias) {
        if (alias instanceof SqlIdentifier identifier && identifier.isSimple() && !statement.isBareAlias(identifier)) {
            statement.bound(identifier);
        }
    }

    /** Refuses words that the backend reads as an operator or a type where the grammar reads an alias. */
    private void bareAlias(SqlNode alias) {
        if (alias instanceof SqlIdentifier identifier
                && statement.isBareAlias(identifier)
                && NO_BARE_ALIAS.contains(identifier.getSimple().toUpperCase(Locale.ROOT))) {
            throw statement.refuse(Rule.NOT_UNDERSTOOD, alias);
        }
    }

    private List<Column> starOf(SqlIdentifier identifier, Scope scope) {
        List<String> names = statement.names(identifier);
        List<String> qualifier = names.subList(0, names.size() - 1);
        Optional<Source> found = Optional.empty();
        for (Source source : scope.sources()) {
            if (source.named(qualifier)) {
                if (found.isPresent()) {
                    throw statement.refuse(Rule.AMBIGUOUS_COLUMN, identifier);
                }
                found = Optional.of(source);
            }
        }
        statement.bound(identifier);
        return found.orElseThrow(() -> statement.refuse(Rule.UNKNOWN_COLUMN, identifier))
                .columns();
    }

    private void group(SqlNode item, Scope scope, List<Column> columns) {
        switch (item.getKind()) {
            case GROUPING_SETS, ROLLUP, CUBE, ROW -> {
                boolean sorted = item.getKind() == SqlKind.ROLLUP
                        && statement.tokens().session().family() == LexicalFamily.MYSQL;
                for (SqlNode operand : ((SqlCall) item).getOperandList()) {
                    if (sorted) {
                        statement.plain(byNameOrPlace(operand, scope, columns), Rule.ROLLED_UP, operand);
                    } else {
                        group(operand, scope, columns);
                    }
                }
            }
            case OTHER -> {
                if (item instanceof SqlNodeList list) {
                    for (SqlNode operand : list) {
                        group(operand, scope, columns);
                    }
                } else {
                    grouped(item, scope, columns);
                }
            }
            default -> grouped(item, scope, columns);
        }
    }

    /**
     * A value of a protected column is a marker of its own in each place: to the backend the same expression in the select
     * list would be another one.
     */
    private void grouped(SqlNode item, Scope scope, List<Column> columns) {
        int valued = statement.mark()[1];
        expressions.comparisons().distinct(byNameOrPlace(item, scope, columns), item);
        if (statement.mark()[1] > valued) {
            throw statement.refuse(Rule.GROUPED_BY_VALUE, item);
        }
    }

    /** An item of GROUP BY or ORDER BY: an ordinal, an alias or an expression. */
    private Flow byNameOrPlace(SqlNode item, Scope scope, List<Column> columns) {
        if (item instanceof SqlNumericLiteral ordinal && ordinal.isInteger()) {
            long place = ordinal.getValueAs(java.math.BigDecimal.class).longValue();
            if (place < 1 || place > columns.size()) {
                throw statement.refuse(Rule.COLUMN_COUNT, item);
            }
            return columns.get((int) place - 1).flow();
        }
        if (item instanceof SqlIdentifier identifier && identifier.isSimple()) {
            String name = statement.name(identifier);
            Optional<Flow> alias = Optional.empty();
            for (Column column : columns) {
                if (column.name().isPresent() && column.name().get().equals(name)) {
                    if (alias.isPresent() && !alias.get().equals(column.flow())) {
                        throw statement.refuse(Rule.AMBIGUOUS_COLUMN, identifier);
                    }
                    alias = Optional.of(column.flow());
                }
            }
            Scope.Found input = scope.find(List.of(), name);
            if (alias.isPresent() && input.count() > 0 && !input.flow().equals(alias.get())) {
                // Databases differ in which of the two is meant: only safe if neither is protected.
                statement.simpleName(identifier);
                statement.plain(alias.get(), Rule.AMBIGUOUS_COLUMN, identifier);
                statement.plain(input.flow(), Rule.AMBIGUOUS_COLUMN, identifier);
                return Flow.PLAIN;
            }
            if (alias.isPresent()) {
                statement.bound(identifier);
                statement.simpleName(identifier);
                return alias.get();
            }
        }
        return expressions.flow(item, scope);
    }

    private Query ordered(SqlOrderBy ordered, Optional<Scope> outer, Optional<Ctes> ctes) {
        Query query = query(ordered.query, outer, ctes);
        if (ordered instanceof LockedQuery locked) {
            locked.tables().forEach(table -> statement.locked((SqlIdentifier) table));
        }
        for (SqlNode item : ordered.orderList) {
            order(item, query);
        }
        limits(ordered, outer, ctes);
        return query;
    }

    /** Walks the numbers of rows of a query, in which none of its own columns can stand. */
    void limits(SqlOrderBy ordered, Optional<Scope> outer, Optional<Ctes> ctes) {
        Scope none = new Scope(outer, ctes);
        limit(ordered.offset, none);
        limit(ordered.fetch, none);
    }

    /** The outermost query of a statement, whose rows the driver may sort. */
    Query outermost(SqlNode node, Optional<Ctes> ctes) {
        if (node instanceof LockedQuery) {
            return query(node, Optional.empty(), ctes);
        }
        Optional<SqlOrderBy> ordered = node instanceof SqlOrderBy tail ? Optional.of(tail) : Optional.empty();
        SqlNode query = ordered.map(tail -> tail.query).orElse(node);
        arranging.begin(query);
        return arranging.end(ordered, query(query, Optional.empty(), ctes), ctes);
    }

    Origins origins() {
        return origins;
    }

    /** ORDER BY and LIMIT of a data change. */
    void tail(SqlOrderBy ordered, Scope scope) {
        for (SqlNode item : ordered.orderList) {
            order(item, new Query(List.of(), Optional.of(scope)));
        }
        limit(ordered.offset, scope);
        limit(ordered.fetch, scope);
    }

    private void limit(SqlNode node, Scope scope) {
        if (node != null) {
            expressions.plain(node, scope, Rule.EXPRESSION);
        }
    }

    private void order(SqlNode item, Query query) {
        SqlNode key = key(item);
        statement.plain(orderKey(key, query), Rule.ORDERED, key);
    }

    /** What is sorted by an item of ORDER BY. */
    static SqlNode key(SqlNode item) {
        SqlNode key = item;
        while (key.getKind() == SqlKind.DESCENDING
                || key.getKind() == SqlKind.NULLS_FIRST
                || key.getKind() == SqlKind.NULLS_LAST) {
            key = ((SqlCall) key).operand(0);
        }
        return key;
    }

    Flow orderKey(SqlNode key, Query query) {
        Scope scope = query.scope().orElseGet(() -> new Scope(Optional.empty(), Optional.empty()));
        return byNameOrPlace(key, scope, query.columns());
    }

    void window(SqlWindow window, Scope scope) {
        if (window.getPartitionList() != null) {
            for (SqlNode item : window.getPartitionList()) {
                expressions.comparisons().distinct(expressions.flow(item, scope), item);
            }
        }
        if (window.getOrderList() != null) {
            for (SqlNode item : window.getOrderList()) {
                expressions.plain(key(item), scope, Rule.ORDERED);
            }
        }
        for (SqlNode bound : new SqlNode[] {window.getLowerBound(), window.getUpperBound()}) {
            if (bound instanceof SqlBasicCall call) {
                expressions.plain(call, scope, Rule.EXPRESSION);
            }
        }
    }

    private Query values(SqlCall call, Optional<Scope> outer, Optional<Ctes> ctes) {
        Scope scope = new Scope(outer, ctes);
        List<Flow> flows = new ArrayList<>();
        boolean first = true;
        for (SqlNode row : call.getOperandList()) {
            List<SqlNode> fields = row.getKind() == SqlKind.ROW ? ((SqlCall) row).getOperandList() : List.of(row);
            if (!first && fields.size() != flows.size()) {
                throw statement.refuse(Rule.COLUMN_COUNT, row);
            }
            for (int i = 0; i < fields.size(); i++) {
                Flow flow = expressions.flow(fields.get(i), scope);
                listed(fields.get(i), flow, false);
                if (first) {
                    flows.add(flow);
                } else {
                    flows.set(i, expressions.comparisons().unite(flows.get(i), flow, false, fields.get(i)));
                }
            }
            first = false;
        }
        List<Column> columns = new ArrayList<>();
        for (Flow flow : flows) {
            columns.add(new Column(Optional.empty(), flow));
        }
        return new Query(columns, Optional.empty());
    }

    private Query setOperation(SqlCall call, SqlSetOperator operator, Optional<Scope> outer, Optional<Ctes> ctes) {
        boolean compared = call.getKind() != SqlKind.UNION || !operator.isAll();
        List<Column> left = query(call.operand(0), outer, ctes).columns();
        List<Column> right = query(call.operand(1), outer, ctes).columns();
        statement.nulls().unnamed(right);
        if (left.size() != right.size()) {
            throw statement.refuse(Rule.COLUMN_COUNT, call);
        }
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            Flow flow = expressions
                    .comparisons()
                    .unite(left.get(i).flow(), right.get(i).flow(), compared, call);
            columns.add(new Column(left.get(i).name(), statement.untyped().alone(flow)));
        }
        return new Query(columns, Optional.empty());
    }

    /** Walks the items of WITH and adds them to those in sight. */
    Optional<Ctes> with(SqlNodeList with, Optional<Scope> outer, Optional<Ctes> ctes) {
        Optional<Ctes> more = ctes;
        for (SqlNode node : with) {
            if (((SqlWithItem) node).recursive.booleanValue()) {
                // PostgreSQL lets a recursive WITH name its later items: those are not followed.
                more = Optional.of(Ctes.unknown(statement.simpleName(((SqlWithItem) node).name), more));
            }
        }
        for (SqlNode node : with) {
            SqlWithItem item = (SqlWithItem) node;
            String name = statement.simpleName(item.name);
            boolean recursive = item.recursive.booleanValue();
            List<Column> columns = recursive ? recursive(item, name, outer, more) : nested(item.query, outer, more);
            more = Optional.of(Ctes.of(name, renamed(columns, item.columnList), more));
        }
        return more;
    }

    private List<Column> recursive(SqlWithItem item, String name, Optional<Scope> outer, Optional<Ctes> ctes) {
        if (!(item.query instanceof SqlCall union) || union.getKind() != SqlKind.UNION) {
            // WITH RECURSIVE may hold ordinary queries too; one that names itself is no column source here.
            return nested(item.query, outer, ctes);
        }
        boolean compared = !(((SqlCall) union).getOperator() instanceof SqlSetOperator operator) || !operator.isAll();
        List<Column> anchor = new ArrayList<>();
        for (Column column : query(union.operand(0), outer, ctes).columns()) {
            if (column.flow() instanceof Flow.Stored stored) {
                if (statement.tokens().session().family() == LexicalFamily.STANDARD) {
                    // H2 takes the step's own columns for character strings, which no stored value can be compared
                    // with.
                    throw statement.refuse(Rule.RECURSION, item, stored.column());
                }
                if (compared) {
                    expressions.comparisons().alike(stored.column(), item);
                }
                anchor.add(column);
            } else {
                statement.plain(column.flow(), Rule.RECURSION, item);
                anchor.add(new Column(column.name(), Flow.PLAIN));
            }
        }
        Optional<Ctes> itself = Optional.of(Ctes.of(name, renamed(anchor, item.columnList), ctes));
        List<Column> step = query(union.operand(1), outer, itself).columns();
        if (step.size() != anchor.size()) {
            throw statement.refuse(Rule.COLUMN_COUNT, item);
        }
        for (int i = 0; i < step.size(); i++) {
            repeated(anchor.get(i).flow(), step.get(i).flow(), item);
        }
        return anchor;
    }

    /** What a recursive step hands on must be what the anchor said: the same key and context, or nothing protected. */
    private void repeated(Flow anchor, Flow step, SqlNode node) {
        if (anchor instanceof Flow.Stored first && step instanceof Flow.Stored second) {
            if (!first.column().copyGroup().equals(second.column().copyGroup())) {
                throw statement.refuse(Rule.DIFFERENT_KEY, node, second.column());
            }
        } else if (anchor instanceof Flow.Stored first) {
            if (!Comparisons.isNull(step)) {
                throw statement.refuse(Rule.RECURSION, node, first.column());
            }
            statement.besideStored(step, first.column());
        } else {
            statement.plain(step, Rule.RECURSION, node);
        }
    }

    private List<Column> renamed(List<Column> columns, SqlNodeList names) {
        if (names == null) {
            return columns;
        }
        return sources.renamed(columns, names.getList(), names);
    }

    /** Whether a join with merged columns has its right side first in a star. */
    boolean swaps(SqlJoin join) {
        return statement.tokens().session().family() == LexicalFamily.MYSQL && join.getJoinType() == JoinType.RIGHT;
    }

    /** Whether stars over merged columns are expanded as the standard says. */
    boolean standardStar() {
        LexicalFamily family = statement.tokens().session().family();
        return family == LexicalFamily.POSTGRESQL || family == LexicalFamily.MYSQL;
    }
}
