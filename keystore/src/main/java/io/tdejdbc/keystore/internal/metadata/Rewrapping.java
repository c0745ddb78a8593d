package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.KeyLife.Rewrapped;
import io.tdejdbc.keystore.KeyProgress;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.KeystoreException.Kind;
import io.tdejdbc.keystore.MasterKeyProvider;
import io.tdejdbc.keystore.internal.keys.Wrapper;
import io.tdejdbc.keystore.internal.keys.Wrapping;
import io.tdejdbc.keystore.internal.metadata.WrappedKeys.WrappedKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Puts a wrapping by the current version beside those that every key has. Used once. */
final class Rewrapping {

    /** More than the key managers take in one request is never asked. */
    static final int BATCH = 100;

    private final Backend backend;
    private final MasterKeyProvider provider;
    private final Wrapper wrapper;
    private final UUID deployment;
    private final InstantSource clock;
    private final JobLease lease;
    private final KeyProgress progress;
    private final Map<UUID, KeystoreException> failed = new LinkedHashMap<>();
    private long done;

    /** A wrapping and the one that it was made from. */
    private record Renewed(Wrapping source, Wrapping fresh) {}

    Rewrapping(
            Backend backend,
            MasterKeyProvider provider,
            UUID deployment,
            InstantSource clock,
            JobLease lease,
            KeyProgress progress) {
        this.backend = backend;
        this.provider = provider;
        this.wrapper = new Wrapper(provider);
        this.deployment = deployment;
        this.clock = clock;
        this.lease = lease;
        this.progress = progress;
    }

    Rewrapped run() throws KeystoreException {
        int target = provider.currentVersion();
        while (true) {
            List<WrappedKey> keys = WrappedKeys.read(backend, deployment).keys();
            List<WrappedKey> pending = new ArrayList<>();
            for (WrappedKey key : keys) {
                if (!failed.containsKey(key.keyId()) && !isCurrent(key, target)) {
                    pending.add(key);
                }
            }
            if (pending.isEmpty()) {
                requireAll(keys.size());
                return new Rewrapped(target, done, keys.size() - done);
            }
            // Keys that are made meanwhile turn up in the next round.
            progress.begin(pending.size() + done);
            for (int from = 0; from < pending.size(); from += BATCH) {
                List<WrappedKey> batch = pending.subList(from, Math.min(from + BATCH, pending.size()));
                store(renew(batch), keys.size());
                progress.advance(batch.size());
            }
        }
    }

    private boolean isCurrent(WrappedKey key, int target) throws KeystoreException {
        return wrapper.lineage().own(key.wrappings()).stream().anyMatch(one -> one.kekVersion() >= target);
    }

    private void requireAll(int keys) throws KeystoreException {
        if (failed.isEmpty()) {
            return;
        }
        Map.Entry<UUID, KeystoreException> first = failed.entrySet().iterator().next();
        throw KeystoreError.REWRAP_INCOMPLETE.because(
                failed.size() + " of " + keys + " keys, the first being " + first.getKey() + ": "
                        + first.getValue().getMessage(),
                "all",
                first.getValue());
    }

