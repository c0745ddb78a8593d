package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.Plan;
import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.internal.lex.Cursor;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/**
 * Reads whole statements. The outline of INSERT, UPDATE, DELETE, MERGE and of WITH before them is read from the tokens,
 * because each database has clauses of its own there; queries, conditions and expressions inside are read by the grammar.
 */
public final class Manipulations {
    private static final String[] RETURNING = {"RETURNING"};
    private static final String[] SET = {"SET"};
    private static final String[] WHERE = {"WHERE"};
    private static final String[] ORDER = {"ORDER", "BY"};
    private static final String[] LIMIT = {"LIMIT"};
    private static final String[] FETCH = {"FETCH"};
    /** From id and select_type to rows and Extra. */
    private static final int MARIADB_PLAN_COLUMNS = 10;

    private final Statement statement;
    private final Tokens tokens;
    private final Queries queries;
    private final Expressions expressions;
    private final Sources sources;
    private final Targets targets;
    private final Assignments assignments;
    private final Inserts inserts;
    private final Merges merges;
    private final JoinedChanges joined;
    private final ServerChanges server;
    /** The target of the newest data change. */
    private Optional<Targets.Target> changed = Optional.empty();

    private boolean insideChange;
    /** Where the query ends whose rows are handed out; -1 if none is. */
    private int outermost;

    /** A reader of one statement. */
    public Manipulations(Statement statement) {
        this.statement = statement;
        this.tokens = statement.tokens();
        this.queries = new Queries(statement);
        this.expressions = queries.expressions();
        this.sources = queries.sources();
        this.targets = new Targets(statement, sources);
        this.assignments = new Assignments(statement, queries, targets);
        this.inserts = new Inserts(statement, expressions, sources, targets, assignments);
        this.merges = new Merges(statement, queries, targets, assignments, inserts);
        this.joined = new JoinedChanges(statement);
        this.server = new ServerChanges(statement, queries, targets, assignments, inserts, merges);
        queries.readChangesBy(this::changedRows);
    }

    /** What a statement is, and the columns that it gives. */
    record Walked(Plan.Kind kind, List<Column> columns) {}

    /** Reads the statement of the tokens up to {@code end}. */
    Walked statement(int end) {
        outermost = end;
        Walked walked = explained(new Cursor(tokens, 0, end));
        for (Column column : walked.columns()) {
            if (column.flow() instanceof Flow.Row) {
                throw new Cursor(tokens, 0, end).refuse(Rule.COLUMN_COUNT);
            }
            statement.plainUnlessStored(column.flow());
        }
        return walked;
    }

    private Walked explained(Cursor cursor) {
        if (!cursor.accept("EXPLAIN")) {
            return statement(cursor, Optional.empty());
        }
        outermost = -1;
        LexicalFamily family = tokens.session().family();
        if (family == LexicalFamily.MYSQL) {
            boolean text = cursor.accept("FORMAT");
            if (text) {
                cursor.expectSymbol('=');
                cursor.expect("JSON");
            }
            return plan(cursor, text ? 1 : MARIADB_PLAN_COLUMNS);
        }
        if (family != LexicalFamily.POSTGRESQL && family != LexicalFamily.STANDARD) {
            throw cursor.refuse(Rule.STATEMENT);
        }
        if (cursor.isSymbol('(') && !tokens.isAnyWord(cursor.at() + 1, "SELECT", "WITH", "VALUES")) {
            cursor.group();
        }
        while (cursor.is("ANALYZE", "VERBOSE") || cursor.is("PLAN", "FOR")) {
            cursor.goTo(cursor.at() + 1);
        }
        return plan(cursor, 1);
    }

    /** The plan of the statement that stands here, as rows of so many columns. */
    private Walked plan(Cursor cursor, int columns) {
        Walked walked = statement(cursor, Optional.empty());
        walked.columns().forEach(column -> statement.plainUnlessStored(column.flow()));
        return new Walked(Plan.Kind.QUERY, Collections.nCopies(columns, new Column(Optional.empty(), Flow.PLAIN)));
    }

