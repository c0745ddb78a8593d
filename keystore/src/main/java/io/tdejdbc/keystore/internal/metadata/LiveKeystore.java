package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.BackgroundThreads;
import io.tdejdbc.keystore.ColumnName;
import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.ColumnRegistration;
import io.tdejdbc.keystore.ColumnState;
import io.tdejdbc.keystore.Keystore;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.KeystoreException.Kind;
import io.tdejdbc.keystore.KeystoreSettings;
import io.tdejdbc.keystore.MasterKeyProvider;
import io.tdejdbc.keystore.Metadata;
import io.tdejdbc.keystore.MetadataAccess;
import io.tdejdbc.keystore.TableSelection;
import io.tdejdbc.keystore.TypeFamily;
import io.tdejdbc.keystore.ValueCipher;
import io.tdejdbc.keystore.crypto.ColumnCipher;
import io.tdejdbc.keystore.crypto.Envelope;
import io.tdejdbc.keystore.internal.keys.CacheLimits;
import io.tdejdbc.keystore.internal.keys.KeyCache;
import io.tdejdbc.keystore.internal.keys.KeyIdentity;
import io.tdejdbc.keystore.internal.keys.Wrapper;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** The keystore on metadata tables. */
public final class LiveKeystore implements Keystore {

    private static final System.Logger LOG = System.getLogger(LiveKeystore.class.getName());
    private static final long JOIN_MILLIS = 2000;
    private static final long GENERATION_SEARCH_NANOS = 1_000_000_000;

    private static final Set<String> STATE_LOST = Set.of(
            KeystoreError.NOT_INITIALISED.code(),
            KeystoreError.FOREIGN_DEPLOYMENT.code(),
            KeystoreError.TABLE_MISSING.code(),
            KeystoreError.FORMAT_UNKNOWN.code());

    private final KeystoreSettings settings;
    private final LongSupplier nanoTime;
    private final MetadataStore store;
    private final KeyCache keys;
    private final Lease lease;
    private final InstanceRow instance;
    private final KeyLocks locks = new KeyLocks();
    private final KeyControl control;
    private final Map<CipherKey, LiveCipher> ciphers = new ConcurrentHashMap<>();
    private final LiveCipher.Source source = new CipherSource();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final KeyRefresh refresh;
    private final List<Thread> threads;
    private volatile Snapshot snapshot;
    private volatile String lastLogged = "";

    /** Which cipher: of a column, and a generation that it writes, or 0 for the current one. */
    private record CipherKey(UUID columnId, int generation) {}

    /** What time it is, and how long unwrapped keys live. */
    record Environment(LongSupplier nanoTime, InstantSource clock, EpochFloor floor, CacheLimits limits) {
        static Environment real(KeystoreSettings settings) {
            return new Environment(
                    System::nanoTime, InstantSource.system(), EpochFloor.ofProcess(), CacheLimits.of(settings));
        }
    }

    private LiveKeystore(KeystoreSettings settings, MetadataStore store, Environment environment) {
        this.settings = settings;
        this.store = store;
        this.nanoTime = environment.nanoTime();
        this.keys = new KeyCache(
                store.wrapper(),
                store::wrappings,
                key -> locks.require(key.owner(), key.owner().toString()),
                nanoTime,
                environment.limits());
        this.control = new KeyControl(new KeyRequests(store.backend()), locks, keys, new KeyUsers());
        this.instance = new InstanceRow(store.backend(), environment.clock());
        this.lease =
                new Lease(nanoTime, settings.backgroundPolling() ? Optional.of(settings.lease()) : Optional.empty());
        this.refresh = new KeyRefresh(keys, this::forget);
        this.threads = settings.backgroundPolling()
                ? List.of(thread("tde-keystore-poll", this::poll), thread("tde-key-refresh", refresh::run))
                : List.of();
    }

    /** See {@link io.tdejdbc.keystore.Keystores#open}. */
    public static LiveKeystore open(KeystoreSettings settings, MetadataAccess access, MasterKeyProvider provider)
            throws KeystoreException {
        LiveKeystore keystore = create(settings, access, provider, Environment.real(settings));
        keystore.start();
        return keystore;
    }

