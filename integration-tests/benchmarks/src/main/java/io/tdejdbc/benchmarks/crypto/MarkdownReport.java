package io.tdejdbc.benchmarks.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The tables: a row for each way to do it, a column for each size; nanoseconds for one value, error, ratio. */
final class MarkdownReport {

    private static final List<String> OPERATIONS =
            List.of("xaes Encrypt", "xaes Decrypt", "siv Encrypt", "siv Decrypt");
    private static final List<String> WAYS =
            List.of("Batch", "Single", "ReusedJce", "NaiveJce", "BouncyCastle", "Tink");

    private static final Map<String, String> READS = reads();

    private MarkdownReport() {}

    private static Map<String, String> reads() {
        Map<String, String> reads = new LinkedHashMap<>();
        reads.put("readXaesReusedJce", "well-written JCE, AES-GCM");
        reads.put("readXaesSingle", "XAES-256-GCM, value by value");
        reads.put("readXaesBlock16", "blocks of 16");
        reads.put("readXaesBlock64", "blocks of 64");
        reads.put("readXaesBlock256", "blocks of 256");
        reads.put("readXaesTurns64", "blocks of 64, values of 4 sessions in turns");
        reads.put("readSivSingle", "AES-SIV, value by value");
        reads.put("readSivBlock16", "blocks of 16");
        reads.put("readSivBlock64", "blocks of 64");
        reads.put("readSivBlock256", "blocks of 256");
        return Collections.unmodifiableMap(reads);
    }

    static String of(List<Measurement> measurements) {
        StringBuilder text = new StringBuilder();
        text.append("CPU: ")
                .append(cpu())
                .append(", ")
                .append(Runtime.getRuntime().availableProcessors());
        text.append(" processors. Nanoseconds of processor time for one value, median ± 99.9 % error; in brackets how");
        text.append(" many times as long as the batch.\n");
        List<String> jdks =
                measurements.stream().map(Measurement::jdk).distinct().toList();
        List<Integer> threads =
                measurements.stream().map(Measurement::threads).distinct().toList();
        for (String operation : OPERATIONS) {
            for (String jdk : jdks) {
                for (int count : threads) {
                    table(
                            text,
                            operation,
                            of(measurements, jdk, count).stream()
                                    .filter(m -> !m.name().startsWith("read"))
                                    .toList());
                }
            }
        }
        jdks.forEach(jdk -> reads(text, of(measurements, jdk, threads.get(0)), jdk));
        scaling(text, measurements, jdks, threads);
        return text.toString();
    }

    /** Decryption by single values and by blocks. */
    private static void reads(StringBuilder text, List<Measurement> measurements, String jdk) {
        List<Measurement> reads =
                measurements.stream().filter(m -> m.name().startsWith("read")).toList();
        List<Integer> sizes =
                reads.stream().map(Measurement::size).distinct().sorted().toList();
        if (sizes.isEmpty()) {
            return;
        }
        text.append("\n### Decryption by blocks of rows, JDK ").append(jdk).append(", 1 thread\n\n|");
        sizes.forEach(size -> text.append(" | ").append(size).append(" B"));
        text.append(" | allocated beyond output at ").append(sizes.get(0)).append(" B |\n|---");
        text.append("|---:".repeat(sizes.size() + 1)).append("|\n");
        for (Map.Entry<String, String> way : READS.entrySet()) {
            StringBuilder row = new StringBuilder("| ").append(way.getValue());
            double allocated = Double.NaN;
            for (int size : sizes) {
                row.append(" | ");
                for (Measurement m : reads) {
                    if (m.name().equals(way.getKey()) && m.size() == size) {
                        row.append(String.format(Locale.ROOT, "%.0f ± %.0f", m.nanos(), m.error()));
                        allocated = size == sizes.get(0) ? m.allocated() - 16 - (size + 7 & ~7) : allocated;
                    }
                }
            }
            if (!Double.isNaN(allocated)) {
                text.append(row).append(String.format(Locale.ROOT, " | %.0f B |%n", allocated));
            }
        }
    }

