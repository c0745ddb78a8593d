package io.tdejdbc.keystore.internal.crypto;

/**
 * Where the batch path begins and ends on this machine: set by the system property {@value #PROPERTY}, or measured once
 * by a background thread, which warms the path up at the same time. Until it is done, {@link BatchLimits#INITIAL} holds.
 * The limits change no byte of what is stored, only which code writes it.
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
        private static final BatchTuning TUNING = new BatchTuning(BatchLimits.INITIAL);

        static {
            Thread thread = new Thread(() -> TUNING.limits = new Calibration().measure(), "tde-crypto-calibration");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            thread.start();
        }
    }
}
