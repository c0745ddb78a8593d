package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.Relation;
import io.tdejdbc.sqlparse.RelationName;
import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.ValueType;
import io.tdejdbc.sqlparse.internal.RefusedException;
import io.tdejdbc.sqlparse.internal.parse.Clause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/** Walks FROM clauses. */
final class Sources {
    private final Statement statement;
    private final Queries queries;
    private final Expressions expressions;

    Sources(Statement statement, Queries queries, Expressions expressions) {
        this.statement = statement;
        this.queries = queries;
        this.expressions = expressions;
    }

    /** What a part of a FROM clause brings: its sources, merged columns, and what a star means. */
    record From(List<Source> sources, Map<String, Flow> merged, List<Column> star) {}

    /** Walks a FROM clause and adds what it brings to the scope of its query. */
    From walk(SqlNode node, Scope scope) {
        From from = item(node, scope);
        scope.sources().clear();
        scope.sources().addAll(from.sources());
        scope.merged().putAll(from.merged());
        return from;
    }

    private From item(SqlNode node, Scope scope) {
        return switch (node.getKind()) {
            case JOIN -> join((SqlJoin) node, scope);
            case IDENTIFIER -> one(table((SqlIdentifier) node, scope));
            case TABLE_REF -> {
                SqlCall reference = (SqlCall) node;
                if (!((SqlNodeList) reference.operand(1)).isEmpty()) {
                    throw statement.refuse(Rule.FROM_CLAUSE, node);
                }
                yield item(reference.operand(0), scope);
            }
            case AS -> alias((SqlCall) node, scope);
            default -> one(new Source(List.of(), rows(node, scope)));
        };
    }

    private From one(Source source) {
        if (!source.qualifier().isEmpty()) {
            statement.sourceName(source.qualifier().get(source.qualifier().size() - 1));
        }
        return new From(List.of(source), Map.of(), source.columns());
    }

    private From alias(SqlCall call, Scope scope) {
        SqlNode inner = call.operand(0);
        if (Clause.CHANGED_ROWS.is(inner)) {
            Targets.Target changed = queries.changedRows(inner, scope);
            return aliased(call, changed.source().columns(), Optional.empty(), Optional.of(changed.table()));
        }
        Optional<Relation.Table> table = Optional.empty();
        List<Column> columns = switch (inner.getKind()) {
            case IDENTIFIER -> {
                Source named = table((SqlIdentifier) inner, scope);
                table = named.table();
                yield named.columns();
            }
            case TABLE_REF -> {
                From named = item(inner, scope);
                table = named.sources().get(0).table();
                yield named.star();
            }
            case JOIN -> throw statement.refuse(Rule.FROM_CLAUSE, inner);
            case UNNEST, COLLECTION_TABLE -> {
                // Only with a column list is it known what it gives.
                expressions.plain(((SqlCall) inner).operand(0), lateral(scope), Rule.FROM_CLAUSE);
                List<Column> unknown = new ArrayList<>();
                for (int i = 2; i < call.operandCount(); i++) {
                    unknown.add(new Column(Optional.empty(), Flow.PLAIN));
                }
                yield unknown.isEmpty() ? List.of(onlyColumn((SqlCall) inner, call.operand(1))) : unknown;
            }
            default -> rows(inner, scope);
        };
        return aliased(call, columns, table, table);
    }

    /** The column of a function whose only one has a name that is known. */
    private Column onlyColumn(SqlCall table, SqlIdentifier alias) {
        LexicalFamily family = statement.tokens().session().family();
        if (table.operand(0) instanceof SqlCall function) {
            if (family == LexicalFamily.POSTGRESQL && statement.functions().is(function, "GENERATE_SERIES")) {
                return new Column(Optional.of(statement.simpleName(alias)), Flow.PLAIN);
            }
            if (family == LexicalFamily.STANDARD && statement.functions().is(function, "SYSTEM_RANGE")) {
                return new Column(Optional.of(catalogName("X")), Flow.PLAIN);
            }
        }
        throw statement.refuse(Rule.UNKNOWN_RELATION, table);
    }

