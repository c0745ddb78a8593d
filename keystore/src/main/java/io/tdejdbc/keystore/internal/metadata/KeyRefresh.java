package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.internal.keys.KeyCache;
import io.tdejdbc.keystore.internal.keys.KeyCache.Confirmation;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Confirms keys in use by the key manager, says so when it is away, and ends the use of those it refuses. It works apart
 * from the polling of the metadata, whose lease must not run out while a key manager takes its time.
 */
final class KeyRefresh {
    private static final System.Logger LOG = System.getLogger(KeyRefresh.class.getName());

    private final KeyCache keys;
    private final Consumer<List<UUID>> end;
    private Optional<KeystoreException> outage = Optional.empty();

    /** @param end is given the keys whose use ends */
    KeyRefresh(KeyCache keys, Consumer<List<UUID>> end) {
        this.keys = keys;
        this.end = end;
    }

    /** One round. Nothing escapes but errors: the thread that runs it must live on. */
    synchronized void run() {
        try {
            Confirmation round = keys.confirm();
            if (!round.ended().isEmpty()) {
                end.accept(round.ended());
                LOG.log(System.Logger.Level.WARNING, "the use of keys {0} ended", round.ended());
            }
            if (round.outage().isPresent()) {
                away(round, round.outage().get());
            } else if (outage.isPresent() && !round.confirmed().isEmpty()) {
                outage = Optional.empty();
                LOG.log(System.Logger.Level.INFO, "the key manager answers again");
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "confirming keys failed", e);
        }
    }

    /** An outage is told once, not every few seconds, and again when it is of another kind. */
    private void away(Confirmation round, KeystoreException failure) {
        boolean told =
                outage.map(before -> before.code().equals(failure.code())).orElse(false);
        if (!told) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the key manager does not answer; keys in use stay in use for {0} s more at most: {1}",
                    Long.toString(round.left().toSeconds()),
                    failure.getMessage());
        }
        outage = Optional.of(failure);
    }
}
