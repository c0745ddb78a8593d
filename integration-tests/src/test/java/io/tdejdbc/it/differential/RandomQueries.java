package io.tdejdbc.it.differential;

import io.tdejdbc.it.differential.ShopColumns.Col;
import io.tdejdbc.it.harness.Backend;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Queries over the shop and its views. */
abstract class RandomQueries extends RandomTails {
    static final List<String> TABLES = List.of("customers", "orders", "payments", "staging", "accounts");

    /** Views, each with its table and the names that it gives to the columns of it. */
    private static final Map<String, View> VIEWS = views();

    RandomQueries(Backend.Kind kind, Random random) {
        super(kind, random);
    }

    /** A view of all rows of a table, with other names for some of its columns. */
    private record View(String table, Map<String, String> names) {
        List<Col> columns(String alias) {
            return names.entrySet().stream()
                    .map(name -> new Col(alias + "." + name.getKey(), table, name.getValue()))
                    .toList();
        }
    }

    private static Map<String, View> views() {
        Map<String, View> views = new TreeMap<>();
        views.put("people", view("customers", "id", "ssn number", "tax_no", "birth born", "balance", "vip", "tier"));
        views.put("seen", view("customers", "id", "name", "joined", "seen_at", "credit", "city"));
        views.put("income", view("payments", "id", "amount paid", "paid_at", "channel", "iban"));
        return views;
    }

