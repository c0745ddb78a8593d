package io.tdejdbc.driver;

import java.util.List;

/**
 * What an operator may do by JMX with the table keys of one deployment in this process. It is registered in the platform's
 * MBean server as {@code io.tdejdbc:type=KeyControl,deployment=<tde.deployment>} while the process has an open connection to
 * that deployment, or had one within {@code tde.metadata.linger}, unless {@code tde.jmx=false}. Where another class loader of
 * the process has registered that name, {@code number=2} and so on is added.
 *
 * <p>Everything takes effect at once and in this process alone; {@code tde keys evict}, {@code lock} and {@code unlock} reach
 * all drivers. A lock outlives the process's connections and ends with the driver's registration or the process. No key, no
 * part of one and no value can be had here.
 *
 * <p>Tables are named {@code SCHEMA.TABLE}, in the database's own spelling as {@link #getProtectedTables()} shows it; another
 * name is an {@link IllegalArgumentException}.
 */
public interface KeyControlMXBean {

    /** The identity of the deployment, {@code tde.deployment}. */
    String getDeployment();

    /** The tables that have protected columns, sorted by name. */
    List<String> getProtectedTables();

    /** The tables whose keys cannot be used now, sorted by name: locked here or by {@code tde keys lock}. */
    List<String> getLockedTables();

    /** Whether all keys are locked, here or by {@code tde keys lock}. */
    boolean isLocked();

    /** How many keys of tables and domains are unwrapped in memory; each configuration in use holds its own. */
    int getUnwrappedKeys();

    /**
     * Overwrites and forgets the unwrapped data and search key of one table; the next statement that needs one asks the key
     * manager.
     *
     * @throws IllegalArgumentException if no such table is protected
     */
    void evict(String table);

    /** Overwrites and forgets all unwrapped keys. */
    void evictAll();

    /**
     * Overwrites the data and search key of one table and gives them to no statement until {@link #unlock}: a statement that
     * needs one fails with TDE-KEY-032 and SQLState 28000, and its connection stays usable. Columns of the table that share
     * the key of a domain are locked as well. Waits for a request to the key manager that is under way.
     *
     * @throws IllegalArgumentException if no such table is protected
     */
    void lock(String table);

    /** As {@link #lock}, for all keys, those of tables that are registered later included. */
    void lockAll();

    /**
     * Takes {@link #lock} back. A lock of all keys stays.
     *
     * @throws IllegalArgumentException if no such table is protected
     * @throws IllegalStateException if the table's keys are still locked by {@code tde keys lock}, or by {@link #lockAll()}
     */
    void unlock(String table);

    /**
     * Takes {@link #lockAll()} back. Locks of single tables stay.
     *
     * @throws IllegalStateException if all keys are still locked by {@code tde keys lock}
     */
    void unlockAll();
}
