package io.tdejdbc.driver.internal.dialect;

import io.tdejdbc.driver.internal.dialect.Reaching.Kind;
import io.tdejdbc.keystore.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What hangs on PostgreSQL's tables, by pg_depend where it is complete and by source text for routines. */
final class PostgresDependents implements Dependents {
    /** Relations one step away from another: its children, parents, and views over it. */
    private static final String NO_QUERY = ", NULL::text, NULL::text[], NULL::text[], NULL::text[] ";

    private static final String STEP = "SELECT 'PARTITION', n.nspname, c.relname" + NO_QUERY
            + "FROM pg_catalog.pg_inherits i" + relation("i.inhrelid")
            + "WHERE i.inhparent = pg_catalog.to_regclass(?) "
            + "UNION ALL SELECT 'PARENT', n.nspname, c.relname" + NO_QUERY + "FROM pg_catalog.pg_inherits i"
            + relation("i.inhparent") + "WHERE i.inhrelid = pg_catalog.to_regclass(?) "
            + "UNION ALL SELECT CASE c.relkind WHEN 'm' THEN 'MATERIALIZED_VIEW' ELSE 'VIEW' END, n.nspname, c.relname, "
            + "CASE c.relkind WHEN 'v' THEN pg_catalog.pg_get_viewdef(c.oid) END, "
            + "pg_catalog.current_schemas(true)::text[], " + read("s.nspname") + ", " + read("b.relname")
            + " FROM (SELECT DISTINCT r.ev_class FROM pg_catalog.pg_depend d "
            + "JOIN pg_catalog.pg_rewrite r ON r.oid = d.objid WHERE d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass "
            + "AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass "
            + "AND d.refobjid = pg_catalog.to_regclass(?) AND r.ev_class <> d.refobjid) v" + relation("v.ev_class");

    /** Names of the relations that the view {@code c} reads, always in the same order. */
    private static String read(String name) {
        return "ARRAY(SELECT " + name + "::text FROM pg_catalog.pg_depend e "
                + "JOIN pg_catalog.pg_rewrite w ON w.oid = e.objid "
                + "JOIN pg_catalog.pg_class b ON b.oid = e.refobjid "
                + "JOIN pg_catalog.pg_namespace s ON s.oid = b.relnamespace "
                + "WHERE e.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass "
                + "AND e.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass "
                + "AND w.ev_class = c.oid AND b.oid <> c.oid GROUP BY b.oid, " + name + " ORDER BY b.oid)";
    }

    /**
     * Routines outside the system schemas. Those of extensions are left out, unless the extension takes SQL as text: they
     * cannot know the tables of an application. Trigger functions cannot be called by name.
     */
    private static final String ROUTINES =
            "SELECT n.nspname, p.proname, l.lanname, p.prosrc, pg_catalog.pg_get_functiondef(p.oid) "
                    + "FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace "
                    + "JOIN pg_catalog.pg_language l ON l.oid = p.prolang "
                    + "WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND p.prokind IN ('f', 'p') "
                    + "AND p.prorettype <> 'pg_catalog.trigger'::pg_catalog.regtype "
                    + "AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d "
                    + "JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid WHERE d.objid = p.oid "
                    + "AND d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.deptype = 'e' "
                    + "AND e.extname NOT IN ('dblink', 'tablefunc', 'xml2'))";

    private static String relation(String oid) {
        return " JOIN pg_catalog.pg_class c ON c.oid = " + oid
                + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace ";
    }

    private record Routine(TableName name, String language, String source, String text) {
        boolean readable() {
            boolean interpreted = !language.equals("c") && !language.equals("internal");
            return interpreted && !source.toLowerCase(Locale.ROOT).matches("(?s).*\\bexecute\\b.*");
        }
    }

    @Override
    public List<Reaching> reaching(Connection connection, Set<TableName> tables) throws SQLException {
        if (tables.isEmpty()) {
            return List.of();
        }
        Map<TableName, Reaching> found = new LinkedHashMap<>();
        List<TableName> targets = new ArrayList<>(tables);
        for (int i = 0; i < targets.size(); i++) {
            TableName target = targets.get(i);
            String name = quoted(target);
            for (Reaching next : Queries.list(connection, STEP, row -> step(row, target), name, name, name)) {
                if (!tables.contains(next.name()) && found.putIfAbsent(next.name(), next) == null) {
                    targets.add(next.name());
                }
            }
        }
        routines(connection, targets, found);
        return List.copyOf(found.values());
    }

