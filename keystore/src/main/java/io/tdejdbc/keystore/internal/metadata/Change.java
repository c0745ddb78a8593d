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
 * @param putKeys rows to put in the place of those with the same id
 * @param wrappings rows to insert
 * @param putColumns rows to insert, or to put in the place of those with the same id
 * @param removedColumns rows to delete
 */
record Change(
        List<KeyRow> newKeys,
        List<KeyRow> putKeys,
        List<Wrapping> wrappings,
        List<ColumnRecord> putColumns,
        Set<UUID> removedColumns) {

    Change {
        newKeys = List.copyOf(newKeys);
        putKeys = List.copyOf(putKeys);
        wrappings = List.copyOf(wrappings);
        putColumns = List.copyOf(putColumns);
        removedColumns = Set.copyOf(removedColumns);
    }

    /** One that replaces no key row. */
    Change(List<KeyRow> newKeys, List<Wrapping> wrappings, List<ColumnRecord> putColumns, Set<UUID> removedColumns) {
        this(newKeys, List.of(), wrappings, putColumns, removedColumns);
    }

    static Change ofKeys(List<KeyRow> newKeys, List<KeyRow> putKeys, List<Wrapping> wrappings) {
        return new Change(newKeys, putKeys, wrappings, List.of(), Set.of());
    }

    static Change ofColumns(List<ColumnRecord> putColumns) {
        return new Change(List.of(), List.of(), putColumns, Set.of());
    }

    static Change ofRemoval(Set<UUID> columns) {
        return new Change(List.of(), List.of(), List.of(), columns);
    }

    boolean isEmpty() {
        return newKeys.isEmpty()
                && putKeys.isEmpty()
                && wrappings.isEmpty()
                && putColumns.isEmpty()
                && removedColumns.isEmpty();
    }
}
