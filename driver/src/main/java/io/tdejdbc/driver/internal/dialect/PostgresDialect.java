package io.tdejdbc.driver.internal.dialect;

import io.tdejdbc.driver.internal.types.BackendTypes;
import io.tdejdbc.driver.internal.types.DeclaredType;
import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.sqlparse.IdentifierFolding;
import io.tdejdbc.sqlparse.LexicalFamily;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** PostgreSQL 12 and later. */
public final class PostgresDialect implements Dialect {
    private static final HexFormat HEX = HexFormat.of();
    /** FirstNormalObjectId: what is below came with the server. */
    private static final int FIRST_USER_OID = 16_384;

    private static final String SCHEMA_MARK = schemaMark();

    private final BackendTypes types;
    private final PostgresEnvelopeTypes envelopeTypes;
    private final Dependents dependents = new PostgresDependents();

    /**
     * The dialect with the value types of PostgreSQL.
     *
     * @param schema where the types of encrypted columns are
     */
    public PostgresDialect(BackendTypes types, String schema) {
        this.types = types;
        this.envelopeTypes = new PostgresEnvelopeTypes(quote(schema) + ".");
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
    public boolean inTransaction(Connection connection) throws SQLException {
        return !connection.getAutoCommit() || PostgresState.inTransaction(connection);
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
        return schema(connection);
    }

    /** The schema in which a table without qualifier would be created. */
    static String schema(Connection connection) throws SQLException {
        String schema = Queries.strings(connection, "SELECT current_schema()").get(0);
        return schema == null ? "public" : schema;
    }

    @Override
    public boolean nullsAreHigh() {
        return true;
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
                                + "WHERE relnamespace = pg_catalog.pg_my_temp_schema() AND relkind <> 'i'), "
                                + "pg_catalog.upper('i') = 'I' AND pg_catalog.lower('I') = 'i'",
                        row -> new SessionFingerprint(
                                row.getString(1),
                                strings(row.getArray(2)),
                                "off".equals(row.getString(3)),
                                false,
                                true,
                                row.getString(4),
                                new LinkedHashSet<>(strings(row.getArray(5))),
                                row.getBoolean(6),
                                true,
                                ""))
                .get(0);
    }

    @Override
    public Optional<String> schemaMark(Connection connection) throws SQLException {
        return Queries.strings(connection, SCHEMA_MARK).stream().findFirst();
    }

    /**
     * How many rows the catalogs have for objects of users, and the sum of the transactions that wrote them: a transaction
     * that writes or replaces one is younger than all before, so that with equal numbers of rows the sum has grown.
     */
    private static String schemaMark() {
        Map<String, String> catalogs = new LinkedHashMap<>();
        for (String catalog : List.of(
                "namespace", "class", "type", "proc", "trigger", "rewrite", "constraint", "attrdef", "policy")) {
            catalogs.put(catalog, "oid");
        }
        catalogs.put("attribute", "attrelid");
        catalogs.put("inherits", "inhrelid");
        catalogs.put("index", "indexrelid");
        return catalogs.entrySet().stream()
                .map(catalog -> "(SELECT pg_catalog.count(*) || '.' || COALESCE(pg_catalog.sum(xmin::text::bigint), 0) "
                        + "FROM pg_catalog.pg_" + catalog.getKey() + " WHERE " + catalog.getValue() + " >= "
                        + FIRST_USER_OID + ")")
                .collect(Collectors.joining(" || ' ' || ", "SELECT ", ""));
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
                "SELECT a.attname, pg_catalog.format_type(a.atttypid, NULL), "
                        + "'pg_catalog.bytea'::regtype IN (t.oid, t.typbasetype) FROM pg_catalog.pg_class c "
                        + "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
                        + "LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 "
                        + "AND NOT a.attisdropped LEFT JOIN pg_catalog.pg_type t ON t.oid = a.atttypid WHERE n.nspname = ? AND c.relname = ? "
                        + "AND c.relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY a.attnum",
                row -> new Row(
                        Optional.ofNullable(row.getString(1)).isEmpty()
                                ? Optional.empty()
                                : Optional.of(new StoredColumn(row.getString(1), row.getString(2), row.getBoolean(3)))),
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
    public Dependents dependents() {
        return dependents;
    }

    @Override
    public String storedType(DeclaredType type, ProtectionMode mode) {
        return envelopeTypes.name(mode);
    }

    @Override
    public List<TableName> encryptedTables(Connection connection) throws SQLException {
        return Queries.list(
                connection,
                "SELECT DISTINCT n.nspname, c.relname FROM pg_catalog.pg_type t "
                        + "JOIN pg_catalog.pg_attribute a ON a.atttypid = t.oid AND NOT a.attisdropped "
                        + "JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p') "
                        + "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
                        + "WHERE t.typtype = 'd' AND t.typname IN (" + PostgresEnvelopeTypes.LITERALS
                        + ") AND n.nspname NOT LIKE 'pg\\_temp\\_%'",
                row -> new TableName(row.getString(1), row.getString(2)));
    }

    @Override
    public Set<String> storedTypes() {
        return PostgresEnvelopeTypes.NAMES;
    }

    @Override
    public void makeStoredTypes(Connection connection) throws SQLException {
        envelopeTypes.make(connection);
    }

    @Override
    public CheckConstraint check(TableName table, String column, ProtectionMode mode) {
        return CheckConstraint.ofType(
                table,
                column,
                mode,
                "ALTER TABLE " + quote(table) + " ALTER COLUMN " + quote(column) + " TYPE " + envelopeTypes.name(mode));
    }

    @Override
    public String checkCondition(String column, int formatByte, int leastLength) {
        return PostgresEnvelopeTypes.condition(column, formatByte, leastLength);
    }

    @Override
    public boolean hasCheck(Connection connection, CheckConstraint check) throws SQLException {
        return envelopeTypes.has(connection, check);
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
    public RewriteSteps rewriting() {
        return new PostgresRewriting(this);
    }

    @Override
    public String toString() {
        return name();
    }
}
