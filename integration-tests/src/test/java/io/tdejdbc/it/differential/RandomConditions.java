package io.tdejdbc.it.differential;

import io.tdejdbc.it.differential.ShopColumns.Col;
import io.tdejdbc.it.harness.Backend;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Conditions over columns of the shop. */
abstract class RandomConditions extends RandomValues {
    private static final Set<String> ORDERED =
            Set.of("int", "smallint", "bigint", "decimal", "date", "timestamp", "timestamptz", "boolean");
    private static final List<String> COMPARED = List.of(" < ", " <= ", " > ", " >= ");

    int aliases;

    RandomConditions(Backend.Kind kind, Random random) {
        super(kind, random);
    }

    final Optional<Col> some(List<Col> columns, Predicate<Col> wanted) {
        List<Col> fitting = columns.stream().filter(wanted).toList();
        return fitting.isEmpty() ? Optional.empty() : Optional.of(one(fitting));
    }

    final String where(List<Col> columns, int depth) {
        return chance(75) ? " WHERE " + condition(columns, depth) : "";
    }

    /** Whether the driver knows the order of a column's values. */
    final boolean isSorted(Col c) {
        boolean text = c.type().equals("varchar") && kind == Backend.Kind.H2;
        return !c.plain() && (text || ORDERED.contains(c.type()));
    }

    /** A WHERE clause whose rows the driver can mostly choose: ranges beside other conditions. */
    final String chosen(List<Col> columns, int depth) {
        List<Supplier<String>> terms = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(2); i++) {
            some(columns, this::isSorted).ifPresent(c -> terms.add(() -> range(c)));
        }
        for (int i = 0; terms.isEmpty() || i < random.nextInt(3); i++) {
            terms.add(() -> condition(columns, depth - 1));
        }
        Collections.shuffle(terms, random);
        StringBuilder sql = new StringBuilder();
        for (Supplier<String> term : terms) {
            sql.append(sql.isEmpty() ? "" : chance(95) ? " AND " : " OR ");
            String text = term.get();
            sql.append(chance(10) ? "(" + text + ")" : text);
        }
        return sql.toString();
    }

    private String range(Col c) {
        switch (random.nextInt(16)) {
            case 0, 1, 2 -> {
                return c.ref() + " BETWEEN " + value(c) + " AND " + value(c);
            }
            case 3, 4, 5 -> {
                return value(c) + one(COMPARED) + c.ref();
            }
            case 6 -> {
                return c.ref() + " NOT BETWEEN " + value(c) + " AND " + value(c);
            }
            case 7 -> {
                return "NOT (" + c.ref() + one(COMPARED) + value(c) + ")";
            }
            case 8 -> {
                return c.ref() + one(COMPARED) + value(c) + " AND " + c.ref() + one(COMPARED) + value(c);
            }
            default -> {
                return c.ref() + one(COMPARED) + value(c);
            }
        }
    }

    final String condition(List<Col> columns, int depth) {
        if (depth > 0 && chance(35)) {
            String two = condition(columns, depth - 1)
                    + one(List.of(" AND ", " OR ", " OR "))
                    + condition(columns, depth - 1);
            return chance(30) ? "NOT (" + two + ")" : "(" + two + ")";
        }
        return predicate(columns, depth);
    }

    final String predicate(List<Col> columns, int depth) {
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

    final String equalityPredicate(Col c, List<Col> columns, int depth) {
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

    final String subquery(Col c, String not, int depth) {
        String other = one(c.domain());
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

    /** A condition that at most one row of a table fulfils. */
    final String unique(String table, String alias) {
        if (table.equals("accounts")) {
            return alias + ".iban = " + value(new Col(alias + ".iban", "accounts", "iban"));
        }
        return alias + ".id = " + (1 + random.nextInt(12));
    }
}
