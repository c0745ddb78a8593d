package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.Arrangement.Count;
import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.internal.RefusedException;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;

/**
 * OFFSET, LIMIT and FETCH at the end of a statement, which the driver takes over: the parts of the text that the grammar
 * read as such, and no others. What the database would not have taken is refused, and so is what cannot be told for certain.
 */
final class RowLimits {
    private static final int MOST_DIGITS = 18;

    private final Statement statement;
    private final Tokens tokens;
    private final Supplier<RefusedException> refusal;
    private final SqlNode offsetNode;
    private final SqlNode fetchNode;
    private Optional<Count> offset = Optional.empty();
    private Optional<Count> limit = Optional.empty();

    private RowLimits(Statement statement, Optional<SqlOrderBy> ordered, Supplier<RefusedException> refusal) {
        this.statement = statement;
        this.tokens = statement.tokens();
        this.refusal = refusal;
        this.offsetNode = ordered.map(tail -> tail.offset).orElse(null);
        this.fetchNode = ordered.map(tail -> tail.fetch).orElse(null);
    }

    /**
     * Reads the limits of the outermost query and takes them out of the text.
     *
     * @param ordered the query's tail, if the grammar found one
     * @param refusal why the statement is refused if it has other limits
     */
    static RowLimits take(Statement statement, Optional<SqlOrderBy> ordered, Supplier<RefusedException> refusal) {
        RowLimits limits = new RowLimits(statement, ordered, refusal);
        limits.take();
        return limits;
    }

    /** How many rows are left out. */
    Optional<Count> offset() {
        return offset;
    }

    /** How many rows there are at most. */
    Optional<Count> limit() {
        return limit;
    }

    private void take() {
        int single = singleRow();
        int from = Math.min(single, Math.min(keyword(offsetNode), keyword(fetchNode)));
        boolean anyOrder = tokens.session().family() == LexicalFamily.POSTGRESQL;
        boolean fetched = false;
        int at = from;
        while (at < tokens.size() && !tokens.isSymbol(at, ';')) {
            boolean skips = tokens.isWord(at, "OFFSET");
            boolean fetch = isFetch(at);
            boolean known = skips || fetch || tokens.isWord(at, "LIMIT");
            boolean turned = skips ? fetched : !fetch && offset.isPresent();
            if (!known || (skips ? offset : limit).isPresent() || turned && !anyOrder) {
                throw refusal.get();
            }
            Optional<Count> count = at == single
                    ? Optional.of(new Count.Constant(1))
                    : count(at + (fetch ? 2 : 1), skips ? offsetNode : fetchNode);
            at += at == single ? 2 : fetch ? 3 : 2;
            boolean rows = tokens.isAnyWord(at, "ROW", "ROWS") && (skips || fetch);
            at += rows ? 1 : 0;
            boolean longForm = skips && rows && limit.isPresent();
            if (count.isEmpty() || fetch && !(rows && tokens.isWord(at++, "ONLY")) || longForm && !anyOrder) {
                throw refusal.get();
            }
            fetched |= fetch;
            offset = skips ? count : offset;
            limit = skips ? limit : count;
        }
        boolean bareOffset =
                offset.isPresent() && limit.isEmpty() && tokens.session().family() == LexicalFamily.MYSQL;
        boolean limited = fetchNode != null || single < tokens.size();
        if (bareOffset || offset.isPresent() != (offsetNode != null) || limit.isPresent() != limited) {
            throw refusal.get();
        }
        if (at > from) {
            statement.replace(from, at, "");
        }
    }

    private boolean isFetch(int at) {
        return tokens.areWords(at, "FETCH", "FIRST") || tokens.areWords(at, "FETCH", "NEXT");
    }

    /**
     * FETCH FIRST ROW ONLY at the end of the text, without a number, for which the grammar has no node; anywhere else it is
     * a part of something else.
     */
    private int singleRow() {
        int found = tokens.size();
        for (int i = 0; i < tokens.size(); i++) {
            if (isFetch(i) && tokens.isAnyWord(i + 2, "ROW", "ROWS")) {
                boolean last = i + 4 >= tokens.size() || tokens.isSymbol(i + 4, ';');
                if (!last || !tokens.isWord(i + 3, "ONLY")) {
                    throw refusal.get();
                }
                found = i;
            }
        }
        return found;
    }

    /** The keyword before a number of rows. */
    private int keyword(SqlNode count) {
        if (count == null) {
            return tokens.size();
        }
        int at = Span.of(count, tokens).from() - 1;
        return tokens.isAnyWord(at, "FIRST", "NEXT") ? at - 1 : at;
    }

    /** Whether PostgreSQL, to which its driver sends numbered markers, reads the marker and a word beside it as one. */
    private boolean isNumberedName(int marker) {
        String text = tokens.text();
        int before = tokens.start(marker) - 1;
        int after = tokens.end(marker);
        return tokens.session().family() == LexicalFamily.POSTGRESQL
                && (Character.isJavaIdentifierPart(text.charAt(before))
                        || after < text.length() && Character.isJavaIdentifierPart(text.charAt(after)));
    }

    /** The number of rows that a token and a node are both. */
    private Optional<Count> count(int token, SqlNode node) {
        if (node instanceof SqlDynamicParam parameter) {
            Leaf leaf = statement.parameter(parameter);
            return leaf.span().from() == token && !isNumberedName(token)
                    ? Optional.of(new Count.Parameter(Plans.outerIndex(tokens, token, leaf.parameter())))
                    : Optional.empty();
        }
        boolean number = node instanceof SqlNumericLiteral literal
                && literal.isInteger()
                && Span.of(literal, tokens).from() == token
                && tokens.text(token).length() <= MOST_DIGITS;
        return number ? Optional.of(new Count.Constant(((SqlNumericLiteral) node).longValue(true))) : Optional.empty();
    }
}
