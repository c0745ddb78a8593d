package io.tdejdbc.keystore.internal.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The row of {@code tde_manifest}.
 *
 * @param deployment identity of the set
 * @param epoch grows by one with every change
 * @param keyRows number of rows of {@code tde_key}
 * @param columnRows number of rows of {@code tde_column}
 * @param digest over the MACs of all of them
 * @param row as it lies in the table
 */
record Manifest(UUID deployment, long epoch, long keyRows, long columnRows, String digest, RawRow row) {

    static final long FORMAT = 1;
    private static final long ONLY_ID = 1;

    static long format(RawRow row) {
        return row.number(1);
    }

    static Manifest parse(RawRow row) {
        return new Manifest(
                UUID.fromString(row.text(2)), row.number(3), row.number(4), row.number(5), row.text(6), row);
    }

    /** The manifest of a set of sealed rows. */
    static Manifest of(UUID deployment, long epoch, List<RawRow> keys, List<RawRow> columns, RowMac mac, long now) {
        List<RawRow> all = new ArrayList<>(keys);
        all.addAll(columns);
        return parse(mac.seal(RawRow.of(
                MetaTable.MANIFEST,
                ONLY_ID,
                FORMAT,
                deployment.toString(),
                epoch,
                (long) keys.size(),
                (long) columns.size(),
                RowMac.digest(all),
                now,
                "")));
    }

    String mac() {
        return row.mac();
    }
}
