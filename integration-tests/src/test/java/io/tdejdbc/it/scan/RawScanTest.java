package io.tdejdbc.it.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Database;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.Policy;
import io.tdejdbc.it.harness.Row;
import io.tdejdbc.it.harness.Servers;
import io.tdejdbc.it.harness.Shop;
import io.tdejdbc.it.harness.Twin;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Writes markers by every way that JDBC knows, plain and through the driver, and then searches everything that the
 * backends have ever written: tables, data files, write-ahead log, statement log. The order puts this class last, so
 * that the search also covers what all other tests wrote; it needs none of them.
 */
@Tag("one-jdk")
@Order(Integer.MAX_VALUE)
@ExtendWith(Servers.Provider.class)
final class RawScanTest {
    private static final int LEAST_MARKER = 9;
    private static final String OVERWRITTEN = "marker-by-setString";
    private static final String REPEATED = "twice-in-one-statement";
    private static final String LOOKED_UP = "looked-up-marker@example.org";

    @ParameterizedTest
    @EnumSource
    void noMarkerIsAnywhereInTheProtectedBackendAndEachIsInThePlainOne(Backend.Kind kind, Servers servers)
            throws Exception {
        Twin twin = Twin.ofShop(servers, kind, "scan");
        List<String> markers;
        try (Connection plain = twin.plain().open();
                Connection driver = twin.guarded().open()) {
            markers = writeMarkers(plain);
            assertThat(writeMarkers(driver)).isEqualTo(markers);
            assertThat(readMarkers(driver)).isEqualTo(readMarkers(plain)).containsAll(markers);
            assertThat(repeated(plain)).containsOnly("answered");
            assertThat(repeated(driver)).containsOnly("TDE-SQL-017");
        }
        assertThat(rawFindings(twin.guarded())).isEmpty();

        servers.plain(kind).flush();
        servers.guarded(kind).flush();
        Needles needles = shopNeedles();
        markers.forEach(needles::text);
        // Written and then overwritten, and looked up but never written.
        needles.text(OVERWRITTEN).text(LOOKED_UP);
        assertThat(needles.under(servers.guarded(kind).folder())).isEmpty();

        Set<String> inPlain = needles.under(servers.plain(kind).folder());
        Set<String> notFound = allTexts(markers);
        notFound.removeIf(marker -> inPlain.stream()
                .anyMatch(found -> found.startsWith(marker + " in UTF-8") || found.startsWith(marker + " as H2")));
        assertThat(notFound).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = "POSTGRESQL")
    void theStatementLogShowsPlainValuesOnlyOfThePlainBackend(Backend.Kind kind, Servers servers) throws Exception {
        Twin twin = Twin.ofShop(servers, kind, "log");
        try (Connection plain = twin.plain().open();
                Connection driver = twin.guarded().open()) {
            assertThat(writeMarkers(driver)).isEqualTo(writeMarkers(plain));
            assertThat(repeated(plain)).containsOnly("answered");
            assertThat(repeated(driver)).containsOnly("TDE-SQL-017");
        }
        Needles needles = shopNeedles().text(REPEATED);
        Path log = Path.of("log", "statements.log");
        byte[] guarded = Files.readAllBytes(servers.guarded(kind).folder().resolve(log));
        byte[] plain = Files.readAllBytes(servers.plain(kind).folder().resolve(log));
        // Both servers log statements and parameters at all; otherwise finding nothing would mean nothing.
        assertThat(new String(guarded, StandardCharsets.UTF_8))
                .contains("INSERT INTO customers")
                .contains("\\xf9");
        assertThat(needles.in(plain)).isNotEmpty().anyMatch(found -> found.startsWith(REPEATED));
        assertThat(needles.in(guarded)).isEmpty();
    }

    /** Everything in the rows that can be told from chance. */
    private static Needles shopNeedles() {
        Needles needles = new Needles();
        for (String text : shopTexts()) {
            needles.text(text);
        }
        for (Object value : protectedValues()) {
            if (value instanceof UUID uuid) {
                needles.uuid(uuid);
            } else if (value instanceof byte[] bytes) {
                needles.bytes(bytes, "photo");
            } else if (value instanceof Long number && number != Long.MAX_VALUE && number != Long.MIN_VALUE) {
                needles.number(number);
            }
        }
        return needles;
    }

    private static Set<String> allTexts(List<String> markers) {
        Set<String> all = shopTexts();
        all.addAll(markers);
        return all;
    }

    private static Set<String> shopTexts() {
        Set<String> texts = new TreeSet<>();
        for (Object value : protectedValues()) {
            // A long value may lie in several pages; its beginning is enough.
            if (value instanceof String text && text.getBytes(StandardCharsets.UTF_8).length >= LEAST_MARKER) {
                texts.add(text.length() > 60 ? text.substring(0, 60) : text);
            }
        }
        return texts;
    }

    private static List<Object> protectedValues() {
        Policy policy = Shop.policy();
        List<Object> values = new ArrayList<>();
        for (Row row : Shop.rows()) {
            for (Map.Entry<String, Object> entry : row.values().entrySet()) {
                if (entry.getValue() != null && policy.columns(row.table()).contains(entry.getKey())) {
                    values.add(entry.getValue());
                }
            }
        }
        return values;
    }

