package io.tdejdbc.keystore;

import java.util.Set;
import java.util.UUID;

/**
 * Some tables, by their ids, or all.
 *
 * @param all whether it is all tables; {@code tables} then holds those that are selected by themselves as well
 * @param tables ids as {@link ColumnRecord#tableId} has them
 */
public record TableSelection(boolean all, Set<UUID> tables) {

    /** No table. */
    public static final TableSelection NONE = new TableSelection(false, Set.of());

    /** Copies the set. */
    public TableSelection {
        tables = Set.copyOf(tables);
    }

    /** Whether a table is among them. */
    public boolean has(UUID table) {
        return all || tables.contains(table);
    }
}