    private Walked statement(Cursor cursor, Optional<Ctes> ctes) {
        if (cursor.is("WITH")) {
            return with(cursor, ctes);
        }
        LexicalFamily family = tokens.session().family();
        if (family == LexicalFamily.SQL_SERVER && isChange(cursor.at())) {
            return server.change(cursor, ctes);
        }
        boolean mysql = family == LexicalFamily.MYSQL;
        if (cursor.accept("INSERT") || mysql && cursor.accept("REPLACE")) {
            Targets.Target target = inserts.insert(cursor, ctes);
            changed = Optional.of(target);
            Scope scope = new Scope(Optional.empty(), ctes);
            scope.sources().add(target.source());
            return new Walked(Plan.Kind.INSERT, returning(cursor, scope));
        }
        if (cursor.accept("UPDATE")) {
            int ignore = -1;
            while (mysql && cursor.is("LOW_PRIORITY", "IGNORE")) {
                ignore = cursor.is("IGNORE") ? cursor.at() : ignore;
                cursor.goTo(cursor.at() + 1);
            }
            return new Walked(Plan.Kind.UPDATE, update(cursor, ctes, ignore));
        }
        if (cursor.accept("DELETE")) {
            while (mysql && cursor.is("LOW_PRIORITY", "QUICK", "IGNORE")) {
                cursor.goTo(cursor.at() + 1);
            }
            if (mysql && joined.isDelete(cursor)) {
                return new Walked(Plan.Kind.DELETE, joinedDelete(cursor, ctes));
            }
            if (!cursor.accept("FROM") && family != LexicalFamily.ORACLE) {
                throw cursor.refuse(Rule.STATEMENT);
            }
            return new Walked(Plan.Kind.DELETE, delete(cursor, ctes));
        }
        if (cursor.accept("MERGE", "INTO")) {
            return new Walked(Plan.Kind.MERGE, merge(cursor, ctes));
        }
        if (!cursor.is("SELECT", "VALUES", "TABLE") && !cursor.isSymbol('(')) {
            throw cursor.refuse(Rule.STATEMENT);
        }
        return query(cursor.at(), cursor.end(), ctes);
    }

    private Walked query(int from, int to, Optional<Ctes> ctes) {
        SqlNode tree = statement.fragments().query(from, to);
        Queries.Query query =
                to == outermost ? queries.outermost(tree, ctes) : queries.query(tree, Optional.empty(), ctes);
        return new Walked(Plan.Kind.QUERY, query.columns());
    }

    private Walked with(Cursor cursor, Optional<Ctes> ctes) {
        int start = cursor.at();
        cursor.expect("WITH");
        boolean recursive = cursor.accept("RECURSIVE");
        boolean changes = false;
        List<int[]> bodies = new ArrayList<>();
        List<Integer> names = new ArrayList<>();
        do {
            names.add(cursor.name());
            if (cursor.isSymbol('(')) {
                cursor.group();
            }
            cursor.expect("AS");
            if (!cursor.accept("NOT", "MATERIALIZED")) {
                cursor.accept("MATERIALIZED");
            }
            int body = cursor.group();
            bodies.add(new int[] {body, cursor.at() - 1});
            changes |= isChange(body);
        } while (cursor.acceptSymbol(','));
        if (!changes && !isChange(cursor.at())) {
            return query(start, cursor.end(), ctes);
        }
        if (!changes) {
            SqlNodeList with = statement.fragments().with(start, cursor.at());
            return statement(cursor, queries.with(with, Optional.empty(), ctes));
        }
        if (recursive) {
            throw cursor.refuse(Rule.RECURSION);
        }
        Optional<Ctes> more = ctes;
        for (int i = 0; i < bodies.size(); i++) {
            int[] body = bodies.get(i);
            List<Column> columns = renamed(
                    statement(new Cursor(tokens, body[0], body[1]), more).columns(), names.get(i));
            statement.declared(names.get(i));
            more = Optional.of(Ctes.of(tokens.name(names.get(i)), columns, more));
        }
        return statement(cursor, more);
    }

    /** The columns under the names of the list behind a name, if there is one. */
    private List<Column> renamed(List<Column> columns, int name) {
        Cursor cursor = new Cursor(tokens, name + 1, tokens.size());
        if (!cursor.acceptSymbol('(')) {
            return columns;
        }
        List<Column> renamed = new ArrayList<>(columns);
        int i = 0;
        do {
            int column = cursor.name();
            statement.declared(column);
            if (i == columns.size()) {
                throw cursor.refuse(Rule.COLUMN_COUNT);
            }
            renamed.set(
                    i,
                    new Column(Optional.of(tokens.name(column)), columns.get(i).flow()));
            i++;
        } while (cursor.acceptSymbol(','));
        cursor.expectSymbol(')');
        return renamed;
    }

    private boolean isChange(int i) {
        return tokens.isAnyWord(i, "INSERT", "UPDATE", "DELETE", "MERGE");
    }

    /** The target of a change in a FROM clause; H2 gives its rows whole. */
    private Targets.Target changedRows(int from, int to, Optional<Ctes> ctes) {
        Cursor cursor = new Cursor(tokens, from, to);
        if (insideChange) {
            throw cursor.refuse(Rule.FROM_CLAUSE);
        }
        insideChange = true;
        changed = Optional.empty();
        Walked walked = statement(cursor, ctes);
        insideChange = false;
        if (!walked.columns().isEmpty()) {
            throw cursor.refuse(Rule.FROM_CLAUSE);
        }
        return changed.orElseThrow(() -> cursor.refuse(Rule.FROM_CLAUSE));
    }

    /** MySQL's UPDATE and DELETE of several tables. */
    private List<Column> joinedUpdate(Cursor cursor, Optional<Ctes> ctes, int set) {
        Scope scope = new Scope(Optional.empty(), ctes);
        sources.walk(statement.fragments().tables(cursor.at(), set), scope);
        cursor.goTo(set);
        int to = cursor.find(WHERE, ORDER, LIMIT);
        assignments.set(set, to, column -> joined.column(column, scope), scope);
        cursor.goTo(to);
        conditionAndTail(cursor, scope);
        if (!cursor.done()) {
            throw cursor.refuse();
        }
        return List.of();
    }

