package io.tdejdbc.keystore;

import java.time.Duration;
import java.util.UUID;

/**
 * How {@link KeyLife} works.
 *
 * @param deployment the identity pinned in the client's configuration
 * @param actor who does it, for the lease: user, host and process; at most 200 characters
 * @param lease how long after the last sign of life another one may take over
 */
public record KeyLifeSettings(UUID deployment, String actor, Duration lease) {
    /** How long a command that was killed keeps others waiting. */
    public static final Duration DEFAULT_LEASE = Duration.ofSeconds(60);
}
