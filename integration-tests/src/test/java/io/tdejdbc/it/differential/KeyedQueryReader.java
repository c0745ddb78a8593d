package io.tdejdbc.it.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Finds order and limit of the outermost query of a text. */
final class KeyedQueryReader {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s+|--[^\\n]*|/\\*.*?\\*/|'(?:[^']|'')*'|\"[^\"]*\"|`[^`]*`|\\?|[A-Za-z_][A-Za-z_0-9$]*|[0-9]+(?:\\.[0-9]+)?|.",
            Pattern.DOTALL);
    private static final Pattern BLANK = Pattern.compile("\\s+|--.*|/\\*.*", Pattern.DOTALL);
    private static final Set<String> SET_OPERATORS = Set.of("UNION", "INTERSECT", "EXCEPT", "MINUS");
    private static final Set<String> LIMITS = Set.of("LIMIT", "OFFSET", "FETCH");

    private final String sql;
    private final List<Parameter> parameters;
    /** The tokens that are outside all parentheses, the parentheses as one. */
    private final List<Token> tokens = new ArrayList<>();

    private long offset;
    private Optional<Long> limit = Optional.empty();

    /**
     * @param marker the number of parameters before it
     */
    private record Token(String text, int from, int to, int marker) {
        boolean is(String word) {
            return text.equalsIgnoreCase(word);
        }
    }

    /** An item of a select list. */
    private record Item(String text, Optional<String> label) {}

    KeyedQueryReader(String sql, List<Parameter> parameters) {
        this.sql = sql;
        this.parameters = parameters;
        int depth = 0;
        int markers = 0;
        int open = 0;
        Matcher matcher = TOKEN.matcher(sql);
        while (matcher.find()) {
            String text = matcher.group();
            depth -= text.equals(")") ? 1 : 0;
            if (depth == 0 && !text.equals("(") && !BLANK.matcher(text).matches()) {
                int from = text.equals(")") ? open : matcher.start();
                tokens.add(new Token(sql.substring(from, matcher.end()), from, matcher.end(), markers));
            }
            open = depth == 0 && text.equals("(") ? matcher.start() : open;
            depth += text.equals("(") ? 1 : 0;
            markers += text.equals("?") ? 1 : 0;
        }
    }

    private boolean is(int at, String... words) {
        for (int i = 0; i < words.length; i++) {
            if (at + i >= tokens.size() || !tokens.get(at + i).is(words[i])) {
                return false;
            }
        }
        return true;
    }

    private int find(int from, String... words) {
        return IntStream.range(from, tokens.size())
                .filter(i -> is(i, words))
                .findFirst()
                .orElse(-1);
    }

    boolean isArranged() {
        return find(0, "ORDER", "BY") >= 0
                || tokens.stream()
                        .anyMatch(token -> LIMITS.contains(token.text().toUpperCase(Locale.ROOT)));
    }

    Optional<KeyedQuery> read(boolean limited) {
        int select = find(0, "SELECT");
        int order = find(0, "ORDER", "BY");
        int keysEnd = IntStream.range(Math.max(order, 0), tokens.size())
                .filter(i -> LIMITS.contains(tokens.get(i).text().toUpperCase(Locale.ROOT)) || is(i, "FOR"))
                .findFirst()
                .orElse(tokens.size());
        boolean known = select >= 0 && (select == 0 || is(0, "WITH")) && find(order + 1, "ORDER", "BY") < 0;
        if (!known || !limited && !isArranged() || is(select + 1, "TOP") || !limits(keysEnd)) {
            return Optional.empty();
        }
        int from = IntStream.range(select, tokens.size())
                .filter(i -> is(i, "FROM") && !is(i - 1, "DISTINCT"))
                .findFirst()
                .orElse(-1);
        boolean united = tokens.stream()
                .anyMatch(token -> SET_OPERATORS.contains(token.text().toUpperCase(Locale.ROOT)));
        boolean distinct = is(select + 1, "DISTINCT");
        if (from < 0 || distinct && is(select + 2, "ON")) {
            return Optional.empty();
        }
        List<Item> items = items(select + (distinct || is(select + 1, "ALL") ? 2 : 1), from);
        List<Integer> places = new ArrayList<>();
        StringBuilder added = new StringBuilder();
        int count = 0;
        for (List<Token> key : order < 0 ? List.<List<Token>>of() : split(order + 2, keysEnd)) {
            String text = keyText(key);
            Optional<Integer> place = place(text, items);
            if (place.isEmpty() && (united || distinct || isAmbiguous(text, items))) {
                return Optional.empty();
            }
            place.ifPresent(places::add);
            if (place.isEmpty()) {
                added.append(", ").append(text).append(" AS keyed_").append(++count);
            }
        }
        if (added.indexOf("?") >= 0) {
            return Optional.empty();
        }
        int end = keysEnd == tokens.size() ? sql.length() : tokens.get(keysEnd).from();
        int list = tokens.get(from - 1).to();
        int markers = keysEnd == tokens.size()
                ? parameters.size()
                : tokens.get(keysEnd).marker();
        return Optional.of(new KeyedQuery(
                sql.substring(0, list) + added + sql.substring(list, end),
                parameters.subList(0, markers),
                places,
                count,
                offset,
                limit));
    }

    private List<List<Token>> split(int from, int to) {
        List<List<Token>> parts = new ArrayList<>(List.of(new ArrayList<>()));
        for (Token token : tokens.subList(from, to)) {
            if (token.is(",")) {
                parts.add(new ArrayList<>());
            } else {
                parts.get(parts.size() - 1).add(token);
            }
        }
        return parts;
    }

    private String text(List<Token> part) {
        return part.isEmpty()
                ? ""
                : sql.substring(part.get(0).from(), part.get(part.size() - 1).to());
    }

    private String keyText(List<Token> key) {
        int end = key.size();
        if (end > 2 && key.get(end - 2).is("NULLS")) {
            end -= 2;
        }
        if (end > 1 && (key.get(end - 1).is("ASC") || key.get(end - 1).is("DESC"))) {
            end--;
        }
        return text(key.subList(0, end));
    }

    private List<Item> items(int from, int to) {
        List<Item> items = new ArrayList<>();
        for (List<Token> part : split(from, to)) {
            int end = part.size();
            boolean alias = end > 2 && part.get(end - 2).is("AS");
            boolean named = alias
                    || IntStream.range(0, end)
                            .allMatch(i -> i % 2 == 1
                                    ? part.get(i).is(".")
                                    : part.get(i).text().matches("[A-Za-z_]\\w*"));
            items.add(new Item(
                    text(alias ? part.subList(0, end - 2) : part),
                    named && end > 0
                            ? Optional.of(part.get(end - 1).text().toLowerCase(Locale.ROOT))
                            : Optional.empty()));
        }
        return items;
    }

    /** The items with a label, of those that are written alike the first. */
    private static List<Integer> labelled(String key, List<Item> items) {
        return IntStream.range(0, items.size())
                .filter(i -> items.get(i).label().equals(Optional.of(key.toLowerCase(Locale.ROOT))))
                .filter(i -> items.indexOf(items.get(i)) == i)
                .boxed()
                .toList();
    }

    private static boolean isAmbiguous(String key, List<Item> items) {
        return key.isBlank() || labelled(key, items).size() > 1 && !areOne(labelled(key, items), items);
    }

    /** Whether the same column stands at all these places. */
    private static boolean areOne(List<Integer> places, List<Item> items) {
        return places.stream().map(place -> items.get(place).text()).distinct().count() == 1;
    }

    /** The result column that a key is. */
    private static Optional<Integer> place(String key, List<Item> items) {
        if (key.matches("[0-9]{1,3}")) {
            return Optional.of(Integer.valueOf(key));
        }
        List<Integer> labelled = labelled(key, items);
        if (labelled.size() > 1 && !areOne(labelled, items)) {
            return Optional.empty();
        }
        if (!labelled.isEmpty()) {
            return star(items, labelled.get(0)) ? Optional.empty() : Optional.of(labelled.get(0) + 1);
        }
        return IntStream.range(0, items.size())
                .filter(i -> isOf(items.get(i).text(), key) && !star(items, i))
                .mapToObj(i -> i + 1)
                .findFirst();
    }

    /** Whether an item is what a key means, with or without what qualifies it. */
    private static boolean isOf(String item, String key) {
        boolean name = key.matches("[A-Za-z_]\\w*");
        return item.equals(key) || name && item.matches("[A-Za-z_]\\w*\\." + key);
    }

    /** Whether a star stands before an item, so that its place is unknown. */
    private static boolean star(List<Item> items, int before) {
        return items.subList(0, before).stream().anyMatch(item -> item.text().endsWith("*"));
    }

    /** Reads the numbers of rows; false if they are something else. */
    private boolean limits(int from) {
        int at = from;
        boolean skipped = false;
        while (at < tokens.size() && !is(at, "FOR") && !is(at, ";")) {
            boolean offsets = is(at, "OFFSET");
            boolean fetch = is(at, "FETCH");
            int number = at + (fetch ? 2 : 1);
            Optional<Long> rows = number(number);
            if (rows.isEmpty() || (offsets ? skipped : limit.isPresent())) {
                return false;
            }
            at = number + 1;
            if (!offsets && !fetch && is(at, ",")) {
                offset = rows.get();
                skipped = true;
                rows = number(at + 1);
                at += 2;
            }
            if (rows.isEmpty()) {
                return false;
            }
            at += (offsets || fetch) && (is(at, "ROWS") || is(at, "ROW")) ? 1 : 0;
            if (fetch && !is(at++, "ONLY")) {
                return false;
            }
            if (offsets) {
                offset = rows.get();
                skipped = true;
            } else {
                limit = rows;
            }
            if (at < tokens.size()
                    && !LIMITS.contains(tokens.get(at).text().toUpperCase(Locale.ROOT))
                    && !is(at, "FOR")
                    && !is(at, ";")) {
                return false;
            }
        }
        return IntStream.range(at, tokens.size())
                .noneMatch(i -> tokens.get(i).text().contains("?"));
    }

    private Optional<Long> number(int at) {
        if (at >= tokens.size()) {
            return Optional.empty();
        }
        Token token = tokens.get(at);
        if (token.is("?") && token.marker() < parameters.size()) {
            Parameter parameter = parameters.get(token.marker());
            return Set.of("int", "bigint", "smallint").contains(parameter.type())
                    ? Optional.of(Long.valueOf(parameter.text()))
                    : Optional.empty();
        }
        return token.text().matches("[0-9]{1,9}") ? Optional.of(Long.valueOf(token.text())) : Optional.empty();
    }
}
