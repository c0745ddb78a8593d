package io.tdejdbc.driver.internal.tool;

import io.tdejdbc.driver.internal.dialect.Dialect;
import io.tdejdbc.driver.internal.dialect.RewriteSteps;
import io.tdejdbc.driver.internal.dialect.RowAddresses;
import io.tdejdbc.driver.internal.error.SqlErrors;
import io.tdejdbc.keystore.DecryptedValues;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.keystore.crypto.Envelope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes values of other key generations of one table anew, while others read and write it. Rows are taken by the
 * address that the backend gives them, or by a unique key, and only those that nobody has locked, so that this never
 * waits for anybody while it holds locks itself. An address is no identity: each update also asks for the beginning of
 * the stored value that was read, which holds salt and nonce or the synthetic IV and so is that value's own.
 */
final class ValueRewriter {
    private static final int GENERATION_AT = 2;
    private static final int GENERATION_LENGTH = 3;
    private static final int TELLING_LENGTH = 32;

    private final Connection connection;
    private final TableName table;
    private final List<RewriteColumn> columns;
    private final Dialect dialect;
    private final RewriteSteps steps;
    private final RowAddresses addresses;
    private final String untouched;
    private final String old;

    /**
     * What one batch did.
     *
     * @param last address of the last row; empty if there was none
     * @param rewritten rows that are of the generation now
     * @param damaged rows with a value that does not decrypt
     * @param bytes of the values that were read
     * @param failure why the first damaged value does not decrypt; empty text if none is damaged
     */
    record Batch(List<Object> last, int rewritten, int damaged, long bytes, String failure) {
        boolean isEmpty() {
            return last.isEmpty();
        }
    }

    /** A row as it lies, and what it is to be. */
    private record Row(List<Object> address, byte[][] stored, byte[][] fresh) {}

    ValueRewriter(Dialect dialect, Connection connection, TableName table, List<RewriteColumn> columns)
            throws SQLException {
        this.dialect = dialect;
        this.connection = connection;
        this.table = table;
        this.columns = List.copyOf(columns);
        this.steps = dialect.rewriting();
        this.addresses = steps.addresses(connection, table);
        this.untouched = dialect.migration().untouched(connection, table);
        this.old = columns.stream()
                .map(column -> "(" + dialect.quote(column.name()) + " IS NOT NULL AND "
                        + steps.part(dialect.quote(column.name()), GENERATION_AT, GENERATION_LENGTH) + " <> "
                        + dialect.binaryLiteral(column.generationBytes()) + ")")
                .collect(Collectors.joining(" OR ", "(", ")"));
    }

    TableName table() {
        return table;
    }

    /** Any of the columns. */
    String anyColumn() {
        return columns.get(0).name();
    }