    private static View view(String table, String... columns) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String column : columns) {
            String[] words = column.split(" ", -1);
            names.put(words[words.length - 1], words[0]);
        }
        return new View(table, names);
    }

    /** The statements that make the views. */
    static List<String> createViews() {
        return VIEWS.entrySet().stream()
                .map(view -> "CREATE VIEW " + view.getKey() + " AS SELECT "
                        + view.getValue().names().entrySet().stream()
                                .map(name -> name.getValue() + " AS " + name.getKey())
                                .collect(Collectors.joining(", "))
                        + " FROM " + view.getValue().table())
                .toList();
    }

    /**
     * What stands in FROM.
     *
     * @param parameters those in its text
     * @param orderKeys columns that together are different in each row, if no row was filled up by a LEFT JOIN
     */
    private record From(String text, List<Parameter> parameters, List<Col> columns, List<String> orderKeys) {
        boolean total() {
            return !text.contains("LEFT") && orderKeys.stream().noneMatch(key -> key.endsWith("opened"));
        }
    }

    /** Writes it, with its parameters after those that came before. */
    private String use(From from) {
        parameters.addAll(from.parameters());
        return from.text();
    }

    private From from(int most) {
        List<Parameter> before = List.copyOf(parameters);
        parameters.clear();
        int count = 1 + (chance(45) ? random.nextInt(most) : 0);
        StringBuilder text = new StringBuilder();
        List<Col> columns = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String alias = "t" + aliases++;
            Optional<String> view = chance(12) ? Optional.of(one(List.copyOf(VIEWS.keySet()))) : Optional.empty();
            String table = view.map(name -> VIEWS.get(name).table()).orElseGet(() -> one(TABLES));
            String source = view.orElse(table);
            List<Col> mine =
                    view.map(name -> VIEWS.get(name).columns(alias)).orElseGet(() -> ShopColumns.columns(table, alias));
            if (view.isEmpty() && chance(15)) {
                mine = withoutOne(mine, table);
                source = "(SELECT " + mine.stream().map(Col::name).collect(Collectors.joining(", ")) + " FROM " + table
                        + (chance(50) ? " WHERE " + ShopColumns.key(table) + " IS NOT NULL" : "") + ")";
            }
            if (i == 0) {
                text.append(source).append(' ').append(alias);
            } else {
                Optional<String> on = on(columns, mine);
                if (on.isEmpty()) {
                    continue;
                }
                text.append(one(List.of(" JOIN ", " LEFT JOIN ", " JOIN ")))
                        .append(source)
                        .append(' ')
                        .append(alias)
                        .append(" ON ")
                        .append(on.get());
                if (chance(20)) {
                    text.append(" AND ").append(predicate(mine, 0));
                }
            }
            columns.addAll(mine);
            keys.add(alias + "." + ShopColumns.key(table));
        }
        List<Parameter> own = List.copyOf(parameters);
        parameters.clear();
        parameters.addAll(before);
        return new From(text.toString(), own, columns, keys);
    }

    private List<Col> withoutOne(List<Col> columns, String table) {
        Optional<Col> hidden = some(columns, c -> !c.name().equals(ShopColumns.key(table)));
        return columns.stream().filter(c -> !c.equals(hidden.orElseThrow())).toList();
    }

    private Optional<String> on(List<Col> left, List<Col> right) {
        List<String> pairs = new ArrayList<>();
        for (Col a : left) {
            for (Col b : right) {
                boolean key = ShopColumns.KEYS.contains(a.id() + "=" + b.id())
                        || ShopColumns.KEYS.contains(b.id() + "=" + a.id());
                if (key || a.equality() && a.group().equals(b.group())) {
                    pairs.add(a.ref() + " = " + b.ref());
                }
            }
        }
        return pairs.isEmpty() ? Optional.empty() : Optional.of(one(pairs));
    }

    final String select(int depth) {
        From from = from(depth > 1 ? 3 : 1);
        return switch (random.nextInt(8)) {
            case 0 -> grouped(from, depth);
            case 1 -> distinct(from, depth);
            case 2, 3, 4 -> arranged(from, depth);
            default -> rows(from, depth);
        };
    }

    private String rows(From from, int depth) {
        StringBuilder sql = new StringBuilder("SELECT ");
        if (chance(8)) {
            sql.append(star(from));
        } else {
            List<String> items = new ArrayList<>();
            int count = 1 + random.nextInt(4);
            for (int i = 0; i < count; i++) {
                items.add(item(from, depth));
            }
            sql.append(String.join(", ", items));
        }
        sql.append(" FROM ").append(use(from)).append(where(from.columns(), depth));
        if (chance(25)) {
            sql.append(" ORDER BY ").append(String.join(chance(50) ? ", " : " DESC, ", from.orderKeys()));
            sql.append(limit(50));
        } else if (chance(4)) {
            Optional<Col> bad = some(from.columns(), c -> !c.plain());
            bad.ifPresent(col -> sql.append(" ORDER BY ").append(col.ref()));
        } else {
            sql.append(limit(4));
        }
        return sql.toString();
    }

    private String star(From from) {
        return one(List.of("*", from.columns().get(0).ref().replaceAll("\\..*", ".*")));
    }

    /** A query whose rows the driver can mostly sort and choose: its columns are columns. */
    private String arranged(From from, int depth) {
        List<Item> items = new ArrayList<>();
        boolean star = chance(12);
        StringBuilder sql = new StringBuilder("SELECT ");
        if (star) {
            sql.append(star(from));
        } else {
            int count = 1 + random.nextInt(4);
            for (int i = 0; i < count; i++) {
                if (chance(92)) {
                    Col column = one(from.columns());
                    items.add(Item.of(column, chance(35) ? Optional.of("c" + aliases++) : Optional.empty()));
                } else {
                    items.add(Item.other(item(from, depth)));
                }
            }
            sql.append(items.stream().map(Item::text).collect(Collectors.joining(", ")));
        }
        sql.append(" FROM ").append(use(from));
        sql.append(chance(65) ? " WHERE " + chosen(from.columns(), depth) : where(from.columns(), depth));
        return sql.append(chance(75) ? order(from.columns(), items, star, from.orderKeys()) : "")
                .append(limit(45))
                .toString();
    }

    private String item(From from, int depth) {
        List<Col> columns = from.columns();
        Col column = one(columns);
        return switch (random.nextInt(22)) {
            case 0 -> column.ref() + " AS c" + aliases++;
            case 1 -> "CASE WHEN " + predicate(columns, depth - 1) + " THEN " + column.ref() + " END AS c" + aliases++;
            case 2 -> "COALESCE(" + column.ref() + ", " + column.ref() + ") AS c" + aliases++;
            case 3 ->
                some(columns, Col::equality)
                        .map(c -> "NULLIF(" + c.ref() + ", " + value(c) + ") AS c" + aliases++)
                        .orElse(column.ref());
            case 4 ->
                some(columns, c -> c.plain() && c.type().equals("int"))
                        .map(c -> c.ref() + " * 2 + 1 AS c" + aliases++)
                        .orElse(column.ref());
            case 5 ->
                some(columns, c -> c.plain() && c.type().equals("varchar"))
                        .map(c -> "upper(" + c.ref() + ") AS c" + aliases++)
                        .orElse(column.ref());
            case 6 -> {
                String inner = one(TABLES);
                String alias = "t" + aliases++;
                Col wanted = one(ShopColumns.columns(inner, alias));
                yield "(SELECT " + wanted.ref() + " FROM " + inner + " " + alias + " WHERE " + unique(inner, alias)
                        + ") AS c" + aliases++;
            }
            case 7 -> "CASE WHEN " + predicate(columns, depth - 1) + " THEN 1 ELSE 0 END AS c" + aliases++;
            case 8 ->
                some(columns, Col::comparable)
                        .map(c -> "row_number() OVER (PARTITION BY " + c.ref() + " ORDER BY "
                                + String.join(", ", from.orderKeys()) + ") AS c" + aliases++)
                        .filter(text -> from.total())
                        .orElse(column.ref());
            case 9 -> "count(*) OVER () AS c" + aliases++;
            case 10 ->
                chance(40)
                        ? one(List.of("upper(", "min(", "length(")) + column.ref() + ") AS c" + aliases++
                        : column.ref();
            default -> column.ref();
        };
    }

    private String grouped(From from, int depth) {
        List<Col> by = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(2); i++) {
            some(from.columns(), chance(96) ? Col::comparable : c -> true)
                    .filter(c -> !by.contains(c))
                    .ifPresent(by::add);
        }
        Col counted = one(from.columns());
        String keys = by.stream().map(Col::ref).collect(Collectors.joining(", "));
        String aggregates = one(List.of(
                "count(*) AS n",
                "count(" + counted.ref() + ") AS n",
                some(from.columns(), Col::comparable)
                        .map(c -> "count(DISTINCT " + c.ref() + ") AS n")
                        .orElse("count(*) AS n"),
                some(from.columns(), c -> c.plain() && c.type().equals("int"))
                        .map(c -> "count(*) AS n, sum(" + c.ref() + ") AS s, max(" + c.ref() + ") AS m")
                        .orElse("count(*) AS n")));
        if (by.isEmpty() || chance(15)) {
            return "SELECT " + aggregates + " FROM " + use(from) + where(from.columns(), depth);
        }
        List<Item> items = by.stream().map(c -> Item.of(c, Optional.empty())).toList();
        return "SELECT " + keys + ", " + aggregates + " FROM " + use(from) + where(from.columns(), depth)
                + " GROUP BY " + keys + (chance(30) ? " HAVING count(*) > " + random.nextInt(3) : "")
                + (chance(50) ? order(by, items, false, List.of("n")) + limit(40) : "");
    }

    private String distinct(From from, int depth) {
        List<Col> columns = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(2); i++) {
            some(from.columns(), chance(96) ? Col::comparable : c -> true)
                    .filter(c -> !columns.contains(c))
                    .ifPresent(columns::add);
        }
        if (columns.isEmpty()) {
            return rows(from, depth);
        }
        List<Item> items = columns.stream()
                .map(c -> Item.of(c, chance(20) ? Optional.of("c" + aliases++) : Optional.empty()))
                .toList();
        return "SELECT DISTINCT " + items.stream().map(Item::text).collect(Collectors.joining(", ")) + " FROM "
                + use(from) + where(from.columns(), depth)
                + (chance(50) ? order(columns, items, false, List.of()) + limit(40) : "");
    }

    /** Two queries whose columns fit each other. */
    final String setOperation() {
        String operator = one(List.of(" UNION ALL ", " UNION ALL ", " UNION ", " INTERSECT ", " EXCEPT "));
        boolean compared = !operator.contains("ALL");
        From one = from(1);
        From other = chance(50) ? from(1) : one;
        List<Col> left = new ArrayList<>();
        List<String> right = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            Optional<Col> a = some(one.columns(), c -> !compared || c.comparable() || chance(3));
            Optional<Col> b = a.flatMap(c -> some(
                    other.columns(),
                    d -> d.group().equals(c.group()) && d.type().equals(c.type())));
            if (b.isPresent() && !left.contains(a.get())) {
                left.add(a.get());
                right.add(b.get().ref());
            }
        }
        if (left.isEmpty()) {
            return select(1);
        }
        return "SELECT " + left.stream().map(Col::ref).collect(Collectors.joining(", ")) + " FROM " + use(one)
                + where(one.columns(), 1) + operator
                + "SELECT " + String.join(", ", right) + " FROM " + use(other) + where(other.columns(), 1)
                + (chance(45) ? orderOfUnited(left) + limit(40) : "");
    }

    /** A query of WITH, and one of its rows. */
    final String common() {
        From from = from(1);
        Col first = one(from.columns());
        Col second = one(from.columns());
        String name = "w" + aliases++;
        String inner = "SELECT " + first.ref() + " AS a, " + second.ref() + " AS b FROM " + use(from)
                + where(from.columns(), 1);
        List<Col> renamed = List.of(
                new Col(name + ".a", first.table(), first.name()), new Col(name + ".b", second.table(), second.name()));
        boolean star = chance(50);
        List<Item> items = star
                ? List.of()
                : List.of(Item.of(renamed.get(0), Optional.empty()), Item.of(renamed.get(1), Optional.empty()));
        return "WITH " + name + " AS (" + inner + ") SELECT " + (star ? "*" : name + ".a, " + name + ".b") + " FROM "
                + name + (chance(50) ? " WHERE " + chosen(renamed, 1) : where(renamed, 1))
                + (chance(60) ? order(renamed, items, star, List.of()) + limit(40) : "");
    }
}
