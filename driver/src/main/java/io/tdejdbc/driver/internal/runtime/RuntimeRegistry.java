package io.tdejdbc.driver.internal.runtime;

import io.tdejdbc.driver.internal.config.ConfigurationError;
import io.tdejdbc.driver.internal.config.TdeConfiguration;
import io.tdejdbc.driver.internal.error.SqlErrors;
import io.tdejdbc.driver.internal.error.SqlErrors.Phase;
import io.tdejdbc.driver.internal.metrics.ChosenListener;
import io.tdejdbc.driver.internal.metrics.Listeners;
import io.tdejdbc.driver.internal.metrics.Metrics;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.MasterKeyProvider;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The shared parts of all configurations in use: one key manager for each configuration, one backend runtime for each
 * configuration, URL and user. They live as long as connections use them. Thread-safe; its lock is never held while
 * something is opened or closed.
 */
public final class RuntimeRegistry implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ProviderKey, SharedProvider> providers = new HashMap<>();
    private final Map<BackendKey, SharedBackend> backends = new HashMap<>();
    private final Set<SharedBackend> all = new HashSet<>();
    private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();
    private final KeyControls controls = new KeyControls();
    private final WarmUp warmUp = new WarmUp();
    private final Listeners listeners = new Listeners();
    private boolean closed;

    /** A thread that is connecting to a URL just now. */
    public record Attempt(Thread thread, String innerUrl) {}

    private record ProviderKey(Path file, String fingerprint) {}

    private record BackendKey(
            ProviderKey configuration,
            Object owner,
            String innerUrl,
            String user,
            String strings,
            ChosenListener listener) {}

    /** A key manager and how many backends use it. */
    private static final class SharedProvider {
        private final ProviderKey key;
        private final ReentrantLock opening = new ReentrantLock();
        private Optional<MasterKeyProvider> provider = Optional.empty();
        private int users;

        SharedProvider(ProviderKey key) {
            this.key = key;
        }

        MasterKeyProvider open(TdeConfiguration configuration, Metrics metrics) throws SQLException {
            opening.lock();
            try {
                if (provider.isEmpty()) {
                    provider = Optional.of(opened(configuration, metrics));
                }
                return provider.get();
            } finally {
                opening.unlock();
            }
        }

        private static MasterKeyProvider opened(TdeConfiguration configuration, Metrics metrics) throws SQLException {
            String kind = configuration.provider().factory().kind();
            long begun = System.nanoTime();
            try {
                MasterKeyProvider opened = configuration.openKeys();
                metrics.asked("open", kind, Optional.empty(), System.nanoTime() - begun);
                return opened;
            } catch (KeystoreException e) {
                metrics.asked("open", kind, Optional.of(e), System.nanoTime() - begun);
                throw SqlErrors.of(e, Phase.CONNECTING);
            }
        }

        void close() {
            opening.lock();
            try {
                provider.ifPresent(MasterKeyProvider::close);
            } finally {
                opening.unlock();
            }
        }
    }

    /** A backend runtime, how many connections use it, and what watches it. */
    private static final class SharedBackend {
        private final BackendKey key;
        private final SharedProvider provider;
        private final ReentrantLock opening = new ReentrantLock();
        private final AtomicBoolean ended = new AtomicBoolean();
        /** Written last: who sees it sees the others. */
        private volatile Optional<BackendRuntime> runtime = Optional.empty();

        private volatile Metrics metrics = Metrics.NONE;
        private volatile Optional<BackendMetrics> told = Optional.empty();
        private Optional<BackendWatch> watch = Optional.empty();
        private Optional<JmxRegistration> counters = Optional.empty();
        private boolean lingers;
        /** Nobody has used it for a while, so that the next connection looks at everything anew. */
        private volatile boolean unwatched;

        private int users;
        private long idleSince;

        SharedBackend(BackendKey key, SharedProvider provider) {
            this.key = key;
            this.provider = provider;
        }

        /** Runs to its end in an interrupted thread too, in which an embedded database could not write to its files. */
        void close(KeyControls controls) {
            if (runtime.isEmpty() || !ended.compareAndSet(false, true)) {
                return;
            }
            boolean interrupted = Thread.interrupted();
            try {
                watch.ifPresent(BackendWatch::close);
                counters.ifPresent(JmxRegistration::close);
                runtime.ifPresent(controls::leave);
                runtime.ifPresent(BackendRuntime::close);
                told.ifPresent(BackendMetrics::ended);
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    /** One connection's share of a backend. */
    public final class Share {
        private final SharedBackend backend;
        private final BackendRuntime runtime;

        private Share(SharedBackend backend, BackendRuntime runtime) {
            this.backend = backend;
            this.runtime = runtime;
        }

        /** The shared runtime. */
        public BackendRuntime runtime() {
            return runtime;
        }

        /** Gives the share back; to be called once. */
        public void release() {
            RuntimeRegistry.this.release(backend);
        }
    }

    /** Whether the thread was not connecting to that URL before; {@link #end} follows if so. */
    public boolean begin(Attempt attempt) {
        return attempts.add(attempt);
    }

    /** The thread's attempt came to its end. */
    public void end(Attempt attempt) {
        attempts.remove(attempt);
    }

    /**
     * A share of the backend that a fresh connection leads to; opens it if it is the first.
     *
     * @param given the listener that the application gave, in place of the one that the configuration names
     * @throws SQLException for anything wrong with keys, metadata, rules or tables; nothing stays open then
     */
    public Share acquire(
            TdeConfiguration configuration, ConnectionSource source, Connection application, ChosenListener given)
            throws SQLException {
        ChosenListener listener = given.orNamed(configuration.metrics());
        SharedBackend backend = shared(
                new BackendKey(
                        new ProviderKey(configuration.file(), configuration.fingerprint()),
                        source.owner(),
                        source.innerUrl(),
                        source.user(),
                        source.strings(),
                        listener),
                isPrivate(source.innerUrl()));
        boolean acquired = false;
        Optional<SQLException> failed = Optional.empty();
        backend.opening.lock();
        try {
            if (backend.runtime.isEmpty()) {
                open(backend, configuration, source, application);
                if (isClosed()) {
                    // Whoever closed the registry meanwhile found nothing here to close.
                    backend.close(controls);
                    throw deregistered();
                }
            } else if (backend.unwatched) {
                backend.runtime.get().refresh();
            }
            backend.unwatched = false;
            backend.runtime.get().requireHealthy();
            acquired = true;
            return new Share(backend, backend.runtime.orElseThrow());
        } catch (SQLException e) {
            if (!isClosed()) {
                failed = Optional.of(e);
                throw e;
            }
            SQLException failure = deregistered();
            failure.addSuppressed(e);
            throw failure;
        } finally {
            backend.opening.unlock();
            failed.ifPresent(backend.metrics::failed);
            if (acquired) {
                backend.told.ifPresent(BackendMetrics::opened);
            }
            backend.metrics.tell();
            if (!acquired) {
                release(backend);
                if (isClosed()) {
                    backend.provider.close();
                }
            }
        }
    }

    private void open(
            SharedBackend backend, TdeConfiguration configuration, ConnectionSource source, Connection application)
            throws SQLException {
        Metrics metrics = listeners.metrics(backend.key.listener());
        backend.metrics = metrics;
        BackendRuntime opened = BackendRuntime.open(
                configuration,
                metrics.observing(backend.provider.open(configuration, metrics)),
                source,
                application,
                metrics);
        controls.join(opened);
        boolean complete = false;
        try {
            if (configuration.warmUp()
                    && !opened.schema().columns().isEmpty()
                    && warmUp.isOpen(opened.dialect().family())) {
                warmUp.start(opened.how(opened.dialect().fingerprint(application)));
            }
            complete = true;
        } finally {
            if (!complete) {
                controls.leave(opened);
                opened.close();
            }
        }
        if (configuration.jmx()) {
            backend.counters = JmxRegistration.of(opened.plans(), "PlanCache", opened.deployment());
        }
        if (!opened.single()) {
            long lingerNanos = configuration.linger().toNanos();
            backend.lingers = !opened.dialect().embedded() && lingerNanos > 0;
            backend.watch = Optional.of(
                    BackendWatch.start(opened, configuration.poll(), () -> closeIfIdle(backend, lingerNanos)));
        }
        backend.told = Optional.of(new BackendMetrics(opened));
        backend.runtime = Optional.of(opened);
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private static SQLException deregistered() {
        return ConfigurationError.DEREGISTERED.because("a connection attempt", "a registered driver");
    }

    /** A private database has no name by which connections could share it. */
    public static boolean isPrivate(String innerUrl) {
        return innerUrl.equals("jdbc:h2:mem:") || innerUrl.startsWith("jdbc:h2:mem:;");
    }

    private SharedBackend shared(BackendKey key, boolean isPrivate) throws SQLException {
        lock.lock();
        try {
            if (closed) {
                throw deregistered();
            }
            SharedBackend backend = isPrivate ? null : backends.get(key);
            if (backend == null) {
                SharedProvider provider = providers.computeIfAbsent(key.configuration, SharedProvider::new);
                provider.users++;
                backend = new SharedBackend(key, provider);
                all.add(backend);
                if (!isPrivate) {
                    backends.put(key, backend);
                }
            }
            backend.users++;
            return backend;
        } finally {
            lock.unlock();
        }
    }

    private void release(SharedBackend backend) {
        lock.lock();
        try {
            backend.users--;
            backend.idleSince = System.nanoTime();
            if (backend.users > 0) {
                return;
            }
            backend.unwatched = true;
            if (backend.lingers) {
                return;
            }
        } finally {
            lock.unlock();
        }
        closeIfIdle(backend, 0);
    }

    private void closeIfIdle(SharedBackend backend, long lingerNanos) {
        Optional<MasterKeyProvider> unused;
        lock.lock();
        try {
            boolean idle = backend.users == 0 && System.nanoTime() - backend.idleSince >= lingerNanos;
            if (!idle || !all.contains(backend)) {
                return;
            }
            unused = forget(backend);
        } finally {
            lock.unlock();
        }
        backend.close(controls);
        unused.ifPresent(MasterKeyProvider::close);
    }

    /** Takes a backend out of the maps; gives the key manager that nobody uses then. */
    private Optional<MasterKeyProvider> forget(SharedBackend backend) {
        all.remove(backend);
        backends.remove(backend.key, backend);
        SharedProvider provider = backend.provider;
        provider.users--;
        if (provider.users > 0) {
            return Optional.empty();
        }
        providers.remove(provider.key, provider);
        return provider.provider;
    }

    /** Closes everything, also under connections that are still open, and refuses what comes later. */
    @Override
    public void close() {
        List<SharedBackend> open = new ArrayList<>();
        List<MasterKeyProvider> unused = new ArrayList<>();
        lock.lock();
        try {
            closed = true;
            open.addAll(all);
            for (SharedBackend backend : open) {
                forget(backend).ifPresent(unused::add);
            }
        } finally {
            lock.unlock();
        }
        warmUp.close();
        open.forEach(backend -> backend.close(controls));
        unused.forEach(MasterKeyProvider::close);
    }

    /** How often a statement had to be analysed because no plan of it was there, over all open backends. */
    public long planMisses() {
        lock.lock();
        try {
            return all.stream()
                    .flatMap(backend -> backend.runtime.stream())
                    .mapToLong(runtime -> runtime.plans().getMisses())
                    .sum();
        } finally {
            lock.unlock();
        }
    }

    /** Number of backends that are open, for tests and diagnosis. */
    public int openBackends() {
        lock.lock();
        try {
            return all.size();
        } finally {
            lock.unlock();
        }
    }
}
