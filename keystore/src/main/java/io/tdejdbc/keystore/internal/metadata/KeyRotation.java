package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.KeyProgress;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.MasterKeyProvider;
import io.tdejdbc.keystore.crypto.Envelope;
import io.tdejdbc.keystore.crypto.Randomness;
import io.tdejdbc.keystore.internal.keys.KeyIdentity;
import io.tdejdbc.keystore.internal.keys.KeyPayload;
import io.tdejdbc.keystore.internal.keys.Wrapping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Gives keys a new generation: announced to all drivers first, written only when none can be left that has not heard of
 * it. Used once.
 */
final class KeyRotation {

    private static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final MetadataStore store;
    private final MasterKeyProvider provider;
    private final JobLease lease;
    private final Duration driverLease;
    private final LongSupplier nanoTime;
    private final KeyProgress progress;

    /** What is to be done while drivers are waited for. */
    @FunctionalInterface
    interface Beat {
        void run() throws KeystoreException;
    }

    KeyRotation(
            MetadataStore store,
            MasterKeyProvider provider,
            JobLease lease,
            Duration driverLease,
            LongSupplier nanoTime,
            KeyProgress progress) {
        this.store = store;
        this.provider = provider;
        this.lease = lease;
        this.driverLease = driverLease;
        this.nanoTime = nanoTime;
        this.progress = progress;
    }

    /**
     * Announces and promotes; generations that a killed run announced are taken over.
     *
     * @return the state afterwards
     */
    Snapshot run(List<KeySlot> slots, Beat beat) throws KeystoreException {
        Snapshot announced = store.change(from -> announce(from, slots));
        Map<KeySlot, KeyRow> fresh = new LinkedHashMap<>();
        for (KeySlot slot : slots) {
            KeyRow row = slot.announced(announced).orElseThrow(() -> overtaken(slot));
            // A key that cannot be had again must not encrypt anything.
            store.wrapper()
                    .unwrap(row.identity(), store.wrappings(row.identity().keyId()))
                    .wipe();
            fresh.put(slot, row);
        }
        awaitDrivers("generation announced of " + slots.get(0), beat);
        Snapshot done = store.change(from -> promote(from, fresh));
        for (KeyRow row : fresh.values()) {
            provider.noted("rotate-key", row.identity().keyId());
        }
        return done;
    }

    private static KeystoreException overtaken(KeySlot slot) {
        return KeystoreError.CONTENDED.because("another change of the " + slot, "none meanwhile");
    }

    private Change announce(Snapshot from, List<KeySlot> slots) throws KeystoreException {
        List<KeyRow> keys = new ArrayList<>();
        List<Wrapping> wrappings = new ArrayList<>();
        for (KeySlot slot : slots) {
            if (slot.announced(from).isPresent()) {
                continue;
            }
            List<KeyRow> rows = slot.rows(from);
            int newest = rows.get(rows.size() - 1).generation();
            if (newest >= Envelope.MAX_GENERATION) {
                throw KeystoreError.GENERATIONS_EXHAUSTED.because(
                        "generation " + newest + " of the " + slot, "at most " + Envelope.MAX_GENERATION);
            }
            KeyIdentity identity = new KeyIdentity(
                    from.deployment(),
                    Randomness.uuid(),
                    slot.owner(),
                    slot.kind(),
                    KeyPayload.ALGORITHM,
                    store.clock().millis());
            wrappings.add(store.wrapper().wrapNew(identity));
            keys.add(new KeyRow(identity, slot.name(), newest + 1, KeyState.ANNOUNCED));
        }
        return Change.ofKeys(keys, List.of(), wrappings);
    }

    /** Whoever has not polled by the end of the lease can use no protected column before it does. */
    private void awaitDrivers(String what, Beat beat) throws KeystoreException {
        long begun = nanoTime.getAsLong();
        long total = driverLease.toNanos();
        long shown = 0;
        progress.begin(driverLease.toSeconds());
        for (long passed = 0; passed < total; passed = nanoTime.getAsLong() - begun) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(passed);
            lease.transaction(what, open -> {});
            beat.run();
            progress.advance(seconds - shown);
            shown = seconds;
            LockSupport.parkNanos(Math.min(BEAT_NANOS, total - passed));
        }
        lease.transaction(what, open -> {});
    }

    private static Change promote(Snapshot from, Map<KeySlot, KeyRow> fresh) throws KeystoreException {
        List<KeyRow> changed = new ArrayList<>();
        for (Map.Entry<KeySlot, KeyRow> one : fresh.entrySet()) {
            for (KeyRow row : one.getKey().rows(from)) {
                if (row.identity().equals(one.getValue().identity())) {
                    if (row.state() != KeyState.ANNOUNCED) {
                        throw overtaken(one.getKey());
                    }
                    changed.add(row.in(KeyState.CURRENT));
                } else if (row.state() == KeyState.CURRENT) {
                    changed.add(row.in(KeyState.OLD));
                }
            }
        }
        return Change.ofKeys(List.of(), changed, List.of());
    }
}
