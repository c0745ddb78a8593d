package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.internal.keys.KeyIdentity;
import io.tdejdbc.keystore.internal.keys.KeyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Decides whether rows are believed. */
final class Verifier {

    private Verifier() {}

    /** The one manifest, of a known format and the pinned deployment; its MAC is not looked at yet. */
    static RawRow manifest(RawSet set, UUID pinned, String backend) throws KeystoreException {
        if (set.manifests().isEmpty()) {
            if (set.keys().isEmpty() && set.columns().isEmpty()) {
                throw KeystoreError.NOT_INITIALISED.because(
                        "empty metadata tables in " + backend, "the deployment " + pinned);
            }
            throw KeystoreError.MANIFEST_MISSING.because(
                    "none beside " + set.keys().size() + " key rows in " + backend, "one row");
        }
        if (set.manifests().size() > 1) {
            throw KeystoreError.MANIFEST_ALTERED.because(set.manifests().size() + " rows in " + backend, "one row");
        }
        RawRow row = set.manifests().get(0);
        if (Manifest.format(row) != Manifest.FORMAT) {
            throw KeystoreError.FORMAT_UNKNOWN.because(
                    "format " + Manifest.format(row) + " in " + backend, "format " + Manifest.FORMAT);
        }
        if (!row.text(2).equals(pinned.toString())) {
            throw KeystoreError.FOREIGN_DEPLOYMENT.because(
                    "deployment " + row.text(2) + " in " + backend, "deployment " + pinned);
        }
        return row;
    }

    /** What the one row of a kind that exists once says; not yet verified. */
    static KeyIdentity root(RawSet set, UUID deployment, KeyKind kind) throws KeystoreException {
        List<RawRow> rows = set.keys().stream()
                .filter(row -> row.text(1).equals(kind.word()))
                .toList();
        if (rows.size() != 1) {
            throw KeystoreError.ROOT_ROW_MISSING.because(rows.size() + " rows of kind " + kind.word(), "one");
        }
        try {
            return KeyRow.identity(deployment, rows.get(0));
        } catch (IllegalArgumentException e) {
            throw KeystoreError.KEY_ROW_ALTERED.because(
                    "unreadable fields in the row of the " + kind.word() + " key", "the row that was written", e);
        }
    }

    /** The verified state: every MAC right, and exactly the rows that the manifest counts and digests. */
    static Snapshot verify(RawSet set, RawRow manifestRow, RowMac mac) throws KeystoreException {
        if (!mac.verify(manifestRow)) {
            throw KeystoreError.MANIFEST_ALTERED.because("a MAC that does not match", "the row that was written");
        }
        for (RawRow row : set.keys()) {
            if (!mac.verify(row)) {
                throw KeystoreError.KEY_ROW_ALTERED.because(
                        "a MAC that does not match, key " + printable(row.text(0)), "the row that was written");
            }
        }
        for (RawRow row : set.columns()) {
            if (!mac.verify(row)) {
                throw KeystoreError.COLUMN_ROW_ALTERED.because(
                        "a MAC that does not match, column " + printable(row.text(0)), "the row that was written");
            }
        }
        Manifest manifest = parse(() -> Manifest.parse(manifestRow));
        count(MetaTable.KEY, set.keys().size(), manifest.keyRows());
        count(MetaTable.COLUMN, set.columns().size(), manifest.columnRows());
        List<RawRow> all = new ArrayList<>(set.keys());
        all.addAll(set.columns());
        if (!RowMac.digest(all).equals(manifest.digest())) {
            throw KeystoreError.ROW_REPLAYED.because(
                    "genuine rows that are not those of epoch " + manifest.epoch(),
                    "the rows that were written with it");
        }
        return parse(() -> new Snapshot(manifest, set.keys(), set.columns()));
    }

    private static void count(MetaTable table, int found, long expected) throws KeystoreException {
        if (found < expected) {
            throw KeystoreError.ROW_DELETED.because(
                    found + " rows in " + table.tableName(), expected + " rows, as the manifest says");
        }
        if (found > expected) {
            throw KeystoreError.ROW_INSERTED.because(
                    found + " rows in " + table.tableName(), expected + " rows, as the manifest says");
        }
    }

    @FunctionalInterface
    private interface Parser<T> {
        T parse();
    }

    /** Genuine rows that cannot be understood were written by a newer version. */
    private static <T> T parse(Parser<T> parser) throws KeystoreException {
        try {
            return parser.parse();
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            throw KeystoreError.FORMAT_UNKNOWN.because("a genuine row with unknown words", "words of format 1", e);
        }
    }

    /** An id from an unverified row, for a message: nothing but what an id consists of. */
    private static String printable(String id) {
        String clean = id.replaceAll("[^0-9a-f-]", "?");
        return clean.length() > 36 ? clean.substring(0, 36) : clean;
    }
}
