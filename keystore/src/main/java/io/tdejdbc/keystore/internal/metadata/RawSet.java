package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.internal.keys.Wrapping;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * All MACed rows as they lay in the tables at one moment, before anything of them is believed.
 *
 * @param manifests one row, if all is well
 */
record RawSet(List<RawRow> manifests, List<RawRow> keys, List<RawRow> columns) {

    private static final int ATTEMPTS = 20;

    /**
     * Reads the tables as they were between two commits. The manifest changes in every transaction that changes a row,
     * so rows read between two sights of the same manifest belong together, in any isolation level.
     */
    static RawSet read(Connection connection, String prefix) throws SQLException, KeystoreException {
        List<RawRow> before = rows(connection, prefix, MetaTable.MANIFEST);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            List<RawRow> keys = rows(connection, prefix, MetaTable.KEY);
            List<RawRow> columns = rows(connection, prefix, MetaTable.COLUMN);
            List<RawRow> after = rows(connection, prefix, MetaTable.MANIFEST);
            if (before.equals(after)) {
                return new RawSet(after, keys, columns);
            }
            before = after;
        }
        throw KeystoreError.CONTENDED.because(
                ATTEMPTS + " reads, each overtaken by a change", "a moment without a change");
    }

    static List<RawRow> rows(Connection connection, String prefix, MetaTable table) throws SQLException {
        List<RawRow> rows = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(table.select(prefix));
                ResultSet result = select.executeQuery()) {
            while (result.next()) {
                rows.add(RawRow.read(table, result));
            }
        }
        return rows;
    }

    static List<Wrapping> wrappings(Connection connection, String prefix, UUID keyId) throws SQLException {
        List<Wrapping> wrappings = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(MetaTable.WRAPPING.select(prefix) + " WHERE key_id = ?")) {
            select.setString(1, keyId.toString());
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    wrappings.add(wrapping(keyId, RawRow.read(MetaTable.WRAPPING, result)));
                }
            }
        }
        return wrappings;
    }

    static Wrapping wrapping(UUID keyId, RawRow row) {
        // A version that is no version ranks lowest; the text itself says what it is.
        int version = (int) Math.max(0, Math.min(row.number(2), Integer.MAX_VALUE));
        return new Wrapping(keyId, row.text(1), version, row.text(3), row.text(4), row.number(5));
    }

    static RawRow wrappingRow(Wrapping wrapping) {
        return RawRow.of(
                MetaTable.WRAPPING,
                wrapping.keyId().toString(),
                wrapping.provider(),
                (long) wrapping.kekVersion(),
                wrapping.fingerprint(),
                wrapping.wrapped(),
                wrapping.createdMillis());
    }
}
