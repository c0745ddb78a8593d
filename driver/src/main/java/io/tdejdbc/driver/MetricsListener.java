package io.tdejdbc.driver;

/**
 * Is told what the driver does, for a monitoring system: counts, codes, kinds and times, never a statement's text, a value,
 * a key or a column's name. All methods do nothing by default, so that later versions can tell more.
 *
 * <p>A listener is named by {@code tde.metrics} and found as a {@link MetricsListenerFactory}, or given to a data source as
 * an object: {@link TdeDataSource#setMetricsListener}.
 *
 * <p>It is called on the thread that uses a connection, or on a thread of the driver, by many threads at once, while no lock
 * of the driver is held: it must be thread-safe and quick, as the application waits for it, and must not use connections of
 * this driver. Whatever it throws is caught, logged once under the name {@code io.tdejdbc}, and changes nothing.
 *
 * <p>What is counted value by value is told as sums: after a statement was executed, when a result or a connection is
 * closed, every {@code tde.metadata.poll} in between, and when the driver lets its keys go.
 */
public interface MetricsListener {

    /** The database executed a statement, or a batch, that named nothing protected. */
    default void passed() {}

    /** The database executed a statement, or a batch, in which or in whose result values are protected. */
    default void guarded() {}

    /**
     * A statement was refused because it cannot be answered as the plain table would, SQLState 0AT00; nothing of it reached the
     * database, unless only its result showed it.
     *
     * @param code {@code TDE-xxx-nnn}, of which docs/errors.md has the list
     */
    default void refused(String code) {}

    /**
     * Connecting, a statement or the reading of a value failed in this driver for another reason: keys, metadata, policy or
     * stored data. Failures of the database itself are not told.
     *
     * @param code {@code TDE-xxx-nnn}, of which docs/errors.md has the list
     */
    default void failed(String code) {}

    /**
     * The database executed a batch; {@link #passed} or {@link #guarded} is told as well.
     *
     * @param rows how many sets of parameters or statements it had
     */
    default void batchExecuted(long rows) {}

    /**
     * How often a statement's plan was in the plan cache since the last call, and how often it had to be made. Not told after
     * every statement, but whenever else sums are.
     */
    default void plansLookedUp(long hits, long misses) {}

    /**
     * Values were encrypted since the last call, to be stored or to be compared with stored ones.
     *
     * @param table the qualified name, as the database spells it
     * @param values how many
     * @param bytes of their plaintexts
     */
    default void encrypted(String table, long values, long bytes) {}

    /**
     * Stored values were decrypted since the last call, those included that were decrypted ahead of their row.
     *
     * @param table the qualified name, as the database spells it
     * @param values how many
     * @param bytes of their plaintexts
     */
    default void decrypted(String table, long values, long bytes) {}

    /**
     * Somebody read a stored value that is damaged, forged, in the wrong place or by another key; {@link #failed} is told as
     * well.
     *
     * @param table the qualified name, as the database spells it
     */
    default void notAuthentic(String table) {}

    /**
     * The key manager was asked. It is told with the next sums; of more than 1,024 requests between two of these only the first
     * are.
     *
     * @param action {@code open}, {@code create} (a key is wrapped), {@code unwrap} (of one or of many keys), {@code rewrap},
     *     {@code rotate}, {@code retire} or {@code version}
     * @param provider its kind, as {@code tde.keys.provider} names it
     * @param result {@code ok}, or the code of the error
     * @param nanos how long it took in nanoseconds, with its entry in {@code tde.audit.file}
     */
    default void keyManagerAsked(String action, String provider, String result, long nanos) {}

    /** The first connection of one configuration to one database opened what all of them share. */
    default void opened(MetricsGauges gauges) {}

    /** What they shared was closed; the same object as with {@link #opened}, which is of no use any more. */
    default void closed(MetricsGauges gauges) {}
}
