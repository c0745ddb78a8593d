package io.tdejdbc.it.life;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/**
 * One of two processes that use a fresh database for the first time. Arguments: URL, folder for signals, number of this
 * process (0 or 1), number of rows.
 */
final class RacingStart {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private RacingStart() {}

    public static void main(String[] arguments) throws Exception {
        String url = arguments[0];
        Path signals = Path.of(arguments[1]);
        int me = Integer.parseInt(arguments[2]);
        int rows = Integer.parseInt(arguments[3]);
        Files.createFile(signals.resolve("ready-" + me));
        await(signals.resolve("ready-" + (1 - me)));
        try (Connection connection = DriverManager.getConnection(url)) {
            if (me == 0) {
                Accounts.create(connection);
            }
            for (int id = me * rows; id < (me + 1) * rows; id++) {
                insert(connection, id);
            }
        }
    }

    private static void await(Path signal) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!Files.exists(signal)) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("no signal " + signal);
            }
            Thread.onSpinWait();
        }
    }

    /** The second process may come before the table, and then learns of it with its next poll. */
    private static void insert(Connection connection, int id) throws SQLException {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                Accounts.insert(connection, id);
                return;
            } catch (SQLException e) {
                if (Instant.now().isAfter(end)) {
                    throw e;
                }
            }
        }
    }
}
