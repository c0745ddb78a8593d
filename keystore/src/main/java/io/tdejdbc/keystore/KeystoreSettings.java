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
 */
public record KeystoreSettings(
        UUID deployment, Optional<Path> anchor, Duration poll, Duration lease, boolean backgroundPolling) {}
