package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.KeystoreException.Kind;
import io.tdejdbc.keystore.crypto.Randomness;
import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import io.tdejdbc.keystore.internal.keys.KeyIdentity;
import io.tdejdbc.keystore.internal.keys.KeyKind;
import io.tdejdbc.keystore.internal.keys.Wrapper;
import io.tdejdbc.keystore.internal.keys.Wrapping;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Reads the metadata tables and believes nothing unproved; changes them by compare-and-set. Thread-safe. */
final class MetadataStore implements AutoCloseable {

    private static final int CHANGE_ATTEMPTS = 40;
    private static final long PAUSE_NANOS = 5_000_000;

    private final Backend backend;
    private final Wrapper wrapper;
    private final UUID deployment;
    private final Optional<AnchorFile> anchor;
    private final EpochFloor floor;
    private final InstantSource clock;
    private volatile Optional<Root> root = Optional.empty();
    private volatile Optional<Verified> last = Optional.empty();

    /** Rows that were found to be genuine, and what they say. */
    private record Verified(RawSet set, Snapshot snapshot) {}

    /** The deployment key's id and what is made from it. */
    private record Root(UUID deploymentKey, RowMac mac) {}

    /** Works out a change from a state; an empty one ends it. */
    @FunctionalInterface
    interface Planner {
        Change plan(Snapshot from) throws KeystoreException;
    }

    MetadataStore(
            Backend backend,
            Wrapper wrapper,
            UUID deployment,
            Optional<AnchorFile> anchor,
            EpochFloor floor,
            InstantSource clock) {
        this.backend = backend;
        this.wrapper = wrapper;
        this.deployment = deployment;
        this.anchor = anchor;
        this.floor = floor;
        this.clock = clock;
    }

    Backend backend() {
        return backend;
    }

    Wrapper wrapper() {
        return wrapper;
    }

    InstantSource clock() {
        return clock;
    }

    /** Reads and verifies everything: MACs, manifest, pinned deployment, epoch. */
    Snapshot load() throws KeystoreException {
        Map<UUID, EpochFloor.Seen> seen = floor.before(deployment);
        Optional<AnchorFile.Anchor> anchored = anchor.isPresent() ? anchor.get().read() : Optional.empty();
        RawSet set = readTables();
        RawRow manifestRow = Verifier.manifest(set, deployment, backend.description());
        Root trusted = root(set);
        Snapshot snapshot = verified(set, manifestRow, trusted.mac());
        EpochFloor.check(seen, trusted.deploymentKey(), snapshot.manifest());
        if (anchor.isPresent()) {
            anchor.get().check(anchored, trusted.deploymentKey(), snapshot.manifest());
            anchor.get().advance(trusted.deploymentKey(), snapshot.manifest());
        }
        floor.record(trusted.deploymentKey(), snapshot.manifest());
        return snapshot;
    }

    /** Most polls find what the one before found; then nothing needs to be computed again. */
    private Snapshot verified(RawSet set, RawRow manifestRow, RowMac mac) throws KeystoreException {
        Optional<Verified> before = last;
        if (before.isPresent() && before.get().set().equals(set)) {
            return before.get().snapshot();
        }
        Snapshot snapshot = Verifier.verify(set, manifestRow, mac);
        last = Optional.of(new Verified(set, snapshot));
        return snapshot;
    }

    List<Wrapping> wrappings(UUID keyId) throws KeystoreException {
        try {
            return backend.read(open -> RawSet.wrappings(open, backend.prefix(), keyId));
        } catch (SQLException e) {
            throw readFailure(MetaTable.WRAPPING, e);
        }
    }

    /** The wrappings of several keys, read together. */
    Map<KeyIdentity, List<Wrapping>> wrappings(Collection<KeyIdentity> keys) throws KeystoreException {
        try {
            Map<String, List<RawRow>> rows =
                    backend.read(open -> RawSet.rows(open, backend.prefix(), MetaTable.WRAPPING)).stream()
                            .collect(Collectors.groupingBy(row -> row.text(0)));
            return keys.stream()
                    .collect(Collectors.toMap(
                            key -> key,
                            key -> rows.getOrDefault(key.keyId().toString(), List.of()).stream()
                                    .map(row -> RawSet.wrapping(key.keyId(), row))
                                    .toList()));
        } catch (SQLException e) {
            throw readFailure(MetaTable.WRAPPING, e);
        }
    }

