package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.KeyJob;
import io.tdejdbc.keystore.KeyLife;
import io.tdejdbc.keystore.KeyLifeSettings;
import io.tdejdbc.keystore.KeyProgress;
import io.tdejdbc.keystore.KeyReport;
import io.tdejdbc.keystore.KeyScope;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.MasterKeyProvider;
import io.tdejdbc.keystore.MetadataAccess;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.keystore.internal.keys.Wrapper;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Key life on metadata tables. */
public final class KeyLifeWork implements KeyLife {

    /** One row for all of them: each changes what the others rely on. */
    static final String JOB = "master-key";

    private final KeyLifeSettings settings;
    private final MetadataAccess access;
    private final Backend backend;
    private final MasterKeyProvider provider;
    private final InstantSource clock;

    KeyLifeWork(KeyLifeSettings settings, MetadataAccess access, MasterKeyProvider provider, InstantSource clock) {
        this.settings = settings;
        this.access = access;
        this.backend = new Backend(access, true);
        this.provider = provider;
        this.clock = clock;
    }

    /** See {@link io.tdejdbc.keystore.Keystores#keyLife}. */
    public static KeyLife open(KeyLifeSettings settings, MetadataAccess access, MasterKeyProvider provider) {
        return new KeyLifeWork(settings, access, provider, InstantSource.system());
    }

    private JobLease lease(String kind) throws KeystoreException {
        return JobLease.take(backend, clock, settings.lease(), JOB, kind, settings.actor());
    }

    @Override
    public Rotated rotate(int from) throws KeystoreException {
        try (JobLease lease = lease("rotate")) {
            WrappedKeys.read(backend, settings.deployment());
            int current = provider.currentVersion();
            if (from > 0 && current > from) {
                return new Rotated(false, current);
            }
            lease.transaction("from version " + current, open -> {});
            return new Rotated(true, provider.rotate());
        }
    }

    @Override
    public Rewrapped rewrap(KeyProgress progress) throws KeystoreException {
        try (JobLease lease = lease("rewrap")) {
            return new Rewrapping(backend, provider, settings.deployment(), clock, lease, progress).run();
        }
    }

    @Override
    public Retired retire(int below, KeyProgress progress) throws KeystoreException {
        try (JobLease lease = lease("retire")) {
            return new Retirement(backend, provider, settings.deployment(), lease, progress).run(below);
        }
    }

    @Override
    public Moved move(MasterKeyProvider previous, KeyProgress progress) throws KeystoreException {
        try (JobLease lease = lease("move")) {
            return new Moving(backend, previous, provider, settings.deployment(), clock, lease, progress).run();
        }
    }

    @Override
    public long dropOthers(KeyProgress progress) throws KeystoreException {
        try (JobLease lease = lease("drop others")) {
            return new Retirement(backend, provider, settings.deployment(), lease, progress).dropOthers();
        }
    }

    @Override
    public TableKeyRotated rotateTableKey(TableName table, Duration driverLease, KeyProgress progress)
            throws KeystoreException {
        try (MetadataStore store = store();
                JobLease lease = lease("dek rotate")) {
            KeySlot slot = KeySlot.data(store.load(), table);
            Snapshot done = new KeyRotation(store, provider, lease, driverLease, System::nanoTime, progress)
                    .run(List.of(slot), () -> {});
            int previous = 0;
            int current = 0;
            for (KeyRow row : slot.rows(done)) {
                previous = row.state() == KeyState.OLD ? Math.max(previous, row.generation()) : previous;
                current = row.state() == KeyState.CURRENT ? row.generation() : current;
            }
            return new TableKeyRotated(previous, current);
        }
    }

    @Override
    public KeyJob job(KeyJob.Kind kind, KeyScope scope) throws KeystoreException {
        MetadataStore store = store();
        Optional<JobLease> lease = Optional.empty();
        boolean opened = false;
        try {
            UUID owner = KeySlot.owner(store.load(), scope);
            Pauses pauses = new Pauses(backend, kind, owner);
            pauses.requireNone();
            // One row for all kinds of work: each may take keys out of use by which another one would still write.
            lease = Optional.of(
                    JobLease.take(backend, clock, settings.lease(), "values " + owner, kind.word(), settings.actor()));
            KeyJob job = new ValueJob(store, provider, kind, scope, lease.get(), pauses, () -> lease(kind.word()));
            opened = true;
            return job;
        } finally {
            if (!opened) {
                lease.ifPresent(JobLease::close);
                store.close();
            }
        }
    }

    private Pauses pauses(KeyJob.Kind kind, KeyScope scope) throws KeystoreException {
        try (MetadataStore store = store()) {
            return new Pauses(backend, kind, KeySlot.owner(store.load(), scope));
        }
    }

    @Override
    public void pause(KeyJob.Kind kind, KeyScope scope) throws KeystoreException {
        pauses(kind, scope).ask(settings.actor());
    }

    @Override
    public void resume(KeyJob.Kind kind, KeyScope scope) throws KeystoreException {
        pauses(kind, scope).end();
    }

    private MetadataStore store() {
        return new MetadataStore(
                new Backend(access, true),
                new Wrapper(provider),
                settings.deployment(),
                Optional.empty(),
                EpochFloor.ofProcess(),
                clock);
    }

    @Override
    public void evict(Optional<TableName> table) throws KeystoreException {
        WrappedKeys keys = WrappedKeys.read(backend, settings.deployment());
        Optional<UUID> owner = Optional.empty();
        if (table.isPresent()) {
            owner = Optional.of(keys.tableId(table.get())
                    .orElseThrow(() -> KeystoreError.COLUMN_UNKNOWN.because(
                            "no column of " + table.get(), "a table with a registered column")));
        }
        new Evictions(backend).request(owner, settings.actor());
    }

    @Override
    public List<KeyReport> list() throws KeystoreException {
        return new KeyReports(new Wrapper(provider), WrappedKeys.read(backend, settings.deployment())).untried();
    }

    @Override
    public List<KeyReport> verify(KeyProgress progress) throws KeystoreException {
        Wrapper wrapper = new Wrapper(provider);
        try (MetadataStore store = store()) {
            store.load();
        }
        return new KeyReports(wrapper, WrappedKeys.read(backend, settings.deployment())).tried(progress);
    }

    @Override
    public void close() {
        backend.close();
    }
}
