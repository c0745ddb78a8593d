package io.tdejdbc.driver;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** Keeps everything that is told: for each event its sums. */
final class RecordedMetrics implements MetricsListener {
    private final Map<String, AtomicLong> sums = new ConcurrentSkipListMap<>();
    private volatile Optional<MetricsGauges> open = Optional.empty();

    private void add(String event, long amount) {
        sums.computeIfAbsent(event, key -> new AtomicLong()).addAndGet(amount);
    }

    long sum(String event) {
        AtomicLong sum = sums.get(event);
        return sum == null ? 0 : sum.get();
    }

    /** All events that begin so, with their sums. */
    Map<String, Long> sums(String prefix) {
        Map<String, Long> found = new TreeMap<>();
        sums.forEach((event, sum) -> {
            if (event.startsWith(prefix)) {
                found.put(event, sum.get());
            }
        });
        return found;
    }

    /** Everything that was told, as text. */
    String text() {
        return String.join("\n", sums.keySet());
    }

    void forget() {
        sums.clear();
    }

    Optional<MetricsGauges> open() {
        return open;
    }

    @Override
    public void passed() {
        add("passed", 1);
    }

    @Override
    public void guarded() {
        add("guarded", 1);
    }

    @Override
    public void refused(String code) {
        add("refused " + code, 1);
    }

    @Override
    public void failed(String code) {
        add("failed " + code, 1);
    }

    @Override
    public void batchExecuted(long rows) {
        add("batches", 1);
        add("batch rows", rows);
    }

    @Override
    public void plansLookedUp(long hits, long misses) {
        add("hits", hits);
        add("misses", misses);
    }

    private static String simple(String table) {
        return Pattern.compile("^.*\\.").matcher(table).replaceFirst("").toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public void encrypted(String table, long values, long bytes) {
        add("encrypted " + simple(table), values);
        add("encrypted bytes " + simple(table), bytes);
    }

    @Override
    public void decrypted(String table, long values, long bytes) {
        add("decrypted " + simple(table), values);
        add("decrypted bytes " + simple(table), bytes);
    }

    @Override
    public void notAuthentic(String table) {
        add("not authentic " + simple(table), 1);
    }

    @Override
    public void keyManagerAsked(String action, String provider, String result, long nanos) {
        add("key manager " + action + " " + provider + " " + result, 1);
        add("nanos", nanos);
    }

    @Override
    public void opened(MetricsGauges gauges) {
        add("opened", 1);
        open = Optional.of(gauges);
    }

    @Override
    public void closed(MetricsGauges gauges) {
        add(open.filter(gauges::equals).isPresent() ? "closed" : "closed something else", 1);
    }
}
