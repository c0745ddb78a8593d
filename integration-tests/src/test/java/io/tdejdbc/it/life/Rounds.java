package io.tdejdbc.it.life;

import io.tdejdbc.driver.TdeDriver;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Opens, uses and closes connections, then takes the driver out of the DriverManager. Arguments: the driver's URL, the
 * database's own, number of rounds, and what is beside them: {@code nothing}, {@code another} connection of the driver,
 * or a {@code leak} that keeps what was closed. Prints a line "name value" for what it finds.
 */
final class Rounds {
    private final String url;
    private final boolean leak;
    private final List<Connection> leaked = new ArrayList<>();

    private Rounds(String url, boolean leak) {
        this.url = url;
        this.leak = leak;
    }

    public static void main(String[] arguments) throws Exception {
        Rounds rounds = new Rounds(arguments[0], arguments[3].equals("leak"));
        // Keeps an embedded database open, so that only what is ours comes and goes.
        try (Connection keeper = DriverManager.getConnection(arguments[1])) {
            if (arguments[3].equals("nothing")) {
                rounds.measure(Integer.parseInt(arguments[2]));
            } else {
                try (Connection another = DriverManager.getConnection(arguments[0])) {
                    rounds.measure(Integer.parseInt(arguments[2]));
                    System.out.println("another " + another.isValid(5));
                }
            }
            System.out.println("keeper " + keeper.isValid(5));
            for (Driver driver : Collections.list(DriverManager.getDrivers())) {
                if (driver instanceof TdeDriver) {
                    DriverManager.deregisterDriver(driver);
                }
            }
            System.out.println("registered " + TdeDriver.isRegistered());
            System.out.println("left " + ours());
        }
    }

    /** What the first rounds need for themselves, such as classes and caches, is not counted. */
    private void measure(int rounds) throws SQLException {
        int first = rounds / 5;
        run(first);
        long heap = heap();
        long classes = classes();
        int threads = Thread.activeCount();
        run(rounds - first);
        System.out.println("kilobytes " + (heap() - heap) / 1024);
        System.out.println("classes " + (classes() - classes));
        System.out.println("threads " + (Thread.activeCount() - threads));
        System.out.println("leaked " + leaked.size());
    }

    private void run(int rounds) throws SQLException {
        for (int round = 0; round < rounds; round++) {
            try (Connection connection = DriverManager.getConnection(url)) {
                int id = round % 20 + 1;
                if (Accounts.find(connection, id) == 0) {
                    Accounts.insert(connection, id);
                }
                if (leak) {
                    leaked.add(connection);
                }
            }
        }
    }

    private static long heap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    /** How many classes there are, those of class loaders and lambdas that were collected not counted. */
    private static long classes() {
        return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
    }

    private static List<String> ours() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("tde-"))
                .sorted()
                .toList();
    }
}
