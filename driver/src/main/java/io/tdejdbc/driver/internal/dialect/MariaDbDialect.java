package io.tdejdbc.driver.internal.dialect;

import io.tdejdbc.driver.internal.config.ConfigurationError;
import io.tdejdbc.driver.internal.types.BackendTypes;
import io.tdejdbc.driver.internal.types.MariaSession;
import io.tdejdbc.driver.internal.types.MariaTypes;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.sqlparse.IdentifierFolding;
import io.tdejdbc.sqlparse.LexicalFamily;
import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * MariaDB 11.2 and later. Its databases stand where others have schemas. Column names are the same in any case and are
 * kept in lower case here; names of tables and databases are spelled as the catalog has them.
 */
public final class MariaDbDialect implements Dialect {
    /** The error of a CHECK that does not hold, whose SQLState is that of every broken constraint. */
    private static final int CHECK_FAILED = 4025;

    private static final Pattern SHOWN_CHECK = Pattern.compile("\\s*CONSTRAINT `.*` CHECK \\((.*)\\),?");

    /** How many tables are asked for in one statement. */
    private static final int MOST_NAMES = 100;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final BackendTypes types;
    private final String timeZone;
    private final boolean tablesInAnyCase;
    private final String metadataSchema;
    private final Dependents dependents = new MariaDbDependents();

    private MariaDbDialect(BackendTypes types, String timeZone, boolean tablesInAnyCase, String metadataSchema) {
        this.types = types;
        this.timeZone = timeZone;
        this.tablesInAnyCase = tablesInAnyCase;
        this.metadataSchema = metadataSchema;
    }

    /** The dialect of a server; also where MariaDB's driver was told to call every server MySQL. */
    static MariaDbDialect of(
            Connection connection, String innerUrl, Properties properties, Optional<String> metadataSchema)
            throws SQLException {
        String version = Queries.strings(connection, "SELECT VERSION()").get(0);
        boolean mariaDb = version.contains("MariaDB");
        // From 11.2 on a session sees its temporary tables in information_schema.
        if (!mariaDb || !isFrom(version, 11, 2)) {
            throw Dialects.unsupported((mariaDb ? "MariaDB " : "MySQL ") + version);
        }
        Optional<String> objection = MariaSession.objectionToOptions(options(innerUrl, properties));
        if (objection.isPresent()) {
            throw ConfigurationError.BACKEND_MODE_UNSUPPORTED.because(objection.get(), "Connector/J's own default");
        }
        return Queries.list(
                        connection,
                        "SELECT @@lower_case_table_names, " + MariaDbSession.ZONE
                                + ", @@version_compile_machine, COALESCE(DATABASE(), '')",
                        row -> new MariaDbDialect(
                                new MariaTypes(
                                        zone(row.getString(2)),
                                        isFrom(version, 11, 5)
                                                && row.getString(3).contains("64")),
                                row.getString(2),
                                row.getInt(1) != 0,
                                metadataSchema.isPresent() ? metadataSchema.get() : row.getString(4)))
                .get(0);
    }

