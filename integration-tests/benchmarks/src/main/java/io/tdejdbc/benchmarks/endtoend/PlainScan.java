package io.tdejdbc.benchmarks.endtoend;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;

/**
 * What the wrapper costs where there is nothing to decrypt: a scan of a table without protected columns, through the
 * driver and past it. Both sides read the same table of the same embedded database, in turns.
 */
final class PlainScan {
    private static final int ROWS = 100_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Makes the table past the driver. */
    static void create(Side side) throws SQLException {
        try (Connection connection = side.openRaw();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE readings AS SELECT x AS id, 'sensor ' || (x % 100) AS name,"
                    + " CAST(x * 7.25 AS NUMERIC(12, 2)) AS amount, DATE '2020-01-01' + (x % 1000) AS taken"
                    + " FROM SYSTEM_RANGE(1, " + ROWS + ")");
        }
    }

    /** A line of Markdown: time and bytes for each row on both sides, and the driver's time relative to plain. */
    String measure(Side side, int warmUp, int rounds) throws SQLException {
        double[][] nanos = new double[2][rounds];
        double[][] bytes = new double[2][rounds];
        try (Connection plain = side.openRaw();
                Connection driver = side.open()) {
            for (int round = -warmUp; round < rounds; round++) {
                for (int turn = 0; turn < 2; turn++) {
                    int which = (round + turn) & 1;
                    Connection connection = which == 0 ? plain : driver;
                    long allocated = threads.getCurrentThreadAllocatedBytes();
                    long start = System.nanoTime();
                    scan(connection);
                    long end = System.nanoTime();
                    if (round >= 0) {
                        nanos[which][round] = (double) (end - start) / ROWS;
                        bytes[which][round] = (double) (threads.getCurrentThreadAllocatedBytes() - allocated) / ROWS;
                    }
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

    private static void scan(Connection connection) throws SQLException {
        long seen = 0;
        int rows = 0;
        try (PreparedStatement statement = connection.prepareStatement("SELECT id, name, amount, taken FROM readings");
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                seen += result.getLong(1);
                seen += result.getString(2).length();
                seen += result.getBigDecimal(3).scale();
                seen += result.getDate(4).getTime();
                rows++;
            }
        }
        if (rows != ROWS || seen == 0) {
            throw new IllegalStateException("a scan saw " + rows + " rows");
        }
    }
}
