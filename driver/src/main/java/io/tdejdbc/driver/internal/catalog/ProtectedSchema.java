package io.tdejdbc.driver.internal.catalog;

import io.tdejdbc.driver.internal.dialect.Reaching;
import io.tdejdbc.driver.internal.dialect.StoredColumn;
import io.tdejdbc.keystore.Metadata;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.sqlparse.IdentifierFolding;
import io.tdejdbc.sqlparse.ProtectedColumn;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One consistent view of everything protected in a backend; immutable. Plans are made against one of these and hold as
 * long as it is the current one.
 */
public final class ProtectedSchema {
    private final IdentifierFolding folding;
    private final Metadata metadata;
    private final List<BoundColumn> columns;
    private final Map<TableName, Map<String, BoundColumn>> tables;
    private final Map<TableName, List<StoredColumn>> stored;
    private final Map<TableName, Set<String>> pending;
    private final boolean pendingColumns;
    private final Map<TableName, Reaching> reaching;
    private final Set<String> names = new HashSet<>();
    private final Map<TableName, TableName> spellings = new HashMap<>();

    /**
     * @param folding how statements spell the names
     * @param metadata what it was made from
     * @param columns all columns that are encrypted, or will be once their table is made
     * @param tables the same by table and name
     * @param stored columns of those tables that exist
     * @param pending the columns to be protected that are not there yet, with their table or alone
     * @param pendingColumns whether a table may be made before all of its columns
     * @param reaching what else reaches them
     */
    ProtectedSchema(
            IdentifierFolding folding,
            Metadata metadata,
            List<BoundColumn> columns,
            Map<TableName, Map<String, BoundColumn>> tables,
            Map<TableName, List<StoredColumn>> stored,
            Map<TableName, Set<String>> pending,
            boolean pendingColumns,
            Map<TableName, Reaching> reaching) {
        this.folding = folding;
        this.metadata = metadata;
        this.columns = List.copyOf(columns);
        this.tables = Map.copyOf(tables);
        this.stored = Map.copyOf(stored);
        this.pending = Map.copyOf(pending);
        this.pendingColumns = pendingColumns;
        this.reaching = Map.copyOf(reaching);
        tables.keySet().forEach(this::know);
        pending.keySet().forEach(this::know);
        reaching.keySet().forEach(this::know);
    }

    private void know(TableName table) {
        names.add(folding.fold(table.name(), true));
        spellings.put(folded(table), table);
    }

    private TableName folded(TableName table) {
        return new TableName(folding.fold(table.schema(), true), folding.fold(table.name(), true));
    }

    /** The metadata it was made from. */
    public Metadata metadata() {
        return metadata;
    }

    /** All protected columns; the index is their id. */
    public List<BoundColumn> columns() {
        return columns;
    }

    /** Protected columns of a table by name; empty for other tables. */
    public Map<String, BoundColumn> table(TableName table) {
        return tables.getOrDefault(table, Map.of());
    }

    /** The protected tables that exist or are yet to be made. */
    public Set<TableName> tables() {
        return tables.keySet();
    }

    /** The protected tables that exist, with their stored columns. */
    public Map<TableName, List<StoredColumn>> stored() {
        return stored;
    }

    /** The columns to be protected that a table does not have, or that does not exist itself; empty for other tables. */
    public Set<String> pending(TableName table) {
        return pending.getOrDefault(table, Set.of());
    }

    /** All tables that are waited for, or some of whose columns are. */
    public Set<TableName> pending() {
        return pending.keySet();
    }

    /** Whether a table may be made before all of its columns. */
    public boolean pendingColumns() {
        return pendingColumns;
    }

    /** Views and the like that reach protected tables. */
    public Map<TableName, Reaching> reaching() {
        return reaching;
    }

    /** The catalog's spelling of a relation that {@link #hasName} knows; any other name as it is. */
    TableName spelled(TableName table) {
        return spellings.getOrDefault(folded(table), table);
    }

    /** Whether something of this folded name is, or reaches, something protected. */
    public boolean hasName(String simpleName) {
        return names.contains(simpleName);
    }

    /** The same with other views and the like, as one session sees them. */
    public ProtectedSchema reachedBy(Map<TableName, Reaching> others) {
        return new ProtectedSchema(folding, metadata, columns, tables, stored, pending, pendingColumns, others);
    }

    /** A protected column by its place. */
    public Optional<BoundColumn> column(TableName table, String column) {
        return Optional.ofNullable(table(table).get(column));
    }

    /** The column that the analysis speaks of. */
    public BoundColumn column(ProtectedColumn column) {
        return columns.get(column.id());
    }

    /** Whether a relation has columns that this view still waits for and cannot encrypt: somebody has just made them. */
    public boolean isBehind(TableName table, List<StoredColumn> present) {
        TableName spelled = spelled(table);
        Set<String> waiting = pending(spelled);
        return !waiting.isEmpty()
                && present.stream()
                        .map(StoredColumn::name)
                        .anyMatch(name ->
                                waiting.contains(name) && column(spelled, name).isEmpty());
    }

    /** Whether plans made against the other view hold in this one. */
    boolean sameAs(ProtectedSchema other) {
        return columns.equals(other.columns)
                && stored.equals(other.stored)
                && pending.equals(other.pending)
                && reaching.equals(other.reaching);
    }
}
