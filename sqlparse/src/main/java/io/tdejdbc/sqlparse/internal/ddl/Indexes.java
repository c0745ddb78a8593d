package io.tdejdbc.sqlparse.internal.ddl;

import io.tdejdbc.sqlparse.ProtectedColumn;
import io.tdejdbc.sqlparse.Relation;
import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.Optional;

/** Reads CREATE INDEX: plain columns as they are, equality columns by themselves. */
final class Indexes {
    private Indexes() {}

    /** Reads what follows INDEX in CREATE INDEX. */
    static void read(Reader reader) {
        while (!reader.done() && !reader.is("ON")) {
            reader.goTo(reader.at() + 1);
        }
        if (!reader.accept("ON")) {
            throw reader.refuse(Rule.NOT_UNDERSTOOD);
        }
        reader.accept("ONLY");
        Optional<Relation> relation = reader.relation();
        boolean ordinary = true;
        if (reader.accept("USING")) {
            ordinary = reader.isAny("BTREE", "HASH");
            reader.simpleName();
        }
        columns(reader, relation, ordinary, reader.end());
        reader.allMentionsKnown();
    }

    /**
     * Reads the list of columns that stands here, and what follows it.
     *
     * @param ordinary whether the index looks at nothing but the values
     */
    static void columns(Reader reader, Optional<Relation> relation, boolean ordinary, int to) {
        int after = reader.isSymbol('(') ? reader.tokens().afterGroup(reader.at()) : -1;
        if (after < 0 || after > to) {
            throw reader.refuse(Rule.NOT_UNDERSTOOD);
        }
        for (int[] item : reader.items(reader.at() + 1, after - 1)) {
            item(reader, relation, item[0], item[1], ordinary);
        }
        reader.noProtectedColumn(relation, after, to, Rule.INDEX_EXPRESSION);
        reader.goTo(to);
    }

    private static void item(Reader reader, Optional<Relation> relation, int from, int to, boolean ordinary) {
        Tokens tokens = reader.tokens();
        Optional<ProtectedColumn> column =
                tokens.isName(from) ? reader.protectedColumn(relation, tokens.name(from)) : Optional.empty();
        if (column.isEmpty()) {
            reader.noProtectedColumn(relation, from, to, Rule.INDEX_EXPRESSION);
            return;
        }
        if (!column.get().equality()) {
            throw reader.refuse(Rule.RANDOM_INDEXED, from, column);
        }
        for (int i = from + 1; i < to; i++) {
            if (!tokens.isAnyWord(i, "ASC", "DESC", "NULLS", "FIRST", "LAST")) {
                throw reader.refuse(Rule.INDEX_EXPRESSION, i, column);
            }
        }
        if (!ordinary) {
            throw reader.refuse(Rule.INDEX_EXPRESSION, from, column);
        }
    }
}
