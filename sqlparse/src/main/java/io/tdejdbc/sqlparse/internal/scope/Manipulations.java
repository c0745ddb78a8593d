package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.Plan;
import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.internal.lex.Cursor;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.ArrayList;
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
    private static final String[] WHERE = {"WHERE"};
    private static final String[] ORDER = {"ORDER", "BY"};
    private static final String[] LIMIT = {"LIMIT"};
    private static final String[] FETCH = {"FETCH"};

    private final Statement statement;
    private final Tokens tokens;
    private final Queries queries;
    private final Expressions expressions;
    private final Sources sources;
    private final Targets targets;
    private final Assignments assignments;
    private final Inserts inserts;
    private final Merges merges;

    /** A reader of one statement. */
    public Manipulations(Statement statement) {
        this.statement = statement;
        this.tokens = statement.tokens();
        this.queries = new Queries(statement);
        this.expressions = queries.expressions();
        this.sources = queries.sources();
        this.targets = new Targets(statement, sources);
        this.assignments = new Assignments(statement, queries, targets);
        this.inserts = new Inserts(statement, expressions, targets, assignments);
        this.merges = new Merges(statement, queries, targets, assignments);
    }

    /** What a statement is, and the columns that it gives. */
    record Walked(Plan.Kind kind, List<Column> columns) {}

    /** Reads the statement of the tokens up to {@code end}. */
    Walked statement(int end) {
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
        LexicalFamily family = tokens.session().family();
        if (family != LexicalFamily.POSTGRESQL && family != LexicalFamily.STANDARD) {
            throw cursor.refuse(Rule.STATEMENT);
        }
        if (cursor.isSymbol('(') && !tokens.isAnyWord(cursor.at() + 1, "SELECT", "WITH", "VALUES")) {
            cursor.group();
        }
        while (cursor.is("ANALYZE", "VERBOSE") || cursor.is("PLAN", "FOR")) {
            cursor.goTo(cursor.at() + 1);
        }
        Walked walked = statement(cursor, Optional.empty());
        walked.columns().forEach(column -> statement.plainUnlessStored(column.flow()));
        return new Walked(Plan.Kind.QUERY, List.of(new Column(Optional.empty(), Flow.PLAIN)));
    }

    private Walked statement(Cursor cursor, Optional<Ctes> ctes) {
        if (cursor.is("WITH")) {
            return with(cursor, ctes);
        }
        boolean mysql = tokens.session().family() == LexicalFamily.MYSQL;
        if (cursor.accept("INSERT") || mysql && cursor.accept("REPLACE")) {
            Targets.Target target = inserts.insert(cursor, ctes);
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
            if (!cursor.accept("FROM")) {
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
        return new Walked(
                Plan.Kind.QUERY, queries.query(tree, Optional.empty(), ctes).columns());
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
            if (tokens.isSymbol(names.get(i) + 1, '(')) {
                throw cursor.refuse();
            }
            int[] body = bodies.get(i);
            List<Column> columns =
                    statement(new Cursor(tokens, body[0], body[1]), more).columns();
            statement.declared(names.get(i));
            more = Optional.of(Ctes.of(tokens.name(names.get(i)), columns, more));
        }
        return statement(cursor, more);
    }

    private boolean isChange(int i) {
        return tokens.isAnyWord(i, "INSERT", "UPDATE", "DELETE", "MERGE");
    }

    private List<Column> update(Cursor cursor, Optional<Ctes> ctes, int ignore) {
        Targets.Target target = targets.target(cursor, true, "SET");
        targets.requireErrors(ignore, target);
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
        Targets.Target target = targets.target(cursor, true, "WHERE", "USING", "RETURNING", "ORDER", "LIMIT", "FETCH");
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
        Targets.Target target = targets.target(cursor, true, "USING", "KEY", "VALUES", "SELECT");
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
        List<Column> star = new ArrayList<>();
        scope.sources().forEach(source -> star.addAll(source.columns()));
        if (!scope.merged().isEmpty()) {
            throw cursor.refuse(Rule.STAR_OF_JOIN);
        }
        return queries.selectList(statement.fragments().items(keyword + 1, cursor.end()), scope, star);
    }
}
