package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.KeyJob;
import io.tdejdbc.keystore.KeyProgress;
import io.tdejdbc.keystore.KeyScope;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.MasterKeyProvider;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Work on stored values, on metadata tables. */
final class ValueJob implements KeyJob {

    private final MetadataStore store;
    private final MasterKeyProvider provider;
    private final Kind kind;
    private final KeyScope scope;
    private final JobLease lease;
    private final Pauses pauses;
    private final Permission permission;
    private final LeaseSource masterLease;
    private final boolean begun;
    private String last;
    private Snapshot base;

    /** Whether the keys may be used. */
    @FunctionalInterface
    interface Permission {
        void require() throws KeystoreException;
    }

    /** Takes the lease that all changes of keys share. */
    @FunctionalInterface
    interface LeaseSource {
        JobLease take() throws KeystoreException;
    }

    ValueJob(
            MetadataStore store,
            MasterKeyProvider provider,
            Kind kind,
            KeyScope scope,
            JobLease lease,
            Pauses pauses,
            Permission permission,
            LeaseSource masterLease)
            throws KeystoreException {
        this.store = store;
        this.provider = provider;
        this.kind = kind;
        this.scope = scope;
        this.lease = lease;
        this.pauses = pauses;
        this.permission = permission;
        this.masterLease = masterLease;
        this.last = lease.found();
        this.begun = last.startsWith(prefix(kind));
        this.base = store.load();
        lease.keepRow(!last.isEmpty());
        if (!begun && last.startsWith(prefix(Kind.REKEY))) {
            throw KeystoreError.REKEY_UNFINISHED.because(scope + " at: " + last, "none, or one that is finished");
        }
    }

    private static String prefix(Kind kind) {
        return kind.word() + ": ";
    }

    @Override
    public boolean begun() {
        return begun;
    }

    @Override
    public void step(String progress) throws KeystoreException {
        last = prefix(kind) + progress;
        lease.keepRow(true);
        beat();
    }

    private void beat() throws KeystoreException {
        lease.transaction(last, open -> {});
        pauses.requireNone();
        permission.require();
    }

    private List<KeySlot> slots(Snapshot state) throws KeystoreException {
        return KeySlot.of(state, kind, scope);
    }

    @Override
    public boolean searchKeysChange() throws KeystoreException {
        Snapshot state = store.load();
        return slots(state).stream()
                .filter(KeySlot::isSearched)
                .anyMatch(slot -> slot.rows(state).stream().anyMatch(row -> row.state() == KeyState.OLD));
    }

    @Override
    public void rotate(Duration driverLease, KeyProgress progress) throws KeystoreException {
        List<KeySlot> slots = slots(store.load());
        try (JobLease master = masterLease.take()) {
            base = new KeyRotation(store, provider, master, driverLease, System::nanoTime, progress)
                    .run(slots, this::beat);
        }
    }

    @Override
    public List<UUID> retireOld(boolean destroy) throws KeystoreException {
        List<UUID> changed = new ArrayList<>();
        for (KeySlot slot : slots(base)) {
            for (KeyRow row : slot.rows(base)) {
                if (row.state() == KeyState.OLD || destroy && row.state() == KeyState.RETIRED) {
                    changed.add(row.identity().keyId());
                }
            }
        }
        try (JobLease master = masterLease.take()) {
            Set<UUID> ids = Set.copyOf(changed);
            store.change(from -> retire(from, ids, destroy ? KeyState.DESTROYED : KeyState.RETIRED));
            for (UUID key : changed) {
                provider.noted(destroy ? "destroy-key" : "retire-key", key);
            }
            if (destroy) {
                deleteWrappings(master);
            }
        }
        return changed;
    }

    private Change retire(Snapshot from, Set<UUID> ids, KeyState to) throws KeystoreException {
        List<KeyRow> put = new ArrayList<>();
        for (KeySlot slot : slots(from)) {
            slot.rows(from).stream()
                    .filter(row -> ids.contains(row.identity().keyId()) && row.state() != to)
                    .forEach(row -> put.add(row.in(to)));
        }
        return Change.ofKeys(List.of(), put, List.of());
    }

    /** Also those that a run which was killed has left. */
    private void deleteWrappings(JobLease master) throws KeystoreException {
        Snapshot state = store.load();
        Set<String> destroyed = slots(state).stream()
                .flatMap(slot -> slot.rows(state).stream())
                .filter(row -> row.state() == KeyState.DESTROYED)
                .map(row -> row.identity().keyId().toString())
                .collect(Collectors.toSet());
        master.transaction(destroyed.size() + " keys destroyed", open -> {
            try (PreparedStatement delete = open.prepareStatement(
                    MetaTable.WRAPPING.delete(store.backend().prefix(), "key_id"))) {
                for (String key : destroyed) {
                    delete.setString(1, key);
                    delete.executeUpdate();
                }
            }
        });
    }

    @Override
    public void rewritten() throws KeystoreException {
        Snapshot state = store.load();
        for (KeySlot slot : slots(state)) {
            for (KeyRow row : slot.rows(state)) {
                if (row.state() == KeyState.CURRENT) {
                    provider.noted(kind.word(), row.identity().keyId());
                }
            }
        }
    }

    @Override
    public void finish() {
        lease.keepRow(false);
    }

    @Override
    public void close() {
        lease.close();
        store.close();
    }
}
