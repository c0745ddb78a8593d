package io.tdejdbc.keystore;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * How a {@link Keystore} is opened.
 *
 * @param deployment the identity pinned in the client's configuration
 * @param anchor file that keeps the highest epoch seen across restarts
 * @param poll pause between polls of the metadata
 * @param lease how long after the last good poll protected columns may be used
 * @param backgroundPolling false where no second connection reaches the data: then nobody else can change it either
 * @param keyTtl age at which an unwrapped key is confirmed by the key manager, in the background
 * @param keyMaxStale how long after its last confirmation a key may be used while the key manager is out of reach; with
 *     zero its use ends with the first confirmation that gets no answer
 */
public record KeystoreSettings(
        UUID deployment,
        Optional<Path> anchor,
        Duration poll,
        Duration lease,
        boolean backgroundPolling,
        Duration keyTtl,
        Duration keyMaxStale) {

    /** Of {@link #keyTtl}. */
    public static final Duration DEFAULT_KEY_TTL = Duration.ofHours(1);

    /** Of {@link #keyMaxStale}. */
    public static final Duration DEFAULT_KEY_MAX_STALE = Duration.ofHours(24);

    /** Keys live as long as they do by default. */
    public KeystoreSettings(
            UUID deployment, Optional<Path> anchor, Duration poll, Duration lease, boolean backgroundPolling) {
        this(deployment, anchor, poll, lease, backgroundPolling, DEFAULT_KEY_TTL, DEFAULT_KEY_MAX_STALE);
    }
}
