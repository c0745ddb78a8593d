package io.tdejdbc.benchmarks.crypto;

/**
 * One figure.
 *
 * @param jdk version of the Java platform
 * @param threads threads that worked at once, each on values of its own
 * @param name of the benchmark method
 * @param size bytes of one value
 * @param nanos processor time for one value, the median of all iterations
 * @param error half of its 99.9 % confidence interval
 * @param wallNanos time on the clock for one value in one thread
 * @param allocated bytes allocated for one value, the result included
 */
record Measurement(
        String jdk,
        int threads,
        String name,
        int size,
        double nanos,
        double error,
        double wallNanos,
        double allocated) {}
