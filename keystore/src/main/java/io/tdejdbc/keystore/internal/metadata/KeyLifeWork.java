package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.KeyEscrow;
import io.tdejdbc.keystore.KeyJob;
import io.tdejdbc.keystore.KeyLife;
import io.tdejdbc.keystore.KeyLifeSettings;
import io.tdejdbc.keystore.KeyLock;
import io.tdejdbc.keystore.KeyProgress;
import io.tdejdbc.keystore.KeyReport;
import io.tdejdbc.keystore.KeyScope;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.MasterKeyProvider;
import io.tdejdbc.keystore.MetadataAccess;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.keystore.internal.keys.Lineage;
import io.tdejdbc.keystore.internal.keys.Wrapper;
import io.tdejdbc.keystore.internal.keys.Wrapping;
import java.time.Duration;
import java.time.Instant;
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
        Optional<KeyEscrow.Confirmation> kept = keptForBackups();
        if (kept.isPresent() && kept.get().version() < below) {
            throw KeystoreError.BACKUP_NEEDS_VERSION.because(
                    "backups that need the versions from " + kept.get().version() + " on, by the word of "
                            + kept.get().actor() + " of " + kept.get().when()
                            + (kept.get().note().isEmpty()
                                    ? ""
                                    : ": " + kept.get().note()),
                    "none that needs a version below " + below);
        }
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
            KeyRequests requests = new KeyRequests(backend);
            requests.requireUnlocked(owner);
            Pauses pauses = new Pauses(backend, kind, owner);
            pauses.requireNone();
            // One row for all kinds of work: each may take keys out of use by which another one would still write.
            lease = Optional.of(
                    JobLease.take(backend, clock, settings.lease(), "values " + owner, kind.word(), settings.actor()));
            KeyJob job = new ValueJob(
                    store,
                    provider,
                    kind,
                    scope,
                    lease.get(),
                    pauses,
                    () -> requests.requireUnlocked(owner),
                    () -> lease(kind.word()));
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
        Optional<UUID> owner = owner(keys, table);
        new KeyRequests(backend).evict(owner, settings.actor());
        note("evict", keys, owner);
    }

    @Override
    public boolean lock(Optional<TableName> table) throws KeystoreException {
        WrappedKeys keys = WrappedKeys.read(backend, settings.deployment());
        Optional<UUID> owner = owner(keys, table);
        boolean made = new KeyRequests(backend).lock(owner, settings.actor(), clock.millis());
        note("lock", keys, owner);
        return made;
    }

    @Override
    public boolean unlock(Optional<TableName> table) throws KeystoreException {
        WrappedKeys keys = WrappedKeys.read(backend, settings.deployment());
        Optional<UUID> owner = owner(keys, table);
        // What cannot be recorded is not handed out.
        note("unlock", keys, owner);
        return new KeyRequests(backend).unlock(owner);
    }

    @Override
    public List<KeyLock> locks() throws KeystoreException {
        List<RawRow> rows = new KeyRequests(backend).locks();
        if (rows.isEmpty()) {
            return List.of();
        }
        WrappedKeys keys = WrappedKeys.read(backend, settings.deployment());
        return rows.stream()
                .map(row -> new KeyLock(
                        KeyRequests.owner(row)
                                .map(id -> keys.tableName(id)
                                        .map(TableName::toString)
                                        .orElse(id.toString())),
                        row.text(2),
                        Optional.of(row.number(3)).filter(millis -> millis > 0).map(Instant::ofEpochMilli)))
                .toList();
    }

    @Override
    public void confirmEscrow(String note) throws KeystoreException {
        WrappedKeys.read(backend, settings.deployment());
        new OperatorWord(backend, OperatorWord.ESCROW)
                .put(new KeyEscrow.Confirmation(
                        Instant.ofEpochMilli(clock.millis()), provider.currentVersion(), settings.actor(), note));
    }

    @Override
    public void keepForBackups(int from, String note) throws KeystoreException {
        WrappedKeys.read(backend, settings.deployment());
        int current = provider.currentVersion();
        if (from < 1 || from > current) {
            throw KeystoreError.KEK_VERSION_UNKNOWN.because("version " + from, "1 to " + current);
        }
        new OperatorWord(backend, OperatorWord.BACKUPS)
                .put(new KeyEscrow.Confirmation(Instant.ofEpochMilli(clock.millis()), from, settings.actor(), note));
    }

    @Override
    public Optional<KeyEscrow.Confirmation> keptForBackups() throws KeystoreException {
        return new OperatorWord(backend, OperatorWord.BACKUPS).last();
    }

    @Override
    public KeyEscrow escrow() throws KeystoreException {
        int newest = 0;
        Lineage lineage = new Wrapper(provider).lineage();
        for (WrappedKeys.WrappedKey key :
                WrappedKeys.read(backend, settings.deployment()).keys()) {
            for (Wrapping wrapping : key.wrappings()) {
                newest = lineage.isOfKind(wrapping) ? Math.max(newest, wrapping.kekVersion()) : newest;
            }
        }
        return new KeyEscrow(new OperatorWord(backend, OperatorWord.ESCROW).last(), newest);
    }

    private static Optional<UUID> owner(WrappedKeys keys, Optional<TableName> table) throws KeystoreException {
        if (table.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(keys.tableId(table.get())
                .orElseThrow(() -> KeystoreError.COLUMN_UNKNOWN.because(
                        "no column of " + table.get(), "a table with a registered column")));
    }

    private void note(String action, WrappedKeys keys, Optional<UUID> owner) throws KeystoreException {
        for (WrappedKeys.WrappedKey key : keys.keys()) {
            UUID its = key.identity().owner();
            if (owner.map(its::equals).orElse(!its.equals(settings.deployment()))) {
                provider.noted(action, key.keyId());
            }
        }
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
