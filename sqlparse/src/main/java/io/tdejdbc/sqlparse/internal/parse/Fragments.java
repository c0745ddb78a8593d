package io.tdejdbc.sqlparse.internal.parse;

import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.internal.RefusedException;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;

/** Lets the grammar read parts of a statement, each at its own offsets. */
public final class Fragments {
    private static final Grammar GRAMMAR = new CoreGrammar();

    private final Tokens tokens;
    private final Mask mask;

    /** The parts of a statement. */
    public Fragments(Tokens tokens, Mask mask) {
        this.tokens = tokens;
        this.mask = mask;
    }

    /** A query. */
    public SqlNode query(int from, int to) {
        return tree(GRAMMAR.query(mask.of(from, to)), from);
    }

    /** An expression. */
    public SqlNode expression(int from, int to) {
        return tree(GRAMMAR.expression(mask.of(from, to)), from);
    }

    /** The tables between a keyword such as FROM or USING and {@code to}. */
    public SqlNode tables(int keyword, int to) {
        char[] masked = mask.of(keyword + 1, to);
        put(masked, keyword, "SELECT * FROM");
        SqlNode tree = tree(GRAMMAR.query(masked), keyword);
        if (tree instanceof SqlSelect select
                && select.getFrom() != null
                && select.getWhere() == null
                && select.getGroup() == null
                && select.getHaving() == null) {
            return select.getFrom();
        }
        throw refuse(keyword, tokens.start(keyword));
    }

    /** The items of a list between a keyword such as RETURNING and {@code to}. */
    public SqlNodeList items(int keyword, int to) {
        return items(keyword, mask.of(keyword + 1, to));
    }

    /** The items of a list that has been masked by the caller. */
    public SqlNodeList items(int keyword, char[] masked) {
        put(masked, keyword, "SELECT");
        SqlNode tree = tree(GRAMMAR.query(masked), keyword);
        if (tree instanceof SqlSelect select && select.getFrom() == null && !select.isDistinct()) {
            return select.getSelectList();
        }
        throw refuse(keyword, tokens.start(keyword));
    }

    /** What ORDER BY, LIMIT or FETCH from a keyword on hold: a query whose tail they are. */
    public SqlNode tail(int keyword, int to) {
        char[] masked = mask.of(keyword, to);
        int end = tokens.start(keyword);
        if (end < 9) {
            throw refuse(keyword, end);
        }
        Mask.putBefore(masked, end, "SELECT 1 ");
        return tree(GRAMMAR.query(masked), keyword);
    }

    /** The common table expressions before a data change: as those of a query that selects nothing of them. */
    public SqlNode with(int from, int to) {
        char[] masked = mask.of(from, to);
        int start = tokens.start(to);
        "SELECT 1".getChars(0, Math.min(8, masked.length - start), masked, start);
        return tree(GRAMMAR.query(masked), from);
    }

    /** The mask, for callers that change it. */
    public char[] masked(int from, int to) {
        return mask.of(from, to);
    }

    private void put(char[] masked, int keyword, String words) {
        int end = tokens.end(keyword);
        if (end < words.length()) {
            throw refuse(keyword, end);
        }
        Mask.putBefore(masked, end, words);
    }

    private SqlNode tree(Grammar.Parsed parsed, int from) {
        return parsed.tree().orElseThrow(() -> refuse(from, parsed.errorAt()));
    }

    private RefusedException refuse(int token, int offset) {
        int at = token < tokens.size() ? Math.max(offset, tokens.start(token)) : offset;
        return RefusedException.of(Rule.NOT_UNDERSTOOD, tokens.text(), at, Optional.empty());
    }
}
