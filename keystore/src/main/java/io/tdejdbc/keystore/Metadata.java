package io.tdejdbc.keystore;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One verified state of the metadata tables: every MAC checked, the manifest's digest over all rows checked, the epoch
 * not lower than any seen before.
 *
 * @param deployment identity of this set of keys and columns
 * @param epoch grows by one with every change
 * @param columns all registered columns
 * @param keys the key generations of each column, by its id
 */
public record Metadata(UUID deployment, long epoch, List<ColumnRecord> columns, Map<UUID, ColumnKeys> keys) {
    /** Copies columns and keys. */
    public Metadata {
        columns = List.copyOf(columns);
        keys = Map.copyOf(keys);
    }
}
