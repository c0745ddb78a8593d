package io.tdejdbc.driver.internal.metrics;

import io.tdejdbc.driver.MetricsListener;
import io.tdejdbc.driver.MetricsListenerFactory;
import io.tdejdbc.driver.TdeConfigurationException;
import io.tdejdbc.driver.TdeProperty;
import io.tdejdbc.driver.internal.config.ConfigurationError;
import io.tdejdbc.driver.internal.config.Services;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The listeners that configurations name, each made once. Thread-safe. */
public final class Listeners {
    private final Map<String, MetricsListener> made = new ConcurrentHashMap<>();

    /** What tells a listener. */
    public Metrics metrics(ChosenListener chosen) throws TdeConfigurationException {
        Optional<MetricsListener> listener = chosen.object();
        if (listener.isEmpty() && chosen.kind().isPresent()) {
            listener = Optional.of(named(chosen.kind().get()));
        }
        return listener.map(Metrics::new).orElse(Metrics.NONE);
    }

    private MetricsListener named(String kind) throws TdeConfigurationException {
        MetricsListener known = made.get(kind);
        if (known != null) {
            return known;
        }
        Map<String, MetricsListenerFactory> factories = new TreeMap<>();
        List<MetricsListenerFactory> found = Services.load(
                ServiceLoader.load(MetricsListenerFactory.class, MetricsListenerFactory.class.getClassLoader()));
        for (MetricsListenerFactory factory : found) {
            factories.putIfAbsent(factory.kind(), factory);
        }
        MetricsListenerFactory factory = factories.get(kind);
        if (factory == null) {
            throw ConfigurationError.METRICS_UNKNOWN.because(
                    TdeProperty.METRICS.key() + " = " + kind,
                    factories.isEmpty()
                            ? "no value, as the class path has no metrics listener"
                            : "one of " + String.join(", ", factories.keySet()));
        }
        return made.computeIfAbsent(kind, name -> factory.create());
    }
}
