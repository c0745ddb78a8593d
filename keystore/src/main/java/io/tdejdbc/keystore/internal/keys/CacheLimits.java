package io.tdejdbc.keystore.internal.keys;

import java.time.Duration;

/**
 * How long unwrapped keys and refusals are kept.
 *
 * @param confirmAfter age at which a key is unwrapped once more in the background, to learn of a revocation
 * @param maxStale how long a key may be used while the key manager cannot be asked
 * @param failure how long a failure answers for further tries
 */
public record CacheLimits(Duration confirmAfter, Duration maxStale, Duration failure) {
    /** One hour, one day, two seconds. */
    public static final CacheLimits DEFAULT =
            new CacheLimits(Duration.ofHours(1), Duration.ofHours(24), Duration.ofSeconds(2));
}
