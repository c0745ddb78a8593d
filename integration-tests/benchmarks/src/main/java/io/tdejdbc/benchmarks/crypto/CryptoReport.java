package io.tdejdbc.benchmarks.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.ListStatistics;

/**
 * Runs {@link CryptoBenchmark} and writes {@code crypto.md}, tables with ratios and errors, and {@code crypto.svg}, a
 * chart, to a folder.
 *
 * <p>Arguments: {@code --out=<folder>}, by default {@code target/crypto}; {@code --jvm=<Java home>}, any number, by default
 * the one that runs this; {@code --threads=1,2}; {@code --only=<pattern of benchmark names>}; {@code --sizes=8,32};
 * {@code --quick} for a fifth of the time and a greater error; {@code --millis=500}, the length of an iteration, to be raised on a
 * busy machine.
 */
public final class CryptoReport {

    private CryptoReport() {}

    /** See the class. */
    public static void main(String[] args) throws RunnerException, IOException {
        Path out = Path.of(option(args, "out").orElse("target/crypto"));
        List<String> homes = new ArrayList<>();
        for (String arg : args) {
            if (arg.startsWith("--jvm=")) {
                homes.add(arg.substring(6));
            }
        }
        if (homes.isEmpty()) {
            homes.add(System.getProperty("java.home"));
        }
        List<Measurement> measurements = new ArrayList<>();
        for (String threads : option(args, "threads").orElse("1,2").split(",")) {
            for (String home : homes) {
                measurements.addAll(run(args, home, Integer.parseInt(threads)));
            }
        }
        Files.createDirectories(out);
        String report = MarkdownReport.of(measurements);
        Files.writeString(out.resolve("crypto.md"), report);
        Files.writeString(out.resolve("crypto.svg"), SvgChart.of(measurements));
        System.out.println(report);
        System.out.println("written to " + out);
    }

    private static List<Measurement> run(String[] args, String home, int threads) throws RunnerException {
        boolean quick = List.of(args).contains("--quick");
        TimeValue iteration = TimeValue.milliseconds(
                option(args, "millis").map(Integer::parseInt).orElse(quick ? 250 : 500));
        OptionsBuilder options = new OptionsBuilder();
        options.include("\\.CryptoBenchmark\\." + option(args, "only").orElse(".*"))
                .jvm(Path.of(home, "bin", "java").toString())
                // Compiled in the foreground, code is warm after so many calls, however busy the machine is.
                .jvmArgsAppend(
                        "-XX:-BackgroundCompilation", "-XX:+UseSerialGC", "-Xms1g", "-Xmx1g", "-Dfile.encoding=UTF-8")
                .forks(quick ? 1 : 2)
                .warmupIterations(quick ? 4 : 5)
                .warmupTime(iteration)
                .measurementIterations(quick ? 5 : 8)
                .measurementTime(iteration)
                .threads(threads)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true);
        option(args, "sizes").ifPresent(sizes -> options.param("size", sizes.split(",")));
        Collection<RunResult> results = new Runner(options.build()).run();
        List<Measurement> measurements = new ArrayList<>();
        for (RunResult result : results) {
            int size = Integer.parseInt(result.getParams().getParam("size"));
            double values = CryptoBenchmark.values(size);
            ListStatistics cpu = cpuNanos(result);
            String name = result.getParams().getBenchmark();
            measurements.add(new Measurement(
                    result.getParams().getJdkVersion(),
                    threads,
                    name.substring(name.lastIndexOf('.') + 1),
                    size,
                    cpu.getMean() / values,
                    cpu.getMeanErrorAt(0.999) / values,
                    result.getPrimaryResult().getScore() / values,
                    allocated(result) / values));
        }
        return measurements;
    }

    /** Processor time of a call, one figure for each iteration. */
    private static ListStatistics cpuNanos(RunResult result) {
        ListStatistics nanos = new ListStatistics();
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
            for (IterationResult iteration : fork.getIterationResults()) {
                Map<String, Result> counters = iteration.getSecondaryResults();
                nanos.addValue(counters.get("cpuNanos").getScore()
                        / counters.get("calls").getScore());
            }
        }
        return nanos;
    }

    private static double allocated(RunResult result) {
        return result.getSecondaryResults().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("gc.alloc.rate.norm"))
                .mapToDouble(entry -> entry.getValue().getScore())
                .findFirst()
                .orElse(Double.NaN);
    }

    private static Optional<String> option(String[] args, String name) {
        String prefix = "--" + name + "=";
        for (String arg : args) {
            if (arg.toLowerCase(Locale.ROOT).startsWith(prefix)) {
                return Optional.of(arg.substring(prefix.length()));
            }
        }
        return Optional.empty();
    }
}
