package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.Relation;
import io.tdejdbc.sqlparse.internal.lex.Cursor;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;

/** Reads MERGE. */
final class Merges {
    private static final String[] WHEN_MATCHED = {"WHEN", "MATCHED"};
    private static final String[] WHEN_NOT = {"WHEN", "NOT", "MATCHED"};
    private static final String[] RETURNING = {"RETURNING"};
    private static final String[] OUTPUT = {"OUTPUT"};
    private static final String[] WHERE = {"WHERE"};
    private static final String[] DELETE_WHERE = {"DELETE", "WHERE"};

    private final Statement statement;
    private final Tokens tokens;
    private final Expressions expressions;
    private final Sources sources;
    private final Targets targets;
    private final Assignments assignments;
    private final Inserts inserts;
    private final boolean oracle;

    Merges(Statement statement, Queries queries, Targets targets, Assignments assignments, Inserts inserts) {
        this.statement = statement;
        this.tokens = statement.tokens();
        this.expressions = queries.expressions();
        this.sources = queries.sources();
        this.targets = targets;
        this.assignments = assignments;
        this.inserts = inserts;
        this.oracle = tokens.session().family() == LexicalFamily.ORACLE;
    }

    /**
     * Reads what follows the target of a standard MERGE up to RETURNING or OUTPUT; the cursor stands there afterwards.
     *
     * @return the scope of RETURNING, the source's tables first
     */
    Scope merge(Cursor cursor, Targets.Target target, Optional<Ctes> ctes) {
        int using = cursor.at();
        cursor.expect("USING");
        Scope source = new Scope(Optional.empty(), ctes);
        int firstWhen = cursor.find(WHEN_MATCHED, WHEN_NOT);
        int on = lastOn(cursor, firstWhen);
        sources.walk(statement.fragments().tables(using + 1, on), source);
        Scope both = new Scope(Optional.empty(), ctes);
        both.sources().add(target.source());
        both.sources().addAll(source.sources());
        both.merged().putAll(source.merged());
        expressions.condition(statement.fragments().expression(on + 1, firstWhen), both);
        cursor.goTo(firstWhen);
        while (cursor.is("WHEN")) {
            when(cursor, target, source, both);
        }
        Scope rows = new Scope(Optional.empty(), ctes);
        // PostgreSQL gives the source's columns first.
        rows.sources().addAll(source.sources());
        rows.sources().add(target.source());
        rows.merged().putAll(source.merged());
        return rows;
    }

    private int lastOn(Cursor cursor, int to) {
        int on = -1;
        Cursor scan = new Cursor(tokens, cursor.at(), to);
        while (!scan.done()) {
            int found = scan.find(new String[] {"ON"});
            if (found < to) {
                on = found;
            }
            scan.goTo(found + 1);
        }
        if (on < 0) {
            throw cursor.refuse();
        }
        return on;
    }

    private void when(Cursor cursor, Targets.Target target, Scope source, Scope both) {
        cursor.expect("WHEN");
        boolean not = cursor.accept("NOT");
        cursor.expect("MATCHED");
        boolean bySource = not && cursor.accept("BY", "SOURCE");
        if (not && !bySource) {
            cursor.accept("BY", "TARGET");
        }
        if (cursor.accept("AND")) {
            int then = thenOfClause(cursor);
            expressions.condition(
                    statement.fragments().expression(cursor.at(), then), not && !bySource ? source : both);
            cursor.goTo(then);
        }
        cursor.expect("THEN");
        int to = new Cursor(tokens, cursor.at(), cursor.end())
                .find(
                        WHEN_MATCHED,
                        WHEN_NOT,
                        tokens.session().family() == LexicalFamily.SQL_SERVER ? OUTPUT : RETURNING);
        if (cursor.accept("DO", "NOTHING") || cursor.accept("DELETE")) {
            return;
        }
        if (cursor.accept("UPDATE", "SET")) {
            Cursor inner = new Cursor(tokens, cursor.at(), to);
            int set = inner.at() - 1;
            inner.goTo(inner.find(WHERE, DELETE_WHERE));
            assignments.set(set, inner.at(), target, both);
            if (inner.accept(WHERE)) {
                inner.goTo(condition(inner, inner.find(DELETE_WHERE), both));
            }
            if (oracle && inner.accept(DELETE_WHERE)) {
                inner.goTo(condition(inner, to, both));
            }
            if (!inner.done()) {
                throw inner.refuse();
            }
        } else {
            cursor.expect("INSERT");
            insert(new Cursor(tokens, cursor.at(), to), target, source);
        }
        cursor.goTo(to);
    }

    /** A CASE in the condition has THEN too. */
    private int thenOfClause(Cursor cursor) {
        Cursor scan = new Cursor(tokens, cursor.at(), cursor.end());
        int cases = 0;
        while (!scan.done()) {
            if (scan.is("CASE")) {
                cases++;
            } else if (scan.is("END")) {
                cases--;
            } else if (scan.is("THEN") && cases == 0) {
                return scan.at();
            }
            scan.goTo(scan.at() + 1);
        }
        throw cursor.refuse();
    }

    private void insert(Cursor cursor, Targets.Target target, Scope source) {
        int insert = cursor.at() - 1;
        List<Relation.Column> columns = cursor.isSymbol('(') ? targets.columns(cursor, target) : List.of();
        if (!cursor.accept("OVERRIDING", "SYSTEM", "VALUE")) {
            cursor.accept("OVERRIDING", "USER", "VALUE");
        }
        if (cursor.accept("DEFAULT", "VALUES")) {
            return;
        }
        if (!cursor.is("VALUES")) {
            throw cursor.refuse();
        }
        int to = oracle ? cursor.find(WHERE) : cursor.end();
        SqlNode values = statement.fragments().query(cursor.at(), to);
        assignments.rows(values, columns.isEmpty() ? inserts.withoutList(insert, values, target) : columns, source);
        cursor.goTo(to);
        if (cursor.accept(WHERE)) {
            condition(cursor, cursor.end(), source);
        }
    }

    private int condition(Cursor cursor, int to, Scope scope) {
        expressions.condition(statement.fragments().expression(cursor.at(), to), scope);
        return to;
    }
}
