package io.tdejdbc.it.harness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which columns are protected, as the {@code protect.} lines of a properties file say it. */
public final class Policy {
    private final List<String> lines;
    private final Map<String, Map<String, String>> rules = new LinkedHashMap<>();

    /** Reads lines of the form {@code protect.table.column = mode options}; empty lines and comments are left out. */
    public Policy(List<String> lines) {
        List<String> kept = new ArrayList<>();
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            String[] name = line.substring(0, equals).strip().split("\\.", -1);
            rules.computeIfAbsent(name[name.length - 2], table -> new LinkedHashMap<>())
                    .put(name[name.length - 1], line.substring(equals + 1).strip());
            kept.add(line);
        }
        this.lines = List.copyOf(kept);
    }

    /** The lines as they stand in a properties file. */
    public List<String> lines() {
        return lines;
    }

    /** The tables with protected columns. */
    public Set<String> tables() {
        return Collections.unmodifiableSet(rules.keySet());
    }

    /** The protected columns of a table; none if the table has none. */
    public Set<String> columns(String table) {
        return rules.getOrDefault(table, Map.of()).keySet();
    }

    /** Whether a protected column is searchable. */
    public boolean isEquality(String table, String column) {
        return rules.get(table).get(column).startsWith("equality");
    }

    /** The names of all protected columns of all tables. */
    public Set<String> allColumns() {
        Set<String> names = new TreeSet<>();
        rules.values().forEach(columns -> names.addAll(columns.keySet()));
        return names;
    }
}
