package io.tdejdbc.driver.internal.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.driver.Deployment;
import io.tdejdbc.driver.EmbeddedMaria;
import io.tdejdbc.keystore.ProtectionMode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Values drawn by a seed, through the whole driver and through the backend's own: what every setter writes is what every
 * getter reads and what a comparison finds, or the same kind of error.
 */
@Tag("one-jdk")
class WholeDriverTypesTest {
    private static final int VALUES = 30;

    private static final List<String> CATALOG = List.of(
            "DATA_TYPE",
            "TYPE_NAME",
            "COLUMN_SIZE",
            "DECIMAL_DIGITS",
            "NUM_PREC_RADIX",
            "NULLABLE",
            "CHAR_OCTET_LENGTH",
            "IS_NULLABLE",
            "SOURCE_DATA_TYPE");

    private static TimeZone zoneBefore;
    private static EmbeddedPostgres server;
    private static EmbeddedMaria maria;

    @TempDir
    Path folder;

    @BeforeAll
    static void start(@TempDir Path servers) throws IOException {
        zoneBefore = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        server = EmbeddedPostgres.start();
        maria = EmbeddedMaria.start(servers);
    }

    @AfterAll
    static void stop() throws IOException {
        TimeZone.setDefault(zoneBefore);
        server.close();
        maria.close();
    }

    @Test
    void h2() throws Exception {
        String options = ";DB_CLOSE_DELAY=-1;TIME ZONE=Europe/Berlin";
        compare(
                "jdbc:h2:mem:whole_plain" + options,
                "jdbc:h2:mem:whole_driver" + options,
                new H2Types(),
                TypesMatrixTest.H2_TYPES,
                Deviations.ofH2Driver());
    }

    @Test
    void postgresql() throws Exception {
        postgresql("text", "&prepareThreshold=0", Deviations.ofPostgresqlDriver());
    }

    /** From the first execution on, results are in the binary format. */
    @Test
    void postgresqlWithPreparedStatementsOfTheServer() throws Exception {
        postgresql("prepared", "&prepareThreshold=-1", Deviations.ofPostgresqlDriverInBinary());
    }

    private void postgresql(String name, String options, Deviations deviations) throws Exception {
        try (Connection connection = DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"))) {
            Deployment.execute(connection, "CREATE DATABASE plain_" + name, "CREATE DATABASE driver_" + name);
        }
        compare(
                server.getJdbcUrl("postgres", "plain_" + name) + options,
                server.getJdbcUrl("postgres", "driver_" + name) + options,
                new PostgresTypes(),
                TypesMatrixTest.POSTGRESQL_TYPES,
                deviations);
    }

    @Test
    void mariadb() throws Exception {
        mariadb("text", "", Deviations.ofMariadbDriver());
    }

    /** Parameters and results are in the binary format. */
    @Test
    void mariadbWithPreparedStatementsOfTheServer() throws Exception {
        mariadb("prepared", "&useServerPrepStmts=true", Deviations.ofMariadbDriverInBinary());
    }

    private void mariadb(String name, String options, Deviations deviations) throws Exception {
        compare(
                maria.fresh("plain_" + name, "utf8mb4_nopad_bin") + options,
                maria.fresh("driver_" + name, "utf8mb4_nopad_bin") + options,
                new MariaTypes(Optional.of(ZoneId.of("+01:00")), false),
                Stream.concat(TypesMatrixTest.mariadbAll().stream(), Stream.of("mediumtext", "mediumblob"))
                        .toList(),
                deviations);
    }