    /** Loads everything; nothing runs in the background before {@link #start}. */
    static LiveKeystore create(
            KeystoreSettings settings, MetadataAccess access, MasterKeyProvider provider, Environment environment)
            throws KeystoreException {
        requirePositive("poll", settings.poll());
        requirePositive("lease", settings.lease());
        requirePositive("life time of keys", settings.keyTtl());
        MetadataStore store = new MetadataStore(
                new Backend(access, settings.backgroundPolling()),
                new Wrapper(provider),
                settings.deployment(),
                settings.anchor().map(AnchorFile::new),
                environment.floor(),
                environment.clock());
        LiveKeystore keystore = new LiveKeystore(settings, store, environment);
        boolean opened = false;
        try {
            keystore.begin();
            opened = true;
            return keystore;
        } finally {
            if (!opened) {
                keystore.close();
            }
        }
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be longer than nothing, not " + duration);
        }
    }

    private void begin() throws KeystoreException {
        long begun = nanoTime.getAsLong();
        snapshot = store.load();
        control.begin();
        warmUp(snapshot);
        lease.confirm(begun);
    }

    private void start() {
        if (settings.backgroundPolling()) {
            prefetch(snapshot);
            instance.beat(snapshot.metadata().epoch());
            threads.forEach(Thread::start);
        }
    }

    private Thread thread(String name, Runnable round) {
        return BackgroundThreads.make(name, () -> repeatUntilClosed(round));
    }

    /**
     * Waits on a latch and is never interrupted: an interrupt inside an embedded database would close its files.
     */
    private void repeatUntilClosed(Runnable round) {
        try {
            while (!stop.await(settings.poll().toNanos(), TimeUnit.NANOSECONDS)) {
                round.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One poll: metadata, heartbeat, requests to evict or lock keys. Nothing escapes but errors. */
    void poll() {
        try {
            reload();
            instance.beat(snapshot.metadata().epoch());
            control.follow();
            lastLogged = "";
        } catch (KeystoreException e) {
            logOnce(e);
        } catch (RuntimeException e) {
            // The thread must live on; the lease runs out if this stays.
            LOG.log(System.Logger.Level.ERROR, "polling the metadata failed", e);
        }
    }

    /** One round of confirming keys, as its thread does it after each pause. */
    void confirmKeys() {
        refresh.run();
    }

    /** A failure that stays is told once, not every few seconds. */
    private void logOnce(KeystoreException failure) {
        if (!closed.get() && !failure.code().equals(lastLogged)) {
            lastLogged = failure.code();
            LOG.log(
                    failure.kind() == Kind.UNAVAILABLE ? System.Logger.Level.WARNING : System.Logger.Level.ERROR,
                    "polling the metadata failed: {0}",
                    failure.getMessage());
        }
    }

    private void forget(List<UUID> ended) {
        ended.forEach(key -> ciphers.values().forEach(cipher -> cipher.forgetKey(key)));
        ended.forEach(store.wrapper()::forgotten);
    }

    private Snapshot reload() throws KeystoreException {
        return observed(store::load);
    }

    @FunctionalInterface
    private interface Load {
        Snapshot run() throws KeystoreException;
    }

    /** Takes over what was read, or remembers that it must not be relied on. */
    private Snapshot observed(Load load) throws KeystoreException {
        requireOpen();
        long begun = nanoTime.getAsLong();
        Snapshot fresh;
        try {
            fresh = load.run();
        } catch (KeystoreException e) {
            if (endsUse(e)) {
                lease.refuse(e);
            }
            throw e;
        }
        install(fresh, begun);
        return fresh;
    }

    /** Not an outage, which the lease measures, nor a wish that could not be granted. */
    private static boolean endsUse(KeystoreException failure) {
        return failure.kind() == Kind.DATA && failure.code().startsWith("TDE-MET")
                || STATE_LOST.contains(failure.code());
    }

    private synchronized void install(Snapshot fresh, long begun) {
        if (closed.get() || fresh.metadata().epoch() < snapshot.metadata().epoch()) {
            return;
        }
        boolean same = fresh.manifest().mac().equals(snapshot.manifest().mac());
        if (!same) {
            snapshot = fresh;
            ciphers.values().forEach(LiveCipher::follow);
            keys.evict(key -> !fresh.isLive(key));
        }
        lease.confirm(begun);
    }

    /** Where no second connection reaches the data, there may be none when a key is needed. */
    private void warmUp(Snapshot state) throws KeystoreException {
        if (!settings.backgroundPolling()) {
            prefetch(state);
            for (ColumnRecord column : state.metadata().columns()) {
                if (!locks.has(column.tableId())) {
                    liveCipher(column).warm();
                }
            }
        }
    }

    /** One request to the key manager in place of one at each key's first use, which still says what is wrong with a key. */
    private void prefetch(Snapshot state) {
        try {
            Set<KeyIdentity> missing = new HashSet<>();
            for (ColumnRecord column : state.metadata().columns()) {
                missing.addAll(KeyRing.of(state, column.columnId()).keys().values());
            }
            missing.removeIf(key -> keys.holds(key) || locks.has(key.owner()));
            if (!missing.isEmpty()) {
                keys.warm(store.wrappings(missing));
            }
        } catch (KeystoreException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "keys are not unwrapped ahead of their first use: {0}",
                    e.getMessage());
        }
    }

    @Override
    public Metadata metadata() throws KeystoreException {
        lease.check();
        return snapshot.metadata();
    }

    @Override
    public ValueCipher cipher(UUID columnId) throws KeystoreException {
        lease.check();
        return liveCipher(column(columnId));
    }

    @Override
    public ValueCipher cipher(UUID columnId, int generation) throws KeystoreException {
        lease.check();
        return liveCipher(column(columnId), generation);
    }

    private ColumnRecord column(UUID columnId) throws KeystoreException {
        return snapshot.column(columnId)
                .orElseThrow(() -> KeystoreError.COLUMN_UNKNOWN.because("column " + columnId, "a registered column"));
    }

    private LiveCipher liveCipher(ColumnRecord column) {
        return liveCipher(column, 0);
    }

    private LiveCipher liveCipher(ColumnRecord column, int generation) {
        return ciphers.computeIfAbsent(
                new CipherKey(column.columnId(), generation),
                key -> new LiveCipher(
                        key.columnId(),
                        Envelope.overhead(column.mode()),
                        lease,
                        generation == 0 ? source : new Writing(generation)));
    }

    @Override
    public Metadata register(List<ColumnRegistration> columns) throws KeystoreException {
        List<ColumnRegistration> wishes = List.copyOf(columns);
        Registration.validate(wishes);
        for (ColumnRegistration wish : wishes) {
            // Before anything is changed; a table that is not known yet is locked with all keys alone.
            locks.require(
                    snapshot.tableId(wish.table()).orElse(snapshot.deployment()),
                    wish.table().toString());
        }
        Snapshot state = change(from ->
                Registration.plan(from, wishes, store.wrapper(), store.clock().millis()));
        for (ColumnRegistration wish : wishes) {
            // Unwraps what was stored: a key that cannot be had again must not encrypt anything.
            Optional<ColumnRecord> column = state.column(wish.table(), wish.column());
            if (column.isPresent()) {
                liveCipher(column.get()).warm();
            }
        }
        warmUp(state);
        return state.metadata();
    }

    @Override
    public Metadata changeState(UUID tableId, List<UUID> columnIds, ColumnState from, ColumnState to)
            throws KeystoreException {
        List<UUID> ids = List.copyOf(columnIds);
        return change(state -> ColumnEdits.move(
                        state, tableId, ids, from, to, store.clock().millis()))
                .metadata();
    }

    @Override
    public Metadata redeclare(UUID columnId, String declaredType, TypeFamily family) throws KeystoreException {
        return change(state -> ColumnEdits.redeclare(state, columnId, declaredType, family))
                .metadata();
    }

    @Override
    public Metadata rename(Map<UUID, ColumnName> names) throws KeystoreException {
        Map<UUID, ColumnName> wanted = Map.copyOf(names);
        return change(state -> ColumnEdits.rename(state, wanted)).metadata();
    }

    @Override
    public Metadata unregister(List<UUID> columnIds) throws KeystoreException {
        Set<UUID> ids = Set.copyOf(columnIds);
        return change(state -> ColumnEdits.remove(state, ids)).metadata();
    }

    @Override
    public Metadata refresh() throws KeystoreException {
        Snapshot fresh = reload();
        warmUp(fresh);
        return fresh.metadata();
    }

    @Override
    public void evict(Optional<UUID> tableId) {
        control.evict(tableId);
    }

    @Override
    public void lock(Optional<UUID> tableId) {
        control.set(tableId, true);
    }

    @Override
    public void unlock(Optional<UUID> tableId) {
        control.set(tableId, false);
    }

    @Override
    public TableSelection locked() {
        return locks.locked();
    }

    @Override
    public TableSelection lockedForAll() {
        return locks.asked();
    }

    @Override
    public int unwrappedKeys() {
        return keys.size();
    }

    private Snapshot change(MetadataStore.Planner planner) throws KeystoreException {
        return observed(() -> store.change(planner));
    }

    private void requireOpen() throws KeystoreException {
        if (closed.get()) {
            throw closedFailure();
        }
    }

    private static KeystoreException closedFailure() {
        return KeystoreError.KEYSTORE_CLOSED.because("a use after close", "an open one");
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        synchronized (this) {
            lease.refuse(closedFailure());
        }
        stop.countDown();
        threads.forEach(LiveKeystore::join);
        instance.leave();
        store.close();
        ciphers.values().forEach(LiveCipher::drop);
        keys.close();
    }

    private static void join(Thread thread) {
        if (thread == Thread.currentThread() || !thread.isAlive()) {
            return;
        }
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is made of keys here. */
    private final class KeyUsers implements KeyControl.Users {
        @Override
        public void forget(List<UUID> wiped) {
            LiveKeystore.this.forget(wiped);
        }

        @Override
        public void follow() {
            ciphers.values().forEach(LiveCipher::follow);
        }

        @Override
        public void noted(String action, Predicate<UUID> owner) throws KeystoreException {
            for (KeyIdentity key : snapshot.liveKeys()) {
                if (owner.test(key.owner())) {
                    store.wrapper().noted(action, key.keyId());
                }
            }
        }
    }

    /** What ciphers that write one generation are made of. */
    private final class Writing implements LiveCipher.Source {
        private final int generation;

        Writing(int generation) {
            this.generation = generation;
        }

        @Override
        public KeyRing ring(UUID columnId) throws KeystoreException {
            return source.ring(columnId).writing(generation);
        }

        @Override
        public ColumnCipher cipher(KeyRing ring) throws KeystoreException {
            return source.cipher(ring);
        }

        @Override
        public boolean holdsKeys(KeyRing ring) {
            return source.holdsKeys(ring);
        }

        @Override
        public void lookForGenerations() throws KeystoreException {
            source.lookForGenerations();
        }
    }

    /** What live ciphers are made of. */
    private final class CipherSource implements LiveCipher.Source {
        private OptionalLong searched = OptionalLong.empty();

        @Override
        public KeyRing ring(UUID columnId) throws KeystoreException {
            Snapshot now = snapshot;
            Optional<ColumnRecord> column = now.column(columnId);
            if (column.isPresent()) {
                // A domain's key may be in use by other tables; this one's columns are locked all the same.
                locks.require(column.get().tableId(), column.get().table().toString());
            }
            return KeyRing.of(now, columnId);
        }

        @Override
        public ColumnCipher cipher(KeyRing ring) throws KeystoreException {
            requireOpen();
            return ring.cipher(keys);
        }

        @Override
        public boolean holdsKeys(KeyRing ring) {
            return ring.keys().values().stream().allMatch(keys::holds);
        }

        @Override
        public void lookForGenerations() throws KeystoreException {
            synchronized (this) {
                long now = nanoTime.getAsLong();
                if (!settings.backgroundPolling()
                        || searched.isPresent() && now - searched.getAsLong() < GENERATION_SEARCH_NANOS) {
                    return;
                }
                searched = OptionalLong.of(now);
            }
            reload();
        }
    }
}