    /** Halves a batch that fails, until what is to blame is alone. */
    private List<Renewed> renew(List<WrappedKey> batch) throws KeystoreException {
        if (batch.size() == 1) {
            return renewAlone(batch.get(0)).stream().toList();
        }
        List<Wrapping> sources = new ArrayList<>();
        for (WrappedKey key : batch) {
            Optional<Wrapping> source =
                    wrapper.lineage().candidates(key.wrappings()).stream().findFirst();
            if (source.isEmpty()) {
                return halves(batch);
            }
            sources.add(source.get());
        }
        List<String> texts;
        try {
            texts = provider.rewrap(sources.stream().map(Rewrapping::wrapped).toList());
        } catch (KeystoreException e) {
            if (endsAll(e)) {
                throw e;
            }
            return halves(batch);
        }
        List<Renewed> renewed = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            renewed.add(renewed(batch.get(i), sources.get(i), texts.get(i)));
        }
        return renewed;
    }

    private List<Renewed> halves(List<WrappedKey> batch) throws KeystoreException {
        List<Renewed> both = new ArrayList<>(renew(batch.subList(0, batch.size() / 2)));
        both.addAll(renew(batch.subList(batch.size() / 2, batch.size())));
        return both;
    }

    private Optional<Renewed> renewAlone(WrappedKey key) throws KeystoreException {
        Optional<KeystoreException> first = Optional.empty();
        for (Wrapping source : wrapper.lineage().candidates(key.wrappings())) {
            try {
                return Optional.of(renewed(
                        key, source, provider.rewrap(List.of(wrapped(source))).get(0)));
            } catch (KeystoreException e) {
                if (endsAll(e)) {
                    throw e;
                }
                first = Optional.of(first.orElse(e));
            }
        }
        failed.put(
                key.keyId(),
                first.orElseGet(() -> KeystoreError.WRAPPING_MISSING.because(
                        "key " + key.keyId(), "a wrapping by " + provider.kind())));
        return Optional.empty();
    }

    /** What no other key and no other wrapping would fare better with. */
    static boolean endsAll(KeystoreException failure) {
        return failure.kind() == Kind.UNAVAILABLE || failure.kind() == Kind.CONFIGURATION || failure.refusesClient();
    }

    private static MasterKeyProvider.WrappedKey wrapped(Wrapping wrapping) {
        return new MasterKeyProvider.WrappedKey(wrapping.keyId(), wrapping.wrapped());
    }

    private Renewed renewed(WrappedKey key, Wrapping source, String text) throws KeystoreException {
        Wrapping fresh = wrapper.wrapping(key.keyId(), text, clock.millis());
        return new Renewed(source, wrapper.lineage().placed(fresh, key.wrappings(), false));
    }

    private void store(List<Renewed> renewed, int keys) throws KeystoreException {
        List<Renewed> changed = renewed.stream()
                .filter(one -> !one.fresh().wrapped().equals(one.source().wrapped()))
                .toList();
        if (changed.size() < renewed.size()) {
            throw KeystoreError.PROVIDER_MISCONFIGURED.because(
                    "a text that " + provider.kind() + " did not wrap anew", "the current version");
        }
        lease.transaction((done + changed.size()) + " of " + keys + " keys", open -> {
            for (Renewed one : changed) {
                insert(open, one);
            }
        });
        done += changed.size();
    }

    /** Only beside the row that it was made from: whoever changed or deleted that one meanwhile had a reason. */
    private void insert(Connection open, Renewed one) throws SQLException {
        String name = backend.prefix() + MetaTable.WRAPPING.tableName();
        try (PreparedStatement insert = open.prepareStatement("INSERT INTO " + name
                + " (key_id, provider, kek_version, kek_fingerprint, wrapped, created_ms) SELECT key_id,"
                + " CAST(? AS VARCHAR(64)), CAST(? AS DECIMAL(19)), CAST(? AS VARCHAR(64)), CAST(? AS VARCHAR(2000)),"
                + " CAST(? AS DECIMAL(19)) FROM " + name
                + " WHERE key_id = ? AND provider = ? AND kek_version = ? AND wrapped = ?")) {
            Wrapping fresh = one.fresh();
            insert.setString(1, fresh.provider());
            insert.setLong(2, fresh.kekVersion());
            insert.setString(3, fresh.fingerprint());
            insert.setString(4, fresh.wrapped());
            insert.setLong(5, fresh.createdMillis());
            insert.setString(6, fresh.keyId().toString());
            insert.setString(7, one.source().provider());
            insert.setLong(8, one.source().kekVersion());
            insert.setString(9, one.source().wrapped());
            insert.executeUpdate();
        }
    }
}
