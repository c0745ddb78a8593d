package io.tdejdbc.driver;

/**
 * What the connections of one configuration to one database hold in common at the moment; to be read by any thread at any
 * time between {@link MetricsListener#opened} and {@link MetricsListener#closed}.
 */
public interface MetricsGauges {

    /** How many keys of tables and domains are unwrapped in memory. */
    int unwrappedKeys();

    /** What the cached plans of statements take, in bytes, as {@link PlanCacheMXBean#getBytes} estimates it. */
    long planCacheBytes();
}
