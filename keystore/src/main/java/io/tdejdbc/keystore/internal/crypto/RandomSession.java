package io.tdejdbc.keystore.internal.crypto;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * One derived key under which the single values of a column are written: one sub-key, one generation, one salt. It ends
 * after 2^20 values or 10 minutes, whichever comes first, or when the column's keys change. With random 96-bit nonces the
 * chance that two of 2^20 values share one is 2^-57.
 */
final class RandomSession {

    static final int MAX_VALUES = 1 << 20;
    static final long MAX_NANOS = 600_000_000_000L;

    private final SessionKey key;
    private final byte[] head;
    private final long started;
    private final AtomicInteger used = new AtomicInteger();

    /**
     * A session.
     *
     * @param head the first 16 bytes of its envelopes: format, generation, salt
     * @param started monotonic nanoseconds
     */
    RandomSession(SessionKey key, byte[] head, long started) {
        this.key = key;
        this.head = head;
        this.started = started;
    }

    /** Counts one value; false if the session is over. */
    boolean admit(long now) {
        return now - started < MAX_NANOS && !key.isDestroyed() && used.getAndIncrement() < MAX_VALUES;
    }

    SessionKey key() {
        return key;
    }

    void writeHead(byte[] envelope) {
        System.arraycopy(head, 0, envelope, 0, head.length);
    }

    void end() {
        key.destroy();
    }
}
