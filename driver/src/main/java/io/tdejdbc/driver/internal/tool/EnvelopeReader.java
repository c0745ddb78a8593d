package io.tdejdbc.driver.internal.tool;

import io.tdejdbc.driver.internal.error.SqlErrors;
import io.tdejdbc.keystore.KeystoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Collects stored rows, decrypts each column's values of a chunk together and adds them to a digest. */
final class EnvelopeReader implements RowSource.Visitor {
    /** Long values do not wait for a whole chunk. */
    private static final long MOST_BYTES = 1 << 24;

    private final List<ColumnWork> columns;
    private final RowDigest digest;
    private final Progress progress;
    private final List<byte[][]> rows = new ArrayList<>();
    private long bytes;

    EnvelopeReader(List<ColumnWork> columns, RowDigest digest, Progress progress) {
        this.columns = columns;
        this.digest = digest;
        this.progress = progress;
    }

    RowDigest digest() {
        return digest;
    }

    @Override
    public void row(String address, ResultSet row) throws SQLException {
        byte[][] envelopes = new byte[columns.size()][];
        for (int i = 0; i < envelopes.length; i++) {
            envelopes[i] = row.getBytes(RowSource.firstValue() + i);
            bytes += envelopes[i] == null ? 0 : envelopes[i].length;
        }
        rows.add(envelopes);
        if (bytes > MOST_BYTES) {
            chunk();
        }
    }

    @Override
    public void chunk() throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            decrypt(i);
        }
        for (byte[][] values : rows) {
            digest.add(values);
        }
        progress.advance(rows.size());
        rows.clear();
        bytes = 0;
    }

    /** Puts the plaintexts of a column in the place of its envelopes. */
    private void decrypt(int column) throws SQLException {
        byte[][] envelopes = new byte[rows.size()][];
        for (int row = 0; row < envelopes.length; row++) {
            envelopes[row] = rows.get(row)[column];
        }
        try {
            byte[][] values = columns.get(column).cipher().decryptAll(envelopes).all();
            for (int row = 0; row < values.length; row++) {
                rows.get(row)[column] = values[row];
            }
        } catch (KeystoreException e) {
            throw SqlErrors.ofValue(e, columns.get(column).place());
        }
    }
}
