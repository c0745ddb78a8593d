package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.plan.ColumnBinding;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which places of a statement take values of one column: those of the rows of a multi-row INSERT, or of an IN-list. They
 * are encrypted together. Immutable.
 */
final class ColumnGroups {

    /** Places of one column, in ascending order. */
    private record Group(ColumnBinding column, int[] places) {}

    private final int placeCount;
    private final List<Group> groups;

    /** The column of every place, in the order of the places. */
    ColumnGroups(List<ColumnBinding> columns) {
        placeCount = columns.size();
        Map<ColumnBinding, List<Integer>> byColumn = new LinkedHashMap<>();
        for (int place = 0; place < placeCount; place++) {
            byColumn.computeIfAbsent(columns.get(place), column -> new ArrayList<>())
                    .add(place);
        }
        groups = byColumn.entrySet().stream()
                .map(entry -> new Group(
                        entry.getKey(),
                        entry.getValue().stream().mapToInt(Integer::intValue).toArray()))
                .toList();
    }

    /** Number of places. */
    int placeCount() {
        return placeCount;
    }

    /**
     * Encrypts the values of one or more executions.
     *
     * @param canonicals the values by place, of one execution after the other; null elements stay null
     * @return as many envelopes
     */
    byte[][] encrypt(byte[][] canonicals) throws SQLException {
        byte[][] envelopes = new byte[canonicals.length][];
        for (Group group : groups) {
            encrypt(group, canonicals, envelopes);
        }
        return envelopes;
    }

    private void encrypt(Group group, byte[][] canonicals, byte[][] envelopes) throws SQLException {
        int present = 0;
        int last = 0;
        for (int start = 0; start < canonicals.length; start += placeCount) {
            for (int place : group.places()) {
                if (canonicals[start + place] != null) {
                    present++;
                    last = start + place;
                }
            }
        }
        if (present == 1) {
            envelopes[last] = Values.encrypt(group.column(), canonicals[last]);
        } else if (present > 1) {
            encryptTogether(group, present, canonicals, envelopes);
        }
    }

    private void encryptTogether(Group group, int present, byte[][] canonicals, byte[][] envelopes)
            throws SQLException {
        byte[][] values = new byte[present][];
        int[] index = new int[present];
        int count = 0;
        for (int start = 0; start < canonicals.length; start += placeCount) {
            for (int place : group.places()) {
                if (canonicals[start + place] != null) {
                    values[count] = canonicals[start + place];
                    index[count++] = start + place;
                }
            }
        }
        byte[][] encrypted = Values.encryptAll(group.column(), values);
        for (int i = 0; i < present; i++) {
            envelopes[index[i]] = encrypted[i];
        }
    }
}