    private static boolean isFrom(String version, int major, int minor) {
        String[] numbers = version.split("[.-]", 3);
        int found = Integer.parseInt(numbers[0]);
        return found > major || found == major && Integer.parseInt(numbers[1]) >= minor;
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            // A name that only the server's operating system knows.
            return Optional.empty();
        }
    }

    private static Map<String, String> options(String innerUrl, Properties properties) {
        Map<String, String> options = new LinkedHashMap<>();
        properties.stringPropertyNames().forEach(name -> options.put(name, properties.getProperty(name)));
        int query = innerUrl.indexOf('?');
        if (query >= 0) {
            for (String option : innerUrl.substring(query + 1).split("&", -1)) {
                int equals = option.indexOf('=');
                options.put(
                        equals < 0 ? option : option.substring(0, equals),
                        equals < 0 ? "" : option.substring(equals + 1));
            }
        }
        return options;
    }

    @Override
    public String name() {
        return "MariaDB";
    }

    @Override
    public LexicalFamily family() {
        return LexicalFamily.MYSQL;
    }

    /**
     * How often the server began to execute a statement that defines something. Text is compared before and after, so that a
     * definition that another session has only begun does no harm.
     */
    @Override
    public Optional<String> schemaMark(Connection connection) throws SQLException {
        return Queries.list(
                        connection,
                        "SHOW GLOBAL STATUS WHERE Variable_name RLIKE '^Com_(alter|create|drop|rename|grant|revoke)_?' "
                                + "AND Variable_name NOT RLIKE '_temporary_'",
                        row -> row.getString(1) + row.getString(2))
                .stream()
                .reduce(String::concat);
    }

    @Override
    public IdentifierFolding folding() {
        return IdentifierFolding.INSENSITIVE;
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
        return false;
    }

    @Override
    public boolean schemasAreCatalogs() {
        return true;
    }

    @Override
    public boolean temporaryTablesFirst() {
        return true;
    }

    @Override
    public String metadataTableOptions() {
        return " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin";
    }

    @Override
    public String quote(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    @Override
    public String binaryLiteral(byte[] value) {
        return "X'" + HEX.formatHex(value) + "'";
    }

    @Override
    public String currentSchema(Connection connection) throws SQLException {
        return Queries.strings(connection, "SELECT COALESCE(DATABASE(), '')").get(0);
    }

    @Override
    public boolean schemaExists(Connection connection, String schema) throws SQLException {
        return Queries.strings(connection, "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA")
                .contains(schema);
    }

    @Override
    public String spelled(String name, boolean quoted) {
        return tablesInAnyCase ? folding().fold(name, quoted) : name;
    }

    @Override
    public Optional<String> timeZone() {
        return Optional.of(timeZone);
    }

    @Override
    public SessionFingerprint fingerprint(Connection connection) throws SQLException {
        return MariaDbSession.fingerprint(connection, Set.of());
    }

    @Override
    public SessionFingerprint fingerprint(Connection connection, SessionFingerprint before) throws SQLException {
        return MariaDbSession.fingerprint(connection, before.temporaryTables());
    }

    @Override
    public boolean sessionSchema(String schema) {
        return false;
    }

    @Override
    public Optional<List<StoredColumn>> columns(Connection connection, TableName table) throws SQLException {
        return Optional.ofNullable(columns(connection, Set.of(table)).get(table));
    }

    /** Only of a table that a condition gives as a constant the server looks at no other. */
    @Override
    public Map<TableName, List<StoredColumn>> columns(Connection connection, Set<TableName> tables)
            throws SQLException {
        Map<TableName, List<StoredColumn>> all = new LinkedHashMap<>();
        for (List<TableName> part : parts(tables)) {
            String columns = part.stream()
                    .map(table -> "SELECT TABLE_SCHEMA, TABLE_NAME, ORDINAL_POSITION, COLUMN_NAME, DATA_TYPE FROM "
                            + "information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? "
                            + "AND BINARY TABLE_SCHEMA = ? AND BINARY TABLE_NAME = ?")
                    .collect(Collectors.joining(" UNION ALL "));
            Object[] names = part.stream()
                    .flatMap(table -> Stream.of(table.schema(), table.name(), table.schema(), table.name()))
                    .toArray();
            Queries.list(
                    connection,
                    columns + " ORDER BY ORDINAL_POSITION",
                    row -> all.computeIfAbsent(
                                    new TableName(row.getString(1), row.getString(2)), table -> new ArrayList<>())
                            .add(new StoredColumn(
                                    folding().fold(row.getString(4), true),
                                    row.getString(5),
                                    isBinary(row.getString(5)))),
                    names);
        }
        return all;
    }

    private static List<List<TableName>> parts(Set<TableName> tables) {
        List<TableName> all = List.copyOf(tables);
        return IntStream.iterate(0, from -> from < all.size(), from -> from + MOST_NAMES)
                .mapToObj(from -> all.subList(from, Math.min(all.size(), from + MOST_NAMES)))
                .toList();
    }

    private static boolean isBinary(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        return lower.endsWith("binary") || lower.endsWith("blob");
    }

    /** To compare names in any case the server looks at all tables, so that it is asked once for all names. */
    @Override
    public Map<TableName, List<TableName>> spellings(Connection connection, Set<TableName> folded) throws SQLException {
        Map<TableName, List<TableName>> found = new LinkedHashMap<>();
        for (List<TableName> part : parts(folded)) {
            String names = part.stream().map(name -> "(LOWER(?), LOWER(?))").collect(Collectors.joining(", "));
            List<TableName> spelled = Queries.list(
                    connection,
                    "SELECT TABLE_SCHEMA, TABLE_NAME FROM information_schema.TABLES WHERE TABLE_TYPE <> 'TEMPORARY' "
                            + "AND (LOWER(TABLE_SCHEMA), LOWER(TABLE_NAME)) IN (" + names + ")",
                    row -> new TableName(row.getString(1), row.getString(2)),
                    part.stream()
                            .flatMap(name -> Stream.of(name.schema(), name.name()))
                            .toArray());
            for (TableName name : part) {
                found.put(
                        name,
                        spelled.stream()
                                .filter(one -> lower(one).equals(lower(name)))
                                .toList());
            }
        }
        return found;
    }

    private static TableName lower(TableName name) {
        return new TableName(name.schema().toLowerCase(Locale.ROOT), name.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public List<String> tables(Connection connection, String schema) throws SQLException {
        return Queries.strings(
                connection,
                "SELECT TABLE_NAME FROM information_schema.TABLES WHERE BINARY TABLE_SCHEMA = ? "
                        + "AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED') ORDER BY TABLE_NAME",
                schema);
    }

    @Override
    public Dependents dependents() {
        return dependents;
    }

    @Override
    public String checkCondition(String column, int formatByte, int leastLength) {
        return "OCTET_LENGTH(" + column + ") >= " + leastLength + " AND LEFT(" + column + ", 1) = X'"
                + Integer.toHexString(formatByte) + "'";
    }

    /** Databases with metadata of their own are for other deployments of the server to guard. */
    @Override
    public List<TableName> encryptedTables(Connection connection) throws SQLException {
        return Queries.list(
                connection,
                "SELECT DISTINCT CONSTRAINT_SCHEMA, TABLE_NAME FROM information_schema.CHECK_CONSTRAINTS "
                        + "WHERE CONSTRAINT_NAME LIKE 'tde\\_ck\\_%' AND CONSTRAINT_SCHEMA NOT IN "
                        + "(SELECT TABLE_SCHEMA FROM information_schema.TABLES WHERE TABLE_NAME = 'tde_column' "
                        + "AND TABLE_SCHEMA <> ?)",
                row -> new TableName(row.getString(1), row.getString(2)),
                metadataSchema);
    }

    @Override
    public boolean hasCheck(Connection connection, CheckConstraint check) throws SQLException {
        String expected = expected(check);
        return !keepsColumn(connection, check).isEmpty()
                || shownChecks(connection, check.table()).stream()
                        .map(MariaDbDialect::squeezed)
                        .anyMatch(expected::equals);
    }

    @Override
    public List<String> keepsColumn(Connection connection, CheckConstraint check) throws SQLException {
        // By its name it may still be that of a table or column that was renamed.
        List<String[]> checks = Queries.list(
                connection,
                "SELECT CONSTRAINT_NAME, CHECK_CLAUSE FROM information_schema.CHECK_CONSTRAINTS "
                        + "WHERE CONSTRAINT_SCHEMA = ? AND TABLE_NAME = ?",
                row -> new String[] {row.getString(1), row.getString(2)},
                check.table().schema(),
                check.table().name());
        String expected = expected(check);
        return checks.stream()
                .filter(one -> squeezed(one[1]).equals(expected))
                .map(one -> one[0])
                .toList();
    }

    private String expected(CheckConstraint check) {
        return squeezed(checkCondition(quote(check.column()), check.formatByte(), check.leastLength()));
    }

    /** The conditions of a table, as the server shows them to who may read it but not change its definition, too. */
    private List<String> shownChecks(Connection connection, TableName table) throws SQLException {
        List<String> shown = Queries.list(connection, "SHOW CREATE TABLE " + quote(table), row -> row.getString(2));
        return shown.stream()
                .flatMap(String::lines)
                .map(SHOWN_CHECK::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .toList();
    }

    /** The server shows conditions in its own case and with its own blanks. */
    private static String squeezed(String condition) {
        return condition.replaceAll("[\\s()]", "").toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean isCheckViolation(SQLException failure) {
        return failure.getErrorCode() == CHECK_FAILED;
    }

    @Override
    public BaseColumns baseColumns(ResultSetMetaData metaData) {
        return index -> {
            String table = metaData.getTableName(index);
            // By an option of the driver databases are its schemas.
            String schema = metaData.getSchemaName(index);
            String database = schema == null || schema.isEmpty() ? metaData.getCatalogName(index) : schema;
            return table == null || table.isEmpty() || database == null || database.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new BaseColumns.Base(
                            new TableName(database, table), folding().fold(metaData.getColumnName(index), true)));
        };
    }

    /**
     * Of a column of a view or sub-query whose rows went through a temporary table, for GROUP BY, DISTINCT or ORDER BY, the
     * server names the right table, and the label of the result column in place of the column's name.
     */
    @Override
    public boolean mayRename(String name, String label, boolean known) {
        return folding().fold(label, true).equals(name);
    }

    @Override
    public MigrationSteps migration() {
        return new MariaDbMigration(this);
    }

    @Override
    public RewriteSteps rewriting() {
        return new MariaDbRewriting(this);
    }

    @Override
    public String toString() {
        return name();
    }
}
