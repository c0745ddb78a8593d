package io.tdejdbc.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Database;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two processes use a fresh database for the first time, at the same moment. */
@Tag("one-jdk")
@ExtendWith(Servers.Provider.class)
final class RaceTest {
    private static final int ROWS = 30;
    private static final long PATIENCE_SECONDS = 120;

    @ParameterizedTest
    @EnumSource
    void bothProcessesEndUpWithTheSameKeys(Backend.Kind kind, Servers servers) throws Exception {
        Database database = servers.guarded(kind).create(servers.newName("race"));
        if (kind == Backend.Kind.H2) {
            database = new Database(kind, database.url() + ";AUTO_SERVER=TRUE");
        }
        Path folder = servers.newFolder("race");
        List<String> lines = new ArrayList<>(Accounts.RULES);
        lines.add("tde.metadata.poll = 200ms");
        Guarded guarded = Guarded.create(database, folder, lines);
        Process first = start(guarded, folder, 0);
        Process second = start(guarded, folder, 1);
        try {
            assertThat(first.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(second.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            first.destroyForcibly();
            second.destroyForcibly();
        }
        assertThat(first.exitValue()).as(output(folder, 0)).isZero();
        assertThat(second.exitValue()).as(output(folder, 1)).isZero();
        try (Connection connection = guarded.open()) {
            assertThat(Accounts.read(connection)).isEqualTo(Accounts.expected(0, 2 * ROWS));
            for (int id = 0; id < 2 * ROWS; id++) {
                assertThat(Accounts.find(connection, id)).isEqualTo(1);
            }
        }
        try (Connection raw = guarded.raw();
                Statement statement = raw.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*), count(DISTINCT key_kind) FROM tde_key")) {
            count.next();
            // One key of each kind: nobody made a second one.
            assertThat(count.getInt(1)).isEqualTo(count.getInt(2));
        }
    }

    private static Process start(Guarded guarded, Path folder, int number) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RacingStart.class.getName(),
                        guarded.url(),
                        folder.toString(),
                        Integer.toString(number),
                        Integer.toString(ROWS))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output-" + number).toFile())
                .start();
    }

    private static String output(Path folder, int number) throws IOException {
        return Files.readString(folder.resolve("output-" + number));
    }
}
