package io.tdejdbc.it.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Database;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.Servers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A schema that is made step by step, as migration tools make it: the policy names columns that come with a later ALTER
 * TABLE, and foreign keys between protected columns. Each step gives the same as on a plain database.
 */
@Tag("one-jdk")
@ExtendWith(Servers.Provider.class)
final class GrowingSchemaTest {
    private static final List<String> RULES = List.of(
            "tde.missing-column = pending",
            "protect.member.ssn = equality domain=person compare=binary",
            "protect.member.phone = equality compare=binary",
            "protect.member.note = random",
            "protect.card.owner = equality domain=person compare=binary",
            "protect.card.pin = equality compare=binary");

    private static final List<List<String>> MIGRATIONS = List.of(
            List.of(
                    "CREATE TABLE member (id INTEGER PRIMARY KEY, ssn VARCHAR(20) UNIQUE, city VARCHAR(20))",
                    "INSERT INTO member VALUES (1, '519-12-4407', 'Rome'), (2, NULL, 'Oslo')"),
            List.of(
                    "ALTER TABLE member ADD COLUMN phone VARCHAR(20) NULL",
                    "UPDATE member SET phone = '0391' WHERE id = 1",
                    "INSERT INTO member (id, ssn, phone) VALUES (3, '526-13-4718', '0392')",
                    "SELECT * FROM member ORDER BY id",
                    "SELECT id FROM member WHERE phone = '0391' AND ssn = '519-12-4407'"),
            List.of(
                    "ALTER TABLE member ADD note VARCHAR(200)",
                    "INSERT INTO member VALUES (4, '530-14-5029', 'Bern', NULL, 'fourth')",
                    "ALTER TABLE member ADD COLUMN plain INTEGER DEFAULT 7",
                    "SELECT id, plain, note FROM member WHERE note IS NOT NULL"),
            List.of(
                    "CREATE TABLE card (id INTEGER PRIMARY KEY, owner VARCHAR(20), "
                            + "CONSTRAINT card_owner FOREIGN KEY (owner) REFERENCES member (ssn))",
                    "INSERT INTO card VALUES (1, '519-12-4407')",
                    "INSERT INTO card VALUES (2, '000-00-0000')",
                    "ALTER TABLE card ADD pin VARCHAR(8) UNIQUE",
                    "INSERT INTO card (id, pin) VALUES (3, '1234')",
                    "INSERT INTO card (id, pin) VALUES (4, '1234')",
                    "UPDATE card SET pin = '99' WHERE owner = '519-12-4407'",
                    "DELETE FROM member WHERE ssn = '519-12-4407'",
                    "SELECT m.id, c.pin FROM member m JOIN card c ON c.owner = m.ssn"));

    /** Plays the migrations; what failed is told by the beginning of its SQLState. */
    private static List<String> play(Connection connection, boolean transactions) throws SQLException {
        List<String> told = new ArrayList<>();
        connection.setAutoCommit(!transactions);
        for (List<String> migration : MIGRATIONS) {
            for (String sql : migration) {
                boolean mayFail =
                        sql.contains("000-00-0000") || sql.contains("(4, '1234')") || sql.startsWith("DELETE");
                if (transactions && mayFail) {
                    // PostgreSQL would give up the transaction.
                    continue;
                }
                told.add(sql + ": " + outcome(connection, sql));
            }
            if (transactions) {
                connection.commit();
            }
        }
        connection.setAutoCommit(true);
        told.add(outcome(connection, "SELECT * FROM member ORDER BY id"));
        told.add(outcome(connection, "SELECT * FROM card ORDER BY id"));
        return told;
    }

