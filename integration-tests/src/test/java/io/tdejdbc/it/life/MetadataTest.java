package io.tdejdbc.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Servers;
import io.tdejdbc.it.harness.Shop;
import io.tdejdbc.it.harness.Twin;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What tools and frameworks are told: as on the plain database. */
@Tag("one-jdk")
@ExtendWith(Servers.Provider.class)
final class MetadataTest {

    @ParameterizedTest
    @EnumSource
    void catalogueResultSetParameterAndKeyMetadataAreThoseOfThePlainTable(Backend.Kind kind, Servers servers)
            throws Exception {
        Twin twin = Twin.ofShop(servers, kind, "metadata");
        try (Connection plain = twin.plain().open();
                Connection driver = twin.guarded().open()) {
            for (String table : Shop.policy().tables()) {
                String name = kind == Backend.Kind.H2 ? table.toUpperCase(Locale.ROOT) : table;
                List<String> wanted = columns(plain, name);
                List<String> found = columns(driver, name);
                assertThat(found).hasSameSizeAs(wanted).isNotEmpty();
                for (int i = 0; i < wanted.size(); i++) {
                    assertThat(found.get(i)).isEqualTo(wanted.get(i));
                }
                assertThat(keys(driver, name)).isEqualTo(keys(plain, name));
            }
            assertThat(tables(driver)).isEqualTo(tables(plain)).hasSize(7);
            assertThat(names(driver.getMetaData().getTypeInfo(), "TYPE_NAME"))
                    .containsExactlyElementsOf(names(plain.getMetaData().getTypeInfo(), "TYPE_NAME"))
                    .isNotEmpty();
            assertThat(names(driver.getMetaData().getUDTs(null, null, "%", null), "TYPE_NAME"))
                    .isEqualTo(names(plain.getMetaData().getUDTs(null, null, "%", null), "TYPE_NAME"));
            for (String sql : List.of(
                    "INSERT INTO customers (id, name, ssn, tax_no, balance, birth, vip, token) "
                            + "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    "SELECT id FROM customers WHERE ssn = ? AND tax_no IN (?, ?) AND tier = ?",
                    "UPDATE payments SET amount = ?, rate = ?, channel = ? WHERE iban = ?")) {
                // Connector/J tells the number of parameters and nothing else.
                if (kind != Backend.Kind.MARIADB) {
                    assertThat(parameters(driver, sql)).as(sql).isEqualTo(parameters(plain, sql));
                }
            }
            DatabaseMetaData told = driver.getMetaData();
            assertThat(told.getURL()).startsWith("jdbc:tde:").doesNotContain("pw");
            assertThat(told.getDatabaseProductName())
                    .isEqualTo(plain.getMetaData().getDatabaseProductName());
            assertThat(told.getConnection()).isSameAs(driver);
            assertThat(driver.unwrap(Connection.class)).isSameAs(driver);
        }
    }

    @ParameterizedTest
    @EnumSource
    void generatedKeysAreThoseOfThePlainTable(Backend.Kind kind, Servers servers) throws Exception {
        Twin twin = Twin.ofShop(servers, kind, "keys");
        try (Connection plain = twin.plain().open();
                Connection driver = twin.guarded().open()) {
            assertThat(generated(driver, kind))
                    .isEqualTo(generated(plain, kind))
                    .isNotEmpty();
        }
    }