    private void compare(
            String plainUrl, String driverUrl, BackendTypes types, List<String> definitions, Deviations deviations)
            throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < definitions.size(); i++) {
            lines.add("protect.r" + i + ".c = random");
            if (isComparable(types, definitions.get(i))) {
                lines.add("protect.e" + i + ".c = equality compare=binary small-domain=accepted");
            }
        }
        Deployment deployment = Deployment.in(folder, driverUrl).pending(lines.toArray(String[]::new));
        Twin twin;
        try (Connection plain = DriverManager.getConnection(plainUrl);
                Connection driver = deployment.connect()) {
            twin = new Twin(plain, driver);
            for (int i = 0; i < definitions.size(); i++) {
                List<Sent> values = Sent.drawn(i, VALUES);
                twin.compare(definitions.get(i), "r" + i, "p" + i, values, false);
                if (isComparable(types, definitions.get(i))) {
                    twin.compare(definitions.get(i), "e" + i, "q" + i, values, true);
                }
            }
        }
        List<String> unexplained = deviations.unexplained(twin.differences);
        System.out.printf(
                Locale.ROOT,
                "%s: %,d comparisons, %,d of equal errors, %,d declared differences, %,d others%n",
                plainUrl,
                twin.comparisons,
                twin.errors,
                twin.differences.size() - unexplained.size(),
                unexplained.size());
        deviations.uses().forEach((reason, count) -> System.out.printf(Locale.ROOT, "  %,7d %s%n", count, reason));
        assertThat(unexplained).isEmpty();
        assertThat(twin.comparisons).isGreaterThan(15_000);
    }

    private static boolean isComparable(BackendTypes types, String definition) {
        return types.objection(types.ofDefinition(definition).orElseThrow(), ProtectionMode.EQUALITY, "binary", true)
                .isEmpty();
    }

    /** A plain table and a protected one. */
    private static final class Twin {
        private final Connection plain;
        private final Connection driver;
        private final List<String> differences = new ArrayList<>();
        private long comparisons;
        private long errors;

        Twin(Connection plain, Connection driver) {
            this.plain = plain;
            this.driver = driver;
        }

        void compare(String definition, String protectedTable, String plainTable, List<Sent> values, boolean equality)
                throws SQLException {
            String columns = " (id INTEGER PRIMARY KEY, c " + definition + ")";
            Deployment.execute(plain, "CREATE TABLE " + plainTable + columns);
            Deployment.execute(driver, "CREATE TABLE " + protectedTable + columns);
            String type = definition + (equality ? " equality" : " random");
            compareCatalog(type, protectedTable, plainTable);
            Set<Integer> stored = write(type, protectedTable, plainTable, values);
            read(type, protectedTable, plainTable, values, stored);
            // Without values nothing is compared, and no error found.
            boolean any = !Deployment.rows(plain, "SELECT id FROM " + plainTable + " WHERE c IS NOT NULL")
                    .isEmpty();
            if (equality && any) {
                find(type, protectedTable, plainTable, values);
            }
        }

        private void compareCatalog(String type, String protectedTable, String plainTable) throws SQLException {
            try (ResultSet wanted = catalog(plain, plainTable);
                    ResultSet found = catalog(driver, protectedTable)) {
                assertThat(wanted.next()).isTrue();
                assertThat(found.next()).isTrue();
                for (String attribute : CATALOG) {
                    same(
                            type + " | catalog | " + attribute,
                            Outcome.of(() -> wanted.getString(attribute)),
                            Outcome.of(() -> found.getString(attribute)));
                }
            }
        }

        private static ResultSet catalog(Connection connection, String table) throws SQLException {
            DatabaseMetaData metaData = connection.getMetaData();
            boolean upper = metaData.storesUpperCaseIdentifiers();
            return metaData.getColumns(
                    connection.getCatalog(), null, upper ? table.toUpperCase(Locale.ROOT) : table, upper ? "C" : "c");
        }

        private Set<Integer> write(String type, String protectedTable, String plainTable, List<Sent> values)
                throws SQLException {
            Set<Integer> stored = new LinkedHashSet<>();
            String insert = "INSERT INTO %s (c, id) VALUES (?, ?)";
            try (PreparedStatement one = plain.prepareStatement(String.format(Locale.ROOT, insert, plainTable));
                    PreparedStatement other =
                            driver.prepareStatement(String.format(Locale.ROOT, insert, protectedTable))) {
                for (int id = 0; id < values.size(); id++) {
                    Outcome wanted = write(one, values.get(id), id);
                    Outcome found = write(other, values.get(id), id);
                    boolean same = same(type + " | " + values.get(id).name() + " | set", wanted, found);
                    if (same && !wanted.error()) {
                        stored.add(id);
                    } else {
                        Deployment.execute(plain, "DELETE FROM " + plainTable + " WHERE id = " + id);
                        Deployment.execute(driver, "DELETE FROM " + protectedTable + " WHERE id = " + id);
                    }
                }
            }
            return stored;
        }

        private static Outcome write(PreparedStatement statement, Sent value, int id) {
            return Outcome.of(() -> {
                statement.clearParameters();
                value.call().set(statement);
                statement.setInt(2, id);
                return statement.executeUpdate();
            });
        }

        private void read(String type, String protectedTable, String plainTable, List<Sent> values, Set<Integer> stored)
                throws SQLException {
            String select = "SELECT c FROM %s WHERE id = ?";
            List<Read> reads = Read.all();
            try (PreparedStatement one = plain.prepareStatement(String.format(Locale.ROOT, select, plainTable));
                    PreparedStatement other =
                            driver.prepareStatement(String.format(Locale.ROOT, select, protectedTable))) {
                for (int id : stored) {
                    one.setInt(1, id);
                    other.setInt(1, id);
                    try (ResultSet wanted = one.executeQuery();
                            ResultSet found = other.executeQuery()) {
                        assertThat(wanted.next()).isTrue();
                        assertThat(found.next()).isTrue();
                        for (Read read : reads) {
                            same(
                                    type + " | " + values.get(id).name() + " | " + read.name(),
                                    read.of(wanted),
                                    read.of(found));
                        }
                    }
                }
            }
        }

        private void find(String type, String protectedTable, String plainTable, List<Sent> values)
                throws SQLException {
            String select = "SELECT id FROM %s WHERE c = ?";
            try (PreparedStatement one = plain.prepareStatement(String.format(Locale.ROOT, select, plainTable));
                    PreparedStatement other =
                            driver.prepareStatement(String.format(Locale.ROOT, select, protectedTable))) {
                for (Sent value : values) {
                    same(type + " | = " + value.name(), find(one, value), find(other, value));
                }
            }
        }

        private static Outcome find(PreparedStatement statement, Sent value) {
            return Outcome.of(() -> {
                statement.clearParameters();
                value.call().set(statement);
                Set<Integer> ids = new TreeSet<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        ids.add(rows.getInt(1));
                    }
                }
                return ids;
            });
        }

        private boolean same(String place, Outcome wanted, Outcome found) {
            comparisons++;
            if (wanted.equals(found)) {
                errors += wanted.error() ? 1 : 0;
                return true;
            }
            differences.add(place + " | " + line(wanted.text()) + " | " + line(found.text()));
            return false;
        }

        private static String line(String text) {
            return text.replaceAll("\\R", "/").replace('|', '/');
        }
    }
}