    private static String outcome(Connection connection, String sql) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (!statement.execute()) {
                // MariaDB counts the rows that it copies to check them.
                return sql.startsWith("ALTER") ? "done" : Integer.toString(statement.getUpdateCount());
            }
            List<String> rows = new ArrayList<>();
            try (ResultSet result = statement.getResultSet()) {
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.add(result.getMetaData().getColumnTypeName(i) + " " + result.getString(i));
                    }
                    rows.add(row.toString());
                }
            }
            return rows.toString();
        } catch (SQLException e) {
            return "fails with " + e.getSQLState() + ("0AT00".equals(e.getSQLState()) ? ": " + e.getMessage() : "");
        }
    }

    @ParameterizedTest
    @CsvSource({"H2, false", "H2, true", "POSTGRESQL, false", "POSTGRESQL, true", "MARIADB, false", "MARIADB, true"})
    void growsAsOnThePlainDatabase(Backend.Kind kind, boolean transactions, Servers servers) throws Exception {
        String name = servers.newName("growing");
        Database plain = servers.plain(kind).create(name);
        Guarded guarded = Guarded.create(servers.guarded(kind).create(name), servers.newFolder("growing"), RULES);
        List<String> expected;
        try (Connection connection = plain.open()) {
            expected = play(connection, transactions);
        }
        try (Connection connection = guarded.open()) {
            assertThat(play(connection, transactions)).isEqualTo(expected);
        }
        try (Connection later = guarded.open()) {
            assertThat(outcome(later, "SELECT * FROM member ORDER BY id")).isEqualTo(expected.get(expected.size() - 2));
        }
        try (Connection below = guarded.raw()) {
            assertThat(values(below, "SELECT phone FROM member WHERE phone IS NOT NULL"))
                    .hasSize(2)
                    .allMatch(value -> value[0] == (byte) 0xFA);
            assertThat(values(below, "SELECT note FROM member WHERE note IS NOT NULL"))
                    .hasSize(1)
                    .allMatch(value -> value[0] == (byte) 0xF9);
            assertThat(values(below, "SELECT pin FROM card WHERE pin IS NOT NULL"))
                    .allMatch(value -> value[0] == (byte) 0xFA)
                    .isNotEmpty();
            // The second net is there, too.
            try (Statement statement = below.createStatement()) {
                assertThatThrownBy(() -> statement.execute("UPDATE member SET phone = " + bytes(kind)))
                        .isInstanceOf(SQLException.class);
            }
        }
    }

    private static String bytes(Backend.Kind kind) {
        return kind == Backend.Kind.POSTGRESQL ? "'\\x30333931'" : "X'30333931'";
    }

    private static List<byte[]> values(Connection connection, String sql) throws SQLException {
        List<byte[]> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getBytes(1));
            }
        }
        return values;
    }

    @ParameterizedTest
    @EnumSource(Backend.Kind.class)
    void isRefusedWhereTheValuesWouldNotBeStoredAlike(Backend.Kind kind, Servers servers) throws Exception {
        Guarded guarded = Guarded.create(
                servers.guarded(kind).create(servers.newName("growing")), servers.newFolder("growing"), RULES);
        try (Connection connection = guarded.open();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE member (id INTEGER PRIMARY KEY, ssn VARCHAR(20) UNIQUE, phone VARCHAR(20) UNIQUE)");
            for (String refused : List.of(
                    "CREATE TABLE card (id INTEGER PRIMARY KEY, owner VARCHAR(20), FOREIGN KEY (owner) REFERENCES member (phone))",
                    "CREATE TABLE card (id INTEGER PRIMARY KEY, owner VARCHAR(20), FOREIGN KEY (owner) REFERENCES member (id))",
                    "ALTER TABLE member ADD COLUMN note VARCHAR(20) UNIQUE",
                    "ALTER TABLE member ADD COLUMN note VARCHAR(20) DEFAULT 'none'",
                    "ALTER TABLE member ADD COLUMN note VARCHAR(20), DROP COLUMN phone",
                    "ALTER TABLE member ADD COLUMN note VARCHAR(20), ADD CONSTRAINT one_note UNIQUE (note)",
                    "ALTER TABLE member RENAME COLUMN id TO note")) {
                assertThatThrownBy(() -> statement.execute(refused))
                        .as(refused)
                        .isInstanceOf(SQLException.class)
                        .extracting("SQLState")
                        .isEqualTo("0AT00");
            }
            assertThat(outcome(connection, "SELECT * FROM member")).isEqualTo("[]");
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.Kind.class)
    void isAnErrorUnlessThePolicySaysOtherwise(Backend.Kind kind, Servers servers) throws Exception {
        Guarded guarded = Guarded.create(
                servers.guarded(kind).create(servers.newName("growing")), servers.newFolder("growing"), RULES);
        Path strict = guarded.propertiesWith(
                "strict.properties",
                text -> text.replace("tde.missing-column = pending", "tde.missing-column = error"));
        try (Connection connection = DriverManager.getConnection(guarded.url(strict));
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("CREATE TABLE member (id INTEGER PRIMARY KEY, ssn VARCHAR(20))"))
                    .hasMessageContaining("TDE-SQL-045");
        }
        try (Connection connection = guarded.open();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE member (id INTEGER PRIMARY KEY, ssn VARCHAR(20))");
        }
        assertThatThrownBy(
                        () -> DriverManager.getConnection(guarded.url(strict)).close())
                .hasMessageContaining("TDE-POL-002");
    }

    @ParameterizedTest
    @EnumSource(
            value = Backend.Kind.class,
            names = {"H2", "MARIADB"})
    void takesNumbersOfASequence(Backend.Kind kind, Servers servers) throws Exception {
        String name = servers.newName("numbered");
        Guarded guarded = Guarded.create(servers.guarded(kind).create(name), servers.newFolder("numbered"), RULES);
        List<String> statements = List.of(
                "CREATE TABLE member (id INTEGER PRIMARY KEY, ssn VARCHAR(20))",
                "CREATE SEQUENCE numbers START WITH 40",
                "INSERT INTO member VALUES (NEXT VALUE FOR numbers, '519-12-4407')",
                "INSERT INTO member SELECT NEXT VALUE FOR numbers, ssn FROM member WHERE ssn = '519-12-4407'",
                "SELECT * FROM member ORDER BY id");
        try (Connection plain = servers.plain(kind).create(name).open();
                Connection driver = guarded.open()) {
            List<String> expected =
                    statements.stream().map(sql -> outcome(plain, sql)).toList();
            assertThat(statements.stream().map(sql -> outcome(driver, sql)).toList())
                    .isEqualTo(expected)
                    .last()
                    .asString()
                    .contains("40", "41", "519-12-4407");
        }
    }
}
