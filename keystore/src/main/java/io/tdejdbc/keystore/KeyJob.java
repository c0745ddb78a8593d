package io.tdejdbc.keystore;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * The lease of long work on stored values, which lets one process at a time do it, and what such work changes in the
 * keys. Its row of {@code tde_job} shows the progress, survives a kill, and is taken over when its time has run out. Used
 * by one thread.
 */
public interface KeyJob extends AutoCloseable {

    /** The kinds of work. */
    enum Kind {
        /** Values of older generations of a table's data key are written anew. */
        REENCRYPT("reencrypt"),
        /** The same under new keys, search keys among them. */
        REKEY("rekey");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word in {@code tde_job}. */
        public String word() {
            return word;
        }
    }

    /** Whether an earlier run, which did not finish, had come so far that values were to be written anew. */
    boolean begun();

    /**
     * Shows progress and prolongs the lease. From then on the work counts as begun.
     *
     * @param progress for people; at most 1,900 characters
     * @throws KeystoreException TDE-KEY-021 if another process has taken over, TDE-KEY-027 if somebody asked for a pause
     */
    void step(String progress) throws KeystoreException;

    /** Whether values by two generations of a search or domain key of this work may be stored now. */
    boolean searchKeysChange() throws KeystoreException;

    /**
     * Gives the keys a new generation, as {@link KeyLife#rotateTableKey} does for the data key.
     *
     * @param driverLease the longest time for which a driver may rely on what it has read
     */
    void rotate(Duration driverLease, KeyProgress progress) throws KeystoreException;

    /**
     * Takes generations out of use that are older than those which were current when this was opened or rotated last. The
     * caller vouches that no value of them is stored, and that no driver is left that writes one.
     *
     * @param destroy whether their wrappings, and those of generations that were retired before, are deleted too
     * @return ids of the keys that were retired or destroyed
     */
    List<UUID> retireOld(boolean destroy) throws KeystoreException;

    /** Records in the audit log that all values are stored under the current generations. */
    void rewritten() throws KeystoreException;

    /** Says that the work is finished, so that {@link #close} leaves nothing behind. */
    void finish();

    /** Gives the lease back; progress of unfinished work stays. */
    @Override
    void close();
}
