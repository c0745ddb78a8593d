package io.tdejdbc.it.differential;

import io.tdejdbc.it.differential.RandomStatements.Made;
import io.tdejdbc.it.harness.Backend;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes statements out of the listed ones by small changes: another column, operator, value or table, a function around a
 * column, a word more or less, a piece of another statement, the whole as a part of a larger one. Many are no SQL any
 * more, which both sides must say; the others are what an application might as well have sent. The same seed gives the
 * same statement.
 */
final class MutatedStatements {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s+|'(?:[^']|'')*'|\"[^\"]*\"|--[^\\n]*|/\\*.*?\\*/|\\?|[A-Za-z_][A-Za-z_0-9]*|[0-9]+(?:\\.[0-9]+)?|<=|>=|<>|!=|\\|\\||::|.",
            Pattern.DOTALL);
    private static final Pattern CHANGEABLE = Pattern.compile(
            "\\s*\\(?\\s*(SELECT|INSERT|UPDATE|DELETE|MERGE|WITH|VALUES)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern QUERY =
            Pattern.compile("\\s*\\(?\\s*(SELECT|VALUES|EXPLAIN)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern COMMON = Pattern.compile("\\s*WITH\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern CHANGE =
            Pattern.compile("\\b(INSERT|UPDATE|DELETE|MERGE|REPLACE)\\b", Pattern.CASE_INSENSITIVE);
    /** Statements whose rows the driver sorts or chooses. */
    private static final Pattern SORTED = Pattern.compile("(sort|range)-.*");
    /** What is put at the end. */
    private static final List<String> TAILS = List.of(
            "ORDER BY 1",
            "ORDER BY 2 DESC, 1",
            "ORDER BY id",
            "ORDER BY birth",
            "ORDER BY tax_no DESC, id",
            "ORDER BY customers.joined, id LIMIT 5",
            "ORDER BY amount DESC",
            "ORDER BY total, 1",
            "LIMIT 3",
            "LIMIT 4 OFFSET 2",
            "OFFSET 1 ROWS FETCH NEXT 5 ROWS ONLY",
            "FETCH FIRST 2 ROWS ONLY",
            "DESC",
            "NULLS FIRST",
            "NULLS LAST",
            "FOR UPDATE");
    /** What stands first in WHERE. */
    private static final List<String> CONDITIONS = List.of(
            "birth >= DATE '1960-01-01' AND",
            "tax_no < 730104 AND",
            "balance BETWEEN 0 AND 1000 AND",
            "joined > DATE '2017-01-01' AND",
            "amount <= 6917529027641081042 AND",
            "total >= 100.5 AND",
            "vip > FALSE AND",
            "NOT tax_no > 730102 AND",
            "tax_no NOT BETWEEN 0 AND 730102 AND",
            "birth < NULL OR");

    private static final List<String> OPERATORS = List.of(
            "=",
            "<>",
            "<",
            ">",
            "<=",
            ">=",
            "!=",
            "IS DISTINCT FROM",
            "IS NOT DISTINCT FROM",
            "LIKE",
            "IN",
            "||",
            "+",
            "AND",
            "OR",
            ",");
    private static final List<String> AROUND = List.of(
            "(%s)",
            "((%s))",
            "COALESCE(%s, %s)",
            "COALESCE(%s, '')",
            "NULLIF(%s, '')",
            "UPPER(%s)",
            "LOWER(%s)",
            "TRIM(%s)",
            "%s || ''",
            "'' || %s",
            "CAST(%s AS VARCHAR)",
            "CAST(%s AS VARCHAR(60))",
            "CAST(%s AS VARCHAR(3))",
            "CAST(%s AS INTEGER)",
            "-%s",
            "%s + 0",
            "MAX(%s)",
            "MIN(%s)",
            "COUNT(%s)",
            "COUNT(DISTINCT %s)",
            "CASE WHEN %s IS NULL THEN %s ELSE %s END",
            "CASE WHEN 1 = 1 THEN %s END",
            "CASE %s WHEN %s THEN 1 ELSE 0 END",
            "(SELECT %s)",
            "GREATEST(%s, %s)",
            "%s IS NULL",
            "%s IS NOT NULL",
            "NOT %s",
            "%s = %s",
            "%s AS x",
            "%s x",
            "%s, %s",
            "LENGTH(%s)",
            "SUBSTRING(%s, 1, 2)",
            "EXISTS (SELECT %s)",
            "ABS(%s)",
            "%s IN (%s)",
            "%s BETWEEN %s AND %s");
    private static final List<String> WORDS = List.of(
            "DISTINCT",
            "ALL",
            "NOT",
            "NULL",
            "DEFAULT",
            "TRUE",
            "AND",
            "OR",
            "(",
            ")",
            ",",
            "*",
            "1",
            "''",
            "FOR UPDATE",
            "UNION",
            "UNION ALL",
            "EXCEPT",
            "INTERSECT",
            "ORDER BY 1",
            "GROUP BY 1",
            "LIMIT 3",
            "OFFSET 1",
            "HAVING COUNT(*) > 0",
            "AS",
            "IN",
            "ANY",
            "EXISTS",
            "NATURAL",
            "LEFT",
            "FULL",
            "CROSS",
            "LATERAL",
            "ONLY",
            "WHERE 1 = 1",
            "RETURNING *",
            "IS NULL",
            "-- ",
            "/* */");
    private static final List<String> WHOLE = List.of(
            "SELECT * FROM (%s) q",
            "SELECT COUNT(*) FROM (%s) q",
            "WITH w AS (%s) SELECT * FROM w",
            "SELECT * FROM (%s) q WHERE EXISTS (SELECT 1 FROM customers)",
            "(%s)",
            "%s UNION ALL %s",
            "SELECT DISTINCT * FROM (%s) q",
            "SELECT id FROM customers WHERE ssn IN (%s)",
            "SELECT id, (%s) FROM customers",
            "INSERT INTO staging (id, ssn) %s",
            "SELECT 1 WHERE EXISTS (%s)");
    private static final List<String> TABLES = ShopColumns.TYPES.keySet().stream()
            .filter(table -> !table.equals("tickets"))
            .toList();
    private static final Set<String> COLUMNS = ShopColumns.TYPES.values().stream()
            .flatMap(columns -> columns.keySet().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    private static final List<String> COLUMN_LIST = List.copyOf(COLUMNS);

    private final Random random;
    private final List<Token> tokens = new ArrayList<>();

    private record Token(String text, Optional<Parameter> parameter) {}

    private MutatedStatements(long seed) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L + 11);
    }

    /** The listed statements that are queries or changes and leave nothing behind. */
    static List<Case> bases(Backend.Kind kind) {
        return Cases.of(kind).stream()
                .filter(statement -> statement.undo().isEmpty())
                .filter(statement -> CHANGEABLE.matcher(statement.sql()).matches())
                // A refused statement takes no number from their sequence.
                .filter(statement -> !statement.sql().toLowerCase(Locale.ROOT).contains("tickets"))
                .toList();
    }

    /** A statement made of the listed ones. */
    static Made of(List<Case> bases, long seed) {
        MutatedStatements maker = new MutatedStatements(seed);
        List<Case> sorted = bases.stream()
                .filter(base -> SORTED.matcher(base.id()).matches())
                .toList();
        maker.tokens.addAll(tokens(maker.one(maker.random.nextInt(4) == 0 ? sorted : bases)));
        int changes = maker.random.nextInt(4) == 0 ? 2 : 1;
        for (int i = 0; i < changes; i++) {
            maker.change(bases);
        }
        return maker.made();
    }

    private static List<Token> tokens(Case statement) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(statement.sql());
        int next = 0;
        while (matcher.find()) {
            boolean marker = matcher.group().equals("?");
            tokens.add(new Token(
                    matcher.group(),
                    marker && next < statement.parameters().size()
                            ? Optional.of(statement.parameters().get(next++))
                            : Optional.empty()));
        }
        return tokens;
    }

    private Made made() {
        String sql = tokens.stream().map(Token::text).collect(Collectors.joining());
        Map<Integer, Parameter> markers = new HashMap<>();
        int at = 0;
        for (Token token : tokens) {
            if (token.parameter().isPresent()) {
                markers.put(at, token.parameter().get());
            }
            at += token.text().length();
        }
        // A marker may have come into a comment, or into a string.
        List<Parameter> parameters = TOKEN.matcher(sql)
                .results()
                .filter(token -> token.group().equals("?") && markers.containsKey(token.start()))
                .map(token -> markers.get(token.start()))
                .toList();
        boolean query = QUERY.matcher(sql).matches()
                || COMMON.matcher(sql).matches() && !CHANGE.matcher(sql).find();
        return new Made(
                sql,
                parameters,
                query
                        ? List.of()
                        : TABLES.stream()
                                .filter(table -> !table.equals("regions"))
                                .toList(),
                true);
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void change(List<Case> bases) {
        if (tokens.isEmpty()) {
            return;
        }
        int at = random.nextInt(tokens.size());
        switch (random.nextInt(19)) {
            case 0, 1, 2, 14 -> where(COLUMNS::contains).ifPresent(place -> replace(place, one(COLUMN_LIST)));
            case 3, 4 ->
                where(Set.of("=", "<>", "<", ">", "<=", ">=", "!=", "LIKE", "IN", "AND", "OR")::contains)
                        .ifPresent(place -> replace(place, " " + one(OPERATORS) + " "));
            case 5, 6, 15 -> where(COLUMNS::contains).ifPresent(this::wrap);
            case 7 -> where("?"::equals).ifPresent(place -> value(place, bases));
            case 8 -> where("?"::equals).ifPresent(this::wrap);
            case 9 -> where(TABLES::contains).ifPresent(place -> replace(place, one(TABLES)));
            case 10 -> {
                if (random.nextBoolean()) {
                    tokens.remove(at);
                } else {
                    tokens.add(at, tokens.get(random.nextInt(tokens.size())));
                }
            }
            case 16 -> tokens.addAll(plain(" " + one(TAILS)));
            case 17 ->
                where(token -> token.equalsIgnoreCase("WHERE"))
                        .ifPresent(place -> tokens.addAll(place + 1, plain(" " + one(CONDITIONS))));
            case 18 ->
                where(Set.of("ASC", "DESC", "FIRST", "LAST", "ROWS", "BETWEEN", "LIMIT", "OFFSET")::contains)
                        .ifPresent(place -> replace(
                                place,
                                one(List.of("ASC", "DESC", "FIRST", "LAST", "", "NOT BETWEEN", "LIMIT", "OFFSET"))));
            case 11 -> tokens.addAll(at, plain(" " + one(WORDS) + " "));
            case 12 -> {
                List<Token> other = tokens(one(bases));
                int from = random.nextInt(other.size());
                tokens.addAll(at, other.subList(from, Math.min(other.size(), from + 1 + random.nextInt(9))));
            }
            default -> around();
        }
    }

    private static List<Token> plain(String text) {
        return List.of(new Token(text, Optional.empty()));
    }

    private Optional<Integer> where(java.util.function.Predicate<String> wanted) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (wanted.test(tokens.get(i).text())) {
                places.add(i);
            }
        }
        return places.isEmpty() ? Optional.empty() : Optional.of(one(places));
    }

    private void replace(int place, String text) {
        tokens.set(place, new Token(text, Optional.empty()));
    }

    private void value(int place, List<Case> bases) {
        List<Parameter> values =
                bases.stream().flatMap(base -> base.parameters().stream()).toList();
        Parameter now = tokens.get(place).parameter().orElseThrow();
        List<Parameter> alike =
                values.stream().filter(value -> value.type().equals(now.type())).toList();
        Parameter other = random.nextInt(5) == 0
                ? new Parameter(now.type().startsWith("null:") ? now.type() : "null:" + now.type(), "")
                : random.nextInt(5) == 0 ? one(values) : one(alike);
        tokens.set(place, new Token("?", Optional.of(other)));
    }

    /** Puts something around a token, with what qualifies it. */
    private void wrap(int place) {
        int from = place;
        if (place >= 2 && tokens.get(place - 1).text().equals(".")) {
            from = place - 2;
        }
        List<Token> inner = List.copyOf(tokens.subList(from, place + 1));
        tokens.subList(from, place + 1).clear();
        tokens.addAll(from, filled(one(AROUND), inner));
    }

    private void around() {
        List<Token> inner = List.copyOf(tokens);
        tokens.clear();
        tokens.addAll(filled(one(WHOLE), inner));
    }

    private static List<Token> filled(String template, List<Token> inner) {
        List<Token> filled = new ArrayList<>();
        String[] pieces = template.split("%s", -1);
        for (int i = 0; i < pieces.length; i++) {
            if (i > 0) {
                filled.addAll(inner);
            }
            filled.addAll(plain(pieces[i]));
        }
        return filled;
    }
}
