package io.tdejdbc.driver.internal.dialect;

import io.tdejdbc.driver.internal.config.ConfigurationError;
import io.tdejdbc.driver.internal.types.BackendTypes;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.sqlparse.IdentifierFolding;
import io.tdejdbc.sqlparse.LexicalFamily;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** H2 2.x. */
public final class H2Dialect implements Dialect {
    /** The compatibility modes in which H2 reads statements by its own rules. */
    private static final Set<String> KNOWN_MODES = Set.of("REGULAR", "STRICT", "LEGACY", "PostgreSQL");

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final BackendTypes types;
    private final IdentifierFolding folding;
    private final boolean embedded;
    private final boolean privateDatabase;
    private final boolean inMemory;
    private final Dependents dependents = new H2Dependents();

    /**
     * @param folding as the database was opened
     * @param innerUrl the real URL, which tells whether the database lives in this process
     */
    public H2Dialect(BackendTypes types, IdentifierFolding folding, String innerUrl) {
        this.types = types;
        this.folding = folding;
        String lower = innerUrl.toLowerCase(Locale.ROOT);
        this.embedded = !lower.startsWith("jdbc:h2:tcp:") && !lower.startsWith("jdbc:h2:ssl:");
        this.inMemory = lower.startsWith("jdbc:h2:mem:");
        this.privateDatabase = lower.equals("jdbc:h2:mem:") || lower.startsWith("jdbc:h2:mem:;");
    }

    /**
     * The folding that a database was opened with.
     *
     * @return empty if unquoted names are neither folded nor compared without regard to case
     */
    static Optional<IdentifierFolding> folding(Connection connection) throws SQLException {
        requireInformationSchema(connection);
        List<String> on = Queries.strings(
                connection,
                "SELECT SETTING_NAME FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_VALUE = 'true' AND SETTING_NAME IN "
                        + "('DATABASE_TO_UPPER', 'DATABASE_TO_LOWER', 'CASE_INSENSITIVE_IDENTIFIERS')");
        if (on.contains("CASE_INSENSITIVE_IDENTIFIERS")) {
            return Optional.empty();
        }
        if (on.contains("DATABASE_TO_LOWER")) {
            return Optional.of(IdentifierFolding.LOWER);
        }
        return on.contains("DATABASE_TO_UPPER") ? Optional.of(IdentifierFolding.UPPER) : Optional.empty();
    }

