package io.tdejdbc.driver;

/**
 * Makes the {@link MetricsListener} that {@code tde.metrics} names; found by {@link java.util.ServiceLoader} through the
 * class loader of the driver, as key managers are. Needs a public constructor without parameters.
 */
public interface MetricsListenerFactory {

    /** The value of {@code tde.metrics} that chooses it. */
    String kind();

    /** Makes the listener; called once for each registration of the driver, when the first connection needs it. */
    MetricsListener create();
}
