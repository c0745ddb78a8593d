package io.tdejdbc.it.differential;

import io.tdejdbc.it.differential.ShopColumns.Col;
import io.tdejdbc.it.harness.Backend;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Makes statements over the shop by chance: what an application could send, mostly such that the driver has to answer it,
 * now and then such that it has to refuse. The same seed gives the same statement.
 */
final class RandomStatements extends RandomQueries {
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
                String other = one(c.domain());
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
