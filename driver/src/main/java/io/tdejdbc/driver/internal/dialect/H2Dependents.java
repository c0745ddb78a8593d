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
 * What hangs on H2's tables. It shows the texts of definitions with all names in quotes and stars expanded, those of
 * routines as they were written.
 */
final class H2Dependents extends SearchedDependents {

    @Override
    List<Definition> definitions(Connection connection) throws SQLException {
        List<Definition> all = new ArrayList<>(Queries.list(
                connection,
                "SELECT TABLE_SCHEMA, TABLE_NAME, VIEW_DEFINITION FROM INFORMATION_SCHEMA.VIEWS "
                        + "WHERE TABLE_SCHEMA <> 'INFORMATION_SCHEMA'",
                row -> new Definition(
                        Kind.VIEW,
                        new TableName(row.getString(1), row.getString(2)),
                        Optional.ofNullable(row.getString(3)))));
        all.addAll(Queries.list(
                connection,
                "SELECT SYNONYM_SCHEMA, SYNONYM_NAME, SYNONYM_FOR_SCHEMA, SYNONYM_FOR FROM INFORMATION_SCHEMA.SYNONYMS",
                row -> new Definition(
                        Kind.SYNONYM,
                        new TableName(row.getString(1), row.getString(2)),
                        Optional.of('"' + row.getString(3) + "\".\"" + row.getString(4) + '"'))));
        all.addAll(Queries.list(
                connection,
                "SELECT TABLE_SCHEMA, TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE STORAGE_TYPE = 'TABLE LINK'",
                row -> new Definition(Kind.LINK, new TableName(row.getString(1), row.getString(2)), Optional.empty())));
        all.addAll(Queries.list(
                connection,
                "SELECT ROUTINE_SCHEMA, ROUTINE_NAME, ROUTINE_DEFINITION FROM INFORMATION_SCHEMA.ROUTINES",
                row -> new Definition(
                        Kind.ROUTINE,
                        new TableName(row.getString(1), row.getString(2)),
                        Optional.ofNullable(row.getString(3)))));
        return all;
    }

    @Override
    boolean names(Kind kind, String text, TableName target) {
        // Names may stand unquoted in routines.
        return kind == Kind.ROUTINE
                ? text.toUpperCase(Locale.ROOT).contains(target.name().toUpperCase(Locale.ROOT))
                : text.contains('"' + target.schema() + "\".\"" + target.name().replace("\"", "\"\"") + '"');
    }

    /** All names in H2's texts have qualifiers. */
    @Override
    Optional<ViewText> view(Definition definition) {
        return definition.kind() == Kind.VIEW
                ? definition.text().map(query -> new ViewText(query, List.of(), Set.of()))
                : Optional.empty();
    }

    @Override
    public List<Dependent> of(Connection connection, TableName table, Set<String> columns) throws SQLException {
        List<Dependent> found = new ArrayList<>();
        columnProperties(connection, table, columns, found);
        checks(connection, table, columns, found);
        foreignKeys(connection, table, columns, found);
        found.addAll(Queries.list(
                connection,
                "SELECT TRIGGER_SCHEMA || '.' || TRIGGER_NAME FROM INFORMATION_SCHEMA.TRIGGERS "
                        + "WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ?",
                row -> Dependent.of("trigger", row.getString(1), Optional.empty()),
                table.schema(),
                table.name()));
        found.addAll(Queries.list(
                connection,
                "SELECT INDEX_SCHEMA || '.' || INDEX_NAME FROM INFORMATION_SCHEMA.INDEXES WHERE TABLE_SCHEMA = ? "
                        + "AND TABLE_NAME = ? AND INDEX_TYPE_NAME LIKE 'SPATIAL%'",
                row -> Dependent.of("index", row.getString(1), Optional.empty()),
                table.schema(),
                table.name()));
        found.addAll(bodies(connection, table, columns));
        return found;
    }

