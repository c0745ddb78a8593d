package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.KeyLife.TableKeyRotated;
import io.tdejdbc.keystore.KeyProgress;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.keystore.crypto.Envelope;
import io.tdejdbc.keystore.crypto.Randomness;
import io.tdejdbc.keystore.internal.keys.KeyIdentity;
import io.tdejdbc.keystore.internal.keys.KeyKind;
import io.tdejdbc.keystore.internal.keys.KeyPayload;
import io.tdejdbc.keystore.internal.keys.Wrapping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Gives a table's data key a new generation: announced to all drivers first, written only when none can be left that has
 * not heard of it. Used once.
 */
final class TableKeyRotation {

    private static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final MetadataStore store;
    private final JobLease lease;
    private final Duration driverLease;
    private final LongSupplier nanoTime;
    private final KeyProgress progress;

    TableKeyRotation(
            MetadataStore store, JobLease lease, Duration driverLease, LongSupplier nanoTime, KeyProgress progress) {
        this.store = store;
        this.lease = lease;
        this.driverLease = driverLease;
        this.nanoTime = nanoTime;
        this.progress = progress;
    }

    TableKeyRotated run(TableName table) throws KeystoreException {
        Snapshot announced = store.change(from -> announce(from, table));
        List<KeyRow> rows = dataKeys(announced, table);
        KeyRow fresh = announced(rows).orElseThrow(() -> overtaken(table));
        // A key that cannot be had again must not encrypt anything.
        store.wrapper()
                .unwrap(fresh.identity(), store.wrappings(fresh.identity().keyId()))
                .wipe();
        awaitDrivers(fresh.generation());
        Snapshot done = store.change(from -> promote(from, table, fresh));
        int previous = dataKeys(done, table).stream()
                .filter(row -> row.state() == KeyState.OLD)
                .mapToInt(KeyRow::generation)
                .max()
                .orElse(0);
        return new TableKeyRotated(previous, fresh.generation());
    }

    private static KeystoreException overtaken(TableName table) {
        return KeystoreError.CONTENDED.because("another change of the data key of " + table, "none meanwhile");
    }

    private static List<KeyRow> dataKeys(Snapshot from, TableName table) throws KeystoreException {
        UUID owner = from.tableId(table)
                .orElseThrow(() -> KeystoreError.COLUMN_UNKNOWN.because(
                        "no column of " + table, "a table with a registered column"));
        return from.keys(KeyKind.DATA, owner);
    }

    private static Optional<KeyRow> announced(List<KeyRow> rows) {
        return rows.stream().filter(row -> row.state() == KeyState.ANNOUNCED).findFirst();
    }

    /** A generation that a killed run announced is taken over. */
    private Change announce(Snapshot from, TableName table) throws KeystoreException {
        List<KeyRow> rows = dataKeys(from, table);
        if (announced(rows).isPresent()) {
            return Change.ofKeys(List.of(), List.of(), List.of());
        }
        KeyRow newest = rows.get(rows.size() - 1);
        if (newest.generation() >= Envelope.MAX_GENERATION) {
            throw KeystoreError.GENERATIONS_EXHAUSTED.because(
                    "generation " + newest.generation() + " of " + table, "at most " + Envelope.MAX_GENERATION);
        }
        KeyIdentity identity = new KeyIdentity(
                from.deployment(),
                Randomness.uuid(),
                newest.identity().owner(),
                KeyKind.DATA,
                KeyPayload.ALGORITHM,
                store.clock().millis());
        Wrapping wrapping = store.wrapper().wrapNew(identity);
        KeyRow fresh = new KeyRow(identity, "", newest.generation() + 1, KeyState.ANNOUNCED);
        return Change.ofKeys(List.of(fresh), List.of(), List.of(wrapping));
    }

    /** Whoever has not polled by the end of the lease can use no protected column before it does. */
    private void awaitDrivers(int generation) throws KeystoreException {
        long begun = nanoTime.getAsLong();
        long total = driverLease.toNanos();
        long shown = 0;
        progress.begin(driverLease.toSeconds());
        for (long passed = 0; passed < total; passed = nanoTime.getAsLong() - begun) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(passed);
            lease.transaction("generation " + generation + " announced", open -> {});
            progress.advance(seconds - shown);
            shown = seconds;
            LockSupport.parkNanos(Math.min(BEAT_NANOS, total - passed));
        }
        lease.transaction("generation " + generation + " known to all", open -> {});
    }

    private static Change promote(Snapshot from, TableName table, KeyRow fresh) throws KeystoreException {
        List<KeyRow> changed = new ArrayList<>();
        for (KeyRow row : dataKeys(from, table)) {
            if (row.identity().equals(fresh.identity())) {
                if (row.state() != KeyState.ANNOUNCED) {
                    throw overtaken(table);
                }
                changed.add(row.in(KeyState.CURRENT));
            } else if (row.state() == KeyState.CURRENT) {
                changed.add(row.in(KeyState.OLD));
            }
        }
        return Change.ofKeys(List.of(), changed, List.of());
    }
}