    private List<Column> joinedDelete(Cursor cursor, Optional<Ctes> ctes) {
        boolean using = cursor.accept("FROM");
        List<List<Integer>> names = joined.targets(cursor);
        int keyword = cursor.at();
        cursor.expect(using ? "USING" : "FROM");
        Scope scope = new Scope(Optional.empty(), ctes);
        int to = cursor.find(WHERE, ORDER, LIMIT);
        sources.walk(statement.fragments().tables(keyword + 1, to), scope);
        names.forEach(name -> joined.requireTable(name, scope));
        cursor.goTo(to);
        conditionAndTail(cursor, scope);
        if (!cursor.done()) {
            throw cursor.refuse();
        }
        return List.of();
    }

    private List<Column> update(Cursor cursor, Optional<Ctes> ctes, int ignore) {
        int joinedSet = cursor.find(SET);
        if (tokens.session().family() == LexicalFamily.MYSQL && joined.isJoin(cursor.at(), joinedSet)) {
            if (ignore >= 0) {
                throw statement.refuseAt(Rule.NOT_UNDERSTOOD, tokens.start(ignore), Optional.empty());
            }
            return joinedUpdate(cursor, ctes, joinedSet);
        }
        Targets.Target target = targets.target(cursor, ctes, true, "SET");
        targets.requireErrors(ignore, target);
        changed = Optional.of(target);
        int set = cursor.at();
        cursor.expect("SET");
        int to = cursor.find(new String[] {"FROM"}, WHERE, ORDER, LIMIT, FETCH, RETURNING);
        Scope scope = new Scope(Optional.empty(), ctes);
        scope.sources().add(target.source());
        from(cursor, to, "FROM", scope, ctes);
        assignments.set(set, to, target, scope);
        conditionAndTail(cursor, scope);
        return returning(cursor, scope);
    }

    private List<Column> delete(Cursor cursor, Optional<Ctes> ctes) {
        Targets.Target target =
                targets.target(cursor, ctes, true, "WHERE", "USING", "RETURNING", "ORDER", "LIMIT", "FETCH");
        changed = Optional.of(target);
        Scope scope = new Scope(Optional.empty(), ctes);
        scope.sources().add(target.source());
        from(cursor, cursor.at(), "USING", scope, ctes);
        conditionAndTail(cursor, scope);
        return returning(cursor, scope);
    }

    /** FROM of UPDATE and USING of DELETE: further sources, in the same scope as the target. */
    private void from(Cursor cursor, int keyword, String word, Scope scope, Optional<Ctes> ctes) {
        cursor.goTo(keyword);
        if (cursor.accept(word)) {
            int to = cursor.find(WHERE, RETURNING);
            Scope others = new Scope(Optional.empty(), ctes);
            sources.walk(statement.fragments().tables(keyword + 1, to), others);
            scope.sources().addAll(others.sources());
            scope.merged().putAll(others.merged());
            cursor.goTo(to);
        }
    }

    private void conditionAndTail(Cursor cursor, Scope scope) {
        if (cursor.accept("WHERE")) {
            int to = cursor.find(ORDER, LIMIT, FETCH, RETURNING);
            expressions.condition(statement.fragments().expression(cursor.at(), to), scope);
            cursor.goTo(to);
        }
        if (cursor.is("ORDER", "LIMIT", "FETCH")) {
            int to = cursor.find(RETURNING);
            queries.tail(statement.fragments().tail(cursor.at(), to), scope);
            cursor.goTo(to);
        }
    }

    private List<Column> merge(Cursor cursor, Optional<Ctes> ctes) {
        Targets.Target target = targets.target(cursor, ctes, true, "USING", "KEY", "VALUES", "SELECT");
        changed = Optional.of(target);
        if (tokens.session().family() == LexicalFamily.STANDARD && !cursor.is("USING")) {
            inserts.mergeByKey(cursor, target);
            return List.of();
        }
        return returning(cursor, merges.merge(cursor, target, ctes));
    }

    private List<Column> returning(Cursor cursor, Scope scope) {
        int keyword = cursor.at();
        if (!cursor.accept("RETURNING")) {
            if (!cursor.done()) {
                throw cursor.refuse();
            }
            return List.of();
        }
        if (tokens.session().family() == LexicalFamily.ORACLE) {
            throw statement.refuseAt(Rule.RETURNED_INTO, tokens.start(keyword), Optional.empty());
        }
        List<Column> star = new ArrayList<>();
        scope.sources().forEach(source -> star.addAll(source.columns()));
        if (!scope.merged().isEmpty()) {
            throw cursor.refuse(Rule.STAR_OF_JOIN);
        }
        return queries.selectList(statement.fragments().items(keyword + 1, cursor.end()), scope, star);
    }
}
