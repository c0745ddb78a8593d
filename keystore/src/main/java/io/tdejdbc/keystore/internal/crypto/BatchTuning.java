package io.tdejdbc.keystore.internal.crypto;

import io.tdejdbc.keystore.BackgroundThreads;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where the batch path begins and ends on this machine: set by the system property {@value #PROPERTY}, or measured by a
 * background thread, which warms the path up at the same time. Until it is done, {@link BatchLimits#INITIAL} holds. The
 * limits change no byte of what is stored, only which code writes it.
 *
 * <p>A measurement that meets code which the JIT compiler has not reached yet, or a busy processor, finds the batch path
 * worse than it is. One that finds it as good as expected is therefore the last; before it is found to be worse, it
 * is measured again when it is used some time later, and of all measurements the best counts. No thread waits for that.
 */
public final class BatchTuning {

    /** {@code auto}, {@code off}, or {@code <least values>:<greatest length>}. */
    static final String PROPERTY = "tde.crypto.batch";

    private static final long[] PAUSES_NANOS = {1_000_000_000L, 5_000_000_000L, 30_000_000_000L, 120_000_000_000L};

    private static final long JOIN_MILLIS = 2_000;

    private final AtomicBoolean measuring = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Thread> thread = Optional.empty();
    private boolean ended;
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
        if (!text.equals("auto")) {
            return fixed(BatchLimits.parse(text));
        }
        Measured.TUNING.limits();
        return Measured.TUNING;
    }

    /** Lets the process's own measure when it is used; so it is from the beginning. */
    public static void begin() {
        Measured.TUNING.allow(true);
    }

    /** Ends a measurement of the process's own that is on its way, and starts none before {@link #begin}. */
    public static void end() {
        Measured.TUNING.allow(false).ifPresent(BatchTuning::stop);
    }

    BatchLimits limits() {
        if (!settled && System.nanoTime() - dueNanos >= 0 && measuring.compareAndSet(false, true)) {
            start();
        }
        return limits;
    }

    private void start() {
        lock.lock();
        try {
            if (ended) {
                measuring.set(false);
                return;
            }
            Thread made = BackgroundThreads.make("tde-crypto-calibration", this::measure);
            made.setPriority(Thread.MIN_PRIORITY);
            made.start();
            thread = Optional.of(made);
        } finally {
            lock.unlock();
        }
    }

    /** Gives the thread that may still be measuring. */
    private Optional<Thread> allow(boolean allowed) {
        lock.lock();
        try {
            ended = !allowed;
            return thread;
        } finally {
            lock.unlock();
        }
    }

    private static void stop(Thread running) {
        running.interrupt();
        boolean interrupted = Thread.interrupted();
        try {
            running.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Only by the thread that {@link #measuring} lets in. */
    private void measure() {
        try {
            BatchLimits found = new Calibration().measure();
            BatchLimits best = measurements == 0 ? found : limits.or(found);
            limits = best;
            settled = measurements == PAUSES_NANOS.length || best.reach(BatchLimits.INITIAL);
            if (!settled) {
                dueNanos = System.nanoTime() + PAUSES_NANOS[measurements];
                measurements++;
            }
        } catch (CancellationException e) {
            // Found nothing; whoever uses the batch path later measures again.
            dueNanos = System.nanoTime();
        } finally {
            measuring.set(false);
        }
    }

    private static final class Measured {
        private static final BatchTuning TUNING = new BatchTuning(BatchLimits.INITIAL, false);
    }
}