    /** Number of rows with a value of another generation. */
    long left() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet count =
                        statement.executeQuery("SELECT COUNT(*) FROM " + dialect.quote(table) + " WHERE " + old)) {
            count.next();
            return count.getLong(1);
        }
    }

    /**
     * Writes at most so many rows anew, inside the connection's open transaction.
     *
     * @param after the address that they come after; empty for the first rows
     */
    Batch rewrite(List<Object> after, int limit) throws SQLException {
        List<Row> rows = read(after, limit);
        if (rows.isEmpty()) {
            return new Batch(List.of(), 0, 0, 0, "");
        }
        String failure = "";
        long bytes = 0;
        for (int column = 0; column < columns.size(); column++) {
            String found = renew(column, rows);
            failure = failure.isEmpty() ? found : failure;
        }
        for (Row row : rows) {
            bytes += Arrays.stream(row.stored())
                    .mapToLong(value -> value == null ? 0 : value.length)
                    .sum();
        }
        int damaged = (int) rows.stream().filter(this::isDamaged).count();
        return new Batch(rows.get(rows.size() - 1).address(), write(rows), damaged, bytes, failure);
    }

    private List<Row> read(List<Object> after, int limit) throws SQLException {
        int width = addresses.selected().size();
        String select = "SELECT " + String.join(", ", addresses.selected()) + ", "
                + columns.stream().map(column -> dialect.quote(column.name())).collect(Collectors.joining(", "))
                + " FROM " + dialect.quote(table) + " WHERE " + old
                + (after.isEmpty() ? "" : " AND " + addresses.after())
                + " ORDER BY " + addresses.order() + " FETCH FIRST " + limit + " ROWS ONLY" + steps.lockRows();
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            if (!after.isEmpty()) {
                addresses.setAfter(statement, 1, after);
            }
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    byte[][] stored = new byte[columns.size()][];
                    for (int i = 0; i < stored.length; i++) {
                        stored[i] = result.getBytes(width + i + 1);
                    }
                    rows.add(new Row(addresses.read(result, 1), stored, new byte[stored.length][]));
                }
            }
        }
        return rows;
    }

    private boolean isOld(Row row, int column) {
        byte[] stored = row.stored()[column];
        return stored != null
                && (stored.length <= GENERATION_LENGTH
                        || Envelope.generation(stored) != columns.get(column).generation());
    }

    private boolean isDamaged(Row row) {
        for (int i = 0; i < columns.size(); i++) {
            if (isOld(row, i) && row.fresh()[i] == null) {
                return true;
            }
        }
        return false;
    }

    /**
     * Encrypts the old values of a column anew.
     *
     * @return why the first of them does not decrypt; the empty string if all do
     */
    private String renew(int index, List<Row> rows) throws SQLException {
        RewriteColumn column = columns.get(index);
        byte[][] envelopes = new byte[rows.size()][];
        for (int i = 0; i < envelopes.length; i++) {
            envelopes[i] = isOld(rows.get(i), index) ? rows.get(i).stored()[index] : null;
        }
        DecryptedValues values = column.cipher().decryptAll(envelopes);
        String failure = "";
        byte[][] plain = new byte[envelopes.length][];
        try {
            for (int i = 0; i < plain.length; i++) {
                if (values.failure(i).isEmpty()) {
                    plain[i] = values.get(i);
                } else if (failure.isEmpty()) {
                    failure = column.place() + ": " + values.failure(i).get().getMessage();
                }
            }
            byte[][] fresh = column.cipher().encryptAll(plain);
            // What cannot be read back must not take the place of what can.
            byte[][] again = column.cipher().decryptAll(fresh).all();
            for (int i = 0; i < fresh.length; i++) {
                if (!Arrays.equals(again[i], plain[i])) {
                    throw new IllegalStateException(
                            "an envelope of " + column.place() + " does not give its value back");
                }
                rows.get(i).fresh()[index] = fresh[i];
            }
        } catch (KeystoreException e) {
            throw SqlErrors.ofValue(e, column.place());
        } finally {
            for (byte[] value : plain) {
                if (value != null) {
                    Arrays.fill(value, (byte) 0);
                }
            }
        }
        return failure;
    }

    private int write(List<Row> rows) throws SQLException {
        Map<BitSet, List<Row>> byColumns = new LinkedHashMap<>();
        for (Row row : rows) {
            BitSet changed = new BitSet();
            for (int i = 0; i < columns.size(); i++) {
                changed.set(i, row.fresh()[i] != null);
            }
            if (!changed.isEmpty()) {
                byColumns.computeIfAbsent(changed, key -> new ArrayList<>()).add(row);
            }
        }
        int written = 0;
        for (Map.Entry<BitSet, List<Row>> group : byColumns.entrySet()) {
            written += write(group.getKey().stream().toArray(), group.getValue());
        }
        return written;
    }

    private int write(int[] changed, List<Row> rows) throws SQLException {
        String set = Arrays.stream(changed)
                .mapToObj(i -> dialect.quote(columns.get(i).name()) + " = ?")
                .collect(Collectors.joining(", "));
        String same = Arrays.stream(changed)
                .mapToObj(i -> " AND " + steps.part(dialect.quote(columns.get(i).name()), 1, TELLING_LENGTH) + " = ?")
                .collect(Collectors.joining());
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE " + dialect.quote(table) + " SET " + set + untouched + " WHERE " + addresses.same() + same)) {
            for (Row row : rows) {
                int index = 1;
                for (int i : changed) {
                    update.setBytes(index++, row.fresh()[i]);
                }
                index = addresses.setSame(update, index, row.address());
                for (int i : changed) {
                    byte[] stored = row.stored()[i];
                    update.setBytes(index++, Arrays.copyOf(stored, Math.min(stored.length, TELLING_LENGTH)));
                }
                update.addBatch();
            }
            int written = 0;
            for (int count : update.executeBatch()) {
                written += count == 0 ? 0 : 1;
            }
            return written;
        }
    }
}