    private static Reaching step(ResultSet row, TableName target) throws SQLException {
        Kind kind = Kind.valueOf(row.getString(1));
        Optional<ViewText> view = Optional.empty();
        if (row.getString(4) != null) {
            String[] schemas = (String[]) row.getArray(6).getArray();
            String[] names = (String[]) row.getArray(7).getArray();
            Set<TableName> relations = new LinkedHashSet<>();
            for (int i = 0; i < schemas.length; i++) {
                relations.add(new TableName(schemas[i], names[i]));
            }
            String[] path = (String[]) row.getArray(5).getArray();
            view = Optional.of(new ViewText(row.getString(4), List.of(path), relations));
        }
        return new Reaching(
                kind,
                new TableName(row.getString(2), row.getString(3)),
                target.toString(),
                kind == Kind.PARTITION ? Optional.of(target) : Optional.empty(),
                view);
    }

    private static void routines(Connection connection, List<TableName> targets, Map<TableName, Reaching> found)
            throws SQLException {
        List<Routine> open = new ArrayList<>(all(connection));
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Routine routine : List.copyOf(open)) {
                Optional<String> target = target(routine, targets);
                if (target.isPresent()) {
                    open.remove(routine);
                    grown = true;
                    targets.add(routine.name);
                    found.putIfAbsent(routine.name, new Reaching(Kind.ROUTINE, routine.name, target.get()));
                }
            }
        }
    }

    private static Optional<String> target(Routine routine, List<TableName> targets) {
        if (!routine.readable()) {
            return Optional.of("what cannot be seen");
        }
        String text = routine.text.toLowerCase(Locale.ROOT);
        return targets.stream()
                .filter(target -> !target.equals(routine.name)
                        && text.contains(target.name().toLowerCase(Locale.ROOT)))
                .findFirst()
                .map(TableName::toString);
    }

    private static List<Routine> all(Connection connection) throws SQLException {
        return Queries.list(
                connection,
                ROUTINES,
                row -> new Routine(
                        new TableName(row.getString(1), row.getString(2)),
                        row.getString(3),
                        row.getString(4) == null ? "" : row.getString(4),
                        row.getString(5)));
    }

    @Override
    public List<Dependent> of(Connection connection, TableName table, Set<String> columns) throws SQLException {
        String name = quoted(table);
        Map<String, Dependent> found = new TreeMap<>();
        Set<String> ours = new LinkedHashSet<>(columns);
        add(found, foreignKeys(connection, name), ours);
        add(
                found,
                Queries.list(
                        connection,
                        "SELECT tgname FROM pg_catalog.pg_trigger WHERE tgrelid = pg_catalog.to_regclass(?) "
                                + "AND NOT tgisinternal",
                        row -> Dependent.of("trigger", table.schema() + "." + row.getString(1), Optional.empty()),
                        name),
                ours);
        add(
                found,
                Queries.list(
                        connection,
                        "SELECT rulename FROM pg_catalog.pg_rewrite WHERE ev_class = pg_catalog.to_regclass(?) "
                                + "AND rulename <> '_RETURN'",
                        row -> Dependent.of("rule", table.schema() + "." + row.getString(1), Optional.empty()),
                        name),
                ours);
        add(
                found,
                Queries.list(
                        connection,
                        "SELECT polname FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass(?)",
                        row -> Dependent.of("policy", table.schema() + "." + row.getString(1), Optional.empty()),
                        name),
                ours);
        add(
                found,
                Queries.list(
                        connection,
                        "SELECT a.attname FROM pg_catalog.pg_partitioned_table p JOIN pg_catalog.pg_attribute a "
                                + "ON a.attrelid = p.partrelid AND a.attnum = ANY (p.partattrs) "
                                + "WHERE p.partrelid = pg_catalog.to_regclass(?)",
                        row -> Dependent.of(
                                "partition-key", table + "." + row.getString(1), Optional.of(row.getString(1))),
                        name),
                ours);
        add(
                found,
                Queries.list(
                        connection,
                        "SELECT a.attname, t.typtype, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attidentity, "
                                + "a.attgenerated FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t "
                                + "ON t.oid = a.atttypid WHERE a.attrelid = pg_catalog.to_regclass(?) AND a.attnum > 0 "
                                + "AND NOT a.attisdropped "
                                + "AND ((t.typtype IN ('d', 'e') AND NOT (t.typname IN ("
                                + PostgresEnvelopeTypes.LITERALS
                                + ") AND t.typbasetype = 'pg_catalog.bytea'::pg_catalog.regtype)) OR a.attidentity <> '' OR a.attgenerated <> '')",
                        row -> property(table, row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                        name),
                ours);
        add(found, recorded(connection, table, name), ours);
        add(found, routines(connection, table, columns), ours);
        return List.copyOf(found.values());
    }

    private static Dependent property(TableName table, String column, String typeKind, String type, String identity) {
        Optional<String> place = Optional.of(column);
        if (typeKind.equals("d")) {
            return Dependent.of("domain", type, place);
        }
        if (typeKind.equals("e")) {
            return Dependent.of("enum", type, place);
        }
        return Dependent.of(identity.isEmpty() ? "generated" : "identity", table + "." + column, place);
    }

    private static void add(Map<String, Dependent> found, List<Dependent> more, Set<String> columns) {
        for (Dependent one : more) {
            if (one.column().isEmpty() || columns.contains(one.column().get())) {
                found.putIfAbsent(one.allowance() + one.column().orElse(""), one);
            }
        }
    }

    private static List<Dependent> foreignKeys(Connection connection, String name) throws SQLException {
        Queries.Row<Dependent> reader = row -> new Dependent(
                Dependent.FOREIGN_KEY,
                row.getString(2) + "." + row.getString(1),
                Optional.of(row.getString(3)),
                Optional.of(new Dependent.Counterpart(
                        new TableName(row.getString(4), row.getString(5)), row.getString(6))));
        List<Dependent> all = new ArrayList<>(
                Queries.list(connection, foreignKeys("fa", "ta", "k.conrelid", "k.confrelid"), reader, name));
        all.addAll(Queries.list(connection, foreignKeys("ta", "fa", "k.confrelid", "k.conrelid"), reader, name));
        return all;
    }

    /** Pairs of columns of the foreign keys that have the table on the near side. */
    private static String foreignKeys(String near, String far, String nearTable, String farTable) {
        return "SELECT k.conname, own.nspname, " + near + ".attname, n.nspname, c.relname, " + far + ".attname "
                + "FROM pg_catalog.pg_constraint k CROSS JOIN LATERAL unnest(k.conkey, k.confkey) AS u (f, t) "
                + "JOIN pg_catalog.pg_attribute fa ON fa.attrelid = k.conrelid AND fa.attnum = u.f "
                + "JOIN pg_catalog.pg_attribute ta ON ta.attrelid = k.confrelid AND ta.attnum = u.t "
                + "JOIN pg_catalog.pg_namespace own ON own.oid = k.connamespace " + relation(farTable)
                + "WHERE k.contype = 'f' AND " + nearTable + " = pg_catalog.to_regclass(?)";
    }

    /**
     * Everything that the server itself records as depending on a column, but for what works on stored values too:
     * plain indexes, keys, our own checks, and foreign keys, which are looked at one by one.
     */
    private static List<Dependent> recorded(Connection connection, TableName table, String name) throws SQLException {
        return Queries.list(
                connection,
                "SELECT a.attname, d.classid::pg_catalog.regclass::text, "
                        + "COALESCE(v.nspname || '.' || r.relname, x.nspname || '.' || i.relname, "
                        + "s.nspname || '.' || k.conname, pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid)), "
                        + "r.relkind, k.contype, o.attgenerated, o.attname FROM pg_catalog.pg_depend d "
                        + "LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid "
                        + "AND a.attnum > 0 "
                        + "LEFT JOIN pg_catalog.pg_attrdef e ON d.classid = 'pg_catalog.pg_attrdef'::regclass "
                        + "AND e.oid = d.objid LEFT JOIN pg_catalog.pg_attribute o ON o.attrelid = e.adrelid "
                        + "AND o.attnum = e.adnum "
                        + "LEFT JOIN pg_catalog.pg_rewrite w ON d.classid = 'pg_catalog.pg_rewrite'::regclass "
                        + "AND w.oid = d.objid LEFT JOIN pg_catalog.pg_class r ON r.oid = w.ev_class "
                        + "LEFT JOIN pg_catalog.pg_namespace v ON v.oid = r.relnamespace "
                        + "LEFT JOIN pg_catalog.pg_class i ON d.classid = 'pg_catalog.pg_class'::regclass "
                        + "AND i.oid = d.objid LEFT JOIN pg_catalog.pg_namespace x ON x.oid = i.relnamespace "
                        + "LEFT JOIN pg_catalog.pg_index q ON q.indexrelid = i.oid "
                        + "LEFT JOIN pg_catalog.pg_am m ON m.oid = i.relam "
                        + "LEFT JOIN pg_catalog.pg_constraint k ON d.classid = 'pg_catalog.pg_constraint'::regclass "
                        + "AND k.oid = d.objid LEFT JOIN pg_catalog.pg_namespace s ON s.oid = k.connamespace "
                        + "WHERE d.refclassid = 'pg_catalog.pg_class'::regclass "
                        + "AND d.refobjid = pg_catalog.to_regclass(?) AND d.refobjsubid > 0 "
                        + "AND NOT (r.oid IS NOT NULL AND r.oid = d.refobjid) "
                        + "AND d.classid NOT IN ('pg_catalog.pg_trigger'::regclass, 'pg_catalog.pg_policy'::regclass) "
                        + "AND NOT COALESCE(i.relkind IN ('i', 'I') AND q.indexprs IS NULL AND q.indpred IS NULL "
                        + "AND m.amname IN ('btree', 'hash'), false) "
                        + "AND NOT COALESCE(k.contype IN ('p', 'u', 'f', 'n') OR k.conname LIKE 'tde\\_ck\\_%', false)",
                row -> recorded(
                        table,
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7)),
                name);
    }

    private static Dependent recorded(
            TableName table,
            String column,
            String catalog,
            String name,
            String viewKind,
            String constraintKind,
            String generated,
            String owner) {
        Optional<String> place = Optional.ofNullable(column);
        String bare = catalog.replace("pg_catalog.", "");
        return switch (bare) {
            case "pg_rewrite" -> Dependent.of("m".equals(viewKind) ? "materialized-view" : "view", name, place);
            case "pg_class" -> Dependent.of("index", name, place);
            case "pg_constraint" -> Dependent.of("x".equals(constraintKind) ? "exclusion" : "check", name, place);
            case "pg_attrdef" ->
                Dependent.of(
                        generated == null || generated.isEmpty() ? "default" : "generated", table + "." + owner, place);
            default -> Dependent.of("object", name, place);
        };
    }

    private static List<Dependent> routines(Connection connection, TableName table, Set<String> columns)
            throws SQLException {
        List<Dependent> found = new ArrayList<>();
        for (Routine routine : all(connection)) {
            String text = routine.text.toLowerCase(Locale.ROOT);
            if (text.contains(table.name().toLowerCase(Locale.ROOT))) {
                columns.stream()
                        .filter(column -> text.contains(column.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .ifPresent(column ->
                                found.add(Dependent.of("routine", routine.name.toString(), Optional.of(column))));
            }
        }
        return found;
    }

    private static String quoted(TableName table) {
        return '"' + table.schema().replace("\"", "\"\"") + "\".\""
                + table.name().replace("\"", "\"\"") + '"';
    }

    @Override
    public Set<String> uniqueColumns(Connection connection, TableName table) throws SQLException {
        return new LinkedHashSet<>(Queries.strings(
                connection,
                "SELECT a.attname FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indrelid "
                        + "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
                        + "JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey) "
                        + "WHERE i.indisunique AND a.attnum > 0 AND n.nspname = ? AND c.relname = ?",
                table.schema(),
                table.name()));
    }
}
