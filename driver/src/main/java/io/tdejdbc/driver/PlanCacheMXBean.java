package io.tdejdbc.driver;

/**
 * Counters of the cache of analysed statements, which the connections of one configuration to one database share:
 * {@code connection.unwrap(PlanCacheMXBean.class)}, or by JMX ({@code tde.jmx}) under
 * {@code io.tdejdbc:type=PlanCache,deployment=<tde.deployment>}. They count from when the first of these connections was opened, hold no
 * text and may be read by any thread at any time. Not refused by {@code tde.unwrap}.
 */
public interface PlanCacheMXBean {

    /** How often a text was looked up whose plan was there. */
    long getHits();

    /** How often a text had to be analysed. Definitions of tables are analysed each time, and so is what is refused. */
    long getMisses();

    /** How many plans gave way to others because the cache was full. */
    long getEvictions();

    /** How many plans there are now. */
    long getPlans();

    /** What they and their texts take, in bytes, as estimated from their parts; never more than {@link #getMaximumBytes()}. */
    long getBytes();

    /** The bound, {@code tde.plan-cache.size}, in bytes. */
    long getMaximumBytes();
}
