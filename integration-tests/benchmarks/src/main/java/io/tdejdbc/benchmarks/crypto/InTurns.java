package io.tdejdbc.benchmarks.crypto;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * Runs the benchmark methods in turns in this process, one call each in every round, so that whatever else the machine
 * does disturbs all alike: the ratios hold on a busy machine too. A figure is the median of processor time.
 */
final class InTurns {

    private static final int ROUNDS = 301;
    private static final long WARM_UP_NANOS = 5_000_000_000L;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final CpuClock clock = new CpuClock();
    private final List<Measurement> measurements = new ArrayList<>();
    /** Keeps results alive, so that no work is optimised away. */
    private volatile Object last = "";

    List<Measurement> run(int[] sizes, int[] readSizes, String only) throws ReflectiveOperationException {
        Pattern names = Pattern.compile(only);
        for (int size : sizes) {
            CryptoBenchmark benchmark = new CryptoBenchmark();
            benchmark.size = size;
            CryptoBenchmark.class.getMethod("setUp").invoke(benchmark);
            measure(benchmark, size, CryptoBenchmark.values(size), names);
            benchmark.tearDown();
        }
        for (int size : readSizes) {
            ReadBenchmark benchmark = new ReadBenchmark();
            benchmark.size = size;
            ReadBenchmark.class.getMethod("setUp").invoke(benchmark);
            measure(benchmark, size, ReadBenchmark.VALUES, names);
            benchmark.tearDown();
        }
        return measurements;
    }

    private void measure(Object benchmark, int size, int values, Pattern names) throws ReflectiveOperationException {
        List<Method> methods = Arrays.stream(benchmark.getClass().getMethods())
                .filter(method -> method.isAnnotationPresent(Benchmark.class))
                .filter(method -> names.matcher(method.getName()).matches())
                .sorted(Comparator.comparing(Method::getName))
                .toList();
        long cpuStart = threads.getCurrentThreadCpuTime();
        while (threads.getCurrentThreadCpuTime() - cpuStart < WARM_UP_NANOS) {
            for (Method method : methods) {
                last = method.invoke(benchmark, clock);
            }
        }
        double[][] cpu = new double[methods.size()][ROUNDS];
        double[][] allocated = new double[methods.size()][ROUNDS];
        Random random = new Random(3);
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, methods.size()).boxed().toList());
        for (int round = 0; round < ROUNDS; round++) {
            // What runs before leaves caches and memory in some state, so none has a fixed place.
            Collections.shuffle(order, random);
            for (int i : order) {
                long bytes = threads.getCurrentThreadAllocatedBytes();
                long start = threads.getCurrentThreadCpuTime();
                last = methods.get(i).invoke(benchmark, clock);
                cpu[i][round] = (double) (threads.getCurrentThreadCpuTime() - start) / values;
                allocated[i][round] = (double) (threads.getCurrentThreadAllocatedBytes() - bytes) / values;
            }
        }
        for (int i = 0; i < cpu.length; i++) {
            Arrays.sort(cpu[i]);
            Arrays.sort(allocated[i]);
            int outside = CryptoReport.outside(ROUNDS);
            measurements.add(new Measurement(
                    System.getProperty("java.version"),
                    1,
                    methods.get(i).getName(),
                    size,
                    cpu[i][ROUNDS / 2],
                    (cpu[i][ROUNDS - 1 - outside] - cpu[i][outside]) / 2,
                    cpu[i][ROUNDS / 2],
                    allocated[i][ROUNDS / 2]));
        }
    }
}
