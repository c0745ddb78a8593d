package io.tdejdbc.driver.internal.catalog;

import io.tdejdbc.driver.internal.plan.ColumnBinding;
import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.sqlparse.ProtectedColumn;

/**
 * A protected column: its record, what the analysis needs to know and what the JDBC layer works with.
 *
 * @param record the metadata
 * @param column for the analysis; its id is the index in {@link ProtectedSchema#columns}
 * @param binding codec and cipher
 */
public record BoundColumn(ColumnRecord record, ProtectedColumn column, ColumnBinding binding) {

    /** The same column under another id. */
    BoundColumn withId(int id) {
        return column.id() == id
                ? this
                : new BoundColumn(
                        record,
                        new ProtectedColumn(
                                id,
                                column.table(),
                                column.column(),
                                column.equality(),
                                column.comparisonGroup(),
                                column.copyGroup(),
                                column.padded()),
                        binding);
    }

    static ProtectedColumn describe(int id, ColumnRecord record, int jdbcType, String definition) {
        String own = record.columnId().toString();
        // Values of one domain are stored alike if they are of one kind and coerced alike.
        String context = record.domain()
                .map(domain -> domain.id() + ":" + record.family() + ":" + (jdbcType == java.sql.Types.CHAR))
                .orElse(own);
        String copies = record.domain().isPresent() ? context + ":" + definition : own;
        return new ProtectedColumn(
                id,
                record.table().toString(),
                record.column(),
                record.mode() == ProtectionMode.EQUALITY,
                context,
                copies,
                jdbcType == java.sql.Types.CHAR);
    }
}
