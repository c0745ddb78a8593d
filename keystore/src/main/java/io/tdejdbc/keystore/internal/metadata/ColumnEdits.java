package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.ColumnName;
import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.ColumnState;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.TypeFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Works out changes of columns that are registered. */
final class ColumnEdits {

    private ColumnEdits() {}

    static Change move(Snapshot state, UUID tableId, List<UUID> columnIds, ColumnState from, ColumnState to, long now)
            throws KeystoreException {
        List<ColumnRecord> moved = new ArrayList<>();
        for (UUID id : columnIds) {
            ColumnRecord column = require(state, id);
            String name = column.table() + "." + column.column();
            if (!column.tableId().equals(tableId)) {
                throw KeystoreError.COLUMN_UNKNOWN.because(
                        name + " in table " + column.tableId(), "a column of table " + tableId);
            }
            if (column.state() != from) {
                throw KeystoreError.STATE_UNEXPECTED.because(name + " in " + column.state(), from.name());
            }
            moved.add(with(column, column.declaredType(), column.family(), to, now));
        }
        return Change.ofColumns(moved);
    }

    static Change redeclare(Snapshot state, UUID columnId, String declaredType, TypeFamily family)
            throws KeystoreException {
        ColumnRecord column = require(state, columnId);
        Registration.requireDeclaredType(column.table() + "." + column.column(), declaredType);
        boolean same = column.declaredType().equals(declaredType) && column.family() == family;
        return Change.ofColumns(
                same ? List.of() : List.of(with(column, declaredType, family, column.state(), column.since())));
    }

    static Change rename(Snapshot state, Map<UUID, ColumnName> names) throws KeystoreException {
        List<ColumnRecord> renamed = new ArrayList<>();
        for (Map.Entry<UUID, ColumnName> entry : names.entrySet()) {
            ColumnRecord column = require(state, entry.getKey());
            ColumnName name = entry.getValue();
            for (ColumnRecord other : state.metadata().columns()) {
                if (other.table().equals(name.table())
                        && other.column().equals(name.column())
                        && !names.containsKey(other.columnId())) {
                    throw KeystoreError.COLUMN_UNKNOWN.because(
                            column.table() + "." + column.column() + " under the name of " + name,
                            "a name that no registered column has");
                }
            }
            renamed.add(new ColumnRecord(
                    column.tableId(),
                    column.columnId(),
                    name.table(),
                    name.column(),
                    column.mode(),
                    column.domain(),
                    column.comparison(),
                    column.declaredType(),
                    column.family(),
                    column.state(),
                    column.since()));
        }
        return Change.ofColumns(renamed);
    }

    static Change remove(Snapshot state, Set<UUID> columnIds) {
        return Change.ofRemoval(
                columnIds.stream().filter(id -> state.column(id).isPresent()).collect(Collectors.toSet()));
    }

    private static ColumnRecord require(Snapshot state, UUID columnId) throws KeystoreException {
        return state.column(columnId)
                .orElseThrow(() -> KeystoreError.COLUMN_UNKNOWN.because("column " + columnId, "a registered column"));
    }

    private static ColumnRecord with(
            ColumnRecord column, String declaredType, TypeFamily family, ColumnState state, long since) {
        return new ColumnRecord(
                column.tableId(),
                column.columnId(),
                column.table(),
                column.column(),
                column.mode(),
                column.domain(),
                column.comparison(),
                declaredType,
                family,
                state,
                since);
    }
}
