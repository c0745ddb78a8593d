package io.tdejdbc.keystore;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The live keys and column states of one deployment in one backend. Thread-safe. One daemon thread polls the metadata;
 * it ends with {@link #close}.
 */
public interface Keystore extends AutoCloseable {

    /**
     * The verified metadata under a live lease. Costs a volatile read and a look at the monotonic clock.
     *
     * @throws KeystoreException kind UNAVAILABLE if the last good poll is older than the lease, DATA if the last poll
     *     found the tables altered
     */
    Metadata metadata() throws KeystoreException;

    /**
     * The cipher of a registered column; it follows key generations by itself and may be kept as long as the keystore is
     * open.
     */
    ValueCipher cipher(UUID columnId) throws KeystoreException;

    /**
     * As {@link #cipher(UUID)}, but it encrypts by one generation of the column's key as long as that one is live, and by
     * the current one afterwards. For looking up values of {@code equality} columns that may be stored by either.
     */
    ValueCipher cipher(UUID columnId, int generation) throws KeystoreException;

    /**
     * Registers columns and makes table, search and domain keys where they are missing; columns that are registered with
     * the same mode, domain and family are left as they are. Safe against other processes doing the same. A key encrypts
     * only after its row was committed, read back and unwrapped.
     *
     * @return the metadata afterwards
     */
    Metadata register(List<ColumnRegistration> columns) throws KeystoreException;

    /**
     * Moves columns of one table from one state to another, in one transaction; fails if one of them is not in
     * {@code from}.
     */
    Metadata changeState(UUID tableId, List<UUID> columnIds, ColumnState from, ColumnState to) throws KeystoreException;

    /** Puts a new declared type into a column's record, for a table that was made anew or altered. */
    Metadata redeclare(UUID columnId, String declaredType, TypeFamily family) throws KeystoreException;

    /**
     * Puts columns under other names, in one transaction; their ids, and with them their keys and values, stay.
     *
     * @param names the new names by column id
     * @throws KeystoreException if a column is not registered, or another one has the new name
     */
    Metadata rename(Map<UUID, ColumnName> names) throws KeystoreException;

    /** Takes columns out of the metadata; keys stay. */
    Metadata unregister(List<UUID> columnIds) throws KeystoreException;

    /** Reads the metadata now, without waiting for the next poll. */
    Metadata refresh() throws KeystoreException;

    /**
     * Wipes unwrapped keys now; the next use of one asks the key manager.
     *
     * @param tableId whose data and search keys; empty for all keys
     */
    void evict(Optional<UUID> tableId);

    /**
     * Wipes unwrapped keys, and lets none be had until {@link #unlock}: what needs one fails with TDE-KEY-032 of kind DENIED.
     * Holds for this keystore alone, and ends with it. Waits for a request to the key manager that is under way.
     *
     * @param tableId whose data and search keys, and whose columns with a domain's key; empty for all keys
     */
    void lock(Optional<UUID> tableId);

    /**
     * Takes back what {@link #lock} did with the same argument. Locks by other arguments, and those of
     * {@link KeyLife#lock}, stay.
     */
    void unlock(Optional<UUID> tableId);

    /** Whose keys are locked, by {@link #lock} or by {@link KeyLife#lock} as the last poll found it. */
    TableSelection locked();

    /** Whose keys are locked by {@link KeyLife#lock}, as the last poll found it. */
    TableSelection lockedForAll();

    /** How many keys of tables and domains are unwrapped in memory. */
    int unwrappedKeys();

    /** Stops polling, signs this instance off, closes the metadata connection and wipes keys. Silent when repeated. */
    @Override
    void close();
}