    private static void columnProperties(
            Connection connection, TableName table, Set<String> columns, List<Dependent> found) throws SQLException {
        record Properties(
                String column,
                String defaultText,
                String generation,
                String onUpdate,
                String identity,
                String domain) {}
        List<Properties> all = Queries.list(
                connection,
                "SELECT COLUMN_NAME, COLUMN_DEFAULT, GENERATION_EXPRESSION, COLUMN_ON_UPDATE, IS_IDENTITY, DOMAIN_NAME "
                        + "FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?",
                row -> new Properties(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)),
                table.schema(),
                table.name());
        for (Properties one : all) {
            String place = table + "." + one.column;
            Optional<String> column = Optional.of(one.column);
            if (columns.contains(one.column)) {
                if (one.defaultText != null) {
                    found.add(Dependent.of("default", place, column));
                }
                if (one.onUpdate != null) {
                    found.add(Dependent.of("on-update", place, column));
                }
                if ("YES".equals(one.identity)) {
                    found.add(Dependent.of("identity", place, column));
                }
                if (one.domain != null) {
                    found.add(Dependent.of("domain", one.domain, column));
                }
            }
            if (one.generation != null) {
                for (String dependency : columns) {
                    if (dependency.equals(one.column) || one.generation.contains(quoted(dependency))) {
                        found.add(Dependent.of("generated", place, Optional.of(dependency)));
                    }
                }
            }
        }
    }

    private static void checks(Connection connection, TableName table, Set<String> columns, List<Dependent> found)
            throws SQLException {
        record Check(String name, String clause) {}
        List<Check> checks = Queries.list(
                connection,
                "SELECT T.CONSTRAINT_NAME, C.CHECK_CLAUSE FROM INFORMATION_SCHEMA.CHECK_CONSTRAINTS C JOIN "
                        + "INFORMATION_SCHEMA.TABLE_CONSTRAINTS T ON T.CONSTRAINT_SCHEMA = C.CONSTRAINT_SCHEMA AND "
                        + "T.CONSTRAINT_NAME = C.CONSTRAINT_NAME WHERE T.TABLE_SCHEMA = ? AND T.TABLE_NAME = ?",
                row -> new Check(row.getString(1), row.getString(2)),
                table.schema(),
                table.name());
        for (Check check : checks) {
            boolean ours = check.name.toLowerCase(Locale.ROOT).startsWith("tde_ck_");
            for (String column : columns) {
                if (!ours && check.clause.contains(quoted(column))) {
                    found.add(Dependent.of("check", table.schema() + "." + check.name, Optional.of(column)));
                }
            }
        }
    }

    private static void foreignKeys(Connection connection, TableName table, Set<String> columns, List<Dependent> found)
            throws SQLException {
        record Pair(String name, TableName from, String fromColumn, TableName to, String toColumn) {}
        List<Pair> pairs = Queries.list(
                connection,
                "SELECT R.CONSTRAINT_SCHEMA || '.' || R.CONSTRAINT_NAME, F.TABLE_SCHEMA, F.TABLE_NAME, F.COLUMN_NAME, "
                        + "P.TABLE_SCHEMA, P.TABLE_NAME, P.COLUMN_NAME FROM INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS R "
                        + "JOIN INFORMATION_SCHEMA.KEY_COLUMN_USAGE F ON F.CONSTRAINT_SCHEMA = R.CONSTRAINT_SCHEMA "
                        + "AND F.CONSTRAINT_NAME = R.CONSTRAINT_NAME JOIN INFORMATION_SCHEMA.KEY_COLUMN_USAGE P "
                        + "ON P.CONSTRAINT_SCHEMA = R.UNIQUE_CONSTRAINT_SCHEMA AND P.CONSTRAINT_NAME = "
                        + "R.UNIQUE_CONSTRAINT_NAME AND P.ORDINAL_POSITION = F.POSITION_IN_UNIQUE_CONSTRAINT",
                row -> new Pair(
                        row.getString(1),
                        new TableName(row.getString(2), row.getString(3)),
                        row.getString(4),
                        new TableName(row.getString(5), row.getString(6)),
                        row.getString(7)));
        for (Pair pair : pairs) {
            if (pair.from.equals(table) && columns.contains(pair.fromColumn)) {
                found.add(new Dependent(
                        Dependent.FOREIGN_KEY,
                        pair.name,
                        Optional.of(pair.fromColumn),
                        Optional.of(new Dependent.Counterpart(pair.to, pair.toColumn))));
            }
            if (pair.to.equals(table) && columns.contains(pair.toColumn)) {
                found.add(new Dependent(
                        Dependent.FOREIGN_KEY,
                        pair.name,
                        Optional.of(pair.toColumn),
                        Optional.of(new Dependent.Counterpart(pair.from, pair.fromColumn))));
            }
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public Set<String> uniqueColumns(Connection connection, TableName table) throws SQLException {
        return new LinkedHashSet<>(Queries.strings(
                connection,
                "SELECT C.COLUMN_NAME FROM INFORMATION_SCHEMA.INDEX_COLUMNS C WHERE C.TABLE_SCHEMA = ? "
                        + "AND C.TABLE_NAME = ? AND C.IS_UNIQUE",
                table.schema(),
                table.name()));
    }
}
