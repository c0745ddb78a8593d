package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.Arrangement;
import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.ProtectedColumn;
import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.internal.lex.TokenKind;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;

/**
 * Takes parts of the outermost query over to the driver, which the database could not answer on stored values: ORDER BY,
 * where protected columns of a known order come first in it, and ranges of such columns in WHERE. Plain columns after them
 * in ORDER BY stay in the statement: the driver's sort is stable. With either goes the limit, which would otherwise be
 * applied to other rows.
 */
final class Arranging {
    private static final String HIDDEN = "tde_hidden_";
    private static final Set<String> STABLE_FUNCTIONS = Set.of("COUNT", "SUM", "MIN", "MAX", "AVG", "COALESCE");
    private static final Set<SqlKind> STABLE = EnumSet.of(
            SqlKind.CASE,
            SqlKind.CAST,
            SqlKind.PLUS,
            SqlKind.MINUS,
            SqlKind.TIMES,
            SqlKind.DIVIDE,
            SqlKind.EQUALS,
            SqlKind.IS_NULL,
            SqlKind.IS_NOT_NULL);

    private final Statement statement;
    private final Tokens tokens;
    private final Queries queries;
    private final Ranges ranges;
    private final List<Ranges.Range> conditions = new ArrayList<>();
    private final List<Column> hidden = new ArrayList<>();
    private final List<Origins.Origin> hiddenOrigins = new ArrayList<>();
    private final StringBuilder hiddenText = new StringBuilder();
    /** The query without WITH and ORDER BY whose rows are handed out. */
    private Optional<SqlNode> body = Optional.empty();

    Arranging(Statement statement, Queries queries) {
        this.statement = statement;
        this.tokens = statement.tokens();
        this.queries = queries;
        this.ranges = new Ranges(statement, queries);
    }

    /** A key that a protected column is, where it stands in the text. */
    private record Found(SqlNode node, ProtectedColumn column) {}

    /** Says which query is the outermost, before it is walked. */
    void begin(SqlNode query) {
        SqlNode inner = query;
        while (inner instanceof SqlWith with) {
            inner = with.body;
        }
        body = Optional.of(inner);
    }

    /** Whether rows are columns of the rows in FROM, one by one. */
    private static boolean isOfColumns(SqlSelect select) {
        return select.getFrom() != null
                && select.getGroup() == null
                && select.getHaving() == null
                && !select.isDistinct()
                && select.getWindowList().isEmpty()
                && select.getSelectList().stream().allMatch(item -> Origins.value(item) instanceof SqlIdentifier);
    }

    private Optional<SqlSelect> rowsOfColumns() {
        return body.filter(node -> node instanceof SqlSelect select && isOfColumns(select))
                .map(SqlSelect.class::cast);
    }

    /** Walks a WHERE clause, without the ranges that are taken over. */
    void where(SqlSelect select, Scope scope) {
        if (rowsOfColumns().filter(rows -> rows == select).isEmpty()) {
            queries.expressions().condition(select.getWhere(), scope);
            return;
        }
        int[] mark = statement.mark();
        List<SqlNode> terms = new ArrayList<>();
        SqlNode left = select.getWhere();
        while (left.getKind() == SqlKind.AND) {
            terms.add(0, ((SqlCall) left).operand(1));
            left = ((SqlCall) left).operand(0);
        }
        terms.add(0, left);
        for (SqlNode term : terms) {
            List<Ranges.Range> found = ranges.of(term, scope);
            if (found.isEmpty()) {
                queries.expressions().condition(term, scope);
            }
            conditions.addAll(found);
        }
        statement.nearest(mark);
    }

    /** Settles what is taken over of a query that has been walked; the columns that it has then. */
    Queries.Query end(Optional<SqlOrderBy> ordered, Queries.Query query, Optional<Ctes> ctes) {
        List<Arrangement.Key> keys = ordered.isPresent() ? keys(ordered.get(), query) : List.of();
        if (keys.isEmpty() && conditions.isEmpty()) {
            ordered.ifPresent(tail -> queries.limits(tail, Optional.empty(), ctes));
            return query;
        }
        ordered.ifPresent(this::requireRowByRow);
        List<Arrangement.Condition> bound = new ArrayList<>();
        for (Ranges.Range range : conditions) {
            int place = placeByOrigin(range.name(), range.column(), query);
            if (place == 0) {
                throw statement.refuse(Rule.RANGE, range.name(), range.column());
            }
            bound.add(new Arrangement.Condition(place, range.column(), range.comparison(), range.operand()));
            statement.valued(range.column());
        }
        hide();
        requireUncounted();
        SqlNode first = keys.isEmpty()
                ? conditions.get(0).name()
                : ordered.orElseThrow().orderList.get(0);
        Rule rule = keys.isEmpty() ? Rule.RANGE : Rule.ORDERED;
        RowLimits limits = RowLimits.take(statement, ordered, () -> statement.refuse(rule, first));
        statement.arranged(new Arrangement(keys, bound, limits.offset(), limits.limit(), hidden.size()));
        List<Column> columns = new ArrayList<>(query.columns());
        columns.addAll(hidden);
        return new Queries.Query(columns, query.scope());
    }

