package io.tdejdbc.keystore.internal.vault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Says, once each, that a token which nobody can renew has a week, a day and an hour left. Thread-safe.
 */
final class ExpiryWatch {
    private static final List<Duration> MARKS = List.of(Duration.ofDays(7), Duration.ofDays(1), Duration.ofHours(1));

    private final Secret token;
    private final long end;
    private final String description;
    private final List<Duration> ahead = new ArrayList<>(MARKS);

    /**
     * @param now by the monotonic clock
     * @param description of the token, without the token
     */
    ExpiryWatch(Secret token, Duration left, long now, String description) {
        this.token = token;
        this.end = now + left.toNanos();
        this.description = description;
    }

    /** What there is to say when the token is used; nothing of another token, which may live longer. */
    synchronized Optional<String> onUse(Secret used, long now) {
        if (!used.equals(token)) {
            return Optional.empty();
        }
        long left = end - now;
        if (!ahead.removeIf(mark -> left < mark.toNanos())) {
            return Optional.empty();
        }
        return Optional.of("the Vault token cannot be renewed and expires in "
                + Math.max(0, TimeUnit.NANOSECONDS.toSeconds(left)) + " s: " + description);
    }
}
