package io.tdejdbc.driver.internal.dialect;

import io.tdejdbc.driver.internal.types.BackendTypes;
import io.tdejdbc.driver.internal.types.DeclaredType;
import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.sqlparse.IdentifierFolding;
import io.tdejdbc.sqlparse.LexicalFamily;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One kind of backend. Immutable and thread-safe. Methods with a connection run a few catalog queries on it, leave it as
 * it was and throw what its driver throws.
 */
public interface Dialect {

    /** The product's name for messages. */
    String name();

    /** How SQL text is cut into tokens. */
    LexicalFamily family();

    /** What happens to unquoted names. */
    IdentifierFolding folding();

    /** The value types. */
    BackendTypes types();

    /** Whether the database lives in this process, so that an idle connection would keep its files open. */
    boolean embedded();

    /** Whether no second connection can reach the same data. */
    boolean privateDatabase();

    /** Whether a rollback takes DDL back. */
    boolean transactionalDdl();

    /** Whether a transaction is open that a rollback would take back, also one that SQL text began in auto-commit mode. */
    default boolean inTransaction(Connection connection) throws SQLException {
        return !connection.getAutoCommit();
    }

    /**
     * A short text that is the same before and after a statement only if the statement changed no relation, view, routine or
     * constraint: cheaper than to read them all. Asked on the session's own connection where DDL is transactional, else on
     * any other, so that nothing comes between the statement and what the session asks about it.
     */
    default Optional<String> schemaMark(Connection connection) throws SQLException {
        return Optional.empty();
    }

    /** Whether NULLs count as greater than all values in ORDER BY, and not as less. */
    default boolean nullsAreHigh() {
        return false;
    }

    /** Whether JDBC tells the schema of a table as its catalog. */
    default boolean schemasAreCatalogs() {
        return false;
    }

    /** Whether a name means a temporary table of the session before a table of any schema. */
    default boolean temporaryTablesFirst() {
        return false;
    }

    /** What follows the columns in CREATE TABLE of a metadata table. */
    default String metadataTableOptions() {
        return "";
    }

    /** A name in quotes. */
    String quote(String name);

    /** A qualified name in quotes. */
    default String quote(TableName table) {
        return quote(table.schema()) + "." + quote(table.name());
    }

    /** A binary literal that is read alike under every setting of the session. */
    String binaryLiteral(byte[] value);

    /** The schema in which a table without qualifier would be created; the empty string if there is none. */
    String currentSchema(Connection connection) throws SQLException;

    /** Whether a schema is there. */
    boolean schemaExists(Connection connection, String schema) throws SQLException;

    /** The time zone, as a fingerprint names it, by which the value types read; empty where it is that of each session. */
    default Optional<String> timeZone() {
        return Optional.empty();
    }

    /** The session's settings. */
    SessionFingerprint fingerprint(Connection connection) throws SQLException;

    /**
     * As {@link #fingerprint(Connection)}, of a session that is known.
     *
     * @param before its settings as they were before
     */
    default SessionFingerprint fingerprint(Connection connection, SessionFingerprint before) throws SQLException {
        return fingerprint(connection);
    }

    /**
     * The name of a table or schema as the catalog would hold it.
     *
     * @param name as a configuration writes it, without quotes
     * @param quoted whether it stood in quotes
     */
    default String spelled(String name, boolean quoted) {
        return folding().fold(name, quoted);
    }

    /**
     * The relations that folded names may mean.
     *
     * @return by name; one at most, except where names of tables differ by case alone
     */
    default Map<TableName, List<TableName>> spellings(Connection connection, Set<TableName> folded)
            throws SQLException {
        return folded.stream().collect(Collectors.toMap(name -> name, name -> List.of(name)));
    }

    /** Whether tables of this schema are seen by their own session alone. */
    boolean sessionSchema(String schema);

    /** Columns of a table or view in their order; empty if the connection sees no such relation. */
    Optional<List<StoredColumn>> columns(Connection connection, TableName table) throws SQLException;

    /** The columns of several tables and views, in fewer round trips if it can be done; those that are not seen left out. */
    default Map<TableName, List<StoredColumn>> columns(Connection connection, Set<TableName> tables)
            throws SQLException {
        Map<TableName, List<StoredColumn>> all = new LinkedHashMap<>();
        for (TableName table : tables) {
            columns(connection, table).ifPresent(columns -> all.put(table, columns));
        }
        return all;
    }

