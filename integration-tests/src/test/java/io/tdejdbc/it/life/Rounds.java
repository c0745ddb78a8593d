package io.tdejdbc.it.life;

import io.tdejdbc.driver.TdeDriver;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/**
 * Opens, uses and closes connections, then takes the driver out of the DriverManager. Arguments: the driver's URL, the
 * database's own, number of rounds. Prints a line "name value" for what it finds.
 */
final class Rounds {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Rounds() {}

    public static void main(String[] arguments) throws Exception {
        String url = arguments[0];
        int rounds = Integer.parseInt(arguments[2]);
        int first = rounds / 5;
        // Keeps an embedded database open, so that only what is ours comes and goes.
        try (Connection keeper = DriverManager.getConnection(arguments[1])) {
            run(url, first);
            long heap = heap();
            int threads = Thread.activeCount();
            run(url, rounds - first);
            System.out.println("kilobytes " + (heap() - heap) / 1024);
            System.out.println("threads " + (Thread.activeCount() - threads));
            System.out.println("keeper " + keeper.isValid(5));
            for (Driver driver : Collections.list(DriverManager.getDrivers())) {
                if (driver instanceof TdeDriver) {
                    DriverManager.deregisterDriver(driver);
                }
            }
            System.out.println("registered " + TdeDriver.isRegistered());
            // The measuring of the batch path may still be on its way, and ends by itself.
            Instant end = Instant.now().plus(PATIENCE);
            while (!ours().isEmpty() && Instant.now().isBefore(end)) {
                Thread.onSpinWait();
            }
            System.out.println("left " + ours());
        }
    }

    private static void run(String url, int rounds) throws SQLException {
        for (int round = 0; round < rounds; round++) {
            try (Connection connection = DriverManager.getConnection(url)) {
                int id = round % 20 + 1;
                if (Accounts.find(connection, id) == 0) {
                    Accounts.insert(connection, id);
                }
            }
        }
    }

    private static long heap() {
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static List<String> ours() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("tde-"))
                .sorted()
                .toList();
    }
}
