package io.tdejdbc.keystore;

import java.util.List;

/**
 * The generations of the key that encrypts a column.
 *
 * @param live those by which values may be stored now, oldest first: all of them are read, and an {@code equality} value
 *     has to be looked up by each
 * @param current the one that is written, one of {@code live}
 */
public record ColumnKeys(List<Integer> live, int current) {
    /** Copies the list. */
    public ColumnKeys {
        live = List.copyOf(live);
    }
}
