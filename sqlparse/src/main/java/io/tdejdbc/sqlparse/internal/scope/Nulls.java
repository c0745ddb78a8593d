package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.ProtectedColumn;
import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.ValueType;
import io.tdejdbc.sqlparse.internal.lex.TokenKind;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import io.tdejdbc.sqlparse.internal.parse.TypeNames;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlNode;

/**
 * NULLs that meet values of protected columns. A cast to the column's own type gives way to one to the stored type, or to
 * none; so does a NULL of which PostgreSQL would make text.
 */
final class Nulls {
    private static final Set<String> STRINGS = Set.of("VARCHAR", "CHARACTER VARYING", "TEXT");
    private static final String STORED = "CAST(NULL AS BYTEA)";

    private final Tokens tokens;
    /** Those by which the database names a column. */
    private final BitSet naming = new BitSet();

    private final BitSet stored = new BitSet();
    private final BitSet plain = new BitSet();

    Nulls(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Notes whether the database names a column by an item of a query's list. */
    void listed(Flow flow, boolean names) {
        if (flow instanceof Flow.Values values) {
            for (Leaf leaf : values.leaves()) {
                if (leaf.kind() == Leaf.Kind.TYPED_NULL) {
                    naming.set(leaf.span().from(), names);
                }
            }
        }
    }

    /** Notes that the names of some columns are not those of any result. */
    void unnamed(List<Column> columns) {
        columns.forEach(column -> listed(column.flow(), false));
    }

    /** The tokens of {@code CAST(NULL AS t)} or {@code NULL::t} around the NULL that is cast; none if they are others. */
    Span cast(SqlNode inner) {
        int at = Span.of(inner, tokens).from();
        if (at < 0 || !tokens.isWord(at, "NULL")) {
            return Span.NONE;
        }
        boolean sign = tokens.isSymbol(at + 1, ':') && tokens.isSymbol(at + 2, ':');
        boolean call = tokens.isSymbol(at - 1, '(') && tokens.isWord(at - 2, "CAST") && tokens.isWord(at + 1, "AS");
        int end = TypeNames.end(tokens, sign ? at + 3 : at + 2, tokens.size());
        if (sign && end > 0) {
            return new Span(at, end);
        }
        return call && tokens.isSymbol(end, ')') ? new Span(at - 2, end + 1) : Span.NONE;
    }

    /** Settles that a NULL means nothing protected. */
    void plain(Leaf leaf, Statement statement) {
        int token = Math.max(0, leaf.span().from());
        if (stored.get(token)) {
            throw statement.refuseAt(Rule.PARAMETER_ROLES, leaf.offset(), Optional.empty());
        }
        plain.set(token);
    }

    /**
     * Settles that a NULL means one of a column.
     *
     * @param misfit why not, if it cannot
     */
    void protect(Leaf leaf, ProtectedColumn column, Rule misfit, Statement statement) {
        Span span = leaf.span();
        int token = span.from();
        boolean cast = leaf.kind() == Leaf.Kind.TYPED_NULL;
        // CASE without ELSE has no NULL of its own: what is not written takes the type of what is.
        boolean written = span.to() - token == 1 && tokens.isWord(token, "NULL");
        if (!cast && !(written && (leaf.text() || isText(token)))) {
            return;
        }
        if (cast && (naming.get(token) || !isOwn(span, column))) {
            throw statement.refuseAt(misfit, leaf.offset(), Optional.of(column));
        }
        if (plain.get(token)) {
            throw statement.refuseAt(Rule.PARAMETER_ROLES, leaf.offset(), Optional.of(column));
        }
        stored.set(token);
        boolean typed = tokens.session().family() == LexicalFamily.POSTGRESQL;
        statement.replace(token, span.to(), typed ? STORED : "NULL");
    }

    /** Whether it is text elsewhere in the statement, as DISTINCT and ORDER BY of PostgreSQL make it. */
    private boolean isText(int token) {
        return tokens.session().family() == LexicalFamily.POSTGRESQL && plain.get(token);
    }

    private boolean isOwn(Span cast, ProtectedColumn column) {
        boolean call = tokens.isWord(cast.from(), "CAST");
        int end = call ? cast.to() - 1 : cast.to();
        int after = call ? cast.from() + 4 : cast.from() + 3;
        StringBuilder name = new StringBuilder();
        while (after < end && tokens.kind(after) == TokenKind.WORD) {
            name.append(name.length() > 0 ? " " : "").append(tokens.text(after).toUpperCase(Locale.ROOT));
            after++;
        }
        if (after != end && !(tokens.isSymbol(after, '(') && tokens.afterGroup(after) == end)) {
            return false;
        }
        String upper = name.toString();
        boolean text = column.type().kind() == ValueType.Kind.TEXT;
        boolean mySql = tokens.session().family() == LexicalFamily.MYSQL;
        return column.type().castNames().contains(upper)
                || text && (mySql ? upper.equals("CHAR") : STRINGS.contains(upper));
    }
}
