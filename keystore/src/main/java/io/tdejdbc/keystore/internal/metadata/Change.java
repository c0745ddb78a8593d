package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.internal.keys.Wrapping;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What is to be different in the next epoch.
 *
 * @param newKeys rows to insert
 * @param wrappings rows to insert
 * @param putColumns rows to insert, or to put in the place of those with the same id
 * @param removedColumns rows to delete
 */
record Change(List<KeyRow> newKeys, List<Wrapping> wrappings, List<ColumnRecord> putColumns, Set<UUID> removedColumns) {

    Change {
        newKeys = List.copyOf(newKeys);
        wrappings = List.copyOf(wrappings);
        putColumns = List.copyOf(putColumns);
        removedColumns = Set.copyOf(removedColumns);
    }

    static Change ofColumns(List<ColumnRecord> putColumns) {
        return new Change(List.of(), List.of(), putColumns, Set.of());
    }

    static Change ofRemoval(Set<UUID> columns) {
        return new Change(List.of(), List.of(), List.of(), columns);
    }

    boolean isEmpty() {
        return newKeys.isEmpty() && wrappings.isEmpty() && putColumns.isEmpty() && removedColumns.isEmpty();
    }
}
