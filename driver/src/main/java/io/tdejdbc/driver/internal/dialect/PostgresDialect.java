package io.tdejdbc.driver.internal.dialect;

import io.tdejdbc.driver.internal.types.BackendTypes;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.sqlparse.IdentifierFolding;
import io.tdejdbc.sqlparse.LexicalFamily;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** PostgreSQL 12 and later. */
public final class PostgresDialect implements Dialect {
    private static final HexFormat HEX = HexFormat.of();
    /** What stands for any byte in a pattern of LIKE, in hexadecimal. */
    private static final String UNDERSCORE = "5f";
    /** What stands for any further bytes. */
    private static final String PERCENT = "25";

    private final BackendTypes types;
    private final PostgresDependents dependents = new PostgresDependents();

    /** The dialect with the value types of PostgreSQL. */
    public PostgresDialect(BackendTypes types) {
        this.types = types;
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public LexicalFamily family() {
        return LexicalFamily.POSTGRESQL;
    }

    @Override
    public IdentifierFolding folding() {
        return IdentifierFolding.LOWER;
    }

    @Override
    public BackendTypes types() {
        return types;
    }

    @Override
    public boolean embedded() {
        return false;
    }

    @Override
    public boolean privateDatabase() {
        return false;
    }

    @Override
    public boolean transactionalDdl() {
        return true;
    }

    @Override
    public String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public String binaryLiteral(byte[] value) {
        // E'' is read alike whatever standard_conforming_strings says.
        return "E'\\\\x" + HEX.formatHex(value) + "'::bytea";
    }

    @Override
    public String currentSchema(Connection connection) throws SQLException {
        String schema = Queries.strings(connection, "SELECT current_schema()").get(0);
        return schema == null ? "public" : schema;
    }

    @Override
    public boolean schemaExists(Connection connection, String schema) throws SQLException {
        return !Queries.strings(connection, "SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname = ?", schema)
                .isEmpty();
    }

    @Override
    public SessionFingerprint fingerprint(Connection connection) throws SQLException {
        return Queries.list(
                        connection,
                        "SELECT pg_catalog.current_database(), pg_catalog.current_schemas(true)::text[], "
                                + "pg_catalog.current_setting('standard_conforming_strings'), "
                                + "pg_catalog.current_setting('TimeZone'), ARRAY(SELECT relname::text FROM pg_catalog.pg_class "
                                + "WHERE relnamespace = pg_catalog.pg_my_temp_schema() AND relkind <> 'i')",
                        row -> new SessionFingerprint(
                                row.getString(1),
                                strings(row.getArray(2)),
                                "off".equals(row.getString(3)),
                                row.getString(4),
                                new LinkedHashSet<>(strings(row.getArray(5))),
                                ""))
                .get(0);
    }

    private static List<String> strings(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    @Override
    public boolean sessionSchema(String schema) {
        return schema.startsWith("pg_temp_") || schema.startsWith("pg_toast_temp_");
    }

    @Override
    public Optional<List<StoredColumn>> columns(Connection connection, TableName table) throws SQLException {
        record Row(Optional<StoredColumn> column) {}
        // The outer join keeps a table without columns apart from no table at all.
        List<Row> rows = Queries.list(
                connection,
                "SELECT a.attname, pg_catalog.format_type(a.atttypid, NULL) FROM pg_catalog.pg_class c "
                        + "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
                        + "LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 "
                        + "AND NOT a.attisdropped WHERE n.nspname = ? AND c.relname = ? "
                        + "AND c.relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY a.attnum",
                row -> new Row(
                        Optional.ofNullable(row.getString(1)).isEmpty()
                                ? Optional.empty()
                                : Optional.of(new StoredColumn(
                                        row.getString(1), row.getString(2), "bytea".equals(row.getString(2))))),
                table.schema(),
                table.name());
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(rows.stream().flatMap(row -> row.column.stream()).toList());
    }

    @Override
    public List<String> tables(Connection connection, String schema) throws SQLException {
        return Queries.strings(
                connection,
                "SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
                        + "WHERE n.nspname = ? AND c.relkind IN ('r', 'p') ORDER BY 1",
                schema);
    }

    @Override
    public List<Reaching> reaching(Connection connection, Set<TableName> tables) throws SQLException {
        return dependents.reaching(connection, tables);
    }

    @Override
    public List<Dependent> dependents(Connection connection, TableName table, Set<String> columns) throws SQLException {
        return dependents.of(connection, table, columns);
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

    @Override
    public String checkCondition(String column, int formatByte, int leastLength) {
        // One operator and one constant: the server prepares the condition anew for every execution, and two functions
        // with a comparison each cost three times as much (14 against 45 µs for two columns and an inserted row).
        return column + " LIKE E'\\\\x" + Integer.toHexString(formatByte) + UNDERSCORE.repeat(leastLength - 1) + PERCENT
                + "'::bytea";
    }

    @Override
    public boolean hasCheck(Connection connection, CheckConstraint check) throws SQLException {
        List<String> found = Queries.strings(
                connection,
                "SELECT pg_catalog.pg_get_constraintdef(k.oid) FROM pg_catalog.pg_constraint k "
                        + "JOIN pg_catalog.pg_class c ON c.oid = k.conrelid "
                        + "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
                        + "WHERE k.contype = 'c' AND k.convalidated AND n.nspname = ? AND c.relname = ? "
                        + "AND k.conname = ?",
                check.table().schema(),
                check.table().name(),
                check.name());
        // The server shows the constant as the session's bytea_output says, and names in quotes only where it must.
        String column = "CHECK ((" + check.column().replace("\"", "") + " ~~ '";
        String digits = Integer.toHexString(check.formatByte()) + UNDERSCORE.repeat(check.leastLength() - 1) + PERCENT;
        Set<String> expected = Set.of(
                column + "\\x" + digits + "'::bytea))",
                column + "\\" + Integer.toOctalString(check.formatByte()) + "_".repeat(check.leastLength() - 1)
                        + "%'::bytea))");
        return found.stream().map(definition -> definition.replace("\"", "")).anyMatch(expected::contains);
    }

    @Override
    public BaseColumns baseColumns(ResultSetMetaData metaData) {
        return PostgresBaseColumns.of(metaData);
    }

    @Override
    public Optional<HeldRows> heldRows(ResultSet result) {
        return PostgresHeldRows.of(result);
    }

    @Override
    public MigrationSteps migration() {
        return new PostgresMigration(this);
    }

    @Override
    public String toString() {
        return name();
    }
}
