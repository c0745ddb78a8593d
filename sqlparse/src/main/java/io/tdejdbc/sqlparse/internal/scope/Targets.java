package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.Relation;
import io.tdejdbc.sqlparse.RelationName;
import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.internal.lex.Cursor;
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
     * @param after the token after its name and alias
     */
    record Target(Relation.Table table, Source source, int after) {}

    /**
     * Reads {@code name [[AS] alias]}, in PostgreSQL with ONLY before it.
     *
     * @param bareAlias whether the alias may stand without AS
     * @param stops keywords that are no alias
     */
    Target target(Cursor cursor, boolean bareAlias, String... stops) {
        if (tokens.session().family() == LexicalFamily.POSTGRESQL) {
            cursor.accept("ONLY");
        }
        int at = cursor.at();
        List<Integer> name = cursor.qualifiedName();
        if (name.size() > 3) {
            throw statement.refuseAt(Rule.UNKNOWN_RELATION, tokens.start(at), Optional.empty());
        }
        List<String> parts = name.stream().map(tokens::name).toList();
        Relation.Table table = sources.table(new RelationName(parts), tokens.start(at));
        statement.boundToken(name.get(name.size() - 1));
        List<String> qualifier = new ArrayList<>();
        table.name().parts().forEach(part -> qualifier.add(sources.catalogName(part)));
        if (cursor.accept("AS") || bareAlias && isAlias(cursor, stops)) {
            int alias = cursor.name();
            statement.declared(alias);
            qualifier.clear();
            qualifier.add(tokens.name(alias));
        }
        statement.sourceName(qualifier.get(qualifier.size() - 1));
        return new Target(table, new Source(qualifier, sources.columns(table), Optional.of(table)), cursor.at());
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
