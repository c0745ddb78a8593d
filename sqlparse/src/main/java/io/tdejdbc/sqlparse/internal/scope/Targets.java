package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.Relation;
import io.tdejdbc.sqlparse.RelationName;
import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.internal.RefusedException;
import io.tdejdbc.sqlparse.internal.lex.Cursor;
import io.tdejdbc.sqlparse.internal.lex.TokenKind;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;

/** Reads the target of a data change and names of its columns from the tokens. */
final class Targets {
    private final Statement statement;
    private final Tokens tokens;
    private final Sources sources;

    Targets(Statement statement, Sources sources) {
        this.statement = statement;
        this.tokens = statement.tokens();
        this.sources = sources;
    }

    /**
     * A target.
     *
     * @param source its columns as expressions see them, under its alias or its own name
     */
    record Target(Relation.Table table, Source source) {}

    /**
     * Reads {@code name [[AS] alias]}, in PostgreSQL with ONLY before it, in SQL Server with hints after the name.
     *
     * @param ctes what the statement's WITH declares, none of which can be changed
     * @param bareAlias whether the alias may stand without AS
     * @param stops keywords that are no alias
     */
    Target target(Cursor cursor, Optional<Ctes> ctes, boolean bareAlias, String... stops) {
        if (tokens.session().family() == LexicalFamily.POSTGRESQL) {
            cursor.accept("ONLY");
        }
        Target named = named(cursor.qualifiedName(), ctes);
        hints(cursor);
        if (cursor.accept("AS") || bareAlias && isAlias(cursor, stops)) {
            int alias = cursor.name();
            statement.declared(alias);
            if (tokens.name(alias)
                    .equals(sources.catalogName(named.table().name().simple()))) {
                statement.boundToken(alias);
            }
            statement.sourceName(tokens.name(alias));
            Source source = named.source();
            return new Target(named.table(), new Source(List.of(tokens.name(alias)), source.columns(), source.table()));
        }
        return named;
    }

    /** The table that the tokens of a name mean to the session. */
    Target named(List<Integer> name, Optional<Ctes> ctes) {
        int at = tokens.start(name.get(0));
        if (name.size() > 3) {
            throw statement.refuseAt(Rule.UNKNOWN_RELATION, at, Optional.empty());
        }
        List<String> parts = name.stream().map(tokens::name).toList();
        if (parts.size() == 1 && Ctes.find(ctes, parts.get(0)).isPresent()) {
            // SQL Server changes the tables behind it, others the table of that name.
            throw RefusedException.of(
                    Rule.NOT_UNDERSTOOD, "a change of a common table expression", tokens.text(), at, Optional.empty());
        }
        Relation.Table table = sources.table(new RelationName(parts), at);
        statement.boundToken(name.get(name.size() - 1));
        List<String> qualifier = new ArrayList<>();
        table.name().parts().forEach(part -> qualifier.add(sources.catalogName(part)));
        statement.sourceName(qualifier.get(qualifier.size() - 1));
        return new Target(table, new Source(qualifier, sources.columns(table), Optional.of(table)));
    }

    /** Steps over SQL Server's {@code WITH (hint, …)}. */
    void hints(Cursor cursor) {
        if (tokens.session().family() == LexicalFamily.SQL_SERVER && cursor.accept("WITH")) {
            int from = cursor.group();
            for (int i = from; i < cursor.at() - 1; i++) {
                if (tokens.kind(i) != TokenKind.WORD && !tokens.isSymbol(i, ',')) {
                    throw cursor.refuse();
                }
            }
        }
    }

    /**
     * Refuses MySQL's IGNORE for a target with protected columns: it makes an empty value of NULL where a column takes
     * none, which is no envelope, so that the row would be left out.
     *
     * @param ignore the word's token; negative if it is not there
     */
    void requireErrors(int ignore, Target target) {
        if (ignore < 0) {
            return;
        }
        for (Relation.Column column : target.table().columns()) {
            if (column.protection().isPresent()) {
                throw statement.refuseAt(Rule.NOT_UNDERSTOOD, tokens.start(ignore), column.protection());
            }
        }
    }

    private boolean isAlias(Cursor cursor, String... stops) {
        return !cursor.done() && tokens.isName(cursor.at()) && !cursor.is(stops);
    }

    /** The column of a target that stands at the cursor, possibly qualified. */
    Relation.Column column(Cursor cursor, Target target) {
        int at = cursor.at();
        List<Integer> name = cursor.qualifiedName();
        List<String> parts = name.stream().map(tokens::name).toList();
        List<String> qualifier = parts.subList(0, parts.size() - 1);
        if (qualifier.isEmpty() || target.source().named(qualifier)) {
            for (Relation.Column column : target.table().columns()) {
                if (sources.catalogName(column.name()).equals(parts.get(parts.size() - 1))) {
                    name.forEach(statement::boundToken);
                    return column;
                }
            }
        }
        throw statement.refuseAt(Rule.UNKNOWN_COLUMN, tokens.start(at), Optional.empty());
    }

    /** The column of a target that a node of the tree names, possibly qualified. */
    Relation.Column column(SqlIdentifier identifier, Target target) {
        List<String> parts = statement.names(identifier);
        List<String> qualifier = parts.subList(0, parts.size() - 1);
        if (qualifier.isEmpty() || target.source().named(qualifier)) {
            for (Relation.Column column : target.table().columns()) {
                if (sources.catalogName(column.name()).equals(parts.get(parts.size() - 1))) {
                    statement.bound(identifier);
                    return column;
                }
            }
        }
        throw statement.refuse(Rule.UNKNOWN_COLUMN, identifier);
    }

    /** The columns of a list in parentheses. */
    List<Relation.Column> columns(Cursor cursor, Target target) {
        List<Relation.Column> columns = new ArrayList<>();
        cursor.expectSymbol('(');
        do {
            columns.add(column(cursor, target));
        } while (cursor.acceptSymbol(','));
        cursor.expectSymbol(')');
        return columns;
    }
}
