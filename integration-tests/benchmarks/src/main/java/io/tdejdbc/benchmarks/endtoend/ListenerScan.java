package io.tdejdbc.benchmarks.endtoend;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tdejdbc.driver.TdeDataSource;
import io.tdejdbc.keystore.FileMasterKey;
import io.tdejdbc.micrometer.MicrometerMetrics;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.UUID;
import java.util.logging.LogManager;

/**
 * What a metrics listener costs: scans of an H2 table with two protected columns and single inserts into it, without a
 * listener and with that of Micrometer, in turns. Prints lines of Markdown, with processor time. Arguments: the number of measured rounds (41) and
 * of rounds before them (10).
 */
public final class ListenerScan {
    private static final int ROWS = 100_000;
    private static final int INSERTS = 2_000;
    private static final String INSERT = "INSERT INTO people VALUES (?, ?, ?)";

    private ListenerScan() {}

    /** Measures and prints. */
    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 41;
        int warmUp = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        Path folder = Files.createTempDirectory("tde-listener-");
        FileMasterKey.generate(folder.resolve("master.key"));
        Path file = Files.writeString(folder.resolve("tde.properties"), """
            tde.deployment = IDENTITY
            tde.keys.file.path = master.key
            tde.init = create
            tde.missing-table = pending
            protect.people.ssn = equality
            protect.people.name = random
            """.replace(
                        "IDENTITY", UUID.randomUUID().toString()));
        // An embedded database works in the thread that asks.
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        TdeDataSource silent = dataSource(file);
        TdeDataSource told = dataSource(file);
        MeterRegistry registry = new SimpleMeterRegistry();
        told.setMetricsListener(new MicrometerMetrics(registry));
        System.out.println(
                "| work | silent ns | told ns | relative time | 95 % interval | silent bytes | told bytes |");
        System.out.println("|---|---:|---:|---:|---|---:|---:|");
        try (Connection first = silent.getConnection()) {
            fill(first);
            try (Connection second = told.getConnection()) {
                System.out.println("| scan of 100,000 rows, for each row "
                        + new PairedScan(ROWS, threads::getCurrentThreadCpuTime, ListenerScan::scan)
                                .measure(first, second, warmUp, rounds));
                System.out.println("| insert, for each "
                        + new PairedScan(INSERTS, threads::getCurrentThreadCpuTime, ListenerScan::insert)
                                .measure(first, second, warmUp, rounds));
            }
        }
        double expected = 2.0 * ROWS * (warmUp + rounds);
        double counted = registry.get("tde.values")
                .tag("direction", "decrypted")
                .counter()
                .count();
        if (counted != expected) {
            throw new IllegalStateException(
                    String.format(Locale.ROOT, "%.0f values were counted, and not %.0f", counted, expected));
        }
    }

    private static TdeDataSource dataSource(Path file) {
        TdeDataSource dataSource = new TdeDataSource();
        dataSource.setUrl("jdbc:h2:mem:listener;DB_CLOSE_DELAY=-1");
        dataSource.setConfig(file.toString());
        return dataSource;
    }

    private static void fill(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE people(id INT, ssn VARCHAR(20), name VARCHAR(60))");
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int id = 0; id < ROWS; id++) {
                bind(insert, id);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void bind(PreparedStatement insert, int id) throws SQLException {
        insert.setInt(1, id);
        insert.setString(2, "ssn " + id);
        insert.setString(3, "somebody with the number " + id);
    }

    private static void scan(Connection connection) throws SQLException {
        long seen = 0;
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT id, ssn, name FROM people WHERE id >= 0");
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                seen += result.getString(2).length() + result.getString(3).length();
            }
        }
        if (seen < ROWS) {
            throw new IllegalStateException("a scan saw too little");
        }
    }

    /** Of rows that no scan reads. */
    private static void insert(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int i = 0; i < INSERTS; i++) {
                bind(insert, -1 - i);
                insert.executeUpdate();
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM people WHERE id < 0");
        }
    }
}
