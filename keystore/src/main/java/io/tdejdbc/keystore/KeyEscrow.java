package io.tdejdbc.keystore;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of copies of the master key that are kept apart: losing the master key is losing the data, and its backups.
 *
 * @param last the last time that somebody said there is such a copy
 * @param newestVersion the newest version of the master key that wraps a key, 0 if none does
 */
public record KeyEscrow(Optional<Confirmation> last, int newestVersion) {

    /**
     * What somebody said. Nothing proves it.
     *
     * @param when by the clock of whoever said it
     * @param version of the master key: the current one at that time, so that a copy has none that came later; or the least
     *     that is needed
     * @param actor who said it
     * @param note where the copy is, or the empty string
     */
    public record Confirmation(Instant when, int version, String actor, String note) {}

    /**
     * Why somebody should look at it, for people; empty if all is well.
     *
     * @param maxAge how old a confirmation may be
     */
    public Optional<String> concern(Instant now, Duration maxAge) {
        if (last.isEmpty()) {
            return Optional.of(
                    "no copy of the master key was ever confirmed: without one its loss is that of the data");
        }
        if (last.get().version() < newestVersion) {
            return Optional.of("the confirmed copy of the master key is of version "
                    + last.get().version() + ", and keys are wrapped by version " + newestVersion);
        }
        Duration age = Duration.between(last.get().when(), now);
        return age.compareTo(maxAge) > 0
                ? Optional.of("the copy of the master key was confirmed " + age.toDays()
                        + " days ago, which is more than " + maxAge.toDays())
                : Optional.empty();
    }
}
