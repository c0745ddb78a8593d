package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.ProtectedColumn;
import io.tdejdbc.sqlparse.Relation;
import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.internal.lex.Cursor;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/** Reads INSERT and its upsert clauses. */
final class Inserts {
    private static final String[] ON_DUPLICATE_KEY = {"ON", "DUPLICATE", "KEY", "UPDATE"};
    private static final String[][] AFTER_SOURCE = {{"ON", "CONFLICT"}, ON_DUPLICATE_KEY, {"RETURNING"}};

    private final Statement statement;
    private final Tokens tokens;
    private final Expressions expressions;
    private final Sources sources;
    private final Targets targets;
    private final Assignments assignments;

    Inserts(Statement statement, Expressions expressions, Sources sources, Targets targets, Assignments assignments) {
        this.statement = statement;
        this.tokens = statement.tokens();
        this.expressions = expressions;
        this.sources = sources;
        this.targets = targets;
        this.assignments = assignments;
    }

    /** Reads what follows INSERT up to RETURNING; the cursor stands there afterwards. */
    Targets.Target insert(Cursor cursor, Optional<Ctes> ctes) {
        boolean mysql = tokens.session().family() == LexicalFamily.MYSQL;
        int ignore = -1;
        while (mysql && cursor.is("LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY", "IGNORE")) {
            ignore = cursor.is("IGNORE") ? cursor.at() : ignore;
            cursor.goTo(cursor.at() + 1);
        }
        if (!cursor.accept("INTO") && !mysql) {
            throw cursor.refuse();
        }
        Targets.Target target = targets.target(cursor, ctes, false);
        targets.requireErrors(ignore, target);
        Scope scope = new Scope(Optional.empty(), ctes);
        Optional<Source> row = Optional.empty();
        if (mysql && cursor.is("SET")) {
            int to = cursor.find(AFTER_SOURCE);
            assignments.set(cursor.at(), to, target, scope);
            cursor.goTo(to);
        } else {
            List<Relation.Column> columns = source(cursor, target, scope);
            row = newRow(cursor, sources.columns(columns));
        }
        if (cursor.accept("ON", "CONFLICT")) {
            onConflict(cursor, target, ctes);
        } else if (cursor.accept(ON_DUPLICATE_KEY)) {
            Scope update = new Scope(Optional.empty(), ctes);
            update.sources().add(target.source());
            row.ifPresent(update.sources()::add);
            int to = cursor.find(new String[] {"RETURNING"});
            assignments.set(cursor.at() - 1, to, target, update);
            cursor.goTo(to);
        }
        return target;
    }

    /** The AS of MySQL's name for the new row, between VALUES and ON DUPLICATE KEY UPDATE. */
    private Optional<Integer> rowAlias(Cursor cursor) {
        if (tokens.session().family() != LexicalFamily.MYSQL || !cursor.is("VALUES", "VALUE")) {
            return Optional.empty();
        }
        int as = cursor.find(new String[] {"AS"});
        return as < cursor.end() && tokens.isName(as + 1) ? Optional.of(as) : Optional.empty();
    }

    /** The new row under its name; its columns are those of the list, in their order, and may have other names. */
    private Optional<Source> newRow(Cursor cursor, List<Column> columns) {
        if (tokens.session().family() != LexicalFamily.MYSQL || !cursor.accept("AS")) {
            return Optional.empty();
        }
        int name = cursor.name();
        statement.declared(name);
        List<Column> named = new ArrayList<>(columns);
        if (cursor.acceptSymbol('(')) {
            int i = 0;
            do {
                int column = cursor.name();
                statement.declared(column);
                if (i == named.size()) {
                    throw cursor.refuse(Rule.COLUMN_COUNT);
                }
                named.set(
                        i,
                        new Column(
                                Optional.of(tokens.name(column)), named.get(i).flow()));
                i++;
            } while (cursor.acceptSymbol(','));
            cursor.expectSymbol(')');
        }
        statement.sourceName(tokens.name(name));
        return Optional.of(new Source(List.of(tokens.name(name)), named));
    }

    /** Reads the rows and gives the columns into which they go. */
    private List<Relation.Column> source(Cursor cursor, Targets.Target target, Scope scope) {
        boolean listed = isListed(cursor);
        int listAt = cursor.at() - 1;
        List<Relation.Column> columns =
                listed ? targets.columns(cursor, target) : target.table().columns();
        if (!cursor.accept("OVERRIDING", "SYSTEM", "VALUE")) {
            cursor.accept("OVERRIDING", "USER", "VALUE");
        }
        if (!listed && cursor.accept("DEFAULT", "VALUES")) {
            return columns;
        }
        int to = rowAlias(cursor).orElse(cursor.find(AFTER_SOURCE));
        SqlNode source = statement.fragments().query(cursor.at(), to);
        if (!listed) {
            columns = withoutList(listAt, source, target);
        }
        assignments.rows(source, columns, scope);
        cursor.goTo(to);
        return columns;
    }

