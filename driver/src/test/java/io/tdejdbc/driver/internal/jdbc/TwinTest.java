package io.tdejdbc.driver.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.sqlparse.Plan;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A table with protected columns in H2 beside its plain twin. */
abstract class TwinTest {
    private static final String SELECT = "SELECT ID, NAME, SALARY, NOTE, DATA FROM P ORDER BY ID";

    Twins twins;
    String insert;
    String select;
    String update;

    @BeforeEach
    void setUp() throws SQLException {
        Map<String, String> definitions = new LinkedHashMap<>();
        definitions.put("NAME", "VARCHAR(20)");
        definitions.put("SALARY", "DECIMAL(10,2)");
        definitions.put("NOTE", "CLOB");
        definitions.put("DATA", "BLOB");
        twins = new Twins().table("P", definitions);
        insert = twins.planner.statement(
                Plan.Kind.INSERT,
                "INSERT INTO P(ID, REMARK, NAME, SALARY, NOTE, DATA) VALUES (?, ?, ?{P.NAME}, ?{P.SALARY},"
                        + " ?{P.NOTE}, ?{P.DATA})");
        select = twins.planner.statement(Plan.Kind.QUERY, SELECT, "", "P.NAME", "P.SALARY", "P.NOTE", "P.DATA");
        update = twins.planner.statement(Plan.Kind.UPDATE, "UPDATE P SET NAME = ?{P.NAME} WHERE ID = ?");
    }

    @AfterEach
    void tearDown() throws SQLException {
        twins.close();
    }

    final void same(Twins.Action action) {
        assertThat(twins.onOurs(action)).isEqualTo(twins.onPlain(action));
    }

    static void set(PreparedStatement statement, int id, String name, String salary) throws SQLException {
        statement.setInt(1, id);
        statement.setString(2, "remark " + id);
        statement.setString(3, name);
        if (salary == null) {
            statement.setNull(4, Types.DECIMAL);
        } else {
            statement.setBigDecimal(4, new java.math.BigDecimal(salary));
        }
        statement.setCharacterStream(5, new StringReader("note of " + name));
        statement.setBinaryStream(6, new ByteArrayInputStream(("data " + id).getBytes(StandardCharsets.UTF_8)));
    }

    final Object insert(Connection connection, int id, String name, String salary) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            set(statement, id, name, salary);
            return statement.executeUpdate();
        }
    }

    final Object rows(Connection connection) throws SQLException {
        List<Object> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(select);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                for (int i = 1; i <= 5; i++) {
                    rows.add(result.getString(i));
                    rows.add(result.wasNull());
                    rows.add(result.getObject(i));
                    rows.add(result.getBytes("DATA"));
                }
            }
        }
        return rows;
    }

    final byte[] stored(String column, int id) throws SQLException {
        try (Statement statement = twins.inner.createStatement();
                ResultSet result = statement.executeQuery("SELECT " + column + " FROM P WHERE ID = " + id)) {
            assertThat(result.next()).isTrue();
            return result.getBytes(1);
        }
    }
}