    /**
     * A source under an alias.
     *
     * @param named the table whose name the alias may repeat
     */
    private From aliased(
            SqlCall call, List<Column> columns, Optional<Relation.Table> table, Optional<Relation.Table> named) {
        String alias = statement.simpleName(call.operand(1));
        if (named.isPresent() && catalogName(named.get().name().simple()).equals(alias)) {
            statement.bound(call.operand(1));
        }
        List<SqlNode> names = call.getOperandList().subList(2, call.operandCount());
        return one(new Source(List.of(alias), names.isEmpty() ? columns : renamed(columns, names, call), table));
    }

    List<Column> renamed(List<Column> columns, List<SqlNode> names, SqlNode node) {
        if (names.size() > columns.size()) {
            throw statement.refuse(Rule.COLUMN_COUNT, node);
        }
        List<Column> renamed = new ArrayList<>(columns);
        for (int i = 0; i < names.size(); i++) {
            renamed.set(
                    i,
                    new Column(
                            Optional.of(statement.simpleName(names.get(i))),
                            columns.get(i).flow()));
        }
        return renamed;
    }

    private List<Column> rows(SqlNode node, Scope scope) {
        if (node.getKind() == SqlKind.LATERAL) {
            SqlNode query = ((SqlCall) node).operand(0);
            if (!Expressions.isQuery(query)) {
                throw statement.refuse(Rule.FROM_CLAUSE, node);
            }
            return queries.nested(query, Optional.of(lateral(scope)), scope.ctes());
        }
        if (Expressions.isQuery(node)) {
            return queries.nested(node, scope.outer(), scope.ctes());
        }
        if (Clause.CHANGED_ROWS.is(node)) {
            return queries.changedRows(node, scope).source().columns();
        }
        throw statement.refuse(Rule.FROM_CLAUSE, node);
    }

    /** A view of the sources to the left, as LATERAL sees them. */
    private static Scope lateral(Scope scope) {
        Scope left = new Scope(scope.outer(), scope.ctes());
        left.sources().addAll(scope.sources());
        left.merged().putAll(scope.merged());
        return left;
    }

    private Source table(SqlIdentifier identifier, Scope scope) {
        List<String> names = statement.names(identifier);
        if (names.size() == 1) {
            Optional<Ctes> cte = Ctes.find(scope.ctes(), names.get(0));
            if (cte.isPresent()) {
                if (!cte.get().known()) {
                    throw statement.refuse(Rule.RECURSION, identifier);
                }
                requireOwnName(cte.get(), identifier, names);
                return new Source(names, cte.get().columns());
            }
        }
        if (names.size() > 3) {
            throw statement.refuse(Rule.UNKNOWN_RELATION, identifier);
        }
        int offset = Statement.offset(identifier);
        if (isDual(identifier, names)) {
            statement.simpleName(identifier);
            return new Source(names, List.of());
        }
        Relation relation = relation(new RelationName(names), offset);
        Relation.Table table = readable(relation, offset);
        statement.boundRelation(identifier);
        List<String> qualifier = new ArrayList<>();
        for (String part : table.name().parts()) {
            qualifier.add(catalogName(part));
        }
        return new Source(
                qualifier, columns(table), relation instanceof Relation.Table ? Optional.of(table) : Optional.empty());
    }

    /** H2 takes the name for the table that bears it, and what MariaDB says of the result's columns names that table. */
    private void requireOwnName(Ctes cte, SqlIdentifier identifier, List<String> names) {
        LexicalFamily family = statement.tokens().session().family();
        boolean tells = family == LexicalFamily.STANDARD || family == LexicalFamily.MYSQL;
        if (tells
                && cte.columns().stream().anyMatch(column -> column.flow() != Flow.PLAIN)
                && !statement.catalog().mayReachProtected(names.get(0))
                && statement.catalog().resolve(new RelationName(names)).isPresent()) {
            throw statement.refuse(Rule.NOT_UNDERSTOOD, "a name of WITH that is also that of a table", identifier);
        }
    }

