package io.tdejdbc.driver.internal.dialect;

import io.tdejdbc.driver.internal.dialect.Reaching.Kind;
import io.tdejdbc.keystore.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What hangs on MariaDB's tables. The texts of views, which the server shows with all names in quotes and stars expanded,
 * are searched for quoted names, all others for names in any case.
 */
final class MariaDbDependents extends SearchedDependents {
    /** Storage engines whose tables are ways to other tables. */
    private static final String LINK_ENGINES = "'MRG_MYISAM', 'FEDERATED', 'FEDERATEDX', 'CONNECT', 'SPIDER'";
    /** The server's own routines; those that run SQL given as a string count like any other. */
    private static final Set<String> SYSTEM = Set.of("mysql", "sys", "information_schema", "performance_schema");

    @Override
    List<Definition> definitions(Connection connection) throws SQLException {
        List<Definition> all = new ArrayList<>(Queries.list(
                connection,
                // Who may use a view and not see its definition gets the empty string.
                "SELECT TABLE_SCHEMA, TABLE_NAME, NULLIF(VIEW_DEFINITION, '') FROM information_schema.VIEWS "
                        + "WHERE TABLE_SCHEMA NOT IN ('sys', 'mysql')",
                row -> new Definition(
                        Kind.VIEW,
                        new TableName(row.getString(1), row.getString(2)),
                        Optional.ofNullable(row.getString(3)))));
        all.addAll(Queries.list(
                connection,
                "SELECT TABLE_SCHEMA, TABLE_NAME FROM information_schema.TABLES WHERE UPPER(ENGINE) IN (" + LINK_ENGINES
                        + ")",
                row -> new Definition(Kind.LINK, new TableName(row.getString(1), row.getString(2)), Optional.empty())));
        all.addAll(Queries.list(
                connection,
                "SELECT EVENT_OBJECT_SCHEMA, EVENT_OBJECT_TABLE, ACTION_STATEMENT FROM information_schema.TRIGGERS",
                row -> new Definition(
                        Kind.TRIGGER,
                        new TableName(row.getString(1), row.getString(2)),
                        Optional.ofNullable(row.getString(3)))));
        all.addAll(routines(connection));
        return all;
    }

    @Override
    boolean names(Kind kind, String text, TableName target) {
        return kind == Kind.VIEW
                ? text.contains(quoted(target.schema()) + "." + quoted(target.name()))
                : lower(text).contains(lower(target.name()));
    }

    /**
     * All names in the texts of views have qualifiers. A backslash in a string is read by the session's mode, in which the
     * text was not written: such a view is not followed.
     */
    @Override
    Optional<ViewText> view(Definition definition) {
        return definition
                .text()
                .filter(query -> definition.kind() == Kind.VIEW && query.indexOf('\\') < 0)
                .map(query -> new ViewText(query, List.of(), Set.of()));
    }

    private static List<Definition> routines(Connection connection) throws SQLException {
        List<Definition> routines = new ArrayList<>();
        for (Definition routine : Queries.list(
                connection,
                "SELECT ROUTINE_SCHEMA, ROUTINE_NAME, NULLIF(ROUTINE_DEFINITION, '') FROM information_schema.ROUTINES",
                row -> new Definition(
                        Kind.ROUTINE,
                        new TableName(row.getString(1), row.getString(2)),
                        Optional.ofNullable(row.getString(3))))) {
            if (routine.text().filter(MariaDbDependents::isReadable).isPresent()) {
                if (!SYSTEM.contains(lower(routine.name().schema()))) {
                    routines.add(routine);
                }
            } else {
                routines.add(new Definition(routine.kind(), routine.name(), Optional.empty()));
            }
        }
        return routines;
    }

    /** A body that runs strings can name anything. */
    private static boolean isReadable(String body) {
        return !lower(body).matches("(?s).*\\b(prepare|execute)\\b.*");
    }

    @Override
    public List<Dependent> of(Connection connection, TableName table, Set<String> columns) throws SQLException {
        List<Dependent> found = new ArrayList<>();
        columnProperties(connection, table, columns, found);
        found.addAll(mentioning(
                "check",
                columns,
                Queries.list(
                        connection,
                        "SELECT CONSTRAINT_NAME, CHECK_CLAUSE FROM information_schema.CHECK_CONSTRAINTS WHERE "
                                + "CONSTRAINT_SCHEMA = ? AND TABLE_NAME = ? AND CONSTRAINT_NAME NOT LIKE 'tde\\_ck\\_%'",
                        row -> new Text(table.schema() + "." + row.getString(1), row.getString(2), ""),
                        table.schema(),
                        table.name())));
        found.addAll(mentioning(
                "partition-key",
                columns,
                Queries.list(
                        connection,
                        "SELECT DISTINCT PARTITION_EXPRESSION, SUBPARTITION_EXPRESSION FROM "
                                + "information_schema.PARTITIONS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? "
                                + "AND PARTITION_NAME IS NOT NULL",
                        row -> new Text(table.toString(), row.getString(1), row.getString(2)),
                        table.schema(),
                        table.name())));
        indexes(connection, table, columns, found);
        foreignKeys(connection, table, columns, found);
        found.addAll(Queries.list(
                connection,
                "SELECT CONCAT(TRIGGER_SCHEMA, '.', TRIGGER_NAME) FROM information_schema.TRIGGERS "
                        + "WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ?",
                row -> Dependent.of("trigger", row.getString(1), Optional.empty()),
                table.schema(),
                table.name()));
        found.addAll(Queries.list(
                connection,
                "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? "
                        + "AND TABLE_TYPE = 'SYSTEM VERSIONED'",
                row -> Dependent.of("system-versioning", table.toString(), Optional.empty()),
                table.schema(),
                table.name()));
        found.addAll(bodies(connection, table, columns));
        found.addAll(events(connection, table, columns));
        return found;
    }

