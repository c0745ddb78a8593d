package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.internal.keys.Wrapping;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One change of the metadata, worked out from one verified state and written in one transaction. The manifest goes
 * first: its compare-and-set takes the row lock that makes writers queue, and fails for all but one of those who
 * started from the same state.
 */
final class ChangeWriter {

    private final String prefix;
    private final Snapshot from;
    private final List<RawRow> newKeys = new ArrayList<>();
    private final List<RawRow> wrappings = new ArrayList<>();
    private final List<RawRow> newColumns = new ArrayList<>();
    private final List<Replaced> replacedKeys = new ArrayList<>();
    private final List<Replaced> replaced = new ArrayList<>();
    private final List<RawRow> removed = new ArrayList<>();
    private final Manifest next;

    private record Replaced(RawRow old, RawRow fresh) {}

    ChangeWriter(String prefix, Snapshot from, Change change, RowMac mac, long now) {
        this.prefix = prefix;
        this.from = from;
        List<RawRow> keys = new ArrayList<>(from.rawKeys());
        for (KeyRow key : change.newKeys()) {
            newKeys.add(mac.seal(key.raw()));
        }
        keys.addAll(newKeys);
        for (KeyRow key : change.putKeys()) {
            RawRow fresh = mac.seal(key.raw());
            RawRow old = find(keys, fresh.text(0))
                    .orElseThrow(() -> new IllegalArgumentException("no key row to be replaced"));
            replacedKeys.add(new Replaced(old, fresh));
            keys.remove(old);
            keys.add(fresh);
        }
        for (Wrapping wrapping : change.wrappings()) {
            wrappings.add(RawSet.wrappingRow(wrapping));
        }
        List<RawRow> columns = new ArrayList<>(from.rawColumns());
        for (ColumnRecord column : change.putColumns()) {
            RawRow fresh = mac.seal(ColumnRow.raw(column));
            Optional<RawRow> old = find(columns, fresh.text(0));
            old.ifPresentOrElse(row -> replaced.add(new Replaced(row, fresh)), () -> newColumns.add(fresh));
            old.ifPresent(columns::remove);
            columns.add(fresh);
        }
        change.removedColumns().forEach(id -> find(columns, id.toString()).ifPresent(removed::add));
        columns.removeAll(removed);
        this.next = Manifest.of(from.deployment(), from.manifest().epoch() + 1, keys, columns, mac, now);
    }

    /** The manifest that {@link #write} leaves behind. */
    Manifest next() {
        return next;
    }

    /**
     * Writes everything.
     *
     * @return false if another writer was faster; the caller rolls back
     */
    boolean write(Connection connection) throws SQLException {
        if (!replace(connection, MetaTable.MANIFEST, from.manifest().row(), next.row(), "manifest_id")) {
            return false;
        }
        insert(connection, MetaTable.KEY, prefix, newKeys);
        for (Replaced pair : replacedKeys) {
            if (!replace(connection, MetaTable.KEY, pair.old(), pair.fresh(), "key_id")) {
                return false;
            }
        }
        insert(connection, MetaTable.WRAPPING, prefix, wrappings);
        insert(connection, MetaTable.COLUMN, prefix, newColumns);
        for (Replaced pair : replaced) {
            if (!replace(connection, MetaTable.COLUMN, pair.old(), pair.fresh(), "column_id")) {
                return false;
            }
        }
        for (RawRow row : removed) {
            try (PreparedStatement delete =
                    connection.prepareStatement(MetaTable.COLUMN.delete(prefix, "column_id", "row_mac"))) {
                delete.setString(1, row.text(0));
                delete.setString(2, row.mac());
                if (delete.executeUpdate() != 1) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean replace(Connection connection, MetaTable table, RawRow old, RawRow fresh, String id)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(table.update(prefix, id, "row_mac"))) {
            int index = fresh.bind(update);
            if (old.values().get(0) instanceof Long number) {
                update.setLong(index, number);
            } else {
                update.setString(index, old.text(0));
            }
            update.setString(index + 1, old.mac());
            return update.executeUpdate() == 1;
        }
    }

    static void insert(Connection connection, MetaTable table, String prefix, List<RawRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(table.insert(prefix))) {
            for (RawRow row : rows) {
                row.bind(insert);
                insert.executeUpdate();
            }
        }
    }

    private static Optional<RawRow> find(List<RawRow> rows, String id) {
        return rows.stream().filter(row -> row.text(0).equals(id)).findFirst();
    }
}
