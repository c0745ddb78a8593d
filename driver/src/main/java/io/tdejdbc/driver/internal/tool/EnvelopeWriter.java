package io.tdejdbc.driver.internal.tool;

import io.tdejdbc.driver.internal.catalog.PolicyError;
import io.tdejdbc.driver.internal.dialect.MigrationSteps;
import io.tdejdbc.driver.internal.error.SqlErrors;
import io.tdejdbc.keystore.KeystoreException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects plain rows, encrypts each column's values of a chunk together and writes them beside the plain ones. */
final class EnvelopeWriter implements RowSource.Visitor {
    private final PreparedStatement update;
    private final List<ColumnWork> columns;
    private final MigrationSteps steps;
    private final RowDigest digest;
    private final Progress progress;
    private final List<String> addresses = new ArrayList<>();
    private final List<byte[][]> rows = new ArrayList<>();

    EnvelopeWriter(
            PreparedStatement update,
            List<ColumnWork> columns,
            MigrationSteps steps,
            RowDigest digest,
            Progress progress) {
        this.update = update;
        this.columns = columns;
        this.steps = steps;
        this.digest = digest;
        this.progress = progress;
    }

    RowDigest digest() {
        return digest;
    }

    @Override
    public void row(String address, ResultSet row) throws SQLException {
        byte[][] values = new byte[columns.size()][];
        for (int i = 0; i < columns.size(); i++) {
            ColumnWork column = columns.get(i);
            int index = RowSource.firstValue() + i;
            Optional<byte[]> canonical = column.encode(row, index);
            if (canonical.isPresent()) {
                if (!column.agrees(canonical.get(), row, index)) {
                    throw PolicyError.VERIFICATION_FAILED.because(
                            "a value of " + column.place() + " that does not come back as the database writes it",
                            "values of the declared type " + column.type().definition());
                }
                values[i] = canonical.get();
            }
        }
        digest.add(values);
        addresses.add(address);
        rows.add(values);
    }

    @Override
    public void chunk() throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        byte[][][] envelopes = new byte[columns.size()][][];
        for (int i = 0; i < columns.size(); i++) {
            byte[][] values = new byte[rows.size()][];
            for (int row = 0; row < values.length; row++) {
                values[row] = rows.get(row)[i];
            }
            try {
                envelopes[i] = columns.get(i).cipher().encryptAll(values);
            } catch (KeystoreException e) {
                throw SqlErrors.ofValue(e, columns.get(i).place());
            }
        }
        for (int row = 0; row < addresses.size(); row++) {
            for (int i = 0; i < columns.size(); i++) {
                update.setBytes(i + 1, envelopes[i][row]);
            }
            steps.setRowAddress(update, columns.size() + 1, addresses.get(row));
            update.addBatch();
        }
        update.executeBatch();
        progress.advance(addresses.size());
        addresses.clear();
        rows.clear();
    }
}
