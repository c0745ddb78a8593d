package io.tdejdbc.driver.internal.runtime;

import io.tdejdbc.driver.MetricsGauges;
import io.tdejdbc.driver.internal.metrics.Metrics;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells a listener that a backend is open, and once that it is not any more. Thread-safe. */
final class BackendMetrics {
    private final Metrics metrics;
    private final MetricsGauges gauges;
    private final AtomicBoolean opening = new AtomicBoolean();
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile boolean told;
    private volatile boolean ended;

    BackendMetrics(BackendRuntime runtime) {
        this.metrics = runtime.metrics();
        this.gauges = new MetricsGauges() {
            @Override
            public int unwrappedKeys() {
                return runtime.keystore().unwrappedKeys();
            }

            @Override
            public long planCacheBytes() {
                return runtime.plans().getBytes();
            }
        };
    }

    /** To be called after each connection that was opened, without a lock. */
    void opened() {
        if (opening.compareAndSet(false, true)) {
            metrics.opened(gauges);
            told = true;
            if (ended) {
                close();
            }
        }
    }

    /** To be called when the backend is closed. What is not told as open is told as closed by whoever tells it. */
    void ended() {
        ended = true;
        if (told) {
            close();
        }
    }

    private void close() {
        if (closing.compareAndSet(false, true)) {
            metrics.tellAll();
            metrics.closed(gauges);
        }
    }
}
