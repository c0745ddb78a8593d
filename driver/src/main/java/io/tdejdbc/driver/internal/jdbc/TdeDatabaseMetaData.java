package io.tdejdbc.driver.internal.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/**
 * The application's view of the catalog: protected columns with their declared types, the driver's own metadata tables
 * hidden, our URL. Product and versions are the backend's own.
 */
final class TdeDatabaseMetaData extends AbstractDelegatingDatabaseMetaData {
    private static final int CATALOG = 1;
    private static final int SCHEMA = 2;
    private static final int TABLE = 3;
    private static final int COLUMN = 4;
    private static final int FUNCTION_ORDINAL = 15;
    private static final int PROCEDURE_ORDINAL = 18;

    private final TdeConnection connection;

    TdeDatabaseMetaData(TdeConnection connection, DatabaseMetaData delegate) {
        super(delegate);
        this.connection = connection;
    }

    @Override
    public Connection getConnection() throws SQLException {
        // The delegate decides whether a closed connection still answers.
        delegate.getConnection();
        return connection;
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return connection.unwrap(this, delegate, type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return connection.isWrapperFor(this, delegate, type);
    }

    @Override
    public String getURL() {
        return connection.url();
    }

    /** A catalog result whose rows name a table in their second and third column. */
    private ResultSet tables(ResultSet inner, CatalogResultSet.Overlay overlay) throws SQLException {
        return catalog(inner, row -> connection.planner().isMetadataTable(schema(row), row.getString(TABLE)), overlay);
    }

    private ResultSet catalog(ResultSet inner, CatalogResultSet.Filter filter, CatalogResultSet.Overlay overlay)
            throws SQLException {
        return inner == null || connection.planner().physicalCatalog()
                ? connection.wrapPlain(inner)
                : new CatalogResultSet(connection, connection.statementOf(inner), inner, filter, overlay);
    }

    /** Some databases have catalogs in the place of schemas. */
    private static String schema(ResultSet row) throws SQLException {
        String schema = row.getString(SCHEMA);
        return schema == null || schema.isEmpty() ? row.getString(CATALOG) : schema;
    }

    private String schema(String catalog, String schema) throws SQLException {
        if (schema != null && !schema.isEmpty()) {
            return schema;
        }
        return catalog == null ? connection.getCatalog() : catalog;
    }

    @Override
    public ResultSet getColumns(String catalog, String schemaPattern, String tablePattern, String columnPattern)
            throws SQLException {
        return tables(
                delegate.getColumns(catalog, schemaPattern, tablePattern, columnPattern),
                row -> connection
                        .planner()
                        .protectedColumn(schema(row), row.getString(TABLE), row.getString(COLUMN))
                        .map(DeclaredColumns::ofColumns)
                        .orElse(Map.of()));
    }

    @Override
    public ResultSet getBestRowIdentifier(String catalog, String schema, String table, int scope, boolean nullable)
            throws SQLException {
        return identifiers(
                schema(catalog, schema), table, delegate.getBestRowIdentifier(catalog, schema, table, scope, nullable));
    }

    @Override
    public ResultSet getVersionColumns(String catalog, String schema, String table) throws SQLException {
        return identifiers(schema(catalog, schema), table, delegate.getVersionColumns(catalog, schema, table));
    }

    private ResultSet identifiers(String schema, String table, ResultSet inner) throws SQLException {
        return catalog(
                inner,
                row -> false,
                row -> connection
                        .planner()
                        .protectedColumn(schema, table, row.getString(SCHEMA))
                        .map(DeclaredColumns::ofIdentifiers)
                        .orElse(Map.of()));
    }

    /** A catalog result whose rows are parameters of routines. */
    private ResultSet parameters(ResultSet inner, int ordinalColumn) throws SQLException {
        return catalog(
                inner,
                row -> false,
                row -> connection
                        .planner()
                        .parameterColumn(row.getString(SCHEMA), row.getString(TABLE), row.getInt(ordinalColumn))
                        .map(DeclaredColumns::ofParameters)
                        .orElse(Map.of()));
    }

    @Override
    public ResultSet getColumnPrivileges(String catalog, String schema, String table, String columnPattern)
            throws SQLException {
        return tables(delegate.getColumnPrivileges(catalog, schema, table, columnPattern), row -> Map.of());
    }

    @Override
    public ResultSet getIndexInfo(String catalog, String schema, String table, boolean unique, boolean approximate)
            throws SQLException {
        return tables(delegate.getIndexInfo(catalog, schema, table, unique, approximate), row -> Map.of());
    }

    @Override
    public ResultSet getPrimaryKeys(String catalog, String schema, String table) throws SQLException {
        return tables(delegate.getPrimaryKeys(catalog, schema, table), row -> Map.of());
    }

    @Override
    public ResultSet getPseudoColumns(String catalog, String schemaPattern, String tablePattern, String columnPattern)
            throws SQLException {
        return tables(delegate.getPseudoColumns(catalog, schemaPattern, tablePattern, columnPattern), row -> Map.of());
    }

    @Override
    public ResultSet getSuperTables(String catalog, String schemaPattern, String tablePattern) throws SQLException {
        return tables(delegate.getSuperTables(catalog, schemaPattern, tablePattern), row -> Map.of());
    }

    @Override
    public ResultSet getTablePrivileges(String catalog, String schemaPattern, String tablePattern) throws SQLException {
        return tables(delegate.getTablePrivileges(catalog, schemaPattern, tablePattern), row -> Map.of());
    }

    @Override
    public ResultSet getTables(String catalog, String schemaPattern, String tablePattern, String[] types)
            throws SQLException {
        return tables(delegate.getTables(catalog, schemaPattern, tablePattern, types), row -> Map.of());
    }

    @Override
    public ResultSet getAttributes(String catalog, String schemaPattern, String typePattern, String attributePattern)
            throws SQLException {
        return connection.wrapPlain(delegate.getAttributes(catalog, schemaPattern, typePattern, attributePattern));
    }

    @Override
    public ResultSet getCatalogs() throws SQLException {
        return connection.wrapPlain(delegate.getCatalogs());
    }

    @Override
    public ResultSet getClientInfoProperties() throws SQLException {
        return connection.wrapPlain(delegate.getClientInfoProperties());
    }

    @Override
    public ResultSet getCrossReference(
            String parentCatalog,
            String parentSchema,
            String parentTable,
            String foreignCatalog,
            String foreignSchema,
            String foreignTable)
            throws SQLException {
        return connection.wrapPlain(delegate.getCrossReference(
                parentCatalog, parentSchema, parentTable, foreignCatalog, foreignSchema, foreignTable));
    }

    @Override
    public ResultSet getExportedKeys(String catalog, String schema, String table) throws SQLException {
        return connection.wrapPlain(delegate.getExportedKeys(catalog, schema, table));
    }

    @Override
    public ResultSet getFunctionColumns(
            String catalog, String schemaPattern, String functionPattern, String columnPattern) throws SQLException {
        return parameters(
                delegate.getFunctionColumns(catalog, schemaPattern, functionPattern, columnPattern), FUNCTION_ORDINAL);
    }

    @Override
    public ResultSet getFunctions(String catalog, String schemaPattern, String functionPattern) throws SQLException {
        return connection.wrapPlain(delegate.getFunctions(catalog, schemaPattern, functionPattern));
    }

    @Override
    public ResultSet getImportedKeys(String catalog, String schema, String table) throws SQLException {
        return connection.wrapPlain(delegate.getImportedKeys(catalog, schema, table));
    }

    @Override
    public ResultSet getProcedureColumns(
            String catalog, String schemaPattern, String procedurePattern, String columnPattern) throws SQLException {
        return parameters(
                delegate.getProcedureColumns(catalog, schemaPattern, procedurePattern, columnPattern),
                PROCEDURE_ORDINAL);
    }

    @Override
    public ResultSet getProcedures(String catalog, String schemaPattern, String procedurePattern) throws SQLException {
        return connection.wrapPlain(delegate.getProcedures(catalog, schemaPattern, procedurePattern));
    }

    @Override
    public ResultSet getSchemas() throws SQLException {
        return connection.wrapPlain(delegate.getSchemas());
    }

    @Override
    public ResultSet getSchemas(String catalog, String schemaPattern) throws SQLException {
        return connection.wrapPlain(delegate.getSchemas(catalog, schemaPattern));
    }

    @Override
    public ResultSet getSuperTypes(String catalog, String schemaPattern, String typePattern) throws SQLException {
        return connection.wrapPlain(delegate.getSuperTypes(catalog, schemaPattern, typePattern));
    }

    @Override
    public ResultSet getTableTypes() throws SQLException {
        return connection.wrapPlain(delegate.getTableTypes());
    }

    @Override
    public ResultSet getTypeInfo() throws SQLException {
        return withoutStoredTypes(delegate.getTypeInfo(), 1);
    }

    @Override
    public ResultSet getUDTs(String catalog, String schemaPattern, String typePattern, int[] types)
            throws SQLException {
        return withoutStoredTypes(delegate.getUDTs(catalog, schemaPattern, typePattern, types), TABLE);
    }

    private ResultSet withoutStoredTypes(ResultSet inner, int nameColumn) throws SQLException {
        return catalog(inner, row -> connection.planner().isStoredType(row.getString(nameColumn)), row -> Map.of());
    }
}
