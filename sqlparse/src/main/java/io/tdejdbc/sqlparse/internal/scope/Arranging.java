package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.Arrangement;
import io.tdejdbc.sqlparse.Arrangement.Count;
import io.tdejdbc.sqlparse.ProtectedColumn;
import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.internal.lex.TokenKind;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import io.tdejdbc.sqlparse.internal.parse.Clause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;

/**
 * Takes ORDER BY of the outermost query over to the driver, where protected columns of a known order come first in it and
 * are result columns. Plain columns after them stay in the statement: the driver's sort is stable. With the order goes
 * the limit, which would otherwise be applied to rows in another order.
 */
final class Arranging {
    private static final int MOST_DIGITS = 18;

    private final Statement statement;
    private final Tokens tokens;
    private final Queries queries;

    Arranging(Statement statement, Queries queries) {
        this.statement = statement;
        this.tokens = statement.tokens();
        this.queries = queries;
    }

    /** A key that a protected column is, where it stands in the text. */
    private record Found(SqlNode node, ProtectedColumn column) {}

    /** Walks ORDER BY and LIMIT of an outermost query that has been walked. */
    void ordered(SqlOrderBy ordered, Queries.Query query, Optional<Ctes> ctes) {
        List<Found> found = new ArrayList<>();
        boolean plain = false;
        for (SqlNode item : ordered.orderList) {
            SqlNode key = Queries.key(item);
            Flow flow = queries.orderKey(key, query);
            if (flow instanceof Flow.Stored stored && !plain && isSorted(stored.column(), ordered.query)) {
                found.add(new Found(key, stored.column()));
            } else {
                statement.plain(flow, Rule.ORDERED, key);
                plain = true;
            }
        }
        if (found.isEmpty()) {
            queries.limits(ordered, Optional.empty(), ctes);
            return;
        }
        SqlNode body = ordered.query;
        while (body instanceof SqlWith with) {
            body = with.body;
        }
        SqlNode first = found.get(0).node();
        int at = firstToken(first);
        int order = at - 2;
        if (!tokens.areWords(order, "ORDER", "BY")) {
            throw statement.refuse(Rule.ORDERED, first, found.get(0).column());
        }
        List<Arrangement.Key> keys = new ArrayList<>();
        for (Found key : found) {
            boolean begins = firstToken(key.node()) == at;
            int place = begins ? place(key.node(), body, query) : 0;
            at = begins ? afterName(at) : -1;
            if (place == 0 || at < 0) {
                throw statement.refuse(Rule.ORDERED, key.node(), key.column());
            }
            boolean descending = tokens.isWord(at, "DESC");
            at += descending || tokens.isWord(at, "ASC") ? 1 : 0;
            Optional<Boolean> nullsFirst = Optional.empty();
            if (tokens.areWords(at, "NULLS", "FIRST") || tokens.areWords(at, "NULLS", "LAST")) {
                nullsFirst = Optional.of(tokens.isWord(at + 1, "FIRST"));
                at += 2;
            }
            keys.add(new Arrangement.Key(place, key.column(), descending, nullsFirst));
            boolean last = keys.size() == found.size();
            if (tokens.isSymbol(at, ',')) {
                at++;
            } else if (!last || plain || !isEnd(at)) {
                throw statement.refuse(Rule.ORDERED, key.node(), key.column());
            }
        }
        statement.cut(plain ? order + 2 : order, at);
        limits(ordered, keys, plain ? afterKeys(at) : at, found.get(0));
    }

    private boolean isSorted(ProtectedColumn column, SqlNode query) {
        if (!column.type().ordered()) {
            return false;
        }
        SqlNode body = query;
        while (body instanceof SqlWith with) {
            body = with.body;
        }
        // A number of rows before the list, or rows that are chosen by the order, are not the driver's to count.
        return !(body instanceof SqlSelect select)
                || select.getSelectList().stream()
                        .noneMatch(item -> Clause.TOP.is(item) || Clause.DISTINCT_ON.is(item));
    }

    private int firstToken(SqlNode key) {
        return key instanceof SqlIdentifier identifier
                ? tokens.at(identifier.getComponentParserPosition(0).getColumnNum() - 1)
                : Span.of(key, tokens).from();
    }

    /** The token after a name or ordinal, or -1. */
    private int afterName(int from) {
        if (from >= 0 && from < tokens.size() && tokens.kind(from) == TokenKind.NUMBER) {
            return from + 1;
        }
        int at = from;
        while (tokens.isName(at)) {
            at++;
            if (!tokens.isSymbol(at, '.')) {
                return at;
            }
            at++;
        }
        return -1;
    }

    private boolean isEnd(int at) {
        return at >= tokens.size() || tokens.isSymbol(at, ';') || tokens.isAnyWord(at, "LIMIT", "OFFSET", "FETCH");
    }

    private int afterKeys(int from) {
        int at = from;
        while (!isEnd(at)) {
            at = tokens.isSymbol(at, '(') ? tokens.afterGroup(at) : at + 1;
        }
        return at;
    }