    /** Whether a name stands for one row without columns: on MariaDB a reserved word, on H2 where no table has it. */
    private boolean isDual(SqlIdentifier identifier, List<String> names) {
        if (names.size() > 1
                || !statement.isUnquoted(identifier)
                || !names.get(0).equalsIgnoreCase("DUAL")) {
            return false;
        }
        return switch (statement.tokens().session().family()) {
            case MYSQL -> true;
            case STANDARD ->
                statement.catalog().resolve(new RelationName(names)).isEmpty();
            default -> false;
        };
    }

    /** The columns of a table as expressions see them. */
    List<Column> columns(Relation.Table table) {
        return columns(table.columns());
    }

    /** Columns of a table as expressions see them. */
    List<Column> columns(List<Relation.Column> ofTable) {
        List<Column> columns = new ArrayList<>();
        for (Relation.Column column : ofTable) {
            Flow flow = column.protection().isPresent()
                    ? new Flow.Stored(column.protection().get())
                    : Flow.PLAIN;
            columns.add(new Column(Optional.of(catalogName(column.name())), flow));
        }
        return columns;
    }

    /** Names of the catalog as names of the text are compared with them. */
    String catalogName(String name) {
        return statement.tokens().session().folding().fold(name, true);
    }

    /** The rows of a table or view that stands at an offset. */
    private Relation.Table readable(Relation relation, int offset) {
        if (relation instanceof Relation.View view) {
            Relation.Table rows = new Relation.Table(view.name(), view.columns());
            statement.inSight(rows);
            return rows;
        }
        return table(relation, offset);
    }

    /** The table that a name at an offset stands for. */
    Relation.Table table(RelationName name, int offset) {
        return table(relation(name, offset), offset);
    }

    private Relation relation(RelationName name, int offset) {
        return statement
                .catalog()
                .resolve(name)
                .orElseThrow(() -> statement.refuseAt(Rule.UNKNOWN_RELATION, offset, Optional.empty()));
    }

    private Relation.Table table(Relation relation, int offset) {
        if (relation instanceof Relation.View view) {
            throw RefusedException.of(
                    Rule.OPAQUE_RELATION,
                    "a change of view " + view.name(),
                    statement.tokens().text(),
                    offset,
                    Optional.empty());
        }
        if (relation instanceof Relation.Opaque opaque) {
            throw RefusedException.of(
                    Rule.OPAQUE_RELATION, opaque.what(), statement.tokens().text(), offset, Optional.empty());
        }
        if (relation instanceof Relation.Table table) {
            statement.inSight(table);
            return table;
        }
        throw statement.refuseAt(Rule.PENDING_RELATION, offset, Optional.empty());
    }

    private From join(SqlJoin join, Scope scope) {
        switch (join.getJoinType()) {
            case INNER, LEFT, RIGHT, FULL, CROSS, COMMA -> {}
            default -> throw statement.refuse(Rule.FROM_CLAUSE, join);
        }
        From left = item(join.getLeft(), scope);
        int before = scope.sources().size();
        scope.sources().addAll(left.sources());
        From right = item(join.getRight(), scope);
        while (scope.sources().size() > before) {
            scope.sources().remove(scope.sources().size() - 1);
        }
        List<Source> all = new ArrayList<>(left.sources());
        all.addAll(right.sources());
        Map<String, Flow> merged = new LinkedHashMap<>(left.merged());
        merged.putAll(right.merged());
        List<Column> star = new ArrayList<>(left.star());
        star.addAll(right.star());
        From both = new From(all, merged, star);
        if (join.isNatural()) {
            return merge(both, left, right, commonNames(left, right), join);
        }
        SqlNode condition = join.getCondition();
        if (join.getConditionType() == JoinConditionType.USING) {
            List<String> names = new ArrayList<>();
            for (SqlNode name : (SqlNodeList) condition) {
                names.add(statement.simpleName(name));
                statement.bound((SqlIdentifier) name);
            }
            return merge(both, left, right, names, join);
        }
        if (condition != null) {
            Scope on = new Scope(scope.outer(), scope.ctes());
            on.sources().addAll(all);
            on.merged().putAll(merged);
            expressions.condition(condition, on);
        }
        return both;
    }

