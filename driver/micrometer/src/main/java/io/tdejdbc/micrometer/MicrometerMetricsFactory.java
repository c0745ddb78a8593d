package io.tdejdbc.micrometer;

import io.micrometer.core.instrument.Metrics;
import io.tdejdbc.driver.MetricsListener;
import io.tdejdbc.driver.MetricsListenerFactory;

/** Makes the listener of {@code tde.metrics=micrometer}, whose meters are those of {@link Metrics#globalRegistry}. */
public final class MicrometerMetricsFactory implements MetricsListenerFactory {

    /** For service loading. */
    public MicrometerMetricsFactory() {}

    @Override
    public String kind() {
        return "micrometer";
    }

    @Override
    public MetricsListener create() {
        return new MicrometerMetrics(Metrics.globalRegistry);
    }
}