    /** The result column that a key is, from 1; 0 if it is none for certain. */
    private int place(SqlNode key, SqlNode body, Queries.Query query) {
        if (key instanceof SqlNumericLiteral ordinal) {
            return ordinal.intValue(true);
        }
        SqlIdentifier identifier = (SqlIdentifier) key;
        List<Integer> named = new ArrayList<>();
        if (identifier.isSimple()) {
            String name = statement.name(identifier);
            for (int i = 0; i < query.columns().size(); i++) {
                if (query.columns().get(i).name().equals(Optional.of(name))) {
                    named.add(i + 1);
                }
            }
        }
        if (!named.isEmpty()) {
            return named.size() == 1 ? named.get(0) : 0;
        }
        if (!(body instanceof SqlSelect select) || query.scope().isEmpty()) {
            return 0;
        }
        Scope scope = query.scope().get();
        Optional<Origin> origin = origin(identifier, scope);
        return origin.isEmpty() ? 0 : origins(select, scope).indexOf(origin) + 1;
    }

    /** A column of a source in FROM, both by their places. */
    private record Origin(int source, int column) {}

    /** Where each result column of a query comes from; empty for what is no column by itself. */
    private List<Optional<Origin>> origins(SqlSelect select, Scope scope) {
        List<Optional<Origin>> origins = new ArrayList<>();
        for (SqlNode item : select.getSelectList()) {
            SqlNode value = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
            if (!(value instanceof SqlIdentifier identifier)) {
                origins.add(Optional.empty());
                continue;
            }
            if (!identifier.isStar()) {
                origins.add(origin(identifier, scope));
                continue;
            }
            if (!scope.merged().isEmpty()) {
                return List.of();
            }
            List<String> names = statement.names(identifier);
            List<String> qualifier = names.subList(0, names.size() - 1);
            for (int i = 0; i < scope.sources().size(); i++) {
                Source source = scope.sources().get(i);
                for (int k = 0; (qualifier.isEmpty() || source.named(qualifier)) && k < source.columns().size(); k++) {
                    origins.add(Optional.of(new Origin(i, k)));
                }
            }
        }
        return origins;
    }

    private Optional<Origin> origin(SqlIdentifier identifier, Scope scope) {
        List<String> names = statement.names(identifier);
        List<String> qualifier = names.subList(0, names.size() - 1);
        Optional<String> name = Optional.of(names.get(names.size() - 1));
        Optional<Origin> found = Optional.empty();
        if (qualifier.isEmpty() && scope.merged().containsKey(name.get())) {
            return Optional.empty();
        }
        for (int i = 0; i < scope.sources().size(); i++) {
            Source source = scope.sources().get(i);
            for (int k = 0; (qualifier.isEmpty() || source.named(qualifier)) && k < source.columns().size(); k++) {
                if (source.columns().get(k).name().equals(name)) {
                    if (found.isPresent()) {
                        return Optional.empty();
                    }
                    found = Optional.of(new Origin(i, k));
                }
            }
        }
        return found;
    }

    /** Takes OFFSET and LIMIT over: the parts of the text that the grammar read as such, and no others. */
    private void limits(SqlOrderBy ordered, List<Arrangement.Key> keys, int from, Found first) {
        Optional<Count> offset = Optional.empty();
        Optional<Count> limit = Optional.empty();
        int at = from;
        while (at < tokens.size() && !tokens.isSymbol(at, ';')) {
            boolean skips = tokens.isWord(at, "OFFSET");
            boolean fetch = tokens.areWords(at, "FETCH", "FIRST") || tokens.areWords(at, "FETCH", "NEXT");
            if (!skips && !fetch && !tokens.isWord(at, "LIMIT") || (skips ? offset : limit).isPresent()) {
                throw statement.refuse(Rule.ORDERED, first.node(), first.column());
            }
            at += fetch ? 2 : 1;
            Count count = count(at, skips ? ordered.offset : ordered.fetch, first);
            at++;
            boolean rows = tokens.isAnyWord(at, "ROW", "ROWS");
            at += rows && (skips || fetch) ? 1 : 0;
            if (fetch && !(rows && tokens.isWord(at++, "ONLY"))) {
                throw statement.refuse(Rule.ORDERED, first.node(), first.column());
            }
            offset = skips ? Optional.of(count) : offset;
            limit = skips ? limit : Optional.of(count);
        }
        if (offset.isPresent() != (ordered.offset != null) || limit.isPresent() != (ordered.fetch != null)) {
            throw statement.refuse(Rule.ORDERED, first.node(), first.column());
        }
        if (at > from) {
            statement.cut(from, at);
        }
        statement.arranged(new Arrangement(keys, offset, limit));
    }

    /** The number of rows that a token and a node are both. */
    private Count count(int token, SqlNode node, Found first) {
        if (node instanceof SqlDynamicParam parameter) {
            Leaf leaf = statement.parameter(parameter);
            if (leaf.span().from() == token) {
                return new Count.Parameter(Plans.outerIndex(tokens, token, leaf.parameter()));
            }
        } else if (node instanceof SqlNumericLiteral literal
                && literal.isInteger()
                && Span.of(literal, tokens).from() == token
                && tokens.text(token).length() <= MOST_DIGITS) {
            return new Count.Constant(literal.longValue(true));
        }
        throw statement.refuse(Rule.ORDERED, first.node(), first.column());
    }
}