    private List<String> commonNames(From left, From right) {
        List<String> names = new ArrayList<>();
        for (Column column : left.star()) {
            for (Column other : right.star()) {
                if (column.name().isPresent()
                        && column.name().equals(other.name())
                        && !names.contains(column.name().get())) {
                    names.add(column.name().get());
                }
            }
        }
        return names;
    }

    private From merge(From both, From left, From right, List<String> names, SqlJoin join) {
        for (Column column : both.star()) {
            if (column.name().isEmpty()) {
                throw statement.refuse(Rule.UNKNOWN_COLUMN, join);
            }
        }
        Map<String, Flow> merged = new LinkedHashMap<>(both.merged());
        List<Column> star = new ArrayList<>();
        for (String name : names) {
            Flow flow = mergedColumn(only(left, name, join), only(right, name, join), join);
            merged.put(name, flow);
            star.add(new Column(Optional.of(name), flow));
        }
        for (Column column : both.star()) {
            if (!names.contains(column.name().get())) {
                star.add(column);
            }
        }
        if (!queries.standardStar() && both.sources().size() > 2 || queries.swaps(join)) {
            star = star.stream()
                    .map(column -> new Column(Optional.empty(), column.flow()))
                    .toList();
            for (Column column : star) {
                // H2 orders these columns otherwise than PostgreSQL, and so does MariaDB those of a RIGHT JOIN.
                if (column.flow() instanceof Flow.Stored stored) {
                    throw statement.refuse(Rule.STAR_OF_JOIN, join, stored.column());
                }
            }
        }
        return new From(both.sources(), merged, star);
    }

    /** A column and values: what comes of both must be the column's own. */
    private Flow mergedWithValue(Flow left, Flow right, SqlJoin join) {
        boolean leftStored = left instanceof Flow.Stored;
        boolean own = switch (join.getJoinType()) {
            case LEFT -> leftStored;
            case RIGHT -> !leftStored;
            case FULL -> false;
            default -> true;
        };
        Flow.Stored stored = (Flow.Stored) (leftStored ? left : right);
        // PostgreSQL merges texts to a text, but of other types it says which column or wider type came out.
        boolean shown =
                statement.untyped().becomeText() && stored.column().type().kind() != ValueType.Kind.TEXT;
        if (!own || shown) {
            throw statement.refuse(Rule.UNITED_WITH_OTHER, join, stored.column());
        }
        return stored;
    }

    private Flow only(From from, String name, SqlNode node) {
        Optional<Flow> found = Optional.empty();
        for (Column column : from.star()) {
            if (column.name().isPresent() && column.name().get().equals(name)) {
                if (found.isPresent()) {
                    throw statement.refuse(Rule.AMBIGUOUS_COLUMN, node);
                }
                found = Optional.of(column.flow());
            }
        }
        return found.orElseThrow(() -> statement.refuse(Rule.UNKNOWN_COLUMN, node));
    }

    private Flow mergedColumn(Flow left, Flow right, SqlJoin join) {
        expressions.comparisons().compare(left, right, join);
        if (left instanceof Flow.Stored a && right instanceof Flow.Stored b) {
            if (!a.column().copyGroup().equals(b.column().copyGroup())) {
                throw statement.refuse(Rule.DIFFERENT_KEY, join, b.column());
            }
            return join.getJoinType() == JoinType.RIGHT ? right : left;
        }
        if (left instanceof Flow.Stored || right instanceof Flow.Stored) {
            return mergedWithValue(left, right, join);
        }
        return Flow.PLAIN;
    }
}
