package io.tdejdbc.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Database;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.Servers;
import io.tdejdbc.keystore.FileMasterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The command line is killed (SIGKILL) again and again while it works, each time a little later, until it comes through. */
@Tag("one-jdk")
@ExtendWith(Servers.Provider.class)
final class KilledToolTest {
    private static final int ROWS = 4_000;
    private static final long PATIENCE_SECONDS = 120;

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource
    void nothingIsLostWhenItIsRunAgain(Backend.Kind kind, Servers servers) throws Exception {
        // The plain rows of before are in the server's files, so this is no database of the guarded kind.
        Database database = servers.plain(kind).create(servers.newName("killed"));
        try (Connection connection = database.open()) {
            Accounts.create(connection);
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(Accounts.INSERT)) {
                for (int id = 0; id < ROWS; id++) {
                    Accounts.bind(insert, id);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            connection.commit();
        }
        Path folder = servers.newFolder("killed");
        FileMasterKey.generate(folder.resolve("master.key"));
        List<String> lines = new ArrayList<>(Accounts.RULES);
        lines.add("tde.keys.file.path = master.key");
        Guarded guarded = new Guarded(database, Files.write(folder.resolve("tde.properties"), lines));

        untilItComesThrough(guarded, "init", "io.tdejdbc.keystore.internal.metadata.");
        assertThat(Files.readAllLines(guarded.properties()))
                .filteredOn(line -> line.startsWith("tde.deployment"))
                .hasSize(1);
        int killed = untilItComesThrough(guarded, "encrypt", "io.tdejdbc.driver.internal.tool.TableEncryption");
        assertThat(killed).isGreaterThan(1);

        try (Connection connection = guarded.open()) {
            assertThat(Accounts.read(connection)).isEqualTo(Accounts.expected(0, ROWS));
            assertThat(Accounts.find(connection, ROWS / 2)).isEqualTo(1);
            Accounts.insert(connection, ROWS);
        }
        try (Connection raw = guarded.raw();
                Statement statement = raw.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM vault WHERE id = " + ROWS / 2)) {
            assertThat(row.getMetaData().getColumnCount()).isEqualTo(3);
            row.next();
            assertThat(row.getBytes("code")[0]).isEqualTo((byte) 0xfa);
            assertThat(row.getBytes("note")[0]).isEqualTo((byte) 0xf9);
            assertThat(tables(raw)).as("no copy is left").containsExactly("vault");
        }
        assertThat(keys(guarded)).as("no key was made twice").doesNotHaveDuplicates();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void valuesAreWhatTheyWereWhenTheirKeysChangeAndItIsRunAgain(Backend.Kind kind, Servers servers) throws Exception {
        Database database = servers.plain(kind).create(servers.newName("killed"));
        Path folder = servers.newFolder("killed");
        FileMasterKey.generate(folder.resolve("master.key"));
        List<String> lines = new ArrayList<>(Accounts.RULES);
        lines.addAll(List.of(
                "tde.keys.file.path = master.key",
                "tde.init = create",
                "tde.missing-table = pending",
                "tde.metadata.poll = 100ms",
                "tde.metadata.lease = 1s",
                "tde.deployment = " + UUID.randomUUID()));
        Guarded guarded = new Guarded(database, Files.write(folder.resolve("tde.properties"), lines));
        String table;
        try (Connection connection = guarded.open()) {
            Accounts.create(connection);
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(Accounts.INSERT)) {
                for (int id = 0; id < ROWS; id++) {
                    Accounts.bind(insert, id);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            connection.commit();
            table = kind == Backend.Kind.H2 ? "PUBLIC.VAULT" : "public.vault";
        }
        run(guarded, "dek", "rotate", "--table", table);
        killed(guarded, "dek", "reencrypt", "--table", table, "--batch-size", "20", "--max-rows-per-sec", "2000");
        assertThat(generations(guarded, "note")).containsExactly(2);
        killed(guarded, "rekey", "--table", table, "--batch-size", "20", "--max-rows-per-sec", "2000");
        assertThat(generations(guarded, "note")).hasSize(1).isNotEqualTo(Set.of(2));
        assertThat(generations(guarded, "code")).containsExactly(2);
        try (Connection connection = guarded.open()) {
            assertThat(Accounts.read(connection)).isEqualTo(Accounts.expected(0, ROWS));
            assertThat(Accounts.find(connection, ROWS / 2)).isEqualTo(1);
        }
        try (Connection raw = guarded.raw();
                Statement statement = raw.createStatement();
                ResultSet left = statement.executeQuery("SELECT count(*) FROM tde_job")) {
            left.next();
            assertThat(left.getInt(1)).isZero();
        }
    }

    private static Set<Integer> generations(Guarded guarded, String column) throws SQLException {
        Set<Integer> found = new TreeSet<>();
        try (Connection raw = guarded.raw();
                Statement statement = raw.createStatement();
                ResultSet rows = statement.executeQuery("SELECT " + column + " FROM vault")) {
            while (rows.next()) {
                found.add((int) rows.getBytes(1)[3]);
            }
        }
        return found;
    }

    private static void run(Guarded guarded, String... command) throws Exception {
        Path output = guarded.properties().resolveSibling("output.txt");
        Process process = start(guarded, "io.tdejdbc", guarded.properties().resolveSibling("ignored"), output, command);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        Files.deleteIfExists(guarded.properties().resolveSibling("ignored"));
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }

    /** Kills a command three times while it writes values, then lets it end. */
    private static void killed(Guarded guarded, String... command) throws Exception {
        for (long millis : new long[] {0, 150, 800}) {
            Path signal = guarded.properties().resolveSibling("begun");
            Files.deleteIfExists(signal);
            Process process = start(
                    guarded,
                    "io.tdejdbc.driver.internal.tool.ValueRewriter",
                    signal,
                    guarded.properties().resolveSibling("killed.txt"),
                    command);
            try {
                while (!Files.exists(signal) && process.isAlive()) {
                    LockSupport.parkNanos(1_000_000);
                }
                assertThat(process.waitFor(millis, TimeUnit.MILLISECONDS)).isFalse();
            } finally {
                process.destroyForcibly().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            try (Connection raw = guarded.raw();
                    Statement statement = raw.createStatement()) {
                // Its time has run out.
                statement.executeUpdate("UPDATE tde_job SET lease_until_ms = 0");
            }
        }
        run(guarded, command);
    }

    /** All tables but those of the metadata. */
    private static List<String> tables(Connection raw) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = raw.getMetaData()
                .getTables(raw.getCatalog(), raw.getSchema(), "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (rows.next()) {
                String name = rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
                if (!name.startsWith("tde_")) {
                    tables.add(name);
                }
            }
        }
        return tables;
    }

    private static List<String> keys(Guarded guarded) throws SQLException {
        List<String> kinds = new ArrayList<>();
        try (Connection raw = guarded.raw();
                Statement statement = raw.createStatement();
                ResultSet rows = statement.executeQuery("SELECT key_kind FROM tde_key")) {
            while (rows.next()) {
                kinds.add(rows.getString(1));
            }
        }
        return kinds;
    }

    /** Runs a command until it was not killed; gives how often it was. */
    private static int untilItComesThrough(Guarded guarded, String command, String workplace) throws Exception {
        int killed = 0;
        for (long millis = 0; ; millis = 2 * millis + 20) {
            Path signal = guarded.properties().resolveSibling("begun");
            Files.deleteIfExists(signal);
            Path output = guarded.properties().resolveSibling(command + "-" + killed + ".txt");
            Process process = start(guarded, workplace, signal, output, command);
            try {
                while (!Files.exists(signal) && process.isAlive()) {
                    LockSupport.parkNanos(1_000_000);
                }
                if (process.waitFor(Math.min(millis, PATIENCE_SECONDS * 1_000), TimeUnit.MILLISECONDS)) {
                    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
                    return killed;
                }
            } finally {
                process.destroyForcibly().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            killed++;
        }
    }

    private static Process start(Guarded guarded, String workplace, Path signal, Path output, String... command)
            throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledTool.class.getName(),
                signal.toString(),
                workplace));
        line.addAll(List.of(command));
        line.addAll(List.of(
                "--config",
                guarded.properties().toString(),
                "--url",
                guarded.database().url()));
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }
}