    private static void requireInformationSchema(Connection connection) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        UnaryOperator<String> shown = metaData.storesLowerCaseIdentifiers()
                ? name -> name.toLowerCase(Locale.ROOT)
                : UnaryOperator.identity();
        try (ResultSet columns = metaData.getColumns(
                null, shown.apply("INFORMATION_SCHEMA"), shown.apply("SETTINGS"), shown.apply("SETTING_NAME"))) {
            if (!columns.next()) {
                throw ConfigurationError.BACKEND_MODE_UNSUPPORTED.because(
                        "OLD_INFORMATION_SCHEMA=TRUE, which shows the catalog as older versions of H2 did",
                        "H2's own information schema, without that setting");
            }
        }
    }

    @Override
    public String name() {
        return "H2";
    }

    @Override
    public LexicalFamily family() {
        return LexicalFamily.STANDARD;
    }

    @Override
    public IdentifierFolding folding() {
        return folding;
    }

    @Override
    public BackendTypes types() {
        return types;
    }

    @Override
    public boolean embedded() {
        return embedded;
    }

    @Override
    public boolean privateDatabase() {
        return privateDatabase;
    }

    /** Whether the database is gone with this process. */
    boolean inMemory() {
        return inMemory;
    }

    @Override
    public Optional<HeldRows> heldRows(ResultSet result) {
        return H2HeldRows.of(result);
    }

    @Override
    public boolean transactionalDdl() {
        return false;
    }

    @Override
    public String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public String binaryLiteral(byte[] value) {
        return "X'" + HEX.formatHex(value) + "'";
    }

    @Override
    public String currentSchema(Connection connection) throws SQLException {
        return Queries.strings(connection, "SELECT CURRENT_SCHEMA").get(0);
    }

    @Override
    public boolean schemaExists(Connection connection, String schema) throws SQLException {
        return !Queries.strings(
                        connection, "SELECT SCHEMA_NAME FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME = ?", schema)
                .isEmpty();
    }

    @Override
    public SessionFingerprint fingerprint(Connection connection) throws SQLException {
        Set<String> temporary = new LinkedHashSet<>(Queries.strings(
                connection, "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE = 'LOCAL TEMPORARY'"));
        return Queries.list(
                        connection,
                        "SELECT CURRENT_CATALOG, CURRENT_SCHEMA, CURRENT_PATH, "
                                + "MAX(SETTING_VALUE) FILTER (WHERE SETTING_NAME = 'MODE'), "
                                + "MAX(SETTING_VALUE) FILTER (WHERE SETTING_NAME = 'TIME ZONE'), "
                                + "MAX(SETTING_NAME) FILTER (WHERE SETTING_NAME = 'COLLATION' "
                                + "OR SETTING_NAME = 'IGNORECASE' AND SETTING_VALUE <> '0'), "
                                + "UPPER('i') = 'I' AND LOWER('I') = 'i', "
                                + "(SELECT X FROM (VALUES (1), (NULL)) T(X) ORDER BY X FETCH FIRST ROW ONLY) IS NULL "
                                + "AND (SELECT X FROM (VALUES (1), (NULL)) T(X) ORDER BY X DESC FETCH FIRST ROW ONLY) = 1 "
                                + "FROM INFORMATION_SCHEMA.SETTINGS",
                        row -> new SessionFingerprint(
                                row.getString(1),
                                path(row.getString(2), row.getString(3)),
                                false,
                                false,
                                true,
                                row.getString(5),
                                temporary,
                                row.getBoolean(7),
                                row.getBoolean(8),
                                objection(row.getString(4), row.getString(6))))
                .get(0);
    }

    /** The second setting, null if there is none, makes a VARCHAR find other values than the same one. */
    private static String objection(String mode, String comparing) {
        if (!KNOWN_MODES.contains(mode)) {
            return "MODE=" + mode + " of H2 changes how statements are read";
        }
        return comparing == null ? "" : comparing + " of H2 changes which strings are equal";
    }

    /** The current schema, then those of SCHEMA_SEARCH_PATH, which H2 shows as quoted names with commas. */
    private static List<String> path(String currentSchema, String searchPath) {
        Set<String> path = new LinkedHashSet<>();
        path.add(currentSchema);
        StringBuilder name = new StringBuilder();
        boolean inside = false;
        String text = searchPath == null ? "" : searchPath;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '"') {
                if (inside) {
                    name.append(c);
                }
            } else if (inside && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                name.append('"');
                i++;
            } else {
                if (inside) {
                    path.add(name.toString());
                    name.setLength(0);
                }
                inside = !inside;
            }
        }
        return List.copyOf(path);
    }

    @Override
    public boolean sessionSchema(String schema) {
        return false;
    }

    @Override
    public Optional<List<StoredColumn>> columns(Connection connection, TableName table) throws SQLException {
        List<StoredColumn> columns = Queries.list(
                connection,
                "SELECT COLUMN_NAME, UPPER(DATA_TYPE) FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = ? "
                        + "AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION",
                row -> new StoredColumn(
                        row.getString(1), row.getString(2), row.getString(2).startsWith("BINARY")),
                table.schema(),
                table.name());
        return columns.isEmpty() ? Optional.empty() : Optional.of(columns);
    }

    @Override
    public List<String> tables(Connection connection, String schema) throws SQLException {
        return Queries.strings(
                connection,
                "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_TYPE = 'BASE TABLE' "
                        + "ORDER BY TABLE_NAME",
                schema);
    }

    @Override
    public Dependents dependents() {
        return dependents;
    }

    @Override
    public String addedCheck(String clause) {
        return " " + clause;
    }

    @Override
    public String checkCondition(String column, int formatByte, int leastLength) {
        return "OCTET_LENGTH(" + column + ") >= " + leastLength + " AND SUBSTRING(" + column + " FROM 1 FOR 1) = X'"
                + Integer.toHexString(formatByte) + "'";
    }

    @Override
    public List<TableName> encryptedTables(Connection connection) throws SQLException {
        return Queries.list(
                connection,
                "SELECT DISTINCT TABLE_SCHEMA, TABLE_NAME FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS "
                        + "WHERE CONSTRAINT_TYPE = 'CHECK' AND CONSTRAINT_NAME LIKE 'TDE\\_CK\\_%'",
                row -> new TableName(row.getString(1), row.getString(2)));
    }

    @Override
    public boolean hasCheck(Connection connection, CheckConstraint check) throws SQLException {
        List<String> clauses = Queries.strings(
                connection,
                "SELECT C.CHECK_CLAUSE FROM INFORMATION_SCHEMA.CHECK_CONSTRAINTS C JOIN "
                        + "INFORMATION_SCHEMA.TABLE_CONSTRAINTS T ON T.CONSTRAINT_SCHEMA = C.CONSTRAINT_SCHEMA AND "
                        + "T.CONSTRAINT_NAME = C.CONSTRAINT_NAME WHERE T.TABLE_SCHEMA = ? AND T.TABLE_NAME = ? AND "
                        + "T.ENFORCED = 'YES'",
                check.table().schema(),
                check.table().name());
        String expected = squeezed(checkCondition(quote(check.column()), check.formatByte(), check.leastLength()));
        return clauses.stream().map(H2Dialect::squeezed).anyMatch(expected::equals);
    }

    /** H2 shows conditions with its own line breaks and parentheses. */
    private static String squeezed(String condition) {
        return condition.replaceAll("[\\s()]", "");
    }

    @Override
    public BaseColumns baseColumns(ResultSetMetaData metaData) {
        return index -> {
            String table = metaData.getTableName(index);
            return table == null || table.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new BaseColumns.Base(
                            new TableName(metaData.getSchemaName(index), table), metaData.getColumnName(index)));
        };
    }

    /** H2 gives the names that columns have by a list behind the table's alias. */
    @Override
    public boolean mayRename(String name, String label, boolean known) {
        return !known;
    }

    @Override
    public MigrationSteps migration() {
        return new H2Migration(this);
    }

    @Override
    public RewriteSteps rewriting() {
        return new H2Rewriting(this);
    }

    @Override
    public String toString() {
        return name() + " " + folding;
    }
}
