package io.tdejdbc.sqlparse;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.sqlparse.internal.constant.ConstantReader;
import io.tdejdbc.sqlparse.internal.lex.Lexer;
import io.tdejdbc.sqlparse.internal.lex.TokenKind;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** What holds for the analysis of any text, however malformed. */
final class AnalysisChecks {
    /** A literal that no part of an analysis may show. */
    static final String SECRET = "zq7secret";

    /** What stands around a value whose type H2 could not tell otherwise. */
    private static final Pattern HIDDEN = Pattern.compile("(, [^,]+ AS tde_hidden_\\d)+", Pattern.DOTALL);

    private static final Set<String> CASTS = Set.of("CAST(", " AS VARBINARY)", " AS BLOB)");

    private static final int LONGEST_CAST = 12;

    private static final SqlAnalyzer ANALYZER = SqlAnalyzers.standard();
    private static final Map<SqlSession, Catalog> CATALOGS = new ConcurrentHashMap<>();

    private AnalysisChecks() {}

    /** Analyses a text and checks the outcome, and that comments between its tokens change nothing. */
    static void check(String dialect, String sql) {
        SqlSession session = Sessions.of(dialect);
        Catalog catalog = CATALOGS.computeIfAbsent(session, ShopCatalog::new);
        Analysis analysis = ANALYZER.analyze(sql, session, catalog);
        check(sql, session, analysis);
        if (analysis instanceof Refusal) {
            return;
        }
        String commented = commented(Lexer.lex(sql, session));
        Analysis other = ANALYZER.analyze(commented, session, catalog);
        check(commented, session, other);
        if (!(other instanceof Refusal)) {
            assertThat(values(other)).as("%s with comments: %s", sql, commented).isEqualTo(values(analysis));
        }
    }

    /** What the analysis found in a text, but for the text itself. */
    private static List<Object> values(Analysis analysis) {
        List<Object> values = new ArrayList<>();
        values.add(analysis.getClass());
        if (analysis instanceof PassThrough pass) {
            values.add(pass.effects());
        } else if (analysis instanceof Plan plan) {
            values.add(plan.kind());
            values.add(plan.effects());
            values.add(plan.result());
            plan.segments().stream()
                    .filter(segment -> !(segment instanceof Segment.Text))
                    .forEach(values::add);
        } else if (analysis instanceof TableDefinition definition) {
            definition.columns().forEach(column -> values.add(column.name()));
        } else if (analysis instanceof TableChange change) {
            change.moves().forEach(move -> values.add(List.of(move.table(), move.column(), move.newName())));
        }
        return values;
    }

    /** The text with a comment that looks like code wherever blanks alone separate two tokens. */
    private static String commented(Tokens tokens) {
        String sql = tokens.text();
        StringBuilder text = new StringBuilder();
        int end = 0;
        for (int i = 0; i < tokens.size(); i++) {
            String gap = sql.substring(end, tokens.start(i));
            text.append(!gap.isEmpty() && gap.isBlank() ? gap + "/* ? ' customers */ " : gap);
            text.append(sql, tokens.start(i), tokens.end(i));
            end = tokens.end(i);
        }
        return text.append(sql.substring(end)).toString();
    }

    /** Fails unless the outcome is one that the analysis may have. */
    static void check(String sql, SqlSession session, Analysis analysis) {
        assertThat(analysis).as(sql).isNotNull();
        assertThat(analysis.toString()).as(sql).doesNotContain(SECRET);
        if (analysis instanceof Refusal refusal) {
            assertThat(refusal.position().offset()).as(sql).isBetween(0, sql.length());
        } else if (analysis instanceof Plan plan) {
            check(sql, session, plan);
        } else if (analysis instanceof TableChange change) {
            check(sql, session, change.plan());
            for (TableChange.Move move : change.moves()) {
                move.newType()
                        .ifPresent(type ->
                                assertThat(type.type()).as(sql).isEqualTo(sql.substring(type.start(), type.end())));
            }
        } else if (analysis instanceof TableDefinition definition) {
            check(sql, definition);
        }
    }

    private static void check(String sql, SqlSession session, Plan plan) {
        Tokens tokens = Lexer.lex(sql, session);
        assertThat(plan.outerParameters()).as(sql).isEqualTo(outerParameters(tokens));
        assertThat(matches(sql, tokens, 0, plan.segments(), 0))
                .as("%s: %s", sql, Shown.of(plan))
                .isTrue();
        check(sql, session, plan.segments());
    }