    /** Writes a marker by each way and says which. */
    private static List<String> writeMarkers(Connection connection) throws SQLException {
        List<String> markers = new ArrayList<>();
        String insert = "INSERT INTO customers (id, name, notes, tier) VALUES (?, ?, ?, 0)";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setInt(1, 5001);
            statement.setString(2, OVERWRITTEN);
            statement.setCharacterStream(3, new StringReader(mark(markers, "setCharacterStream")));
            statement.executeUpdate();
            statement.setInt(1, 5002);
            statement.setObject(2, mark(markers, "setObject"));
            statement.setObject(3, mark(markers, "setObject-type"), java.sql.Types.VARCHAR);
            statement.executeUpdate();
            statement.setInt(1, 5003);
            statement.setString(2, mark(markers, "batch-1"));
            statement.setString(3, mark(markers, "batch-1-notes"));
            statement.addBatch();
            statement.setInt(1, 5004);
            statement.setString(2, mark(markers, "batch-2"));
            statement.setNull(3, java.sql.Types.VARCHAR);
            statement.addBatch();
            statement.executeBatch();
        }
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO customers (id, photo, balance, tier) VALUES (?, ?, ?, 0)")) {
            statement.setInt(1, 5005);
            statement.setBytes(2, mark(markers, "setBytes").getBytes(StandardCharsets.UTF_8));
            statement.setBigDecimal(3, new BigDecimal("1234567890.12"));
            statement.executeUpdate();
            statement.setInt(1, 5006);
            statement.setBinaryStream(
                    2, new ByteArrayInputStream(mark(markers, "setBinaryStream").getBytes(StandardCharsets.UTF_8)));
            statement.executeUpdate();
        }
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO customers (id, name, notes, tier) VALUES (5007, '"
                    + mark(markers, "literal") + "', '" + mark(markers, "literal-notes") + "', 0)");
            statement.addBatch(
                    "INSERT INTO customers (id, name, tier) VALUES (5008, '" + mark(markers, "text-batch") + "', 0)");
            statement.addBatch(
                    "UPDATE customers SET notes = '" + mark(markers, "update-literal") + "' WHERE id = 5008");
            statement.executeBatch();
        }
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE customers SET name = ?, email = ? WHERE id = 5001")) {
            statement.setString(1, mark(markers, "update"));
            statement.setString(2, mark(markers, "mail") + "@example.org");
            statement.executeUpdate();
        }
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT count(*) FROM customers WHERE email = ? OR ssn IN (?, ?)")) {
            statement.setString(1, LOOKED_UP);
            statement.setString(2, "519-12-4407");
            statement.setString(3, "526-13-4718");
            statement.executeQuery().close();
        }
        return markers;
    }

    /** What becomes of statements that hold a value of a protected column twice, once where the backend would see it. */
    private static List<String> repeated(Connection connection) throws SQLException {
        List<String> outcomes = new ArrayList<>();
        String value = "'" + REPEATED + "'";
        for (String sql : List.of(
                "SELECT " + value + " AS who FROM customers WHERE ssn = " + value,
                "SELECT id FROM customers WHERE " + value + " = " + value + " OR ssn = " + value,
                "SELECT id FROM customers WHERE " + value + " IN (" + value + ", 'y') OR ssn = " + value,
                "SELECT id FROM customers WHERE city = " + value + " OR ssn = " + value)) {
            try (Statement statement = connection.createStatement()) {
                statement.executeQuery(sql).close();
                outcomes.add("answered");
            } catch (SQLException e) {
                outcomes.add(e.getMessage().substring(0, e.getMessage().indexOf(' ')));
            }
        }
        for (String sql : List.of(
                "SELECT id FROM customers WHERE city = ? OR ssn = ?",
                "SELECT id FROM customers WHERE city LIKE ? OR ssn IN ('none', ?)",
                "SELECT id FROM customers WHERE lower(?) = city OR ssn = ?",
                "INSERT INTO staging (id, city, name) VALUES (901, lower(?), ?)",
                "SELECT id FROM customers WHERE " + value + " = city OR (id < length(?) AND ssn = ?)")) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, REPEATED);
                statement.setString(2, REPEATED);
                statement.execute();
                outcomes.add("answered");
            } catch (SQLException e) {
                outcomes.add(e.getMessage().substring(0, e.getMessage().indexOf(' ')));
            }
        }
        return outcomes;
    }

    private static String mark(List<String> markers, String way) {
        String marker = "marker-by-" + way;
        markers.add(marker);
        return marker;
    }

    private static Set<String> readMarkers(Connection connection) throws SQLException {
        Set<String> read = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT name, notes, photo, email FROM customers WHERE id > 5000")) {
            while (rows.next()) {
                addIfPresent(read, rows.getString(1));
                addIfPresent(read, rows.getString(2));
                byte[] photo = rows.getBytes(3);
                addIfPresent(read, photo == null ? null : new String(photo, StandardCharsets.UTF_8));
                String mail = rows.getString(4);
                addIfPresent(read, mail == null ? null : mail.replace("@example.org", ""));
            }
        }
        return read;
    }

    private static void addIfPresent(Set<String> read, String value) {
        if (value != null) {
            read.add(value);
        }
    }

    /** Values of protected columns that are no envelopes, seen through the backend's own driver. */
    private static List<String> rawFindings(Guarded guarded) throws SQLException {
        Policy policy = Shop.policy();
        Database database = guarded.database();
        List<String> findings = new ArrayList<>();
        try (Connection raw = database.open();
                Statement statement = raw.createStatement()) {
            for (String table : policy.tables()) {
                for (String column : policy.columns(table)) {
                    try (ResultSet rows = statement.executeQuery("SELECT " + column + " FROM " + table)) {
                        while (rows.next()) {
                            byte[] stored = rows.getBytes(1);
                            byte wanted = policy.isEquality(table, column) ? (byte) 0xFA : (byte) 0xF9;
                            if (stored != null && stored[0] != wanted) {
                                findings.add(table + "." + column + " begins " + stored[0]);
                            }
                        }
                    }
                }
            }
        }
        return findings;
    }
}
