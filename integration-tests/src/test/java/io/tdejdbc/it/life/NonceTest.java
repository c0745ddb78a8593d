package io.tdejdbc.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.Servers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A million values from eight threads on one connection: no two of them share salt and nonce. */
@Tag("one-jdk")
@ExtendWith(Servers.Provider.class)
final class NonceTest {
    private static final int THREADS = 8;
    private static final int ROWS_OF_A_THREAD = 31_250;
    private static final int COLUMNS = 4;
    private static final int LARGEST_BATCH = 400;

    @Test
    void noSaltAndNonceIsUsedTwice(Servers servers) throws Exception {
        Guarded guarded = Guarded.create(
                servers.guarded(Backend.Kind.H2).create(servers.newName("nonces")),
                servers.newFolder("nonces"),
                List.of(
                        "protect.notes.a = random",
                        "protect.notes.b = random",
                        "protect.notes.c = random",
                        "protect.notes.d = random"));
        try (Connection connection = guarded.open()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, a VARCHAR(20), b VARCHAR(20), "
                        + "c VARCHAR(20), d VARCHAR(20))");
            }
            insertFromAll(connection);
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT id, a, b, c, d FROM notes")) {
                while (rows.next()) {
                    for (int column = 1; column <= COLUMNS; column++) {
                        assertThat(rows.getString(1 + column)).isEqualTo(value(rows.getInt(1), column));
                    }
                }
            }
        }
        try (Connection raw = guarded.raw();
                Statement statement = raw.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*), count(DISTINCT n) FROM ("
                        + "SELECT substring(a FROM 5 FOR 24) n FROM notes UNION ALL "
                        + "SELECT substring(b FROM 5 FOR 24) FROM notes UNION ALL "
                        + "SELECT substring(c FROM 5 FOR 24) FROM notes UNION ALL "
                        + "SELECT substring(d FROM 5 FOR 24) FROM notes)")) {
            count.next();
            assertThat(count.getInt(1)).isEqualTo(1_000_000);
            assertThat(count.getInt(2)).isEqualTo(1_000_000);
        }
    }

    private static void insertFromAll(Connection connection) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread * ROWS_OF_A_THREAD;
                all.add(executor.submit(() -> {
                    insert(connection, first);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    /** Single rows and batches of all sizes, so that shared sessions and those of batches come and go. */
    private static void insert(Connection connection, int first) throws SQLException {
        Random random = new Random(first);
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO notes VALUES (?, ?, ?, ?, ?)")) {
            int row = first;
            int end = first + ROWS_OF_A_THREAD;
            while (row < end) {
                int batch = random.nextBoolean() ? 1 : Math.min(end - row, 1 + random.nextInt(LARGEST_BATCH));
                for (int i = 0; i < batch; i++, row++) {
                    insert.setInt(1, row);
                    for (int column = 1; column <= COLUMNS; column++) {
                        insert.setString(1 + column, value(row, column));
                    }
                    if (batch > 1) {
                        insert.addBatch();
                    }
                }
                if (batch > 1) {
                    insert.executeBatch();
                } else {
                    insert.executeUpdate();
                }
            }
        }
    }

    private static String value(int row, int column) {
        return row + "/" + column;
    }
}