    /** The markers of the rewritten text stand where the database's own lexer will find them. */
    private static void check(String sql, SqlSession session, List<Segment> segments) {
        StringBuilder text = new StringBuilder();
        List<Integer> markers = new ArrayList<>();
        for (Segment segment : segments) {
            if (segment instanceof Segment.Text plain) {
                text.append(plain.text());
            } else {
                markers.add(text.length());
                text.append('?');
            }
        }
        Tokens sent = Lexer.lex(text.toString(), session);
        assertThat(sent.doubtful()).as(sql).isFalse();
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            if (sent.kind(i) == TokenKind.PARAMETER) {
                assertThat(sent.text(i)).as("%s: %s", sql, text).isEqualTo("?");
                found.add(sent.start(i));
            }
        }
        assertThat(found).as("%s: %s", sql, text).isEqualTo(markers);
    }

    private static void check(String sql, TableDefinition definition) {
        assertThat(definition.text()).as(sql).isEqualTo(sql);
        if (definition.kind() == TableDefinition.Kind.CREATE) {
            assertThat(sql.charAt(definition.constraintOffset())).as(sql).isEqualTo(')');
        } else {
            assertThat(definition.constraintOffset()).as(sql).isLessThanOrEqualTo(sql.length());
        }
        for (TableDefinition.DefinedColumn column : definition.columns()) {
            assertThat(sql.substring(column.typeStart(), column.typeEnd()))
                    .as(sql)
                    .startsWith(column.type());
            assertThat(column.typeEnd()).as(sql).isLessThanOrEqualTo(definition.constraintOffset());
        }
    }

    /** The highest number of {@code ?1}, or how many {@code ?} there are. */
    private static int outerParameters(Tokens tokens) {
        if (tokens.numberedParameters() == 0) {
            return tokens.parameters();
        }
        int highest = 0;
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.kind(i) == TokenKind.PARAMETER) {
                highest = Math.max(highest, Integer.parseInt(tokens.text(i).substring(1)));
            }
        }
        return highest;
    }

    /** Whether a text may stand for what the driver does itself: nothing for ORDER BY and LIMIT, a truth for a range. */
    private static boolean isArranged(String text) {
        return text.isEmpty() || text.endsWith(" IS NOT NULL");
    }

    /** The token that follows an offset, which is at its start or before it; the number of tokens where none does. */
    private static int following(Tokens tokens, int offset) {
        int token = 0;
        while (token < tokens.size() && tokens.start(token) < offset) {
            token++;
        }
        return token;
    }

    /** What a NULL, in a cast or by itself, may give way to. */
    private static boolean isNull(String text) {
        return text.equals("NULL") || text.equals("CAST(NULL AS BYTEA)");
    }

    /** Whether a blank that is put there keeps tokens apart and cuts none. */
    private static boolean isBetween(Tokens tokens, int at) {
        int token = tokens.at(at);
        return token < 0 || tokens.start(token) == at;
    }

    private static boolean isTakenOver(String text, Tokens tokens, int from, int to) {
        if (text.isEmpty()) {
            // A cast of an array goes away, too.
            return tokens.isAnyWord(from, "ORDER", "LIMIT", "OFFSET", "FETCH", "CAST", "AS")
                    || tokens.isSymbol(from, ':')
                    || tokens.isWord(from - 1, "BY");
        }
        for (int i = from; i < to; i++) {
            if (tokens.isSymbol(i, '<') || tokens.isSymbol(i, '>') || tokens.isWord(i, "BETWEEN")) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String sql, Tokens tokens, int at, List<Segment> segments, int segment) {
        if (segment == segments.size()) {
            return at == sql.length();
        }
        Segment next = segments.get(segment);
        if (next instanceof Segment.Text text && isArranged(text.text())) {
            int from = following(tokens, at);
            for (int to = from + 1; to <= tokens.size(); to++) {
                if (isTakenOver(text.text(), tokens, from, to)
                        && matches(sql, tokens, tokens.end(to - 1), segments, segment + 1)) {
                    return true;
                }
            }
        }
        if (next instanceof Segment.Text text) {
            boolean copied = sql.startsWith(text.text(), at)
                    && matches(sql, tokens, at + text.text().length(), segments, segment + 1);
            if (text.text().isEmpty()) {
                // What stood around a parameter is cut away.
                return matches(sql, tokens, at, segments, segment + 1);
            }
            boolean inserted = text.text().startsWith(" (") && text.text().endsWith(")")
                    || CASTS.contains(text.text())
                    || text.text().equals(" ") && isBetween(tokens, at)
                    || HIDDEN.matcher(text.text()).matches();
            // A literal that is only tested for NULL gives way to a constant, and a NULL to one of the stored type.
            int from = tokens.at(at);
            if (isNull(text.text())
                    && from >= 0
                    && tokens.start(from) == at
                    && tokens.isAnyWord(from, "NULL", "CAST")) {
                for (int to = from + 1; to <= Math.min(tokens.size(), from + LONGEST_CAST); to++) {
                    if (matches(sql, tokens, tokens.end(to - 1), segments, segment + 1)) {
                        return true;
                    }
                }
            }
            if (text.text().equals("'1'") && from >= 0 && tokens.start(from) == at) {
                return copied || matches(sql, tokens, tokens.end(from), segments, segment + 1);
            }
            return copied || inserted && matches(sql, tokens, at, segments, segment + 1);
        }
        int token = tokens.at(at);
        if (token < 0 || tokens.start(token) != at) {
            return false;
        }
        for (int to = token + 1; to <= tokens.size(); to++) {
            // An expression of literals, or of one parameter, is computed as a whole.
            if (ConstantReader.read(tokens, token, to).isPresent()
                    && matches(sql, tokens, tokens.end(to - 1), segments, segment + 1)) {
                return true;
            }
        }
        if (next instanceof Segment.Parameter) {
            return sql.charAt(at) == '?' && matches(sql, tokens, tokens.end(token), segments, segment + 1);
        }
        for (int length : new int[] {1, 2, 3, 4, 5}) {
            if (token + length <= tokens.size()
                    && matches(sql, tokens, tokens.end(token + length - 1), segments, segment + 1)) {
                return true;
            }
        }
        return false;
    }
}