    /** Something with a name and up to two texts, null for none, in which columns may stand. */
    private record Text(String name, String first, String second) {
        boolean mentions(String column) {
            return contains(first, column) || contains(second, column);
        }

        private static boolean contains(String text, String column) {
            return text != null && lower(text).contains(column);
        }
    }

    private static List<Dependent> mentioning(String kind, Set<String> columns, List<Text> texts) {
        List<Dependent> found = new ArrayList<>();
        for (Text text : texts) {
            for (String column : columns) {
                if (text.mentions(column)) {
                    found.add(Dependent.of(kind, text.name, Optional.of(column)));
                }
            }
        }
        return found;
    }

    private static void columnProperties(
            Connection connection, TableName table, Set<String> columns, List<Dependent> found) throws SQLException {
        record Properties(String column, String defaultText, String extra, String generation) {}
        List<Properties> all = Queries.list(
                connection,
                "SELECT COLUMN_NAME, COLUMN_DEFAULT, EXTRA, GENERATION_EXPRESSION FROM information_schema.COLUMNS "
                        + "WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?",
                row -> new Properties(lower(row.getString(1)), row.getString(2), row.getString(3), row.getString(4)),
                table.schema(),
                table.name());
        for (Properties one : all) {
            String place = table + "." + one.column;
            if (one.generation != null) {
                for (String dependency : columns) {
                    if (dependency.equals(one.column) || lower(one.generation).contains(quoted(dependency))) {
                        found.add(Dependent.of("generated", place, Optional.of(dependency)));
                    }
                }
            } else if (columns.contains(one.column)) {
                if (one.defaultText != null && !one.defaultText.equals("NULL")) {
                    found.add(Dependent.of("default", place, Optional.of(one.column)));
                }
                if (lower(one.extra).contains("on update")) {
                    found.add(Dependent.of("on-update", place, Optional.of(one.column)));
                }
                if (lower(one.extra).contains("auto_increment")) {
                    found.add(Dependent.of("identity", place, Optional.of(one.column)));
                }
            }
        }
    }

    /** Indexes over a part of the values or over words in them. */
    private static void indexes(Connection connection, TableName table, Set<String> columns, List<Dependent> found)
            throws SQLException {
        found.addAll(Queries.list(
                        connection,
                        "SELECT INDEX_NAME, LOWER(COLUMN_NAME) FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = ? "
                                + "AND TABLE_NAME = ? AND (SUB_PART IS NOT NULL OR INDEX_TYPE NOT IN ('BTREE', 'HASH'))",
                        row -> Dependent.of(
                                "index", table.schema() + "." + row.getString(1), Optional.of(row.getString(2))),
                        table.schema(),
                        table.name())
                .stream()
                .filter(one -> columns.contains(one.column().orElseThrow()))
                .toList());
    }

    private static void foreignKeys(Connection connection, TableName table, Set<String> columns, List<Dependent> found)
            throws SQLException {
        String ends = "SELECT CONCAT(CONSTRAINT_SCHEMA, '.', CONSTRAINT_NAME), LOWER(%s), %s, %s, LOWER(%s) FROM "
                + "information_schema.KEY_COLUMN_USAGE WHERE REFERENCED_TABLE_NAME IS NOT NULL AND %s = ? AND %s = ?";
        List<String> here = List.of("COLUMN_NAME", "TABLE_SCHEMA", "TABLE_NAME");
        List<String> there = List.of("REFERENCED_COLUMN_NAME", "REFERENCED_TABLE_SCHEMA", "REFERENCED_TABLE_NAME");
        for (List<List<String>> pair : List.of(List.of(here, there), List.of(there, here))) {
            List<String> near = pair.get(0);
            List<String> far = pair.get(1);
            for (Dependent key : Queries.list(
                    connection,
                    String.format(
                            Locale.ROOT,
                            ends,
                            near.get(0),
                            far.get(1),
                            far.get(2),
                            far.get(0),
                            near.get(1),
                            near.get(2)),
                    row -> new Dependent(
                            "foreign-key",
                            row.getString(1),
                            Optional.of(row.getString(2)),
                            Optional.of(new Dependent.Counterpart(
                                    new TableName(row.getString(3), row.getString(4)), row.getString(5)))),
                    table.schema(),
                    table.name())) {
                if (columns.contains(key.column().orElseThrow())) {
                    found.add(key);
                }
            }
        }
    }

    /** Events whose text names both the table and one of the columns. */
    private static List<Dependent> events(Connection connection, TableName table, Set<String> columns)
            throws SQLException {
        List<Text> events = Queries.list(
                connection,
                "SELECT CONCAT(EVENT_SCHEMA, '.', EVENT_NAME), COALESCE(EVENT_DEFINITION, '') "
                        + "FROM information_schema.EVENTS",
                row -> new Text(row.getString(1), row.getString(2), ""));
        return events.stream()
                .filter(event -> event.mentions(lower(table.name())))
                .flatMap(event -> firstIn("event", event.name, event.first, columns).stream())
                .toList();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String quoted(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    @Override
    public Set<String> uniqueColumns(Connection connection, TableName table) throws SQLException {
        return new LinkedHashSet<>(Queries.strings(
                connection,
                "SELECT LOWER(COLUMN_NAME) FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = ? "
                        + "AND TABLE_NAME = ? AND NON_UNIQUE = 0",
                table.schema(),
                table.name()));
    }
}