    /** Names of all tables of a schema, for messages that say what exists. */
    List<String> tables(Connection connection, String schema) throws SQLException;

    /** What hangs on tables and their columns. */
    Dependents dependents();

    /** As {@link Dependents#reaching}. */
    default List<Reaching> reaching(Connection connection, Set<TableName> tables) throws SQLException {
        return dependents().reaching(connection, tables);
    }

    /** Tables with columns as this driver makes them for encrypted values, whether or not they are registered. */
    default List<TableName> encryptedTables(Connection connection) throws SQLException {
        return List.of();
    }

    /** As {@link Dependents#of}. */
    default List<Dependent> dependents(Connection connection, TableName table, Set<String> columns)
            throws SQLException {
        return dependents().of(connection, table, columns);
    }

    /** As {@link Dependents#uniqueColumns}. */
    default Set<String> uniqueColumns(Connection connection, TableName table) throws SQLException {
        return dependents().uniqueColumns(connection, table);
    }

    /** The type of an encrypted column, wide enough for every envelope of the declared type, as DDL. */
    default String storedType(DeclaredType type, ProtectionMode mode) {
        return types().storedType(type, mode);
    }

    /** Names of the types of encrypted columns where the backend needs its own. */
    default Set<String> storedTypes() {
        return Set.of();
    }

    /** Makes the types of encrypted columns where the backend needs its own. What is there stays. */
    default void makeStoredTypes(Connection connection) throws SQLException {}

    /** The second net of a column. */
    default CheckConstraint check(TableName table, String column, ProtectionMode mode) {
        return CheckConstraint.ofTable(this, table, column, mode);
    }

    /** The second net of a column as ALTER TABLE ADD takes it behind the column's definition. */
    default String addedCheck(String clause) {
        return ", ADD " + clause;
    }

    /** The condition of a column's second net: the format byte and the least length. */
    String checkCondition(String column, int formatByte, int leastLength);

    /** Whether the backend has and enforces a second net, by its catalog. */
    boolean hasCheck(Connection connection, CheckConstraint check) throws SQLException;

    /**
     * Names of the second net of a column that has to be dropped before the column can be, in the same statement; none where
     * the backend drops it with the column.
     */
    default List<String> keepsColumn(Connection connection, CheckConstraint check) throws SQLException {
        return List.of();
    }

    /** Whether a statement failed because a second net did not let a value in. */
    default boolean isCheckViolation(SQLException failure) {
        // 23513 in H2, 23514 in PostgreSQL.
        return failure.getSQLState() != null && failure.getSQLState().startsWith("2351");
    }

    /** Base tables and columns of a result, where the driver tells them. */
    BaseColumns baseColumns(ResultSetMetaData metaData);

    /**
     * Whether a base column, of the right table, may bear another name than its own.
     *
     * @param name the name it bears
     * @param label the result column's label
     * @param known whether a column of the table has that name
     */
    default boolean mayRename(String name, String label, boolean known) {
        return false;
    }

    /** The rows that the driver holds in memory for an open result set, where it can be told. */
    default Optional<HeldRows> heldRows(ResultSet result) {
        return Optional.empty();
    }

    /** The columns of {@link #uniqueColumns}, and those among the given ones that stand in a foreign key. */
    default Set<String> keyColumns(Connection connection, TableName table, Set<String> columns) throws SQLException {
        Set<String> keys = new LinkedHashSet<>(uniqueColumns(connection, table));
        keys.addAll(foreignKeyColumns(connection, table, columns));
        return keys;
    }

    /** Those of the given columns that stand in a foreign key, at either end. */
    default Set<String> foreignKeyColumns(Connection connection, TableName table, Set<String> columns)
            throws SQLException {
        return dependents(connection, table, columns).stream()
                .filter(dependent -> dependent.kind().equals(Dependent.FOREIGN_KEY))
                .flatMap(dependent -> dependent.column().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The steps of turning a plain column into an encrypted one. */
    MigrationSteps migration();

    /** The steps of writing values of an encrypted column anew. */
    RewriteSteps rewriting();
}
