package io.tdejdbc.driver.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.sqlparse.Plan;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every getter on every declared type of H2, through all layers, against the plain column. */
class GetterMatrixTest {
    /** H2 makes arrays and XML of anything; an encrypted column refuses. */
    private static final Set<String> REFUSED = Set.of("getArray", "getSQLXML");

    /** H2 has no conversion to Object itself; the encrypted column says so with another error. */
    private static final String OTHER_ERROR = "getObject Object";

    static Stream<Arguments> columns() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put(
                "VARCHAR(200)",
                List.of(
                        "Ann",
                        "12",
                        "-3.5",
                        "true",
                        "2024-03-31",
                        "10:11:12",
                        "2024-03-31 02:30:00",
                        "",
                        "1e3",
                        "300"));
        values.put("CHAR(6)", List.of("Ann", "12"));
        values.put("CLOB", List.of("Ann", "12"));
        values.put("SMALLINT", List.of("12", "-300"));
        values.put("INTEGER", List.of("12", "-300", "2147483647", "0"));
        values.put("BIGINT", List.of("12", "9223372036854775807"));
        values.put("NUMERIC(20,4)", List.of("12.5", "-0.0001", "1234567890123456"));
        values.put("REAL", List.of("12.5", "-3.4e38"));
        values.put("DOUBLE PRECISION", List.of("12.5", "1e300"));
        values.put("BOOLEAN", List.of("true", "false"));
        values.put("DATE", List.of("2024-03-31", "0001-01-01", "9999-12-31"));
        values.put("TIME", List.of("10:11:12", "23:59:59"));
        values.put("TIMESTAMP", List.of("2024-03-31 02:30:00.123456", "1900-01-01 00:00:00"));
        values.put("TIMESTAMP WITH TIME ZONE", List.of("2024-03-31 02:30:00.123456+02", "1900-01-01 00:00:00+00"));
        values.put("TIME WITH TIME ZONE", List.of("10:11:12+02"));
        values.put("UUID", List.of("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"));
        values.put("VARBINARY(100)", List.of("hello"));
        values.put("BLOB", List.of("hello"));
        return values.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest
    @MethodSource("columns")
    void everyGetterGivesWhatThePlainColumnGives(String definition, List<String> values) throws SQLException {
        try (Twins twins = new Twins().table("T", Map.of("V", definition))) {
            String insert = twins.planner.statement(Plan.Kind.INSERT, "INSERT INTO T(ID, V) VALUES (?, ?{T.V})");
            String select = twins.planner.statement(Plan.Kind.QUERY, "SELECT V FROM T ORDER BY ID", "T.V");
            List<String> withNull = new ArrayList<>(values);
            withNull.add(null);
            boolean binary = definition.startsWith("VARBINARY") || definition.equals("BLOB");
            for (int i = 0; i < withNull.size(); i++) {
                int id = i;
                Twins.Action write = c -> insert(c, insert, id, withNull.get(id), binary);
                assertThat(twins.onPlain(write)).isEqualTo("Integer 1");
                assertThat(twins.onOurs(write)).isEqualTo("Integer 1");
            }
            Getters.all().forEach((name, getter) -> {
                for (int i = 0; i < withNull.size(); i++) {
                    int row = i;
                    Twins.Action read = c -> read(c, select, row, getter);
                    String plain = twins.onPlain(read);
                    String ours = twins.onOurs(read);
                    String what = definition + " row " + row + " " + name;
                    if (withNull.get(row) != null && REFUSED.contains(name)) {
                        assertThat(ours).as(what).isEqualTo("SQLFeatureNotSupportedException 0AT00");
                    } else if (withNull.get(row) != null && name.equals(OTHER_ERROR)) {
                        assertThat(plain).as(what).startsWith("SQL");
                        assertThat(ours).as(what).startsWith("SQL");
                    } else {
                        assertThat(ours).as(what).isEqualTo(plain);
                    }
                }
            });
        }
    }

    private static Object insert(Connection connection, String sql, int id, String value, boolean binary)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, id);
            if (value == null) {
                statement.setNull(2, binary ? Types.BINARY : Types.VARCHAR);
            } else if (binary) {
                statement.setBytes(2, value.getBytes(StandardCharsets.UTF_8));
            } else {
                statement.setString(2, value);
            }
            return statement.executeUpdate();
        }
    }

    private static Object read(Connection connection, String sql, int row, Getters.Getter getter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            for (int i = 0; i <= row; i++) {
                assertThat(result.next()).isTrue();
            }
            Object value = getter.get(result, 1);
            return Arrays.asList(value, result.wasNull());
        }
    }
}
