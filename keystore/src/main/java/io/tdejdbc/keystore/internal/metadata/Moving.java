package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.KeyLife.Moved;
import io.tdejdbc.keystore.KeyProgress;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.KeystoreException.Kind;
import io.tdejdbc.keystore.MasterKeyProvider;
import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import io.tdejdbc.keystore.internal.keys.Wrapper;
import io.tdejdbc.keystore.internal.keys.Wrapping;
import io.tdejdbc.keystore.internal.metadata.WrappedKeys.WrappedKey;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Wraps every key by another master key too. The canary comes last: until then no driver starts with the new master key
 * alone. Used once.
 */
final class Moving {

    private final Backend backend;
    private final Wrapper from;
    private final Wrapper to;
    private final MasterKeyProvider target;
    private final UUID deployment;
    private final InstantSource clock;
    private final JobLease lease;
    private final KeyProgress progress;

    Moving(
            Backend backend,
            MasterKeyProvider previous,
            MasterKeyProvider target,
            UUID deployment,
            InstantSource clock,
            JobLease lease,
            KeyProgress progress) {
        this.backend = backend;
        this.from = new Wrapper(previous);
        this.to = new Wrapper(target);
        this.target = target;
        this.deployment = deployment;
        this.clock = clock;
        this.lease = lease;
        this.progress = progress;
    }

    Moved run() throws KeystoreException {
        Set<UUID> seen = new HashSet<>();
        long moved = 0;
        long there = 0;
        while (true) {
            List<WrappedKey> pending = WrappedKeys.read(backend, deployment).keys().stream()
                    .filter(key -> !seen.contains(key.keyId()))
                    .toList();
            if (pending.isEmpty()) {
                return new Moved(target.currentVersion(), moved, there);
            }
            progress.begin(seen.size() + pending.size());
            for (WrappedKey key : pending) {
                if (isThere(key)) {
                    there++;
                } else {
                    move(key, (moved + 1) + " keys");
                    moved++;
                }
                seen.add(key.keyId());
                progress.advance(1);
            }
        }
    }

    /** Only what unwraps is there; a row may be of another master key of the same kind. */
    private boolean isThere(WrappedKey key) throws KeystoreException {
        List<Wrapping> own = to.lineage().own(key.wrappings());
        if (own.isEmpty()) {
            return false;
        }
        try {
            to.unwrap(key.identity(), own).wipe();
            return true;
        } catch (KeystoreException e) {
            if (Rewrapping.endsAll(e) || e.kind() == Kind.UNAVAILABLE) {
                throw e;
            }
            return false;
        }
    }

    private void move(WrappedKey key, String done) throws KeystoreException {
        SecretKeyBytes bytes = from.unwrap(key.identity(), key.wrappings());
        try {
            Wrapping fresh = to.lineage().placed(to.wrap(key.identity(), bytes, clock.millis()), key.wrappings(), true);
            // A wrapping that cannot be taken off again must not be what lets the old master key go.
            to.unwrap(key.identity(), List.of(fresh)).wipe();
            lease.transaction(
                    done,
                    open -> ChangeWriter.insert(
                            open, MetaTable.WRAPPING, backend.prefix(), List.of(RawSet.wrappingRow(fresh))));
        } finally {
            bytes.wipe();
        }
    }
}
