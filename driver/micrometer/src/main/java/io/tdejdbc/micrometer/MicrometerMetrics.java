package io.tdejdbc.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.tdejdbc.driver.MetricsGauges;
import io.tdejdbc.driver.MetricsListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToDoubleFunction;

/**
 * Keeps the driver's meters, whose names begin {@code tde.}, in a registry. The gauges are sums over everything that is open
 * and are taken out of the registry when nothing is any more; counters and timers stay, as they hold nothing of the driver.
 * Thread-safe.
 */
public final class MicrometerMetrics implements MetricsListener {
    private static final String OUTCOME = "outcome";
    private static final String CODE = "code";
    private static final String NO_CODE = "none";
    private static final String ROWS = "rows";
    private static final String PLANS = "tde.plans";

    private final MeterRegistry registry;
    private final Tags tags;
    private final Counter passed;
    private final Counter guarded;
    private final Counter hits;
    private final Counter misses;
    private final DistributionSummary batches;
    private final Map<String, ValueCounters> encrypted = new ConcurrentHashMap<>();
    private final Map<String, ValueCounters> decrypted = new ConcurrentHashMap<>();
    private final List<MetricsGauges> open = new CopyOnWriteArrayList<>();
    private List<Meter> gauges = List.of();

    private record ValueCounters(Counter values, Counter bytes) {
        void add(long count, long size) {
            values.increment(count);
            bytes.increment(size);
        }
    }

    /** Meters of a registry without tags of their own. */
    public MicrometerMetrics(MeterRegistry registry) {
        this(registry, Tags.empty());
    }

    /** Meters of a registry that all have these tags, by which the meters of several data sources are told apart. */
    public MicrometerMetrics(MeterRegistry registry, Iterable<Tag> tags) {
        this.registry = registry;
        this.tags = Tags.of(tags);
        this.passed = statements("passed", NO_CODE);
        this.guarded = statements("protected", NO_CODE);
        this.hits = counter(PLANS, "Look-ups in the plan cache", "", "result", "hit");
        this.misses = counter(PLANS, "Look-ups in the plan cache", "", "result", "miss");
        this.batches = DistributionSummary.builder("tde.batch.rows")
                .description("Rows of the batches that the database executed")
                .baseUnit(ROWS)
                .tags(this.tags)
                .register(registry);
    }

    private Counter counter(String name, String description, String unit, String... own) {
        return Counter.builder(name)
                .description(description)
                .baseUnit(unit.isEmpty() ? null : unit)
                .tags(tags.and(own))
                .register(registry);
    }

    private Counter statements(String outcome, String code) {
        return counter(
                "tde.statements",
                "Statements and batches that were executed or refused",
                "",
                OUTCOME,
                outcome,
                CODE,
                code);
    }

    private ValueCounters values(String direction, String table) {
        return new ValueCounters(
                counter(
                        "tde.values",
                        "Values that were encrypted or decrypted",
                        "",
                        "direction",
                        direction,
                        "table",
                        table),
                counter(
                        "tde.values.size",
                        "Their plaintexts",
                        BaseUnits.BYTES,
                        "direction",
                        direction,
                        "table",
                        table));
    }

    @Override
    public void passed() {
        passed.increment();
    }

    @Override
    public void guarded() {
        guarded.increment();
    }

    @Override
    public void refused(String code) {
        statements("refused", code).increment();
    }

    @Override
    public void failed(String code) {
        counter("tde.failures", "Failures of the driver's own", "", CODE, code).increment();
    }

    @Override
    public void batchExecuted(long rows) {
        batches.record(rows);
    }

    @Override
    public void plansLookedUp(long hit, long missed) {
        hits.increment(hit);
        misses.increment(missed);
    }

    @Override
    public void encrypted(String table, long values, long bytes) {
        encrypted.computeIfAbsent(table, name -> values("encrypted", name)).add(values, bytes);
    }

    @Override
    public void decrypted(String table, long values, long bytes) {
        decrypted.computeIfAbsent(table, name -> values("decrypted", name)).add(values, bytes);
    }

    @Override
    public void notAuthentic(String table) {
        counter("tde.values.not.authentic", "Stored values that are damaged, forged or misplaced", "", "table", table)
                .increment();
    }

    @Override
    public void keyManagerAsked(String action, String provider, String result, long nanos) {
        Timer.builder("tde.key.requests")
                .description("Requests to the key manager")
                .tags(tags.and("action", action, "provider", provider, "result", result))
                .register(registry)
                .record(Duration.ofNanos(nanos));
    }

    @Override
    public synchronized void opened(MetricsGauges opened) {
        open.add(opened);
        if (gauges.isEmpty()) {
            gauges = List.of(
                    gauge(
                            "tde.keys.unwrapped",
                            "Keys that are unwrapped in memory",
                            null,
                            MetricsGauges::unwrappedKeys),
                    gauge(
                            "tde.plan.cache.size",
                            "Memory of the cached plans",
                            BaseUnits.BYTES,
                            MetricsGauges::planCacheBytes));
        }
    }

    private Gauge gauge(String name, String description, String unit, ToDoubleFunction<MetricsGauges> value) {
        return Gauge.builder(name, open, all -> all.stream().mapToDouble(value).sum())
                .description(description)
                .baseUnit(unit)
                .tags(tags)
                .register(registry);
    }

    @Override
    public synchronized void closed(MetricsGauges closed) {
        open.remove(closed);
        if (open.isEmpty()) {
            gauges.forEach(registry::remove);
            gauges = List.of();
        }
    }
}