    /**
     * Changes the metadata, from the newest state and as often as other writers get in between.
     *
     * @return the state afterwards, read back
     */
    Snapshot change(Planner planner) throws KeystoreException {
        for (int attempt = 1; attempt <= CHANGE_ATTEMPTS; attempt++) {
            Snapshot from = load();
            Change change = planner.plan(from);
            if (change.isEmpty() || apply(from, change)) {
                return change.isEmpty() ? from : load();
            }
            // Writers that collided must not collide again in step.
            LockSupport.parkNanos(PAUSE_NANOS * attempt + (Randomness.bytes(1)[0] & 0xff) * 100_000L);
        }
        throw KeystoreError.CONTENDED.because(CHANGE_ATTEMPTS + " tries on " + backend.description(), "one success");
    }

    private boolean apply(Snapshot from, Change change) throws KeystoreException {
        RowMac mac = root.orElseThrow(() -> new IllegalStateException("changed before it was read"))
                .mac();
        ChangeWriter writer = new ChangeWriter(backend.prefix(), from, change, mac, clock.millis());
        try {
            return backend.transaction(writer::write);
        } catch (SQLException e) {
            if (SqlFailure.isConflict(e)) {
                return false;
            }
            if (SqlFailure.isRefused(e)) {
                throw SqlFailure.notWritable(backend.description(), e);
            }
            return cameThrough(writer.next(), e);
        }
    }

    /** Whether a commit whose answer was lost is in the tables. */
    private boolean cameThrough(Manifest wanted, SQLException lost) throws KeystoreException {
        try {
            if (load().manifest().mac().equals(wanted.mac())) {
                return true;
            }
        } catch (KeystoreException e) {
            if (e.kind() != Kind.UNAVAILABLE) {
                throw e;
            }
        }
        throw SqlFailure.unreachable("a change", backend.description(), lost);
    }

    private RawSet readTables() throws KeystoreException {
        try {
            return backend.read(open -> RawSet.read(open, backend.prefix()));
        } catch (SQLException e) {
            throw readFailure(MetaTable.MANIFEST, e);
        }
    }

    private KeystoreException readFailure(MetaTable first, SQLException e) {
        if (SqlFailure.isMissingTable(e)) {
            boolean none = first == MetaTable.MANIFEST && !exists(MetaTable.MANIFEST);
            return none
                    ? KeystoreError.NOT_INITIALISED.because(
                            "no metadata tables in " + backend.description(), "the deployment " + deployment, e)
                    : KeystoreError.TABLE_MISSING.because(
                            "a table missing in " + backend.description(), "all six tables", e);
        }
        if (SqlFailure.isWrongShape(e)) {
            return KeystoreError.TABLE_MISSING.because(
                    "a column missing in " + backend.description(), "the columns of format 1", e);
        }
        if (SqlFailure.isRefused(e)) {
            return SqlFailure.notReadable(backend.description(), e);
        }
        return SqlFailure.unreachable("reading the metadata tables", backend.description(), e);
    }

    boolean exists(MetaTable table) {
        try {
            backend.read(open -> {
                try (var probe = open.prepareStatement(table.select(backend.prefix()) + " WHERE 1 = 0");
                        var result = probe.executeQuery()) {
                    return result.next();
                }
            });
            return true;
        } catch (SQLException | KeystoreException e) {
            return false;
        }
    }

    private Root root(RawSet set) throws KeystoreException {
        if (root.isPresent()) {
            return root.get();
        }
        KeyIdentity key = Verifier.root(set, deployment, KeyKind.DEPLOYMENT);
        SecretKeyBytes bytes = provenDeploymentKey(set, key);
        try {
            Root fresh = new Root(key.keyId(), RowMac.of(bytes, deployment));
            root = Optional.of(fresh);
            return fresh;
        } finally {
            bytes.wipe();
        }
    }

    private SecretKeyBytes provenDeploymentKey(RawSet set, KeyIdentity key) throws KeystoreException {
        KeyIdentity canary = Verifier.root(set, deployment, KeyKind.CANARY);
        try {
            return wrapper.unwrapProven(canary, wrappings(canary.keyId()), key, wrappings(key.keyId()));
        } catch (KeystoreException e) {
            throw wrapper.explainRetired(
                    e, WrappedKeys.read(backend, deployment).byKey());
        }
    }

    @Override
    public void close() {
        backend.close();
        root.ifPresent(trusted -> trusted.mac().close());
    }
}
