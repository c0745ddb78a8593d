package io.tdejdbc.it.differential;

import io.tdejdbc.it.differential.ShopColumns.Col;
import io.tdejdbc.it.harness.Backend;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Makes statements over the shop by chance: what an application could send, mostly such that the driver has to answer it,
 * now and then such that it has to refuse. The same seed gives the same statement.
 */
final class RandomStatements extends RandomValues {
    private static final List<String> TABLES = List.of("customers", "orders", "payments", "staging", "accounts");

    private int aliases;

    private RandomStatements(Backend.Kind kind, long seed) {
        super(kind, new Random(seed * 0x9E3779B97F4A7C15L + 7));
    }

    /**
     * A statement.
     *
     * @param tables those that it may change; none for a query
     * @param mutated whether it was made of another statement, so that nobody saw to the order of its rows
     */
    record Made(String sql, List<Parameter> parameters, List<String> tables, boolean mutated) {}

    static Made of(Backend.Kind kind, long seed) {
        RandomStatements maker = new RandomStatements(kind, seed);
        Optional<String> table = Optional.empty();
        String sql;
        switch (maker.random.nextInt(20)) {
            case 0, 1, 2 -> {
                table = Optional.of(maker.one(TABLES));
                sql = maker.insert(table.get());
            }
            case 3, 4, 5 -> {
                table = Optional.of(maker.one(TABLES));
                sql = maker.update(table.get());
            }
            case 6 -> {
                table = Optional.of(maker.one(TABLES));
                sql = maker.delete(table.get());
            }
            case 7 -> {
                table = Optional.of("staging");
                sql = kind == Backend.Kind.MARIADB ? maker.joined() : maker.merge();
            }
            case 8, 9 -> sql = maker.setOperation();
            case 10 -> sql = maker.common();
            default -> sql = maker.select(2);
        }
        return new Made(sql, List.copyOf(maker.parameters), table.map(List::of).orElse(List.of()), false);
    }

    private Optional<Col> some(List<Col> columns, Predicate<Col> wanted) {
        List<Col> fitting = columns.stream().filter(wanted).toList();
        return fitting.isEmpty() ? Optional.empty() : Optional.of(one(fitting));
    }

    // ---- queries

    /** What stands in FROM. */
    private record From(String text, List<Col> columns, List<String> orderKeys) {}