    private static List<String> generated(Connection connection, Backend.Kind kind) throws SQLException {
        List<String> told = new ArrayList<>();
        String insert = "INSERT INTO tickets (code, body) VALUES (?, ?)";
        String code = kind == Backend.Kind.H2 ? "CODE" : "code";
        String id = kind == Backend.Kind.H2 ? "ID" : "id";
        try (PreparedStatement all = connection.prepareStatement(insert, Statement.RETURN_GENERATED_KEYS);
                PreparedStatement byName = connection.prepareStatement(insert, new String[] {id, code});
                PreparedStatement none = connection.prepareStatement(insert);
                Statement text = connection.createStatement()) {
            int number = 0;
            List<PreparedStatement> statements = new ArrayList<>(List.of(all, byName, none));
            if (kind != Backend.Kind.POSTGRESQL) {
                // pgjdbc knows no column indexes.
                statements.add(connection.prepareStatement(insert, new int[] {1}));
            }
            for (PreparedStatement statement : statements) {
                statement.setString(1, "GENERATED-" + number++);
                statement.setString(2, "body of a generated ticket");
                statement.executeUpdate();
                told.addAll(keys(statement));
            }
            all.setString(1, "BATCH-1");
            all.addBatch();
            all.setString(1, "BATCH-2");
            all.addBatch();
            all.executeBatch();
            told.addAll(keys(all));
            text.executeUpdate(
                    "INSERT INTO tickets (code, body) VALUES ('TEXT-1', 'literal body')", new String[] {id, code});
            told.addAll(keys(text));
            text.executeUpdate(
                    "UPDATE tickets SET body = 'changed' WHERE code = 'TEXT-1'", Statement.RETURN_GENERATED_KEYS);
            told.addAll(keys(text));
        }
        return told;
    }

    /** The generated keys, or how a statement that was not asked for any refuses to say. */
    private static List<String> keys(Statement statement) throws SQLException {
        ResultSet keys;
        try {
            keys = statement.getGeneratedKeys();
        } catch (SQLException e) {
            return List.of("no keys: " + e.getSQLState());
        }
        return rows(keys);
    }

    private static List<String> names(ResultSet result, String column) throws SQLException {
        List<String> names = new ArrayList<>();
        try (result) {
            while (result.next()) {
                names.add(result.getString(column));
            }
        }
        return names;
    }

    private static List<String> rows(ResultSet result) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (result) {
            ResultSetMetaData metaData = result.getMetaData();
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int column = 1; column <= metaData.getColumnCount(); column++) {
                    row.append(metaData.getColumnLabel(column))
                            .append('=')
                            .append(result.getObject(column))
                            .append(' ')
                            .append(metaData.getColumnTypeName(column))
                            .append("; ");
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    private static List<String> columns(Connection connection, String table) throws SQLException {
        return rows(connection.getMetaData().getColumns(catalog(connection), null, table, "%")).stream()
                .map(MetadataTest::withoutDatabase)
                .toList();
    }

    private static List<String> keys(Connection connection, String table) throws SQLException {
        List<String> told =
                new ArrayList<>(rows(connection.getMetaData().getPrimaryKeys(catalog(connection), null, table)));
        return told.stream().map(MetadataTest::withoutDatabase).toList();
    }

    /** Where databases take the place of schemas, those of other tests are beside this one. */
    private static String catalog(Connection connection) throws SQLException {
        return connection.getMetaData().supportsSchemasInTableDefinitions() ? null : connection.getCatalog();
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet tables = connection
                .getMetaData()
                .getTables(catalog(connection), null, "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (tables.next()) {
                String schema = tables.getString("TABLE_SCHEM");
                if (schema == null || schema.equalsIgnoreCase("public")) {
                    names.add(tables.getString("TABLE_NAME"));
                }
            }
        }
        return names;
    }

    /**
     * Names of generated constraints and sequences hold counters, and JDBC gives the octet length a meaning for texts
     * alone.
     */
    private static String withoutDatabase(String row) {
        String comparable = row.replaceAll("(CONSTRAINT|SYSTEM_SEQUENCE)_[0-9A-F_]+", "$1");
        return comparable.contains("DATA_TYPE=12 ")
                ? comparable
                : comparable.replaceAll("CHAR_OCTET_LENGTH=\\w+", "CHAR_OCTET_LENGTH");
    }

    private static List<String> parameters(Connection connection, String sql) throws SQLException {
        List<String> told = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            ParameterMetaData metaData = statement.getParameterMetaData();
            for (int i = 1; i <= metaData.getParameterCount(); i++) {
                // Not the type's name: PostgreSQL calls a value that is compared with a varchar a text.
                told.add(metaData.getParameterType(i) + " " + metaData.getParameterClassName(i) + " "
                        + metaData.isSigned(i) + " " + metaData.getParameterMode(i));
            }
        }
        return told;
    }
}
