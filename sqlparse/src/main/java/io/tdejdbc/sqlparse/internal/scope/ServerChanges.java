package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.Plan;
import io.tdejdbc.sqlparse.Relation;
import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.internal.lex.Cursor;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;

/** Reads SQL Server's INSERT, UPDATE, DELETE and MERGE: with OUTPUT and TOP, and with targets that FROM names. */
final class ServerChanges {
    private static final String[] FROM = {"FROM"};
    private static final String[] WHERE = {"WHERE"};
    private static final String[] OUTPUT = {"OUTPUT"};

    private final Statement statement;
    private final Tokens tokens;
    private final Expressions expressions;
    private final Sources sources;
    private final Targets targets;
    private final Assignments assignments;
    private final Inserts inserts;
    private final Merges merges;
    private final Outputs outputs;

    ServerChanges(
            Statement statement,
            Queries queries,
            Targets targets,
            Assignments assignments,
            Inserts inserts,
            Merges merges) {
        this.statement = statement;
        this.tokens = statement.tokens();
        this.expressions = queries.expressions();
        this.sources = queries.sources();
        this.targets = targets;
        this.assignments = assignments;
        this.inserts = inserts;
        this.merges = merges;
        this.outputs = new Outputs(statement, queries, targets, assignments, inserts);
    }

    /** Reads the change that stands here, to its end. */
    Manipulations.Walked change(Cursor cursor, Optional<Ctes> ctes) {
        Plan.Kind kind = Plan.Kind.MERGE;
        List<Column> columns;
        if (cursor.accept("INSERT")) {
            kind = Plan.Kind.INSERT;
            columns = insert(cursor, ctes);
        } else if (cursor.accept("UPDATE")) {
            kind = Plan.Kind.UPDATE;
            columns = update(cursor, ctes);
        } else if (cursor.accept("DELETE")) {
            kind = Plan.Kind.DELETE;
            columns = delete(cursor, ctes);
        } else {
            cursor.expect("MERGE");
            columns = merge(cursor, ctes);
        }
        if (!cursor.done()) {
            throw cursor.refuse();
        }
        return new Manipulations.Walked(kind, columns);
    }

    /** {@code TOP (n) [PERCENT]} */
    private void top(Cursor cursor, Optional<Ctes> ctes) {
        if (cursor.is("TOP") && tokens.isSymbol(cursor.at() + 1, '(')) {
            cursor.expect("TOP");
            int from = cursor.group();
            SqlNode rows = statement.fragments().expression(from, cursor.at() - 1);
            expressions.plain(rows, new Scope(Optional.empty(), ctes), Rule.EXPRESSION);
            cursor.accept("PERCENT");
        }
    }

    private List<Column> insert(Cursor cursor, Optional<Ctes> ctes) {
        top(cursor, ctes);
        cursor.accept("INTO");
        Targets.Target target = targets.target(cursor, ctes, false);
        int name = cursor.at() - 1;
        boolean listed = inserts.isListed(cursor);
        List<Relation.Column> columns =
                listed ? targets.columns(cursor, target) : target.table().columns();
        List<Column> returned = outputs.read(
                cursor,
                target,
                Outputs.Rows.AFTER,
                List.of(),
                new String[] {"VALUES"},
                new String[] {"SELECT"},
                new String[] {"DEFAULT", "VALUES"});
        if (!cursor.accept("DEFAULT", "VALUES")) {
            SqlNode source = statement.fragments().query(cursor.at(), cursor.end());
            columns = listed ? columns : inserts.all(name, target);
            assignments.rows(source, columns, new Scope(Optional.empty(), ctes));
            cursor.goTo(cursor.end());
        }
        return returned;
    }

    private List<Column> update(Cursor cursor, Optional<Ctes> ctes) {
        top(cursor, ctes);
        List<Integer> name = cursor.qualifiedName();
        targets.hints(cursor);
        int set = cursor.at();
        cursor.expect("SET");
        int to = cursor.find(OUTPUT, FROM, WHERE);
        Scope scope = from(cursor, to, ctes);
        Targets.Target target = changed(name, scope, ctes);
        assignments.set(set, to, target, scope);
        cursor.goTo(to);
        return outputAndCondition(cursor, target, Outputs.Rows.BOTH, scope);
    }

    private List<Column> delete(Cursor cursor, Optional<Ctes> ctes) {
        top(cursor, ctes);
        cursor.accept("FROM");
        List<Integer> name = cursor.qualifiedName();
        targets.hints(cursor);
        Scope scope = from(cursor, cursor.at(), ctes);
        return outputAndCondition(cursor, changed(name, scope, ctes), Outputs.Rows.BEFORE, scope);
    }

    private List<Column> merge(Cursor cursor, Optional<Ctes> ctes) {
        top(cursor, ctes);
        cursor.accept("INTO");
        Targets.Target target = targets.target(cursor, ctes, true, "USING");
        Scope rows = merges.merge(cursor, target, ctes);
        return outputs.read(cursor, target, Outputs.Rows.BOTH, others(target, rows));
    }

    /** The tables of the FROM that stands between a token and WHERE; none without one. */
    private Scope from(Cursor cursor, int start, Optional<Ctes> ctes) {
        Scope scope = new Scope(Optional.empty(), ctes);
        Cursor scan = new Cursor(tokens, start, cursor.end());
        int from = scan.find(FROM, WHERE);
        scan.goTo(from);
        if (scan.accept(FROM)) {
            sources.walk(statement.fragments().tables(from + 1, scan.find(WHERE)), scope);
        }
        return scope;
    }

    /**
     * The table that a name before SET or FROM means: the item of FROM that is known by it, before any table of that name;
     * a table that FROM has once under an alias; or a table beside those of FROM, which it joins then.
     */
    private Targets.Target changed(List<Integer> name, Scope scope, Optional<Ctes> ctes) {
        List<String> parts = name.stream().map(tokens::name).toList();
        int at = tokens.start(name.get(0));
        List<Source> meant =
                scope.sources().stream().filter(source -> source.named(parts)).toList();
        if (meant.isEmpty()) {
            Targets.Target target = targets.named(name, ctes);
            meant = scope.sources().stream()
                    .filter(source -> source.table().equals(Optional.of(target.table())))
                    .toList();
            if (meant.isEmpty()) {
                scope.sources().add(0, target.source());
                return target;
            }
        }
        if (meant.size() > 1) {
            throw statement.refuseAt(Rule.AMBIGUOUS_COLUMN, at, Optional.empty());
        }
        Source source = meant.get(0);
        Relation.Table table = source.table()
                .filter(found -> sources.columns(found).equals(source.columns()))
                .orElseThrow(() -> statement.refuseAt(Rule.UNKNOWN_RELATION, at, Optional.empty()));
        name.forEach(statement::boundToken);
        return new Targets.Target(table, source);
    }

    private List<Column> outputAndCondition(Cursor cursor, Targets.Target target, Outputs.Rows rows, Scope scope) {
        List<Column> returned = outputs.read(cursor, target, rows, others(target, scope), FROM, WHERE);
        if (cursor.is(FROM)) {
            cursor.goTo(cursor.find(WHERE));
        }
        if (cursor.accept(WHERE)) {
            expressions.condition(statement.fragments().expression(cursor.at(), cursor.end()), scope);
            cursor.goTo(cursor.end());
        }
        return returned;
    }

    private static List<Source> others(Targets.Target target, Scope scope) {
        return scope.sources().stream()
                .filter(source -> source != target.source())
                .toList();
    }
}
