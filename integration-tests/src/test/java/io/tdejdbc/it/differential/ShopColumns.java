package io.tdejdbc.it.differential;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Policy;
import io.tdejdbc.it.harness.Row;
import io.tdejdbc.it.harness.Shop;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The columns of the shop as statements made by chance need them: types, values that are stored, and which may meet. */
final class ShopColumns {
    static final Map<String, Map<String, String>> TYPES = types();
    static final Map<String, List<String>> VALUES = values();

    private static final Policy POLICY = Shop.policy();
    /** The columns of one key each. */
    private static final List<List<String>> DOMAINS = List.of(
            List.of("customers.ssn", "orders.customer_ssn", "staging.ssn"),
            List.of("payments.iban", "staging.iban", "accounts.iban"));

    /** Pairs of plain columns that belong together. */
    static final List<String> KEYS = List.of(
            "customers.id=orders.customer_id",
            "orders.id=payments.order_id",
            "customers.city=staging.city",
            "customers.id=staging.id",
            "customers.tier=staging.id");

    private ShopColumns() {}

    /** A column in sight. */
    record Col(String ref, String table, String name) {
        String type() {
            return TYPES.get(table).get(name);
        }

        String id() {
            return table + "." + name;
        }

        boolean plain() {
            return !POLICY.columns(table).contains(name);
        }

        boolean equality() {
            return !plain() && POLICY.isEquality(table, name);
        }

        boolean comparable() {
            return plain() || equality();
        }

        /** The columns of the same key, with this one; this one alone if it shares none. */
        List<String> domain() {
            return DOMAINS.stream()
                    .filter(domain -> domain.contains(id()))
                    .findFirst()
                    .orElse(List.of(id()));
        }

        /** Columns of one group may meet. */
        String group() {
            List<String> domain = domain();
            return domain.size() > 1 || !plain() ? domain.get(0) : "plain " + type();
        }
    }

    private static Map<String, Map<String, String>> types() {
        Map<String, Map<String, String>> types = new TreeMap<>();
        for (String statement : Shop.ddl(Backend.Kind.POSTGRESQL)) {
            String[] lines = statement.split("\n", -1);
            String table = lines[0].replaceAll("CREATE TABLE (\\w+).*", "$1");
            Map<String, String> columns = new LinkedHashMap<>();
            for (int i = 1; i < lines.length - 1; i++) {
                String[] words = lines[i].strip().split("[ ,(]+", -1);
                String rest = lines[i].toUpperCase(Locale.ROOT);
                String type = words[1].toLowerCase(Locale.ROOT);
                columns.put(
                        words[0],
                        switch (type) {
                            case "varchar", "char", "text" -> "varchar";
                            case "integer" -> "int";
                            case "numeric" -> "decimal";
                            case "bytea" -> "bytes";
                            case "timestamp" -> rest.contains("ZONE") ? "timestamptz" : "timestamp";
                            default -> type;
                        });
            }
            types.put(table, columns);
        }
        return types;
    }

    private static Map<String, List<String>> values() {
        Map<String, List<String>> values = new TreeMap<>();
        for (Row row : Shop.rows()) {
            row.values().forEach((column, value) -> {
                if (value != null) {
                    String text = value instanceof byte[] bytes
                            ? HexFormat.of().formatHex(bytes)
                            : value.toString().strip().isEmpty() ? "" : value.toString();
                    if (text.length() < 100 && !text.contains("?")) {
                        values.computeIfAbsent(row.table() + "." + column, key -> new ArrayList<>())
                                .add(text);
                    }
                }
            });
        }
        return values;
    }

    static String key(String table) {
        return table.equals("accounts") ? "opened" : "id";
    }

    static List<Col> columns(String table, String alias) {
        List<Col> columns = new ArrayList<>();
        ShopColumns.TYPES.get(table).keySet().forEach(name -> columns.add(new Col(alias + "." + name, table, name)));
        return columns;
    }

    static boolean required(Col c) {
        return List.of("id", "tier", "customer_id", "status", "placed", "order_id")
                        .contains(c.name())
                || c.table().equals("accounts");
    }

    static String setter(Col c) {
        return c.type();
    }
}
