package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Whether the state of protected columns may be relied on now: the last good poll is young enough, and none since has
 * found the tables altered. Thread-safe; asking costs a volatile read and a look at the clock.
 */
final class Lease {

    private final LongSupplier nanoTime;
    private final long nanos;
    private volatile State state;

    /** @param refusal why nothing may be done, whatever the time */
    private record State(long confirmed, Optional<KeystoreException> refusal) {}

    /** @param length empty where nobody else can change the metadata, so that it does not age */
    Lease(LongSupplier nanoTime, Optional<Duration> length) {
        this.nanoTime = nanoTime;
        this.nanos = length.map(Duration::toNanos).orElse(Long.MAX_VALUE);
        this.state = new State(nanoTime.getAsLong(), Optional.empty());
    }

    void check() throws KeystoreException {
        State now = state;
        if (now.refusal().isPresent()) {
            throw now.refusal().get().again();
        }
        if (nanos != Long.MAX_VALUE && nanoTime.getAsLong() - now.confirmed() > nanos) {
            throw expired(nanoTime.getAsLong() - now.confirmed());
        }
    }

    /** A good poll that began at the given time; an earlier one than the last is forgotten. */
    void confirm(long begun) {
        State last = state;
        state = new State(Math.max(begun - last.confirmed(), 0) + last.confirmed(), Optional.empty());
    }

    /** Ends it until the next good poll. */
    void refuse(KeystoreException refusal) {
        state = new State(state.confirmed(), Optional.of(refusal));
    }

    private KeystoreException expired(long age) {
        return KeystoreError.LEASE_EXPIRED.because(
                "the last good poll of the metadata " + age / 1_000_000_000 + " s ago",
                "one within " + nanos / 1_000_000_000 + " s");
    }
}
