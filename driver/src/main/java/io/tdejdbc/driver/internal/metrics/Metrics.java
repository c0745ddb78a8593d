package io.tdejdbc.driver.internal.metrics;

import io.tdejdbc.driver.MetricsGauges;
import io.tdejdbc.driver.MetricsListener;
import io.tdejdbc.driver.PlanCacheMXBean;
import io.tdejdbc.driver.internal.error.SqlErrors;
import io.tdejdbc.driver.internal.error.SqlStates;
import io.tdejdbc.keystore.KeyRequestObserver;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.Keystores;
import io.tdejdbc.keystore.MasterKeyProvider;
import io.tdejdbc.keystore.ValueCipher;
import java.lang.System.Logger.Level;
import java.lang.reflect.Array;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What happens on the connections that share a backend, on its way to a listener. Nothing of what the listener does gets
 * further than here. Where there is no listener, ciphers and key managers are the very same objects as without this class.
 * Thread-safe.
 */
public final class Metrics implements KeyRequestObserver {
    /** Nobody listens. */
    public static final Metrics NONE = new Metrics(Optional.empty());

    private static final System.Logger LOG = System.getLogger("io.tdejdbc");
    private static final int MOST_REQUESTS = 1_024;

    private final Optional<MetricsListener> listener;
    private final boolean active;
    private final Map<String, TableCounts> tables = new ConcurrentHashMap<>();
    private final Queue<Consumer<MetricsListener>> requests = new ArrayBlockingQueue<>(MOST_REQUESTS);
    private final AtomicBoolean failed = new AtomicBoolean();
    private final AtomicLong hits = new AtomicLong();
    private final AtomicLong misses = new AtomicLong();
    private volatile Optional<PlanCacheMXBean> plans = Optional.empty();

    Metrics(MetricsListener listener) {
        this(Optional.of(listener));
    }

    private Metrics(Optional<MetricsListener> listener) {
        this.listener = listener;
        this.active = listener.isPresent();
    }

    /** The cipher of a column, with its values counted. */
    public ValueCipher counting(String table, ValueCipher cipher) {
        return active ? new CountingCipher(cipher, tables.computeIfAbsent(table, name -> new TableCounts())) : cipher;
    }

    /** The key manager, with its requests told. */
    public MasterKeyProvider observing(MasterKeyProvider provider) {
        return active ? Keystores.observed(provider, this) : provider;
    }

    /** Tells later: a keystore may hold locks now. */
    @Override
    public void asked(String action, String provider, Optional<KeystoreException> failure, long nanos) {
        String result = failure.map(KeystoreException::code).orElse("ok");
        if (active && !requests.offer(one -> one.keyManagerAsked(action, provider, result, nanos))) {
            LOG.log(Level.DEBUG, "a request to the key manager is not told: too many since the last ones");
        }
    }

    /** The database executed a statement. */
    public void executed(boolean isProtected) {
        if (active) {
            call(isProtected ? MetricsListener::guarded : MetricsListener::passed);
        }
    }

    /**
     * The database executed a batch.
     *
     * @param counts the update counts, an array of numbers
     */
    public <T> T batchExecuted(T counts) {
        if (active) {
            long rows = Array.getLength(counts);
            call(one -> one.batchExecuted(rows));
        }
        return counts;
    }

    /** Tells a failure of this driver's own, and what came of the statement before; gives it back to be thrown. */
    public SQLException failed(SQLException failure) {
        if (active) {
            SqlErrors.code(failure).ifPresent(code -> {
                boolean refused = SqlStates.REFUSED.equals(failure.getSQLState());
                call(refused ? one -> one.refused(code) : one -> one.failed(code));
                tell();
            });
        }
        return failure;
    }

    /** As {@link #failed}, of a stored value. */
    public SQLException unreadable(String table, SQLException failure) {
        if (active
                && failure.getCause() instanceof KeystoreException cause
                && cause.kind() == KeystoreException.Kind.DATA) {
            call(one -> one.notAuthentic(table));
        }
        return failed(failure);
    }

    /** Tells what was counted and what waits. Not to be called while a lock is held. */
    public void tell() {
        if (!active) {
            return;
        }
        tables.forEach((table, counts) -> {
            counts.tellEncrypted((values, bytes) -> call(one -> one.encrypted(table, values, bytes)));
            counts.tellDecrypted((values, bytes) -> call(one -> one.decrypted(table, values, bytes)));
        });
        Consumer<MetricsListener> request = requests.poll();
        while (request != null) {
            call(request);
            request = requests.poll();
        }
    }

    /** As {@link #tell}, with the counters of the plan cache, which cost more to read than most statements cause. */
    public void tellAll() {
        tell();
        if (!active) {
            return;
        }
        plans.ifPresent(cache -> {
            long hit = since(hits, cache.getHits());
            long missed = since(misses, cache.getMisses());
            if (hit > 0 || missed > 0) {
                call(one -> one.plansLookedUp(hit, missed));
            }
        });
    }

    /** By how much a count has grown; what one thread has seen no other one tells again. */
    private static long since(AtomicLong told, long now) {
        while (true) {
            long before = told.get();
            if (now <= before) {
                return 0;
            }
            if (told.compareAndSet(before, now)) {
                return now - before;
            }
        }
    }

    /** The counters of the plan cache from now on. */
    public void follow(PlanCacheMXBean cache) {
        plans = Optional.of(cache);
    }

    /** See {@link MetricsListener#opened}. */
    public void opened(MetricsGauges gauges) {
        call(one -> one.opened(gauges));
    }

    /** See {@link MetricsListener#closed}. */
    public void closed(MetricsGauges gauges) {
        call(one -> one.closed(gauges));
    }

    /** A failure of foreign code must not become one of the statement, whatever it is. */
    @SuppressWarnings("CatchingUnchecked")
    private void call(Consumer<MetricsListener> call) {
        try {
            listener.ifPresent(call);
        } catch (Throwable e) {
            if (failed.compareAndSet(false, true)) {
                IllegalStateException cause =
                        new IllegalStateException(e.getClass().getName());
                cause.setStackTrace(e.getStackTrace());
                LOG.log(
                        Level.WARNING,
                        "the metrics listener "
                                + listener.map(one -> one.getClass().getName()).orElse("")
                                + " failed; further failures of it are not logged",
                        cause);
            }
        }
    }
}