    private From from(int most) {
        int count = 1 + (chance(45) ? random.nextInt(most) : 0);
        StringBuilder text = new StringBuilder();
        List<Col> columns = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String table = one(TABLES);
            String alias = "t" + aliases++;
            List<Col> mine = ShopColumns.columns(table, alias);
            String source = table;
            if (chance(15)) {
                Optional<Col> hidden = some(mine, c -> !c.name().equals(ShopColumns.key(table)));
                String names = mine.stream()
                        .filter(c -> !c.equals(hidden.orElseThrow()))
                        .map(Col::name)
                        .collect(Collectors.joining(", "));
                mine = mine.stream()
                        .filter(c -> !c.equals(hidden.orElseThrow()))
                        .toList();
                source = "(SELECT " + names + " FROM " + table
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
        return new From(text.toString(), columns, keys);
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

    private String select(int depth) {
        From from = from(depth > 1 ? 3 : 1);
        return switch (random.nextInt(6)) {
            case 0 -> grouped(from, depth);
            case 1 -> distinct(from, depth);
            default -> rows(from, depth);
        };
    }

    private String rows(From from, int depth) {
        StringBuilder sql = new StringBuilder("SELECT ");
        if (chance(8)) {
            sql.append(one(List.of("*", from.columns().get(0).ref().replaceAll("\\..*", ".*"))));
        } else {
            List<String> items = new ArrayList<>();
            int count = 1 + random.nextInt(4);
            for (int i = 0; i < count; i++) {
                items.add(item(from, depth));
            }
            sql.append(String.join(", ", items));
        }
        sql.append(" FROM ").append(from.text()).append(where(from.columns(), depth));
        if (chance(25)) {
            boolean total = from.orderKeys().stream().noneMatch(key -> key.endsWith("opened"));
            sql.append(" ORDER BY ").append(String.join(chance(50) ? ", " : " DESC, ", from.orderKeys()));
            if (total && chance(50)) {
                // A row that a LEFT JOIN fills up has no key: its order is no total one with another of its kind.
                sql.append(from.text().contains("JOIN") ? "" : " LIMIT " + (1 + random.nextInt(9)));
            }
        } else if (chance(4)) {
            Optional<Col> bad = some(from.columns(), c -> !c.plain());
            bad.ifPresent(col -> sql.append(" ORDER BY ").append(col.ref()));
        }
        return sql.toString();
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
                        .filter(text -> !from.text().contains("LEFT") && !text.contains("opened"))
                        .orElse(column.ref());
            case 9 -> "count(*) OVER () AS c" + aliases++;
            case 10 ->
                chance(40)
                        ? one(List.of("upper(", "min(", "length(")) + column.ref() + ") AS c" + aliases++
                        : column.ref();
            default -> column.ref();
        };
    }

    /** A condition that at most one row of a table fulfils. */
    private String unique(String table, String alias) {
        if (table.equals("accounts")) {
            return alias + ".iban = " + value(new Col(alias + ".iban", "accounts", "iban"));
        }
        return alias + ".id = " + (1 + random.nextInt(12));
    }

    private String grouped(From from, int depth) {
        List<Col> by = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(2); i++) {
            some(from.columns(), chance(96) ? Col::comparable : c -> true).ifPresent(by::add);
        }
        Col counted = one(from.columns());
        String keys = by.stream().map(Col::ref).distinct().collect(Collectors.joining(", "));
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
            return "SELECT " + aggregates + " FROM " + from.text() + where(from.columns(), depth);
        }
        return "SELECT " + keys + ", " + aggregates + " FROM " + from.text() + where(from.columns(), depth)
                + " GROUP BY " + keys + (chance(30) ? " HAVING count(*) > " + random.nextInt(3) : "");
    }

    private String distinct(From from, int depth) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(2); i++) {
            some(from.columns(), chance(96) ? Col::comparable : c -> true).ifPresent(c -> items.add(c.ref()));
        }
        return items.isEmpty()
                ? rows(from, depth)
                : "SELECT DISTINCT " + String.join(", ", items) + " FROM " + from.text() + where(from.columns(), depth);
    }

    /** Two queries whose columns fit each other. */
    private String setOperation() {
        String operator = one(List.of(" UNION ALL ", " UNION ALL ", " UNION ", " INTERSECT ", " EXCEPT "));
        boolean compared = !operator.contains("ALL");
        From one = from(1);
        From other = chance(50) ? from(1) : new From(one.text(), one.columns(), one.orderKeys());
        List<String> left = new ArrayList<>();
        List<String> right = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            Optional<Col> a = some(one.columns(), c -> !compared || c.comparable() || chance(3));
            Optional<Col> b = a.flatMap(c -> some(
                    other.columns(),
                    d -> d.group().equals(c.group()) && d.type().equals(c.type())));
            if (b.isPresent()) {
                left.add(a.get().ref());
                right.add(b.get().ref());
            }
        }
        if (left.isEmpty()) {
            return select(1);
        }
        return "SELECT " + String.join(", ", left) + " FROM " + one.text() + where(one.columns(), 1) + operator
                + "SELECT " + String.join(", ", right) + " FROM " + other.text() + where(other.columns(), 1);
    }

    private String common() {
        From from = from(1);
        Col first = one(from.columns());
        Col second = one(from.columns());
        String name = "w" + aliases++;
        String inner = "SELECT " + first.ref() + " AS a, " + second.ref() + " AS b FROM " + from.text()
                + where(from.columns(), 1);
        List<Col> renamed = List.of(
                new Col(name + ".a", first.table(), first.name()), new Col(name + ".b", second.table(), second.name()));
        return "WITH " + name + " AS (" + inner + ") SELECT " + (chance(50) ? "a, b" : "*") + " FROM " + name
                + where(renamed, 1);
    }

    // ---- conditions

    private String where(List<Col> columns, int depth) {
        return chance(75) ? " WHERE " + condition(columns, depth) : "";
    }

    private String condition(List<Col> columns, int depth) {
        if (depth > 0 && chance(35)) {
            String two = condition(columns, depth - 1)
                    + one(List.of(" AND ", " OR ", " OR "))
                    + condition(columns, depth - 1);
            return chance(30) ? "NOT (" + two + ")" : "(" + two + ")";
        }
        return predicate(columns, depth);
    }

    private String predicate(List<Col> columns, int depth) {
        Optional<Col> equality = some(columns, Col::equality);
        Optional<Col> plain = some(columns, c -> c.plain() && !c.type().equals("boolean"));
        Col any = one(columns);
        if (chance(4)) {
            return any.ref() + one(List.of(" = ", " < ", " <> ")) + value(any);
        }
        if (equality.isPresent() && chance(70)) {
            return equalityPredicate(equality.get(), columns, depth);
        }
        if (plain.isEmpty()) {
            return any.ref() + (chance(50) ? " IS NULL" : " IS NOT NULL");
        }
        Col c = plain.get();
        return switch (random.nextInt(8)) {
            case 0 -> any.ref() + " IS NOT NULL";
            case 1 -> any.ref() + " IS NULL";
            case 2 -> c.ref() + " IN (" + value(c) + ", " + value(c) + ")";
            case 3 -> c.ref() + " BETWEEN " + value(c) + " AND " + value(c);
            case 4 ->
                c.type().equals("varchar")
                        ? c.ref() + " LIKE '%" + one(List.of("o", "a", "E", "R")) + "%'"
                        : c.ref() + " > " + value(c);
            case 5 -> "1 = 1";
            default -> c.ref() + one(List.of(" = ", " <> ", " < ", " >= ")) + value(c);
        };
    }

    private String equalityPredicate(Col c, List<Col> columns, int depth) {
        String not = chance(25) ? " NOT" : "";
        switch (random.nextInt(13)) {
            case 0 -> {
                StringBuilder list = new StringBuilder(value(c));
                for (int i = 0; i < random.nextInt(4); i++) {
                    list.append(", ").append(value(c));
                }
                return c.ref() + not + " IN (" + list + ")";
            }
            case 1 -> {
                Optional<Col> same = some(columns, d -> d.group().equals(c.group()) && !d.equals(c));
                return same.map(d -> c.ref() + " = " + d.ref()).orElse(c.ref() + " IS NOT NULL");
            }
            case 2, 3 -> {
                return subquery(c, not, depth);
            }
            case 4 -> {
                if (kind == Backend.Kind.MARIADB) {
                    return (not.isEmpty() ? "" : "NOT ") + c.ref() + " <=> " + value(c);
                }
                return c.ref() + " IS" + not + " DISTINCT FROM " + value(c);
            }
            case 5 -> {
                String text = known(c).orElse("");
                boolean isNull = text.isEmpty() || chance(25);
                Parameter value = new Parameter(
                        isNull ? "null:" + ShopColumns.setter(c) : ShopColumns.setter(c), isNull ? "" : text);
                if (ShopColumns.setter(c).equals("bytes")
                        || !ShopColumns.setter(c).equals("varchar")) {
                    return c.ref() + " = " + value(c);
                }
                parameters.add(value);
                parameters.add(value);
                return "(? IS NULL OR " + c.ref() + " = ?)";
            }
            case 6 -> {
                return value(c) + one(List.of(" = ", " <> ")) + c.ref();
            }
            case 7 -> {
                Optional<Col> other = some(columns, d -> d.plain() && d.type().equals("int"));
                return other.map(d -> "(" + c.ref() + ", " + d.ref() + ") IN ((" + value(c) + ", " + value(d) + "), ("
                                + value(c) + ", " + value(d) + "))")
                        .orElse(c.ref() + " IS NULL");
            }
            case 8 -> {
                return "CASE " + c.ref() + " WHEN " + value(c) + " THEN 1 ELSE 0 END = 1";
            }
            case 9 -> {
                return c.ref() + (not.isEmpty() ? " IS NULL" : " IS NOT NULL");
            }
            default -> {
                return c.ref() + one(List.of(" = ", " = ", " <> ")) + value(c);
            }
        }
    }

    private String subquery(Col c, String not, int depth) {
        List<String> others = ShopColumns.DOMAINS.stream()
                .filter(d -> d.contains(c.id()))
                .findFirst()
                .orElse(List.of(c.id()));
        String other = one(others);
        String table = other.substring(0, other.indexOf('.'));
        String alias = "t" + aliases++;
        String column = alias + other.substring(other.indexOf('.'));
        List<Col> inner = ShopColumns.columns(table, alias);
        String rest = depth > 0 && chance(60) ? " AND " + condition(inner, 0) : "";
        if (chance(50)) {
            return "EXISTS (SELECT 1 FROM " + table + " " + alias + " WHERE " + column + " = " + c.ref() + rest + ")";
        }
        return c.ref() + not + " IN (SELECT " + column + " FROM " + table + " " + alias + " WHERE 1 = 1" + rest + ")";
    }

    // ---- changes

    private String insert(String table) {
        List<Col> columns = ShopColumns.columns(table, table);
        List<Col> chosen = new ArrayList<>();
        for (Col column : columns) {
            if (ShopColumns.required(column) || chance(60)) {
                chosen.add(column);
            }
        }
        String names = chosen.stream().map(Col::name).collect(Collectors.joining(", "));
        StringBuilder sql = new StringBuilder("INSERT INTO " + table + " (" + names + ") ");
        if (chance(25)) {
            sql.append("SELECT ")
                    .append(chosen.stream()
                            .map(c -> c.name().equals("id")
                                    ? "id + 500"
                                    : chance(20) && !c.plain() && !ShopColumns.required(c) ? value(c) : c.name())
                            .collect(Collectors.joining(", ")))
                    .append(" FROM ")
                    .append(table)
                    .append(table.equals("accounts") ? " WHERE 1 = 0" : " WHERE id < " + (2 + random.nextInt(6)));
            if (table.equals("customers") && names.contains("email")) {
                // E-mail addresses are unique: copying them fails on both sides.
                return sql.toString().replaceAll("\\bid < ", "id < 1 AND id < ");
            }
            return sql.append(returning(columns)).toString();
        }
        sql.append("VALUES ");
        int rows = 1 + random.nextInt(3);
        for (int i = 0; i < rows; i++) {
            int row = i;
            sql.append(i == 0 ? "(" : ", (")
                    .append(chosen.stream().map(c -> fresh(c, row)).collect(Collectors.joining(", ")))
                    .append(')');
        }
        if (kind == Backend.Kind.MARIADB && chance(25)) {
            Col c = one(chosen);
            if (!c.name().equals("id") && !c.name().equals("email") && !c.id().equals("accounts.iban")) {
                sql.append(" ON DUPLICATE KEY UPDATE ")
                        .append(c.name())
                        .append(" = ")
                        .append(chance(50) ? "VALUES(" + c.name() + ")" : value(c, ShopColumns.required(c)));
            }
        }
        if (kind == Backend.Kind.POSTGRESQL && chance(25)) {
            String key = table.equals("accounts") ? "iban" : "id";
            Optional<Col> set =
                    some(chosen, c -> !c.name().equals(key) && !c.name().equals("email"));
            sql.append(" ON CONFLICT (").append(key).append(") DO ");
            sql.append(set.map(c -> "UPDATE SET " + c.name() + " = "
                            + (chance(50) ? "excluded." + c.name() : value(c, ShopColumns.required(c))))
                    .orElse("NOTHING"));
        }
        return sql.append(returning(columns)).toString();
    }

    private String returning(List<Col> columns) {
        if (kind == Backend.Kind.H2 || chance(70)) {
            return "";
        }
        return " RETURNING "
                + one(List.of("*", one(columns).name(), "id, " + one(columns).name()))
                        .replace("id, ", columns.get(0).name() + ", ");
    }

    private String update(String table) {
        List<Col> columns = ShopColumns.columns(table, table);
        List<String> sets = new ArrayList<>();
        Map<String, Col> chosen = new LinkedHashMap<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            Col c = one(columns);
            if (!c.name().equals("id") && !c.name().equals("email") && !c.id().equals("accounts.iban")) {
                chosen.put(c.name(), c);
            }
        }
        if (chosen.isEmpty()) {
            return delete(table);
        }
        chosen.values().forEach(c -> sets.add(c.name() + " = " + assigned(c, columns)));
        return "UPDATE " + table + " SET " + String.join(", ", sets) + where(columns, 1)
                + (kind == Backend.Kind.MARIADB ? "" : returning(columns));
    }

    private String assigned(Col c, List<Col> columns) {
        boolean required = ShopColumns.required(c);
        return switch (random.nextInt(12)) {
            case 0 -> c.name();
            case 1 -> "COALESCE(" + value(c, false) + ", " + c.name() + ")";
            case 2 ->
                "CASE WHEN " + predicate(columns, 0) + " THEN " + value(c, required) + " ELSE " + c.name() + " END";
            case 3 -> required ? value(c, true) : "NULL";
            case 4 -> required ? value(c, true) : "DEFAULT";
            case 5 -> {
                List<String> same = ShopColumns.DOMAINS.stream()
                        .filter(d -> d.contains(c.id()))
                        .findFirst()
                        .orElse(List.of(c.id()));
                String other = one(same);
                String table = other.substring(0, other.indexOf('.'));
                String alias = "t" + aliases++;
                yield required || !c.comparable()
                        ? value(c, required)
                        : "(SELECT " + alias + other.substring(other.indexOf('.')) + " FROM " + table + " " + alias
                                + " WHERE " + unique(table, alias) + ")";
            }
            case 6 ->
                some(columns, d -> d.group().equals(c.group()) && !required)
                        .map(Col::name)
                        .orElseGet(() -> value(c, required));
            default -> value(c, required);
        };
    }

    private String delete(String table) {
        List<Col> columns = ShopColumns.columns(table, table);
        return "DELETE FROM " + table + " WHERE " + condition(columns, 1) + returning(columns);
    }

    private String merge() {
        Col name = new Col("s.name", "staging", "name");
        Col ssn = new Col("s.ssn", "staging", "ssn");
        String on = chance(50) ? "s.id = o.id" : "s.ssn = o.ssn AND s.id = o.id";
        return "MERGE INTO staging s USING (SELECT id, ssn, city FROM customers WHERE id < " + (2 + random.nextInt(30))
                + ") o ON " + on
                + (chance(70)
                        ? " WHEN MATCHED THEN UPDATE SET name = " + value(name) + ", ssn = "
                                + (chance(60) ? one(List.of("o.ssn", "s.ssn")) : value(ssn))
                        : " WHEN MATCHED THEN DELETE")
                + (chance(60)
                        ? " WHEN NOT MATCHED THEN INSERT (id, ssn, city) VALUES (o.id + 900, o.ssn, o.city)"
                        : "");
    }

    /** MariaDB's change of tables of a join. */
    private String joined() {
        Col name = new Col("s.name", "staging", "name");
        Col ssn = new Col("s.ssn", "staging", "ssn");
        String on = one(List.of("o.id = s.id", "o.ssn = s.ssn", "o.ssn = s.ssn AND o.id = s.id"));
        String source =
                "staging s JOIN " + one(List.of("customers", "(SELECT id, ssn, city FROM customers)")) + " o ON " + on;
        return switch (random.nextInt(3)) {
            case 0 -> "DELETE s FROM " + source + " WHERE s.id < " + (2 + random.nextInt(30));
            case 1 -> "DELETE FROM s USING " + source + " WHERE s.ssn " + one(List.of("= ", "<> ")) + value(ssn);
            default ->
                "UPDATE " + source + " SET s.name = " + value(name) + ", s.ssn = "
                        + (chance(60) ? one(List.of("o.ssn", "s.ssn")) : value(ssn)) + ", s.city = o.city WHERE s.id < "
                        + (2 + random.nextInt(30));
        };
    }
}
