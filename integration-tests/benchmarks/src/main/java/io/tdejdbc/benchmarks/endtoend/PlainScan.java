package io.tdejdbc.benchmarks.endtoend;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What the wrapper costs where there is nothing to decrypt: a scan of a table without protected columns, through the
 * driver and past it. Both sides read the same table of the same embedded database, in turns.
 */
final class PlainScan {
    private static final int ROWS = 100_000;

    private PlainScan() {}

    /** Makes the table past the driver. */
    static void create(Side side) throws SQLException {
        try (Connection connection = side.openRaw();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE readings AS SELECT x AS id, 'sensor ' || (x % 100) AS name,"
                    + " CAST(x * 7.25 AS NUMERIC(12, 2)) AS amount, DATE '2020-01-01' + (x % 1000) AS taken"
                    + " FROM SYSTEM_RANGE(1, " + ROWS + ")");
        }
    }

    /** A line of Markdown, as {@link PairedScan#measure} gives it. */
    static String measure(Side side, int warmUp, int rounds) throws SQLException {
        try (Connection plain = side.openRaw();
                Connection driver = side.open()) {
            return new PairedScan(ROWS, System::nanoTime, PlainScan::scan).measure(plain, driver, warmUp, rounds);
        }
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
