package io.tdejdbc.benchmarks.endtoend;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Compares the same scan over two connections, in turns, so that whatever else the machine does disturbs both alike. */
final class PairedScan {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final int rows;
    private final LongSupplier clock;
    private final Scan scan;

    /** Reads all rows. */
    @FunctionalInterface
    interface Scan {
        void run(Connection connection) throws SQLException;
    }

    /**
     * @param rows how many the scan reads
     * @param clock in nanoseconds
     */
    PairedScan(int rows, LongSupplier clock, Scan scan) {
        this.rows = rows;
        this.clock = clock;
        this.scan = scan;
    }

    /** A line of Markdown: time and bytes for each row on both sides, and the second's time relative to the first. */
    String measure(Connection first, Connection second, int warmUp, int rounds) throws SQLException {
        Connection[] sides = {first, second};
        double[][] nanos = new double[2][rounds];
        double[][] bytes = new double[2][rounds];
        for (int round = -warmUp; round < rounds; round++) {
            for (int turn = 0; turn < 2; turn++) {
                int which = (round + turn) & 1;
                long allocated = threads.getCurrentThreadAllocatedBytes();
                long start = clock.getAsLong();
                scan.run(sides[which]);
                long end = clock.getAsLong();
                if (round >= 0) {
                    nanos[which][round] = (double) (end - start) / rows;
                    bytes[which][round] = (double) (threads.getCurrentThreadAllocatedBytes() - allocated) / rows;
                }
            }
        }
        double[] ratios = new double[rounds];
        Arrays.setAll(ratios, round -> nanos[1][round] / nanos[0][round]);
        Arrays.sort(ratios);
        int rank = Measurement.confidenceRank(rounds);
        return String.format(
                Locale.ROOT,
                "| %.0f | %.0f | %.3f | %.3f to %.3f | %.0f | %.0f |",
                Measurement.median(nanos[0]),
                Measurement.median(nanos[1]),
                Measurement.median(ratios),
                ratios[rank],
                ratios[rounds - 1 - rank],
                Measurement.median(bytes[0]),
                Measurement.median(bytes[1]));
    }
}
