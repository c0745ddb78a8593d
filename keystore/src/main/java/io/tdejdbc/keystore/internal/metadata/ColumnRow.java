package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.ColumnState;
import io.tdejdbc.keystore.KeyDomain;
import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.keystore.TypeFamily;
import java.util.Optional;
import java.util.UUID;

/** How column records lie in {@code tde_column}. */
final class ColumnRow {

    private ColumnRow() {}

    static ColumnRecord parse(RawRow row) {
        Optional<KeyDomain> domain = row.text(6).isEmpty()
                ? Optional.empty()
                : Optional.of(new KeyDomain(UUID.fromString(row.text(6)), row.text(7)));
        return new ColumnRecord(
                UUID.fromString(row.text(1)),
                UUID.fromString(row.text(0)),
                new TableName(row.text(2), row.text(3)),
                row.text(4),
                ProtectionMode.valueOf(row.text(5)),
                domain,
                row.text(8),
                row.text(9),
                TypeFamily.valueOf(row.text(10)),
                ColumnState.valueOf(row.text(11)),
                row.number(12));
    }

    static RawRow raw(ColumnRecord column) {
        return RawRow.of(
                MetaTable.COLUMN,
                column.columnId().toString(),
                column.tableId().toString(),
                column.table().schema(),
                column.table().name(),
                column.column(),
                column.mode().name(),
                column.domain().map(domain -> domain.id().toString()).orElse(""),
                column.domain().map(KeyDomain::name).orElse(""),
                column.comparison(),
                column.declaredType(),
                column.family().name(),
                column.state().name(),
                column.since(),
                "");
    }
}
