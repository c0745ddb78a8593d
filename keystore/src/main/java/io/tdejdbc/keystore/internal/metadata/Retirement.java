package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.KeyLife.Retired;
import io.tdejdbc.keystore.KeyProgress;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.KeystoreException.Kind;
import io.tdejdbc.keystore.MasterKeyProvider;
import io.tdejdbc.keystore.internal.keys.Wrapper;
import io.tdejdbc.keystore.internal.keys.Wrapping;
import io.tdejdbc.keystore.internal.metadata.WrappedKeys.WrappedKey;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Takes old versions of the master key out of use, and then deletes what they wrapped. Used once. */
final class Retirement {

    private final Backend backend;
    private final MasterKeyProvider provider;
    private final Wrapper wrapper;
    private final UUID deployment;
    private final JobLease lease;
    private final KeyProgress progress;

    Retirement(Backend backend, MasterKeyProvider provider, UUID deployment, JobLease lease, KeyProgress progress) {
        this.backend = backend;
        this.provider = provider;
        this.wrapper = new Wrapper(provider);
        this.deployment = deployment;
        this.lease = lease;
        this.progress = progress;
    }

    Retired run(int below) throws KeystoreException {
        int current = provider.currentVersion();
        if (below < 1 || below > current) {
            throw KeystoreError.RETIREMENT_REFUSED.because(
                    "version " + below, "1 to " + current + ", the current version of " + provider.keyName());
        }
        List<WrappedKey> keys = WrappedKeys.read(backend, deployment).keys();
        Map<WrappedKey, List<Wrapping>> staying = staying(keys, below);
        if (below < provider.leastVersion()) {
            provider.retire(below); // taken back: what it makes usable again may be what the proof needs
        }
        progress.begin(keys.size());
        boolean verified = prove(staying);
        // Now: a key manager may not know any more what it has retired.
        List<Wrapping> old = verified ? older(keys, below) : List.of();
        lease.transaction("proved", open -> {});
        if (below > provider.leastVersion()) {
            provider.retire(below);
        }
        return new Retired(below, delete(old), verified);
    }

    /** Deletes what this master key did not wrap, if it unwraps every key. */
    long dropOthers() throws KeystoreException {
        List<WrappedKey> keys = WrappedKeys.read(backend, deployment).keys();
        progress.begin(keys.size());
        if (!prove(staying(keys, 1))) {
            throw KeystoreError.RETIREMENT_TOO_EARLY.because(
                    "a client that may not unwrap keys", "one that may: the proof needs it");
        }
        List<Wrapping> others = new ArrayList<>();
        for (WrappedKey key : keys) {
            List<Wrapping> own = wrapper.lineage().own(key.wrappings());
            key.wrappings().stream().filter(one -> !own.contains(one)).forEach(others::add);
        }
        return delete(others);
    }

    private Map<WrappedKey, List<Wrapping>> staying(List<WrappedKey> keys, int below) throws KeystoreException {
        Map<WrappedKey, List<Wrapping>> staying = new LinkedHashMap<>();
        List<WrappedKey> without = new ArrayList<>();
        for (WrappedKey key : keys) {
            List<Wrapping> newer = wrapper.lineage().own(key.wrappings()).stream()
                    .filter(one -> one.kekVersion() >= below)
                    .toList();
            if (newer.isEmpty()) {
                without.add(key);
            }
            staying.put(key, newer);
        }
        if (!without.isEmpty()) {
            throw KeystoreError.RETIREMENT_TOO_EARLY.because(
                    without.size() + " of " + keys.size() + " keys, the first being "
                            + without.get(0).keyId(),
                    "for each key a wrapping by version " + below + " or newer of " + provider.keyName());
        }
        return staying;
    }

    /** Whether every key comes out of what stays; false if this client has no right to see keys. */
    private boolean prove(Map<WrappedKey, List<Wrapping>> staying) throws KeystoreException {
        for (Map.Entry<WrappedKey, List<Wrapping>> key : staying.entrySet()) {
            try {
                wrapper.unwrap(key.getKey().identity(), key.getValue()).wipe();
            } catch (KeystoreException e) {
                if (e.refusesClient()) {
                    return false;
                }
                throw e.kind() == Kind.UNAVAILABLE
                        ? e
                        : KeystoreError.RETIREMENT_TOO_EARLY.because(
                                "key " + key.getKey().keyId() + ", which does not unwrap: " + e.getMessage(),
                                "for each key a wrapping that unwraps",
                                e);
            }
            progress.advance(1);
        }
        return true;
    }

    private List<Wrapping> older(List<WrappedKey> keys, int below) throws KeystoreException {
        List<Wrapping> old = new ArrayList<>();
        for (WrappedKey key : keys) {
            wrapper.lineage().own(key.wrappings()).stream()
                    .filter(one -> one.kekVersion() < below)
                    .forEach(old::add);
        }
        return old;
    }

    private long delete(List<Wrapping> old) throws KeystoreException {
        for (int from = 0; from < old.size(); from += Rewrapping.BATCH) {
            List<Wrapping> batch = old.subList(from, Math.min(from + Rewrapping.BATCH, old.size()));
            lease.transaction((from + batch.size()) + " of " + old.size() + " wrappings deleted", open -> {
                try (PreparedStatement delete = open.prepareStatement(
                        MetaTable.WRAPPING.delete(backend.prefix(), "key_id", "provider", "kek_version", "wrapped"))) {
                    for (Wrapping one : batch) {
                        delete.setString(1, one.keyId().toString());
                        delete.setString(2, one.provider());
                        delete.setLong(3, one.kekVersion());
                        delete.setString(4, one.wrapped());
                        delete.executeUpdate();
                    }
                }
            });
        }
        return old.size();
    }
}