    /** MySQL and MariaDB take an aggregate in ORDER BY, which makes one row of all that meet the other conditions. */
    private void requireRowByRow(SqlOrderBy ordered) {
        boolean rows = ordered.orderList.stream().allMatch(item -> isMadeOf(Queries.key(item), Set.of()));
        if (isMysql() && !conditions.isEmpty() && !rows) {
            Ranges.Range range = conditions.get(0);
            throw statement.refuse(Rule.RANGE, range.name(), range.column());
        }
    }

    /**
     * MySQL and MariaDB count for the next statement how many rows there would be, and ROWNUM or a variable in a condition
     * counts those that met the others: all of other rows than are handed out.
     */
    private void requireUncounted() {
        boolean counts = tokens.session().family() != LexicalFamily.POSTGRESQL;
        for (int i = 0; i < tokens.size(); i++) {
            boolean assigns = tokens.isSymbol(i, ':') && tokens.isSymbol(i + 1, '=');
            if (counts && (assigns || tokens.isAnyWord(i, "SQL_CALC_FOUND_ROWS", "ROWNUM"))) {
                throw statement.refuseAt(Rule.NOT_UNDERSTOOD, tokens.start(i), Optional.empty());
            }
        }
    }

    /** Walks ORDER BY and takes its protected keys out of the text. */
    private List<Arrangement.Key> keys(SqlOrderBy ordered, Queries.Query query) {
        List<Found> found = new ArrayList<>();
        boolean plain = false;
        for (SqlNode item : ordered.orderList) {
            SqlNode key = Queries.key(item);
            Flow flow = queries.orderKey(key, query);
            boolean named = key instanceof SqlIdentifier || key instanceof SqlNumericLiteral;
            if (flow instanceof Flow.Stored stored && !plain && named && isSorted(stored.column())) {
                found.add(new Found(key, stored.column()));
            } else {
                statement.plain(flow, Rule.ORDERED, key);
                plain = true;
            }
        }
        if (found.isEmpty()) {
            return List.of();
        }
        int at = firstToken(found.get(0).node());
        int order = at - 2;
        List<Arrangement.Key> keys = new ArrayList<>();
        for (Found key : found) {
            boolean begins = tokens.areWords(order, "ORDER", "BY") && firstToken(key.node()) == at;
            int place = begins ? place(key, query) : 0;
            at = begins ? afterName(at) : -1;
            if (place == 0 || at < 0) {
                throw statement.refuse(Rule.ORDERED, key.node(), key.column());
            }
            boolean descending = tokens.isWord(at, "DESC");
            at += descending || tokens.isWord(at, "ASC") ? 1 : 0;
            Optional<Boolean> nullsFirst = Optional.empty();
            if (!isMysql() && (tokens.areWords(at, "NULLS", "FIRST") || tokens.areWords(at, "NULLS", "LAST"))) {
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
        statement.replace(plain ? order + 2 : order, at, "");
        return keys;
    }

    /** What is taken out of the text has to be such that the database would have taken it. */
    private boolean isMysql() {
        return tokens.session().family() == LexicalFamily.MYSQL;
    }

    private boolean isSorted(ProtectedColumn column) {
        // A query in parentheses that has its own order is sorted again by MySQL and MariaDB alone.
        boolean sortedAgain = body.orElseThrow() instanceof SqlOrderBy && !isMysql();
        return column.type().ordered()
                && !sortedAgain
                && !isRolledUp()
                && (!(body.orElseThrow() instanceof SqlSelect select)
                        || select.getSelectList().stream()
                                .allMatch(item -> isMadeOf(Origins.value(item), STABLE_FUNCTIONS)));
    }

    /** MariaDB takes no ORDER BY beside WITH ROLLUP. */
    private boolean isRolledUp() {
        return isMysql() && IntStream.range(0, tokens.size()).anyMatch(i -> tokens.areWords(i, "WITH", "ROLLUP"));
    }

    /**
     * Whether a value is made of columns and constants by operators and the given functions alone. Such a value does not
     * depend on the order in which rows are computed, as that of a sequence does; TOP and DISTINCT ON, which count and choose
     * rows by the order, are none of these either.
     */
    private boolean isMadeOf(SqlNode node, Set<String> functions) {
        if (node == null) {
            return true;
        }
        if (node instanceof SqlNodeList list) {
            return list.stream().allMatch(one -> isMadeOf(one, functions));
        }
        if (!(node instanceof SqlCall call)) {
            return true;
        }
        boolean known = STABLE.contains(call.getKind())
                || functions.stream().anyMatch(name -> statement.functions().is(call, name));
        return known && call.getOperandList().stream().allMatch(one -> isMadeOf(one, functions));
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

    /** The result column that a key is, from 1; 0 if it is none for certain. */
    private int place(Found key, Queries.Query query) {
        if (key.node() instanceof SqlNumericLiteral ordinal) {
            return ordinal.intValue(true);
        }
        SqlIdentifier identifier = (SqlIdentifier) key.node();
        List<Integer> named = new ArrayList<>();
        if (identifier.isSimple()) {
            Optional<String> name = Optional.of(statement.name(identifier));
            for (int i = 0; i < query.columns().size(); i++) {
                if (query.columns().get(i).name().equals(name)) {
                    named.add(i + 1);
                }
            }
        }
        if (!named.isEmpty()) {
            return named.size() == 1 ? named.get(0) : 0;
        }
        return placeByOrigin(identifier, key.column(), query);
    }

    /** The result column that is a column of FROM; one is added at the end if that can be done and there is none. */
    private int placeByOrigin(SqlIdentifier identifier, ProtectedColumn column, Queries.Query query) {
        if (!(body.orElseThrow() instanceof SqlSelect select) || query.scope().isEmpty()) {
            return 0;
        }
        Scope scope = query.scope().get();
        Optional<Origins.Origin> origin = queries.origins().of(identifier, scope);
        if (origin.isEmpty()) {
            return 0;
        }
        int place = queries.origins().of(select, scope).indexOf(origin) + 1;
        boolean standard = tokens.session().family() == LexicalFamily.STANDARD;
        if (standard && select.isDistinct() && isRenamed(identifier, origin, select, scope)) {
            return 0;
        }
        if (place > 0 || rowsOfColumns().isEmpty()) {
            return place;
        }
        int known = hiddenOrigins.indexOf(origin.get());
        if (known < 0) {
            known = hidden.size();
            String alias = HIDDEN + (known + 1);
            hiddenOrigins.add(origin.get());
            hiddenText
                    .append(", ")
                    .append(ranges.text(identifier))
                    .append(" AS ")
                    .append(alias);
            String label = tokens.session().folding().fold(alias, false);
            hidden.add(new Column(Optional.of(label), new Flow.Stored(column)));
        }
        return query.columns().size() + known + 1;
    }

    /** Whether a column has a name of its own in the result, and is qualified there otherwise: to H2 it is not selected. */
    private boolean isRenamed(
            SqlIdentifier identifier, Optional<Origins.Origin> origin, SqlSelect select, Scope scope) {
        return select.getSelectList().stream()
                .noneMatch(item -> Origins.value(item) instanceof SqlIdentifier value
                        && (value.isStar()
                                || queries.origins().of(value, scope).equals(origin)
                                        && (item.getKind() != SqlKind.AS
                                                || value.names.size() == identifier.names.size())));
    }

    /** Writes the columns that are added after the last one of the select list. */
    private void hide() {
        if (hidden.isEmpty()) {
            return;
        }
        SqlSelect select = rowsOfColumns().orElseThrow();
        SqlNode item = select.getSelectList().get(select.getSelectList().size() - 1);
        SqlNode end = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(1) : item;
        int last = tokens.at(end.getParserPosition().getEndColumnNum() - 1);
        if (last < 0 || !tokens.isWord(last + 1, "FROM")) {
            throw statement.refuse(Rule.UNEXPECTED_SHAPE, end);
        }
        statement.insert(tokens.end(last), hiddenText.toString());
    }
}
