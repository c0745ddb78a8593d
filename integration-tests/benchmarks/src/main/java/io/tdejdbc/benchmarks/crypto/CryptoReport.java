package io.tdejdbc.benchmarks.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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

/**
 * Runs {@link CryptoBenchmark} and {@link ReadBenchmark} and writes {@code crypto.md}, tables with ratios and errors, and
 * {@code crypto.svg}, a chart, to a folder.
 *
 * <p>Arguments: {@code --out=<folder>}, by default {@code target/crypto}; {@code --jvm=<Java home>}, any number, by default
 * the one that runs this; {@code --threads=1,2}, of which all but the first number run the batch path only; {@code
 * --only=<pattern of benchmark names>}; {@code --sizes=8,32}; {@code --quick} for a third of the time and a greater error;
 * {@code --millis=250}, the length of an iteration, to be raised on a busy machine; {@code --in-turns} to run all in turns in
 * this one process and thread, which takes minutes and gives ratios that hold on a busy machine.
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
        if (List.of(args).contains("--in-turns")) {
            measurements.addAll(inTurns(args));
            write(out, measurements);
            return;
        }
        String only = option(args, "only").orElse(".*");
        String[] threads = option(args, "threads").orElse("1,2").split(",");
        for (int i = 0; i < threads.length; i++) {
            for (String home : homes) {
                String include =
                        i == 0 ? "\\.(Crypto|Read)Benchmark\\." + only : "\\.CryptoBenchmark\\.(?=\\w*Batch)" + only;
                measurements.addAll(run(args, include, home, Integer.parseInt(threads[i])));
            }
        }
        write(out, measurements);
    }

    private static List<Measurement> inTurns(String[] args) {
        int[] sizes = sizes(args, "8,32,100,400,4096,65536");
        int[] readSizes = sizes(args, "8,16,32,64");
        try {
            return new InTurns().run(sizes, readSizes, option(args, "only").orElse(".*"));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a benchmark failed", e);
        }
    }

    private static int[] sizes(String[] args, String all) {
        return Arrays.stream(option(args, "sizes").orElse(all).split(","))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private static void write(Path out, List<Measurement> measurements) throws IOException {
        Files.createDirectories(out);
        String report = MarkdownReport.of(measurements);
        Files.writeString(out.resolve("crypto.md"), report);
        Files.writeString(out.resolve("crypto.svg"), SvgChart.of(measurements));
        System.out.println(report);
        System.out.println("written to " + out);
    }

    private static List<Measurement> run(String[] args, String include, String home, int threads)
            throws RunnerException {
        boolean quick = List.of(args).contains("--quick");
        TimeValue iteration = TimeValue.milliseconds(
                option(args, "millis").map(Integer::parseInt).orElse(quick ? 150 : 250));
        OptionsBuilder options = new OptionsBuilder();
        options.include(include)
                .jvm(Path.of(home, "bin", "java").toString())
                // Compiled in the foreground, code is warm after so many calls, however busy the machine is.
                .jvmArgsAppend(
                        "-XX:-BackgroundCompilation", "-XX:+UseSerialGC", "-Xms1g", "-Xmx1g", "-Dfile.encoding=UTF-8")
                .forks(quick ? 1 : 2)
                .warmupIterations(6)
                .warmupTime(iteration)
                .measurementIterations(quick ? 11 : 12)
                .measurementTime(iteration)
                .threads(threads)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true);
        option(args, "sizes").ifPresent(sizes -> options.param("size", sizes.split(",")));
        Collection<RunResult> results = new Runner(options.build()).run();
        List<Measurement> measurements = new ArrayList<>();
        for (RunResult result : results) {
            int size = Integer.parseInt(result.getParams().getParam("size"));
            String name = result.getParams().getBenchmark();
            double values = name.contains("Read") ? ReadBenchmark.VALUES : CryptoBenchmark.values(size);
            double[] cpu = cpuNanos(result);
            int outer = outside(cpu.length);
            measurements.add(new Measurement(
                    result.getParams().getJdkVersion(),
                    threads,
                    name.substring(name.lastIndexOf('.') + 1),
                    size,
                    (cpu[cpu.length / 2] + cpu[(cpu.length - 1) / 2]) / 2 / values,
                    (cpu[cpu.length - 1 - outer] - cpu[outer]) / 2 / values,
                    result.getPrimaryResult().getScore() / values,
                    allocated(result) / values));
        }
        return measurements;
    }

    /**
     * How many figures at either end lie outside the 99.9 % confidence interval of the median, by order statistics, which
     * assume nothing about how the figures are distributed: disturbed ones are not normal.
     */
    static int outside(int count) {
        double term = Math.pow(0.5, count);
        double tail = term;
        int outside = 0;
        while (2 * tail <= 0.001) {
            term = term * (count - outside) / (outside + 1);
            tail += term;
            outside++;
        }
        return Math.max(0, outside - 1);
    }

    /** Processor time of a call, one figure for each iteration, the least first. */
    private static double[] cpuNanos(RunResult result) {
        List<Double> nanos = new ArrayList<>();
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
            for (IterationResult iteration : fork.getIterationResults()) {
                Map<String, Result> counters = iteration.getSecondaryResults();
                nanos.add(counters.get("cpuNanos").getScore()
                        / counters.get("calls").getScore());
            }
        }
        return nanos.stream().mapToDouble(Double::doubleValue).sorted().toArray();
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
