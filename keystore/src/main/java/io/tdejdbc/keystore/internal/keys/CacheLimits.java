package io.tdejdbc.keystore.internal.keys;

import io.tdejdbc.keystore.KeystoreSettings;
import java.time.Duration;

/**
 * How long unwrapped keys and refusals are kept.
 *
 * @param confirmAfter age at which a key is unwrapped once more in the background, to learn of a revocation
 * @param maxStale how long after its last confirmation a key may be used while the key manager cannot be asked
 * @param failure how long a failure answers for further tries
 */
public record CacheLimits(Duration confirmAfter, Duration maxStale, Duration failure) {
    private static final Duration FAILURE = Duration.ofSeconds(2);

    /** What the settings say, and two seconds for failures. */
    public static CacheLimits of(KeystoreSettings settings) {
        return new CacheLimits(settings.keyTtl(), settings.keyMaxStale(), FAILURE);
    }
}