    /** Writes the list behind a token that a row of VALUES without one means, and gives its columns. */
    List<Relation.Column> withoutList(int token, SqlNode source, Targets.Target target) {
        List<Relation.Column> columns = present(source, target.table().columns());
        statement.insert(tokens.end(token), list(columns));
        return columns;
    }

    /** Writes the list of all columns behind a token, and gives them. */
    List<Relation.Column> all(int token, Targets.Target target) {
        statement.insert(tokens.end(token), list(target.table().columns()));
        return target.table().columns();
    }

    /** Whether a list of columns stands here, and not a query in parentheses. */
    boolean isListed(Cursor cursor) {
        return cursor.isSymbol('(') && !isQuery(cursor.at() + 1);
    }

    private boolean isQuery(int i) {
        return tokens.isAnyWord(i, "SELECT", "WITH", "VALUES", "TABLE") || tokens.isSymbol(i, '(');
    }

    /** PostgreSQL leaves the last columns to their defaults. */
    private List<Relation.Column> present(SqlNode source, List<Relation.Column> columns) {
        if (tokens.session().family() == LexicalFamily.POSTGRESQL
                && source.getKind() == SqlKind.VALUES
                && ((SqlCall) source).operandCount() > 0) {
            SqlNode row = ((SqlCall) source).operand(0);
            int width = row.getKind() == SqlKind.ROW ? ((SqlCall) row).operandCount() : 1;
            return columns.subList(0, Math.min(width, columns.size()));
        }
        return columns;
    }

    /** The list that an INSERT without one means, written into the text so that the backend cannot mean another. */
    private String list(List<Relation.Column> columns) {
        StringBuilder list = new StringBuilder(" (");
        for (Relation.Column column : columns) {
            list.append(list.length() > 2 ? ", " : "").append(quoted(column.name()));
        }
        return list.append(')').toString();
    }

    private String quoted(String name) {
        return switch (tokens.session().family()) {
            case MYSQL -> '`' + name.replace("`", "``") + '`';
            case SQL_SERVER -> '[' + name.replace("]", "]]") + ']';
            default -> '"' + name.replace("\"", "\"\"") + '"';
        };
    }

    private void onConflict(Cursor cursor, Targets.Target target, Optional<Ctes> ctes) {
        Scope own = new Scope(Optional.empty(), ctes);
        own.sources()
                .add(new Source(target.source().qualifier(), target.source().columns()));
        if (cursor.isSymbol('(')) {
            int first = cursor.group();
            Cursor items = new Cursor(tokens, first, cursor.at() - 1);
            for (int[] item : items.items(cursor.at() - 1)) {
                SqlNode key = statement.fragments().expression(item[0], item[1]);
                expressions.comparisons().distinct(expressions.flow(key, own), key);
            }
            if (cursor.accept("WHERE")) {
                int to = cursor.find(new String[] {"DO"});
                expressions.condition(statement.fragments().expression(cursor.at(), to), own);
                cursor.goTo(to);
            }
        } else if (cursor.accept("ON", "CONSTRAINT")) {
            cursor.name();
        }
        if (cursor.accept("DO", "NOTHING")) {
            return;
        }
        cursor.expect("DO", "UPDATE", "SET");
        Scope both = new Scope(Optional.empty(), ctes);
        both.sources().add(target.source());
        both.sources()
                .add(new Source(
                        List.of(tokens.session().folding().fold("excluded", false)),
                        target.source().columns()));
        int set = cursor.at() - 1;
        int to = cursor.find(new String[] {"WHERE"}, new String[] {"RETURNING"});
        assignments.set(set, to, target, both);
        cursor.goTo(to);
        if (cursor.accept("WHERE")) {
            to = cursor.find(new String[] {"RETURNING"});
            expressions.condition(statement.fragments().expression(cursor.at(), to), both);
            cursor.goTo(to);
        }
    }

    /** H2's {@code MERGE INTO t [(columns)] [KEY (columns)] source}; the cursor stands behind the name. */
    void mergeByKey(Cursor cursor, Targets.Target target) {
        int listAt = cursor.at() - 1;
        boolean listed = cursor.isSymbol('(');
        List<Relation.Column> columns =
                listed ? targets.columns(cursor, target) : target.table().columns();
        int keyAt = cursor.at();
        if (cursor.accept("KEY")) {
            for (Relation.Column key : targets.columns(cursor, target)) {
                Optional<ProtectedColumn> protection = key.protection();
                if (protection.isPresent() && !protection.get().equality()) {
                    throw statement.refuseAt(Rule.RANDOM_COMPARED, tokens.start(keyAt), protection);
                }
                if (protection.isPresent() && protection.get().isRekeyed()) {
                    throw statement.refuseAt(Rule.REKEYED, tokens.start(keyAt), protection);
                }
            }
        }
        if (!listed) {
            statement.insert(tokens.end(listAt), list(columns));
        }
        assignments.rows(
                statement.fragments().query(cursor.at(), cursor.end()),
                columns,
                new Scope(Optional.empty(), Optional.empty()));
        cursor.goTo(cursor.end());
    }
}
