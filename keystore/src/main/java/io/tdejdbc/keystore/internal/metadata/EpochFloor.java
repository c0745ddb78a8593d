package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The highest epoch seen of each set of metadata tables. A set is told by its deployment and its deployment key, so that
 * two databases initialised under one deployment id do not disturb each other. Thread-safe.
 *
 * <p>There is one for the process: a keystore that is closed and opened again, or a second one beside it, must not
 * accept what the first one has left behind, and nothing less than the process outlives them all.
 */
final class EpochFloor {

    private static final EpochFloor PROCESS = new EpochFloor();

    private final Map<Set, Seen> highest = new ConcurrentHashMap<>();

    private record Set(UUID deployment, UUID deploymentKey) {}

    /** An epoch and the MAC of the manifest that had it. */
    record Seen(long epoch, String mac) {}

    /** The process's own. */
    static EpochFloor ofProcess() {
        return PROCESS;
    }

    /** What must be looked up before the tables are read, since others in the process go on meanwhile. */
    Map<UUID, Seen> before(UUID deployment) {
        Map<UUID, Seen> seen = new ConcurrentHashMap<>();
        highest.forEach((set, value) -> {
            if (set.deployment().equals(deployment)) {
                seen.put(set.deploymentKey(), value);
            }
        });
        return seen;
    }

    /**
     * Refuses an older state than was seen before it was read, or another state of the same epoch.
     *
     * @param before what {@link #before} gave
     */
    static void check(Map<UUID, Seen> before, UUID deploymentKey, Manifest manifest) throws KeystoreException {
        Optional<Seen> floor = Optional.ofNullable(before.get(deploymentKey));
        if (floor.isPresent()
                && (manifest.epoch() < floor.get().epoch()
                        || manifest.epoch() == floor.get().epoch()
                                && !manifest.mac().equals(floor.get().mac()))) {
            throw KeystoreError.EPOCH_REPLAYED.because(
                    "epoch " + manifest.epoch()
                            + (manifest.epoch() == floor.get().epoch() ? " with other content" : ""),
                    "epoch " + floor.get().epoch() + " or later, as seen before in this process");
        }
    }

    void record(UUID deploymentKey, Manifest manifest) {
        Seen seen = new Seen(manifest.epoch(), manifest.mac());
        highest.merge(
                new Set(manifest.deployment(), deploymentKey),
                seen,
                (old, fresh) -> fresh.epoch() > old.epoch() ? fresh : old);
    }
}
