package io.tdejdbc.driver.internal.tool;

import static io.tdejdbc.driver.Deployment.execute;
import static io.tdejdbc.driver.Deployment.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.driver.Database;
import io.tdejdbc.driver.internal.dialect.Dialects;
import io.tdejdbc.driver.internal.dialect.RowAddresses;
import io.tdejdbc.keystore.TableName;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("one-jdk")
class MariaRewritingTest extends RewritingContract {
    private static Database database;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        database = Database.maria(data);
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @Override
    Database database() {
        return database;
    }

    @Override
    List<String> refusedByThisDialect() {
        return List.of("SELECT id FROM people WHERE mail <=> '2@x'");
    }

    /** MariaDB lets no action change a column with a CHECK, which every encrypted column has. */
    @Override
    String foreignKeyAction() {
        return "";
    }

    @Override
    String duplicateState() {
        return "23000";
    }

    private RowAddresses addresses(Connection connection, String table) throws SQLException {
        return Dialects.of(connection, deployment.plainUrl(), new Properties(), Optional.empty())
                .rewriting()
                .addresses(connection, new TableName(database.schema(), table));
    }

    @Test
    void everyRowIsFoundByEveryKindOfKeyOnceAndInOrder() throws Exception {
        Map<String, List<String>> keys = Map.of(
                "bigint unsigned primary key",
                List.of("18446744073709551615", "0", "9007199254740993", "9007199254740992"),
                "decimal(30,10) primary key",
                List.of("12345678901234567890.0000000001", "12345678901234567890.0000000002", "-1"),
                "varchar(40) collate utf8mb4_general_ci primary key",
                List.of("'b'", "'A'", "''", "'it''s'", "'\u00e9'", "'\ud83d\ude00'"),
                "varbinary(20) primary key",
                List.of("x''", "x'00'", "x'f9ff'", "x'0001'"),
                "datetime(6) primary key",
                List.of("'2024-01-01 00:00:00.000001'", "'2024-01-01 00:00:00'", "'1000-01-01 00:00:00'"),
                "uuid primary key",
                List.of("'00000000-0000-0000-0000-000000000001'", "'f0000000-0000-1000-8000-000000000001'"),
                "int not null, other varchar(5) not null default 'b', unique key (other, k)",
                List.of("2", "1", "3"));
        try (Connection connection = deployment.connectPlain()) {
            int number = 0;
            for (Map.Entry<String, List<String>> key : keys.entrySet()) {
                String table = "keyed" + number++;
                execute(connection, "CREATE TABLE " + table + " (k " + key.getKey() + ")");
                for (String value : key.getValue()) {
                    execute(connection, "INSERT INTO " + table + " (k) VALUES (" + value + ")");
                }
                RowAddresses addresses = addresses(connection, table);
                List<Object> after = List.of();
                List<String> found = new ArrayList<>();
                while (true) {
                    String query = "SELECT " + String.join(", ", addresses.selected()) + ", hex(k) FROM " + table
                            + (after.isEmpty() ? "" : " WHERE " + addresses.after()) + " ORDER BY " + addresses.order()
                            + " LIMIT 1";
                    try (PreparedStatement next = connection.prepareStatement(query)) {
                        if (!after.isEmpty()) {
                            addresses.setAfter(next, 1, after);
                        }
                        try (ResultSet row = next.executeQuery()) {
                            if (!row.next()) {
                                break;
                            }
                            after = addresses.read(row, 1);
                            found.add(row.getString(addresses.selected().size() + 1));
                        }
                    }
                    try (PreparedStatement same =
                            connection.prepareStatement("SELECT hex(k) FROM " + table + " WHERE " + addresses.same())) {
                        assertThat(addresses.setSame(same, 1, after))
                                .isEqualTo(1 + addresses.selected().size());
                        try (ResultSet row = same.executeQuery()) {
                            assertThat(row.next()).as(key.getKey()).isTrue();
                            assertThat(row.getString(1)).isEqualTo(found.get(found.size() - 1));
                            assertThat(row.next()).as(key.getKey()).isFalse();
                        }
                    }
                }
                assertThat(found)
                        .as(key.getKey())
                        .isEqualTo(rows(connection, "SELECT hex(k) FROM " + table + " ORDER BY " + addresses.order()))
                        .hasSameSizeAs(key.getValue());
            }
        }
    }

    @Test
    void aTableWhoseRowsNothingTellsApartIsRefusedBeforeAKeyIsMade() throws Exception {
        try (Connection plain = deployment.connectPlain()) {
            execute(
                    plain,
                    "CREATE TABLE letters(id enum('a', 'b') primary key, other int, unique key other_key (other))",
                    "CREATE TABLE moments(at timestamp primary key, rate double not null unique, "
                            + "name varchar(100) not null, unique key name_key (name(5)))");
            for (String table : List.of("letters", "moments")) {
                assertThatThrownBy(() -> addresses(plain, table))
                        .hasMessageStartingWith("TDE-CFG-022 ")
                        .hasMessageContainingAll(table, "PRIMARY");
            }
        }
        try (Connection connection = deployment.connect()) {
            execute(
                    connection,
                    "CREATE TABLE people(id int, mail varchar(40), ssn varchar(40), note longtext)",
                    "INSERT INTO people VALUES (1, 'a@x', '1', NULL)");
        }
        assertThat(tde("rekey", "--table", table("people"))).isEqualTo(1);
        assertThat(err.toString()).contains("TDE-CFG-022", table("people"), "no unique key");
        assertThat(tde("keys", "list")).isZero();
        assertThat(out.toString()).doesNotContain("announced", "old");
        try (Connection connection = deployment.connect()) {
            assertThat(rows(connection, "SELECT ssn FROM people WHERE mail = 'a@x'"))
                    .containsExactly("1");
        }
    }

    @Test
    void columnsThatTheServerKeepsUpToDateAreNotTouched() throws Exception {
        people(20);
        try (Connection plain = deployment.connectPlain()) {
            execute(
                    plain,
                    "ALTER TABLE people ADD COLUMN changed datetime(6) DEFAULT '2001-02-03 04:05:06' "
                            + "ON UPDATE current_timestamp(6)");
            assertThat(tde("dek", "rotate", "--table", table("people")))
                    .as(err::toString)
                    .isZero();
            assertThat(tde("dek", "reencrypt", "--table", table("people")))
                    .as(err::toString)
                    .isZero();
            assertThat(generations("people", "ssn")).isEqualTo(Map.of(2, 20));
            assertThat(rows(plain, "SELECT DISTINCT changed FROM people"))
                    .singleElement()
                    .asString()
                    .startsWith("2001-02-03 04:05:06");
        }
    }
}
