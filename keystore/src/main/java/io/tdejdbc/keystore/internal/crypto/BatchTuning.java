package io.tdejdbc.keystore.internal.crypto;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where the batch path begins and ends on this machine: set by the system property {@value #PROPERTY}, or measured by a
 * background thread, which warms the path up at the same time. Until it is done, {@link BatchLimits#INITIAL} holds. The
 * limits change no byte of what is stored, only which code writes it.
 *
 * <p>A measurement that meets code which the JIT compiler has not reached yet, or a busy processor, finds the batch path
 * worse than it is. One that finds it as good as expected is therefore the last; before it is found to be worse, it
 * is measured again when it is used some time later, and of all measurements the best counts. No thread waits for that.
 */
final class BatchTuning {

    /** {@code auto}, {@code off}, or {@code <least values>:<greatest length>}. */
    static final String PROPERTY = "tde.crypto.batch";

    private static final long[] PAUSES_NANOS = {1_000_000_000L, 5_000_000_000L, 30_000_000_000L, 120_000_000_000L};

    private final AtomicBoolean measuring = new AtomicBoolean();
    private volatile BatchLimits limits;
    private volatile boolean settled;
    private volatile long dueNanos;
    private int measurements;

    private BatchTuning(BatchLimits limits, boolean settled) {
        this.limits = limits;
        this.settled = settled;
        this.dueNanos = System.nanoTime();
    }

    /** Limits that stay. */
    static BatchTuning fixed(BatchLimits limits) {
        return new BatchTuning(limits, true);
    }

    /**
     * The process's own, measured when it is first asked for.
     *
     * @throws IllegalArgumentException if the property is neither of the above
     */
    static BatchTuning shared() {
        String text = System.getProperty(PROPERTY, "auto");
        return text.equals("auto") ? Measured.TUNING : fixed(BatchLimits.parse(text));
    }

    BatchLimits limits() {
        if (!settled && System.nanoTime() - dueNanos >= 0 && measuring.compareAndSet(false, true)) {
            Thread thread = new Thread(this::measure, "tde-crypto-calibration");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            thread.start();
        }
        return limits;
    }

    /** Only by the thread that {@link #measuring} lets in. */
    private void measure() {
        BatchLimits found = new Calibration().measure();
        BatchLimits best = measurements == 0 ? found : limits.or(found);
        limits = best;
        settled = measurements == PAUSES_NANOS.length || best.reach(BatchLimits.INITIAL);
        if (!settled) {
            dueNanos = System.nanoTime() + PAUSES_NANOS[measurements];
            measurements++;
        }
        measuring.set(false);
    }

    private static final class Measured {
        private static final BatchTuning TUNING = new BatchTuning(BatchLimits.INITIAL, false);

        static {
            TUNING.limits();
        }
    }
}
