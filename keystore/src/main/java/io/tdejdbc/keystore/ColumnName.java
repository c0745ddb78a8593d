package io.tdejdbc.keystore;

import java.util.Objects;

/**
 * A column by its catalog spelling.
 *
 * @param table the table
 * @param column the column
 */
public record ColumnName(TableName table, String column) {
    /** Neither part is null. */
    public ColumnName {
        Objects.requireNonNull(table);
        Objects.requireNonNull(column);
    }

    @Override
    public String toString() {
        return table + "." + column;
    }
}
