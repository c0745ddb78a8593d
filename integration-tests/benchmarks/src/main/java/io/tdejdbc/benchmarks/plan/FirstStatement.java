package io.tdejdbc.benchmarks.plan;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Measures in Java processes of their own what the first statement that names something protected costs: without the warm-up
 * in the background, with it after it has ended, and with it while it is running.
 */
public final class FirstStatement {
    private static final int PROCESSES = 7;

    private FirstStatement() {}

    /** Without arguments the report; with a URL and a word one measurement of one process. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 2) {
            System.out.println(measure(arguments[0], arguments[1].equals("wait")));
            return;
        }
        System.out.println("| warm-up | first protected statement ms |\n|---|---:|");
        row("none", "false", "at-once");
        row("has ended", "true", "wait");
        row("is running", "true", "at-once");
    }

    private static void row(String name, String warmUp, String when) throws Exception {
        Path folder = Files.createTempDirectory("first");
        Store store = new Store(folder, "jdbc:h2:file:" + folder.resolve("store"), "tde.warm-up=" + warmUp);
        store.create();
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            millis.add(inProcess(store.url(), when));
        }
        Collections.sort(millis);
        System.out.printf(Locale.ROOT, "| %s | %.0f |%n", name, millis.get(PROCESSES / 2));
    }

    private static double inProcess(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FirstStatement.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = process.inputReader()) {
            double millis = Double.parseDouble(lines.readLine());
            process.waitFor();
            return millis;
        }
    }

    private static double measure(String url, boolean wait) throws SQLException, InterruptedException {
        try (Connection connection = DriverManager.getConnection(url)) {
            if (wait) {
                for (Thread thread : Thread.getAllStackTraces().keySet()) {
                    if (thread.getName().equals("tde-warm-up")) {
                        thread.join();
                    }
                }
            }
            long start = System.nanoTime();
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT id, email FROM customers WHERE ssn = ?")) {
                query.setString(1, "519-12-4407");
                query.executeQuery().close();
            }
            return (System.nanoTime() - start) / 1e6;
        }
    }
}
