package io.tdejdbc.keystore.internal.crypto;

/**
 * Where the batch path begins and ends on this machine: set by the system property {@value #PROPERTY}, or measured by a
 * background thread, which warms the path up at the same time. Until it is done, {@link BatchLimits#INITIAL} holds. The
 * limits change no byte of what is stored, only which code writes it.
 *
 * <p>A measurement that meets code which the JIT compiler has not reached yet, or a busy processor, finds the batch path
 * worse than it is. One that finds it as good as expected is therefore the last; before it is found to be worse, it
 * is measured again some time later, and of all measurements the best counts.
 */
final class BatchTuning {

    /** {@code auto}, {@code off}, or {@code <least values>:<greatest length>}. */
    static final String PROPERTY = "tde.crypto.batch";

    private volatile BatchLimits limits;

    private BatchTuning(BatchLimits limits) {
        this.limits = limits;
    }

    /** Limits that stay. */
    static BatchTuning fixed(BatchLimits limits) {
        return new BatchTuning(limits);
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
        return limits;
    }

    private static final class Measured {
        private static final int[] PAUSES_MILLIS = {1_000, 5_000, 30_000, 120_000};
        private static final BatchTuning TUNING = new BatchTuning(BatchLimits.INITIAL);

        static {
            Thread thread = new Thread(() -> TUNING.limits = measure(), "tde-crypto-calibration");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            thread.start();
        }

        private static BatchLimits measure() {
            BatchLimits best = new Calibration().measure();
            try {
                for (int i = 0; i < PAUSES_MILLIS.length && !best.reach(BatchLimits.INITIAL); i++) {
                    Thread.sleep(PAUSES_MILLIS[i]);
                    best = best.or(new Calibration().measure());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return best;
        }
    }
}