    /** How much more two threads do than one, by the clock: says something only on an otherwise idle machine. */
    private static void scaling(
            StringBuilder text, List<Measurement> measurements, List<String> jdks, List<Integer> threads) {
        if (threads.size() < 2 || measurements.stream().allMatch(m -> m.name().startsWith("read"))) {
            return;
        }
        int most = threads.get(threads.size() - 1);
        text.append("\n### Throughput of ").append(most).append(" threads, in units of one thread's, by the clock\n\n");
        text.append("| | size |");
        jdks.forEach(jdk -> text.append(" JDK ").append(jdk).append(" |"));
        text.append("\n|---|---:|").append("---:|".repeat(jdks.size())).append('\n');
        for (String operation : OPERATIONS) {
            for (int size : measurements.stream()
                    .map(Measurement::size)
                    .distinct()
                    .sorted()
                    .toList()) {
                text.append("| ")
                        .append(title(operation))
                        .append(", batch | ")
                        .append(size)
                        .append(" B |");
                for (String jdk : jdks) {
                    Optional<Measurement> one = find(of(measurements, jdk, threads.get(0)), operation, "Batch", size);
                    Optional<Measurement> many = find(of(measurements, jdk, most), operation, "Batch", size);
                    text.append(
                            one.isPresent() && many.isPresent()
                                    ? String.format(
                                            Locale.ROOT,
                                            " %.2f |",
                                            one.get().wallNanos()
                                                    * most
                                                    / many.get().wallNanos()
                                                    / threads.get(0))
                                    : " |");
                }
                text.append('\n');
            }
        }
    }

    private static List<Measurement> of(List<Measurement> measurements, String jdk, int threads) {
        return measurements.stream()
                .filter(m -> m.jdk().equals(jdk) && m.threads() == threads)
                .toList();
    }

    static String label(String way) {
        return switch (way) {
            case "Batch" -> "TDE-JDBC batch";
            case "Single" -> "TDE-JDBC value by value";
            case "ReusedJce" -> "well-written JCE";
            case "NaiveJce" -> "naive JCE";
            case "BouncyCastle" -> "Bouncy Castle";
            default -> way;
        };
    }

    static Optional<Measurement> find(List<Measurement> measurements, String operation, String way, int size) {
        String[] parts = operation.split(" ");
        String name = parts[0] + way + parts[1];
        return measurements.stream()
                .filter(m -> m.name().equals(name) && m.size() == size)
                .findFirst();
    }

    /** The processor as the system names it. */
    static String cpu() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    private static void table(StringBuilder text, String operation, List<Measurement> measurements) {
        List<Integer> sizes =
                measurements.stream().map(Measurement::size).distinct().sorted().toList();
        List<String> ways = WAYS.stream()
                .filter(way -> sizes.stream()
                        .anyMatch(
                                size -> find(measurements, operation, way, size).isPresent()))
                .toList();
        if (ways.isEmpty()) {
            return;
        }
        Measurement first = measurements.get(0);
        text.append("\n### ")
                .append(title(operation))
                .append(", JDK ")
                .append(first.jdk())
                .append(", ");
        text.append(first.threads()).append(first.threads() == 1 ? " thread\n\n|" : " threads\n\n|");
        sizes.forEach(size -> text.append(" | ").append(size < 65536 ? size + " B" : size / 1024 + " KiB"));
        text.append(" | allocated beyond output at ")
                .append(sizes.get(Math.min(1, sizes.size() - 1)))
                .append(" B |\n|---");
        text.append("|---:".repeat(sizes.size() + 1)).append("|\n");
        for (String way : ways) {
            text.append("| ").append(label(way));
            for (int size : sizes) {
                text.append(" | ").append(cell(measurements, operation, way, size));
            }
            text.append(" | ");
            int size = sizes.get(Math.min(1, sizes.size() - 1));
            find(measurements, operation, way, size)
                    .ifPresent(m -> text.append(String.format(Locale.ROOT, "%.0f B", beyondOutput(m))));
            text.append(" |\n");
        }
    }

    private static String title(String operation) {
        return (operation.startsWith("xaes") ? "XAES-256-GCM" : "AES-SIV")
                + (operation.endsWith("Encrypt") ? ", encrypt" : ", decrypt");
    }

    private static String cell(List<Measurement> measurements, String operation, String way, int size) {
        Optional<Measurement> batch = find(measurements, operation, "Batch", size);
        return find(measurements, operation, way, size)
                .map(m -> {
                    String figure = String.format(
                            Locale.ROOT, m.nanos() < 9999 ? "%.0f ± %.0f" : "%.4g ± %.0f", m.nanos(), m.error());
                    return way.equals("Batch") || batch.isEmpty()
                            ? figure
                            : String.format(
                                    Locale.ROOT,
                                    "%s (%.1f)",
                                    figure,
                                    m.nanos() / batch.get().nanos());
                })
                .orElse("");
    }

    /** What is allocated beside the value's array, its place in the result, and the result's share of headers. */
    private static double beyondOutput(Measurement m) {
        int overhead = m.name().endsWith("Decrypt")
                ? 0
                : m.name().startsWith("siv") ? (m.name().contains("Tink") ? 16 : 20) : tail(m.name());
        int array = 16 + (m.size() + overhead + 7 & ~7);
        return Math.max(0, m.allocated() - array - 4);
    }

    private static int tail(String name) {
        return name.contains("Naive") || name.contains("Bouncy") ? 28 : name.contains("Tink") ? 40 : 44;
    }
}
