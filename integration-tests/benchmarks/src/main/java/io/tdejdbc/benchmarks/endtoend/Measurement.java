package io.tdejdbc.benchmarks.endtoend;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * Times one operation on both sides in turns. Each round does the work on both, the order alternating, and gives one
 * ratio; disturbances that last longer than a round hit both sides alike.
 */
final class Measurement {
    private final double[] plainNanos;
    private final double[] driverNanos;

    private Measurement(int rounds) {
        plainNanos = new double[rounds];
        driverNanos = new double[rounds];
    }

    static Measurement of(Operation operation, Side plain, Side driver, int warmUp, int rounds) throws SQLException {
        Measurement measurement = new Measurement(rounds);
        try (Connection plainConnection = plain.open();
                Connection driverConnection = driver.open()) {
            for (int round = -warmUp; round < rounds; round++) {
                boolean plainFirst = round % 2 == 0;
                for (boolean isPlain : new boolean[] {plainFirst, !plainFirst}) {
                    Connection connection = isPlain ? plainConnection : driverConnection;
                    double nanos = time(operation, connection, round + warmUp);
                    if (operation.inserts()) {
                        People.removeInserted(isPlain ? plain : driver);
                    }
                    if (round >= 0) {
                        (isPlain ? measurement.plainNanos : measurement.driverNanos)[round] = nanos;
                    }
                }
            }
        }
        return measurement;
    }

    private static double time(Operation operation, Connection connection, int round) throws SQLException {
        long start = System.nanoTime();
        long rows = operation.run(connection, round);
        double nanos = (double) (System.nanoTime() - start) / operation.amount();
        if (rows < operation.amount()) {
            throw new IllegalStateException(operation.title() + " saw " + rows + " rows");
        }
        return nanos;
    }

    /** Median time for one row, in microseconds. */
    double plainMicros() {
        return median(plainNanos) / 1_000;
    }

    /** Median time for one row, in microseconds. */
    double driverMicros() {
        return median(driverNanos) / 1_000;
    }

    /** Speed of the driver relative to plain in each round, sorted: 1 is as fast, 0.5 half as fast. */
    double[] ratios() {
        double[] ratios = new double[plainNanos.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = plainNanos[i] / driverNanos[i];
        }
        Arrays.sort(ratios);
        return ratios;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * How many values from either end of a sorted sample bound the 95 % confidence interval of its median: the largest
     * rank whose binomial tail stays below 2.5 %. It assumes nothing about how the values are distributed.
     */
    static int confidenceRank(int samples) {
        double probability = Math.pow(0.5, samples);
        double tail = 0;
        int rank = 0;
        while (tail + probability <= 0.025) {
            tail += probability;
            probability = probability * (samples - rank) / (rank + 1);
            rank++;
        }
        return Math.max(0, rank - 1);
    }
}
