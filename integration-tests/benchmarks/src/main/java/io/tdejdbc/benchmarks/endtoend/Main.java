package io.tdejdbc.benchmarks.endtoend;

import io.tdejdbc.keystore.FileMasterKey;
import io.tdejdbc.keystore.KeystoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.logging.LogManager;
import java.util.stream.Stream;

/**
 * Compares the driver with the plain one on H2, PostgreSQL and MariaDB and prints a Markdown table. Arguments: the number of
 * measured rounds (21) and of rounds before them (6).
 */
public final class Main {
    private Main() {}

    /** Runs all operations on all backends. */
    public static void main(String[] arguments) throws Exception {
        // The table is all that is printed.
        LogManager.getLogManager().reset();
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 21;
        int warmUp = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 6;
        Path folder = Files.createTempDirectory("tde-benchmark-");
        List<String> lines = new ArrayList<>();
        String scan;
        try {
            try (Backend backend = Backend.h2(folder)) {
                lines.addAll(measure(backend, folder, warmUp, rounds));
                scan = plainScan(backend, folder, warmUp, rounds);
            }
            try (Backend backend = Backend.postgres(folder)) {
                lines.addAll(measure(backend, folder, warmUp, rounds));
            }
            try (Backend backend = Backend.mariaDb(folder)) {
                lines.addAll(measure(backend, folder, warmUp, rounds));
            }
        } finally {
            delete(folder);
        }
        System.out.printf(
                Locale.ROOT,
                "%nTime for one row, median of %d rounds; speed of the driver relative to plain, median and 95 %% "
                        + "confidence interval.%nJava %s, %d processors, %s %s.%n%n",
                rounds,
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"));
        System.out.println("| backend | operation | plain µs | driver µs | relative speed | 95 % interval |");
        System.out.println("|---|---|---:|---:|---:|---|");
        lines.forEach(System.out::println);
        System.out.println();
        System.out.println(
                "A scan of 100,000 rows of an H2 table without protected columns; nanoseconds and bytes for each"
                        + " row, time of the driver relative to plain.");
        System.out.println();
        System.out.println("| plain ns | driver ns | relative time | 95 % interval | plain bytes | driver bytes |");
        System.out.println("|---:|---:|---:|---|---:|---:|");
        System.out.println(scan);
    }

    private static String plainScan(Backend backend, Path folder, int warmUp, int rounds)
            throws SQLException, IOException, KeystoreException {
        Side side = protectedSide(backend, folder, "scanned_side");
        PlainScan.create(side);
        return PlainScan.measure(side, warmUp, rounds);
    }

    private static List<String> measure(Backend backend, Path folder, int warmUp, int rounds)
            throws SQLException, IOException, KeystoreException {
        String plainUrl = backend.create("plain_side");
        Side plain = new Side(plainUrl, plainUrl);
        Side driver = protectedSide(backend, folder, "protected_side");
        People.create(plain, backend.analyze());
        People.create(driver, backend.analyze());
        List<String> lines = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            Measurement measurement = Measurement.of(operation, plain, driver, warmUp, rounds);
            double[] ratios = measurement.ratios();
            int rank = Measurement.confidenceRank(rounds);
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.2f | %.2f | %.2f | %.2f to %.2f |",
                    backend.name(),
                    operation.title(),
                    measurement.plainMicros(),
                    measurement.driverMicros(),
                    Measurement.median(ratios),
                    ratios[rank],
                    ratios[rounds - 1 - rank]));
        }
        return lines;
    }

    private static Side protectedSide(Backend backend, Path folder, String database)
            throws SQLException, IOException, KeystoreException {
        Path home = Files.createDirectories(
                folder.resolve(database + "-" + backend.name().replace(' ', '-')));
        FileMasterKey.generate(home.resolve("master.key"));
        List<String> properties = new ArrayList<>(List.of(
                "tde.deployment = " + UUID.randomUUID(),
                "tde.keys.file.path = master.key",
                "tde.init = create",
                "tde.missing-table = pending"));
        properties.addAll(People.RULES);
        Path file = Files.write(home.resolve("tde.properties"), properties);
        String raw = backend.create(database);
        return new Side(
                "jdbc:tde:" + raw.substring("jdbc:".length()) + backend.separator() + "tde.config=" + file, raw);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
