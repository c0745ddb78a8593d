package io.tdejdbc.keystore;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Work on the master key's versions and on what they wrap. No method touches a row of user data, and none needs the
 * applications to stop.
 *
 * <p>Each method takes one lease for the whole deployment, so that two of them never work at the same time, whoever
 * started them; whoever comes second gets TDE-KEY-020. A method may be killed at any point and run again: it goes on
 * where it was. Used by one thread.
 */
public interface KeyLife extends AutoCloseable {

    /**
     * Makes a new version of the master key, for whatever is wrapped from now on.
     *
     * @param from the version that is to be superseded: if the current one is newer already, nothing happens; 0 for any
     */
    Rotated rotate(int from) throws KeystoreException;

    /**
     * Wraps every key under the current version that has no such wrapping yet. What is there stays: a key manager that is
     * restored from an older copy lacks its newest versions. Needs no right to see a key, if the key manager can wrap
     * anew by itself.
     *
     * @throws KeystoreException TDE-KEY-023 if some keys could not be wrapped anew, after all others were; UNAVAILABLE if
     *     key manager or database went away: what was done is kept
     */
    Rewrapped rewrap(KeyProgress progress) throws KeystoreException;

    /**
     * Makes versions below one unusable and deletes what they wrapped. Before that every key is unwrapped by a newer
     * wrapping. A lower number than the last one takes a retirement back as far as the key manager can; what was deleted
     * is then found in backups only.
     *
     * @throws KeystoreException TDE-KEY-022 if a key has no newer wrapping, TDE-KEY-016 if there is no such version,
     *     TDE-KEY-033 if backups need one that would go; nothing was changed then
     */
    Retired retire(int below, KeyProgress progress) throws KeystoreException;

    /**
     * Wraps every key by this object's master key that another one wraps, key by key and the canary last. What the other
     * one wrapped stays, so that both can be used until the drivers have changed over.
     *
     * @param previous the master key in use; may be of the same kind
     * @throws KeystoreException if a key does not unwrap: those before it were moved
     */
    Moved move(MasterKeyProvider previous, KeyProgress progress) throws KeystoreException;

    /**
     * Deletes what other master keys than this one wrapped, after proving that this one unwraps every key.
     *
     * @return how many wrappings were deleted
     */
    long dropOthers(KeyProgress progress) throws KeystoreException;

    /**
     * Gives a table's data key a new generation. It is announced, and written when every driver has had time to hear of it;
     * values of older generations stay readable. Search and domain keys, and with them {@code equality} columns, stay as
     * they are. A run that was killed is taken up where it was.
     *
     * @param driverLease the longest time for which a driver may rely on what it has read, {@code tde.metadata.lease}
     * @throws KeystoreException TDE-MET-031 if no such table is registered
     */
    TableKeyRotated rotateTableKey(TableName table, Duration driverLease, KeyProgress progress)
            throws KeystoreException;

    /**
     * Takes the lease of work on stored values.
     *
     * @throws KeystoreException TDE-KEY-020 if others are at it, TDE-KEY-027 if it is paused, TDE-MET-031 if there is no
     *     such table or domain
     */
    KeyJob job(KeyJob.Kind kind, KeyScope scope) throws KeystoreException;

    /** Lets such work stop at its next step, and not begin again before {@link #resume}. Needs no lease. */
    void pause(KeyJob.Kind kind, KeyScope scope) throws KeystoreException;

    /** Takes a pause back. */
    void resume(KeyJob.Kind kind, KeyScope scope) throws KeystoreException;

    /**
     * Asks every running driver to wipe unwrapped keys with its next poll; the next use of one asks the key manager, so
     * that a right that was withdrawn there ends at once. Needs no lease. Drivers that do not poll, because no second
     * connection reaches their data, are not reached.
     *
     * @param table whose data and search key; empty for all keys
     * @throws KeystoreException TDE-MET-031 if no such table is registered
     */
    void evict(Optional<TableName> table) throws KeystoreException;

    /**
     * Locks keys for all drivers: each wipes them with its next poll, and what needs one fails with TDE-KEY-032 until
     * {@link #unlock}, also in drivers that start meanwhile. Needs no lease and no right to see a key. Not reached are the
     * drivers that {@link #evict} does not reach.
     *
     * @param table whose data and search key, and whose columns with a domain's key; empty for all keys
     * @return false if there was such a lock
     * @throws KeystoreException TDE-MET-031 if no such table is registered
     */
    boolean lock(Optional<TableName> table) throws KeystoreException;

    /**
     * Takes back what {@link #lock} did with the same argument; locks by other arguments stay.
     *
     * @return false if there was no such lock
     * @throws KeystoreException TDE-MET-031 if no such table is registered
     */
    boolean unlock(Optional<TableName> table) throws KeystoreException;

    /** The locks of all drivers. */
    List<KeyLock> locks() throws KeystoreException;

    /**
     * Writes down that backups need the versions of the master key from one on: {@link #retire} refuses to retire those.
     *
     * @param note which backups, at most 2000 characters, no secret
     * @throws KeystoreException TDE-KEY-007 if the master key has no such version
     */
    void keepForBackups(int from, String note) throws KeystoreException;

    /** What {@link #keepForBackups} wrote down last. */
    Optional<KeyEscrow.Confirmation> keptForBackups() throws KeystoreException;

    /**
     * Writes down that a copy of the master key with all its versions is kept apart. Nothing is verified: the word of whoever
     * says it.
     *
     * @param note where it is, at most 2000 characters, no secret
     */
    void confirmEscrow(String note) throws KeystoreException;

    /** What {@link #confirmEscrow} wrote down, and which version is in use. */
    KeyEscrow escrow() throws KeystoreException;

    /** All keys as the tables say, unverified; the key manager is not asked to unwrap anything. */
    List<KeyReport> list() throws KeystoreException;

    /**
     * Verifies the metadata and unwraps every wrapping of every key.
     *
     * @throws KeystoreException kind DATA if the metadata was altered
     */
    List<KeyReport> verify(KeyProgress progress) throws KeystoreException;

    /** Ends the metadata connection. */
    @Override
    void close();

    /**
     * A rotation.
     *
     * @param made whether a version was made
     * @param version the current version
     */
    record Rotated(boolean made, int version) {}

    /**
     * What {@link #rewrap} did.
     *
     * @param version the version that wraps all keys now
     * @param rewrapped keys wrapped anew
     * @param current keys that were wrapped by it already
     */
    record Rewrapped(int version, long rewrapped, long current) {}

    /**
     * What {@link #move} did.
     *
     * @param version the version of the new master key
     * @param moved keys that it wraps now
     * @param there keys that it wrapped already
     */
    record Moved(int version, long moved, long there) {}

    /**
     * What {@link #rotateTableKey} did.
     *
     * @param previous the generation that was written until now
     * @param generation the generation that is written from now on
     */
    record TableKeyRotated(int previous, int generation) {}

    /**
     * What {@link #retire} did.
     *
     * @param below no older version can be used
     * @param deleted wrappings deleted
     * @param verified whether it was proved that every key unwraps; if the key manager does not let this client unwrap,
     *     old wrappings are kept
     */
    record Retired(int below, long deleted, boolean verified) {}
}
