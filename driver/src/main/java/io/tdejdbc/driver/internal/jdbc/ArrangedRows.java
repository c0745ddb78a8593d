package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.error.JdbcErrorCode;
import io.tdejdbc.driver.internal.error.SqlErrors;
import io.tdejdbc.driver.internal.plan.ColumnBinding;
import io.tdejdbc.driver.internal.plan.RowArrangement;
import io.tdejdbc.keystore.DecryptedValues;
import io.tdejdbc.keystore.KeystoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads the values of all rows of a scrollable result that decide on them, and gives the rows' numbers in their order. */
final class ArrangedRows {
    private static final int BLOCK = 256;

    private final RowArrangement arrangement;
    private final byte[][] operands;
    private final List<Row> kept = new ArrayList<>();
    /** The columns that decide, and their places in the result. */
    private final List<ColumnBinding> columns = new ArrayList<>();

    private final List<Integer> places = new ArrayList<>();
    /** Where a row has the value of each condition. */
    private final int[] conditionValues;

    private int read;
    private long bytes;

    /** A row: its number, from 1, and its values of the columns that decide. */
    private static final class Row {
        private final int number;
        private final byte[][] values;

        private Row(int number, byte[][] values) {
            this.number = number;
            this.values = values;
        }
    }

    private ArrangedRows(RowArrangement arrangement, byte[][] operands) {
        this.arrangement = arrangement;
        this.operands = operands;
        arrangement.keys().forEach(key -> decides(key.place(), key.column()));
        arrangement.conditions().forEach(condition -> decides(condition.place(), condition.column()));
        this.conditionValues = arrangement.conditions().stream()
                .mapToInt(condition -> places.indexOf(condition.place()))
                .toArray();
    }

    private void decides(int place, ColumnBinding column) {
        if (!places.contains(place)) {
            places.add(place);
            columns.add(column);
        }
    }

    /**
     * The numbers of the rows that are handed out, from 1, in their order. The result stands before its first row again.
     *
     * @param operands what the conditions compare with; null for NULL
     * @throws SQLException TDE-JDB-016 if they do not fit the memory for it; as a value that does not decrypt
     */
    static int[] of(ResultSet inner, RowArrangement arrangement, byte[][] operands) throws SQLException {
        ArrangedRows rows = new ArrangedRows(arrangement, operands);
        try {
            rows.read(inner);
            return rows.order();
        } catch (RuntimeException e) {
            throw SqlErrors.internal("the rows of a result were arranged", e);
        }
    }

    private void read(ResultSet inner) throws SQLException {
        List<Row> block = new ArrayList<>();
        while (inner.next()) {
            byte[][] values = new byte[places.size()][];
            for (int i = 0; i < values.length; i++) {
                values[i] = inner.getBytes(places.get(i));
            }
            block.add(new Row(++read, values));
            if (block.size() == BLOCK) {
                take(block);
                block.clear();
            }
        }
        take(block);
        inner.beforeFirst();
    }

    private void take(List<Row> block) throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            decrypt(block, i, columns.get(i));
        }
        for (Row row : block) {
            if (isMet(row)) {
                kept.add(row);
                bytes += RowArrangement.ROW_BYTES;
                for (byte[] value : row.values) {
                    bytes += value == null ? 0 : value.length;
                }
            }
        }
        if (read > arrangement.mostRows() || bytes > arrangement.memory()) {
            throw SqlErrors.of(
                    JdbcErrorCode.RESULT_MEMORY,
                    "the rows of a result were sorted or chosen by encrypted columns",
                    "more than " + arrangement.mostRows() + " rows or " + arrangement.memory() + " bytes",
                    "what fits tde.result.memory",
                    "narrow the WHERE clause by other conditions, or give tde.result.memory more");
        }
    }

    private static void decrypt(List<Row> block, int at, ColumnBinding column) throws SQLException {
        byte[][] envelopes = new byte[block.size()][];
        for (int i = 0; i < envelopes.length; i++) {
            envelopes[i] = block.get(i).values[at];
        }
        DecryptedValues values = column.decryptAll(envelopes);
        for (int i = 0; i < envelopes.length; i++) {
            if (envelopes[i] != null) {
                try {
                    block.get(i).values[at] = values.get(i);
                } catch (KeystoreException e) {
                    throw SqlErrors.ofValue(e, column.toString());
                }
            }
        }
    }

    private boolean isMet(Row row) {
        for (int i = 0; i < operands.length; i++) {
            RowArrangement.Condition condition = arrangement.conditions().get(i);
            byte[] value = row.values[conditionValues[i]];
            if (value == null || operands[i] == null || !condition.isMet(value, operands[i])) {
                return false;
            }
        }
        return true;
    }

    private int[] order() {
        Comparator<Row> order = (a, b) -> 0;
        for (RowArrangement.Key key : arrangement.keys()) {
            Comparator<byte[]> values = key.descending() ? key.order().reversed() : key.order();
            Comparator<byte[]> nulls = key.nullsFirst() ? Comparator.nullsFirst(values) : Comparator.nullsLast(values);
            int at = places.indexOf(key.place());
            order = order.thenComparing(row -> row.values[at], nulls);
        }
        kept.sort(order);
        return kept.stream().mapToInt(row -> row.number).toArray();
    }
}
