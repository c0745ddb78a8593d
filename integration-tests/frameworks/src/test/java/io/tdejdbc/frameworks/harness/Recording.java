package io.tdejdbc.frameworks.harness;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What an application sent and what tables it left, as lines of the recorded lists.
 *
 * @param statements dialect, framework, step, text
 * @param tables dialect, framework, table, columns
 */
public record Recording(List<String> statements, List<String> tables) {
    /** What differs from run to run in the texts of Liquibase: the host, the time, a number made of the time. */
    private static final Map<Pattern, String> CHANGING = Map.of(
            Pattern.compile("LOCKEDBY = '[^']*'"), "LOCKEDBY = 'host'",
            Pattern.compile("'\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d+'"), "'2024-01-01 00:00:00.0'",
            Pattern.compile("'\\d{10}'\\)"), "'1700000000')");

    private static final Set<String> INTEGERS = Set.of("smallint", "integer", "bigint");

    /** Copies the lists. */
    public Recording {
        statements = List.copyOf(statements);
        tables = List.copyOf(tables);
    }

    /** Runs an application on an empty database and keeps what it sent. */
    public static Recording of(Application application, Site.Kind kind, Databases databases) throws Exception {
        Recorder recorder = new Recorder();
        String url = databases.create(kind);
        try (var pool = Databases.pool(url)) {
            application.run(new Site(kind, recorder.before(pool)), Answers.told(recorder::step));
        }
        String head = kind.dialect() + "\t" + application.framework() + "\t";
        // In what order a unit of work is flushed may change from run to run: the order within a step says nothing.
        Map<String, Set<String>> steps = new LinkedHashMap<>();
        Set<String> texts = new HashSet<>();
        recorder.statements().forEach((sql, step) -> {
            String text = stable(sql)
                    .strip()
                    .replace("\r\n", "\n")
                    .replace("\n", "\\n")
                    .replace("\t", " ");
            if (texts.add(text)) {
                steps.computeIfAbsent(step, name -> new TreeSet<>()).add(head + step + "\t" + text);
            }
        });
        List<String> lines = new ArrayList<>();
        steps.values().forEach(lines::addAll);
        try (Connection connection = Databases.open(url)) {
            return new Recording(lines, tables(connection, head, application.ownTables()));
        }
    }

    private static String stable(String sql) {
        String text = sql;
        for (Map.Entry<Pattern, String> change : CHANGING.entrySet()) {
            text = change.getKey().matcher(text).replaceAll(change.getValue());
        }
        return text;
    }

    private static List<String> tables(Connection connection, String head, List<String> own) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        Map<String, String> tables = new TreeMap<>();
        Set<String> temporary = new HashSet<>();
        String schema = metaData.storesUpperCaseIdentifiers() ? "PUBLIC" : "public";
        try (ResultSet rows =
                metaData.getTables(null, schema, "%", new String[] {"TABLE", "BASE TABLE", "GLOBAL TEMPORARY"})) {
            while (rows.next()) {
                String table = rows.getString("TABLE_NAME");
                if (!own.contains(table.toLowerCase(Locale.ROOT))) {
                    tables.put(table, "");
                    if (rows.getString("TABLE_TYPE").contains("TEMPORARY")) {
                        temporary.add(table);
                    }
                }
            }
        }
        for (String table : tables.keySet()) {
            Set<String> keys = new HashSet<>();
            keys(metaData.getPrimaryKeys(null, schema, table), "COLUMN_NAME", keys);
            Set<String> references = new HashSet<>();
            keys(metaData.getImportedKeys(null, schema, table), "FKCOLUMN_NAME", references);
            String columns = columns(metaData, schema, table, keys, references);
            // The framework's own: no policy names them.
            tables.put(table, temporary.contains(table) ? columns.replaceAll(" \\w+(,|$)", " other$1") : columns);
        }
        return tables.entrySet().stream()
                .map(table -> head + table.getKey() + "\t" + table.getValue())
                .toList();
    }

    private static void keys(ResultSet found, String label, Set<String> keys) throws SQLException {
        try (ResultSet rows = found) {
            while (rows.next()) {
                keys.add(rows.getString(label));
            }
        }
    }

    private static String columns(
            DatabaseMetaData metaData, String schema, String table, Set<String> primary, Set<String> foreign)
            throws SQLException {
        List<String> columns = new ArrayList<>();
        try (ResultSet rows = metaData.getColumns(null, schema, table, "%")) {
            while (rows.next()) {
                String name = rows.getString("COLUMN_NAME");
                String kind = kind(rows.getInt("DATA_TYPE"), rows.getString("TYPE_NAME"));
                boolean named = name.toLowerCase(Locale.ROOT).matches("(.*_)?id_?");
                boolean surrogate =
                        named || foreign.contains(name) || primary.contains(name) && INTEGERS.contains(kind);
                columns.add(name + " " + (surrogate ? "key" : kind));
            }
        }
        return String.join(", ", columns);
    }

    private static String kind(int type, String name) {
        if (name.equals("json") || name.equals("jsonb") || name.equals("oid")) {
            return "other";
        }
        return switch (type) {
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NVARCHAR -> "text";
            case Types.CLOB -> "lob";
            case Types.TINYINT, Types.SMALLINT -> "smallint";
            case Types.INTEGER -> "integer";
            case Types.BIGINT -> "bigint";
            case Types.NUMERIC, Types.DECIMAL -> "numeric";
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> "float";
            case Types.DATE -> "date";
            case Types.TIME, Types.TIMESTAMP ->
                name.startsWith("timestamptz") || name.contains("WITH TIME ZONE") ? "moment" : "timestamp";
            case Types.TIMESTAMP_WITH_TIMEZONE, Types.TIME_WITH_TIMEZONE -> "moment";
            default -> "other";
        };
    }
}
