package io.tdejdbc.sqlparse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The tables of one recorded application with every text, number and date column protected that is no surrogate key: a
 * column that is a key by declaration, or whose name ends in {@code id}, is left plain.
 */
final class FrameworkCatalog implements Catalog {
    private static final Set<String> PROTECTED =
            Set.of("text", "lob", "smallint", "integer", "bigint", "numeric", "float", "date", "timestamp", "moment");
    /** Kinds of which equal values may be stored differently. */
    private static final Set<String> NEVER_EQUALITY = Set.of("lob", "float", "moment");

    private static final Pattern CREATE = Pattern.compile(
            "(?:\\s|--[^\n]*\n)*create\\s+(?:cached\\s+)?table\\s+(?:if\\s+not\\s+exists\\s+)?([\\w.\"]+).*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern ADD = Pattern.compile(
            "\\s*alter\\s+table\\s+[\\w.\"]+\\s+add\\s+(?:column\\s+)?([\\w\"]+).*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final Map<String, Relation> tables = new HashMap<>();
    private final Set<String> comparable = new TreeSet<>();
    private final Set<String> columns = new TreeSet<>();
    private final String schema;
    private boolean asked;
    private Optional<String> creating = Optional.empty();
    private Optional<String> adding = Optional.empty();

    /**
     * The tables of an application.
     *
     * @param tables name and columns as recorded, by table
     * @param equality which columns, as {@code table.column}, have the mode equality
     */
    FrameworkCatalog(Map<String, String> tables, Set<String> equality) {
        boolean upper = tables.keySet().stream().anyMatch(name -> !name.equals(name.toLowerCase(Locale.ROOT)));
        this.schema = upper ? "PUBLIC" : "public";
        int id = 0;
        for (Map.Entry<String, String> table : tables.entrySet()) {
            List<Relation.Column> found = new ArrayList<>();
            for (String column : table.getValue().split(", ")) {
                String name = column.substring(0, column.lastIndexOf(' '));
                String kind = column.substring(column.lastIndexOf(' ') + 1);
                String full = table.getKey() + "." + name;
                if (PROTECTED.contains(kind)) {
                    columns.add(full);
                    boolean equal = equality.contains(full) && !NEVER_EQUALITY.contains(kind);
                    if (!NEVER_EQUALITY.contains(kind)) {
                        comparable.add(full);
                    }
                    ProtectedColumn protection = new ProtectedColumn(
                            id++, table.getKey(), name, equal, full, full, false, type(kind, upper));
                    found.add(new Relation.Column(name, Optional.of(protection)));
                } else {
                    found.add(new Relation.Column(name, Optional.empty()));
                }
            }
            this.tables.put(table.getKey(), new Relation.Table(RelationName.of(schema, table.getKey()), found));
        }
    }

    /** As the driver describes them: of texts it knows the order on H2 only. */
    private static ValueType type(String kind, boolean h2) {
        return switch (kind) {
            case "text" -> new ValueType(ValueType.Kind.TEXT, Set.of("TEXT"), h2);
            case "smallint" -> new ValueType(ValueType.Kind.NUMBER, Set.of("SMALLINT"), true);
            case "integer" -> new ValueType(ValueType.Kind.NUMBER, Set.of("INTEGER", "INT"), true);
            case "bigint" -> new ValueType(ValueType.Kind.NUMBER, Set.of("BIGINT"), true);
            case "numeric" -> new ValueType(ValueType.Kind.NUMBER, Set.of(), true);
            case "date" -> new ValueType(ValueType.Kind.DATE, Set.of("DATE"), true);
            case "timestamp" -> new ValueType(ValueType.Kind.OTHER, Set.of("TIMESTAMP"), true);
            case "moment" -> new ValueType(ValueType.Kind.OTHER, Set.of(), true);
            default -> ValueType.OTHER;
        };
    }

    /** The recorded tables by dialect and framework, with a blank between them. */
    static Map<String, Map<String, String>> recorded() {
        Map<String, Map<String, String>> recorded = new LinkedHashMap<>();
        FrameworkStatement.rows("tables.tsv")
                .forEach(cells -> recorded.computeIfAbsent(cells[0] + " " + cells[1], key -> new LinkedHashMap<>())
                        .put(cells[2], cells[3]));
        return recorded;
    }

    /** The table before a column was added. */
    private static Relation.Table without(Relation.Table table, String column) {
        List<Relation.Column> before = table.columns().stream()
                .filter(one -> !one.name().equalsIgnoreCase(column))
                .toList();
        Set<String> added = table.columns().stream()
                .filter(one -> one.name().equalsIgnoreCase(column))
                .filter(one -> one.protection().isPresent())
                .map(Relation.Column::name)
                .collect(Collectors.toSet());
        return new Relation.Table(table.name(), before, added);
    }

    /** The protected columns, as {@code table.column}. */
    Set<String> columns() {
        return columns;
    }

    /** The protected columns whose type has an equality of its own. */
    Set<String> comparable() {
        return comparable;
    }

    /** Analyses a statement; a table that it makes, or a column that it adds, is not there yet. */
    Analysis analyse(String sql, SqlSession session) {
        Matcher matcher = CREATE.matcher(sql);
        creating = matcher.matches()
                ? Optional.of(matcher.group(1).replace("\"", "").replaceFirst(".*\\.", ""))
                : Optional.empty();
        Matcher addition = ADD.matcher(sql);
        adding = addition.matches() ? Optional.of(addition.group(1).replace("\"", "")) : Optional.empty();
        asked = false;
        return SqlAnalyzers.standard().analyze(sql, session, this);
    }

    /** Whether the statement that was analysed last names a protected table. */
    boolean named() {
        return asked;
    }

    @Override
    public boolean mayReachProtected(String simpleName) {
        boolean ours = tables.get(simpleName) instanceof Relation.Table table
                && table.columns().stream()
                        .anyMatch(column -> column.protection().isPresent());
        asked |= ours;
        return ours;
    }

    @Override
    public Optional<Relation> resolve(RelationName name) {
        if (name.parts().size() > 1
                && !name.parts().get(name.parts().size() - 2).equals(schema)) {
            return Optional.empty();
        }
        Relation relation = tables.get(name.simple());
        if (relation instanceof Relation.Table table
                && creating.isPresent()
                && creating.get().equalsIgnoreCase(name.simple())
                && mayReachProtected(name.simple())) {
            return Optional.of(new Relation.Pending(
                    table.name(),
                    table.columns().stream()
                            .filter(column -> column.protection().isPresent())
                            .map(Relation.Column::name)
                            .collect(Collectors.toSet()),
                    true));
        }
        if (relation instanceof Relation.Table table && adding.isPresent()) {
            return Optional.of(without(table, adding.get()));
        }
        return Optional.ofNullable(relation);
    }

    @Override
    public Optional<String> currentSchema() {
        return Optional.of(schema);
    }
}
