package io.tdejdbc.driver.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.driver.internal.types.PostgresTypes;
import io.tdejdbc.sqlparse.Effects;
import io.tdejdbc.sqlparse.Plan;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.BatchUpdateException;
import java.sql.CallableStatement;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Protected statements on PostgreSQL against the plain twin: what its driver does in its own way. */
class PostgresStatementsTest {
    private static EmbeddedPostgres server;

    private Twins twins;
    private String insert;
    private String select;

    @BeforeAll
    static void start() throws IOException, SQLException {
        server = EmbeddedPostgres.builder().start();
        try (Connection connection = server.getPostgresDatabase().getConnection()) {
            Twins.execute(connection, "CREATE DATABASE plain");
            Twins.execute(connection, "CREATE DATABASE guarded");
        }
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void setUp() throws SQLException {
        open(Map.of());
        tables();
    }

    private void tables() throws SQLException {
        Twins.execute(twins.plain, "DROP TABLE IF EXISTS p");
        Twins.execute(twins.inner, "DROP TABLE IF EXISTS p");
        Map<String, String> definitions = new LinkedHashMap<>();
        definitions.put("name", "varchar(20)");
        definitions.put("salary", "numeric(10,2)");
        definitions.put("note", "text");
        definitions.put("data", "bytea");
        twins.table("p", definitions);
        register();
    }

    private void open(Map<String, String> options) throws SQLException {
        twins = new Twins(
                server.getDatabase("postgres", "plain", options).getConnection(),
                server.getDatabase("postgres", "guarded", options).getConnection(),
                new PostgresTypes());
        twins.planner.literalPrefix = "'\\x";
    }

    private void register() {
        insert = twins.planner.statement(
                Plan.Kind.INSERT,
                "INSERT INTO p(id, remark, name, salary, note, data) VALUES (?, ?, ?{p.name}, ?{p.salary},"
                        + " ?{p.note}, ?{p.data})");
        select = twins.planner.statement(
                Plan.Kind.QUERY,
                "SELECT id, name, salary, note, data FROM p ORDER BY id",
                "",
                "p.name",
                "p.salary",
                "p.note",
                "p.data");
    }

    @AfterEach
    void tearDown() throws SQLException {
        twins.close();
    }

    private void same(Twins.Action action) {
        assertThat(twins.onOurs(action)).isEqualTo(twins.onPlain(action));
    }

    private static void set(PreparedStatement statement, int id, String name, String salary) throws SQLException {
        statement.setInt(1, id);
        statement.setString(2, "remark " + id);
        statement.setString(3, name);
        statement.setObject(4, salary == null ? null : new BigDecimal(salary), Types.NUMERIC);
        statement.setCharacterStream(5, new StringReader("note of " + name));
        statement.setBinaryStream(6, new ByteArrayInputStream(new byte[] {1, 2, (byte) id}), 3);
    }

    private Object rows(Connection connection) throws SQLException {
        List<Object> rows = new ArrayList<>();
        // More than the five executions after which the driver goes over to server-side statements and binary values.
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            for (int round = 0; round < 8; round++) {
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        for (int i = 1; i <= 4; i++) {
                            rows.add(result.getString(i));
                            rows.add(result.wasNull());
                            rows.add(result.getObject(i));
                        }
                        // No getString: once it gets binary values, the driver shows bytea as an object identity.
                        rows.add(result.getObject(5));
                        rows.add(result.getBytes("data"));
                        rows.add(result.getBinaryStream("data"));
                        rows.add(result.getCharacterStream("NOTE"));
                    }
                }
            }
        }
        return rows;
    }

    private Object batch(Connection connection, int from, int to) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            for (int i = from; i < to; i++) {
                set(statement, i, i % 3 == 0 ? null : "name " + i, i % 5 == 0 ? null : "1." + i);
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }

    @Test
    void batchesWithAndWithoutTheDriversRewriting() throws SQLException {
        same(c -> batch(c, 0, 300));
        same(this::rows);
        twins.close();
        open(Map.of("reWriteBatchedInserts", "true"));
        tables();
        same(c -> batch(c, 0, 300));
        same(this::rows);
    }

    @Test
    void aFailingBatchKeepsItsCounts() {
        same(c -> batch(c, 5, 6));
        same(c -> {
            try (PreparedStatement statement = c.prepareStatement(insert)) {
                for (int i = 3; i < 8; i++) {
                    set(statement, i, "name", "1");
                    statement.addBatch();
                }
                List<Object> outcome = new ArrayList<>();
                try {
                    statement.executeBatch();
                } catch (BatchUpdateException e) {
                    outcome.add(e.getUpdateCounts());
                    outcome.add(e.getSQLState());
                }
                outcome.add(statement.executeBatch());
                return outcome;
            }
        });
        same(this::rows);
    }

    @Test
    void aMissingParameterIsTheErrorOfThePlainDriver() {
        same(c -> {
            try (PreparedStatement statement = c.prepareStatement(insert)) {
                statement.setInt(1, 1);
                return statement.executeUpdate();
            }
        });
        same(c -> {
            try (PreparedStatement statement = c.prepareStatement(insert)) {
                set(statement, 1, "Ann", "1");
                statement.addBatch();
                statement.clearParameters();
                statement.setInt(1, 2);
                statement.addBatch();
                return statement.executeBatch();
            }
        });
        same(c -> {
            try (PreparedStatement statement = c.prepareStatement(insert)) {
                statement.setString(9, "x");
                return "set";
            }
        });
        same(this::rows);
    }

    @Test
    void theDriversOwnReturningIsResolved() {
        same(c -> {
            try (PreparedStatement statement = c.prepareStatement(insert, Statement.RETURN_GENERATED_KEYS)) {
                set(statement, 1, "Ann", "2.50");
                statement.executeUpdate();
                List<Object> keys = new ArrayList<>();
                try (ResultSet result = statement.getGeneratedKeys()) {
                    while (result.next()) {
                        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                            keys.add(result.getMetaData().getColumnTypeName(i));
                            keys.add(result.getString(i));
                        }
                    }
                }
                return keys;
            }
        });
    }

    @Test
    void literalsAndTestsForNull() {
        String literal = twins.planner.statement(Plan.Kind.INSERT, "INSERT INTO p(id, name) VALUES (1, 'Ann'{p.name})");
        same(c -> {
            try (Statement statement = c.createStatement()) {
                return statement.executeUpdate(literal);
            }
        });
        String test = twins.planner.statement(Plan.Kind.QUERY, "SELECT id FROM p WHERE ?null{p.name} IS NULL", "");
        for (String value : new String[] {null, "Ann"}) {
            same(c -> {
                try (PreparedStatement statement = c.prepareStatement(test)) {
                    statement.setString(1, value);
                    try (ResultSet result = statement.executeQuery()) {
                        return result.next();
                    }
                }
            });
        }
        same(this::rows);
    }

    @Test
    void updatableResultSets() {
        same(c -> batch(c, 1, 2));
        same(c -> {
            try (Statement statement =
                            c.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                    ResultSet result = statement.executeQuery(select)) {
                result.next();
                result.updateString("name", "Bea");
                result.updateNull(3);
                result.updateRow();
                List<Object> seen = new ArrayList<>();
                seen.add(result.getString(2));
                result.moveToInsertRow();
                result.updateInt(1, 2);
                result.updateString(2, "Cid");
                result.insertRow();
                result.moveToCurrentRow();
                return seen;
            }
        });
        same(this::rows);
    }

    @Test
    void cursorsOfFunctionsAreResolved() throws SQLException {
        batch(twins.ours, 1, 3);
        Twins.execute(
                twins.inner,
                "CREATE OR REPLACE FUNCTION people() RETURNS refcursor LANGUAGE plpgsql AS $$ DECLARE r refcursor := 'r';"
                        + " BEGIN OPEN r FOR SELECT id, name FROM p ORDER BY id; RETURN r; END $$");
        twins.planner.plain("{? = call people()}", new Effects(true, true, true));
        twins.ours.setAutoCommit(false);
        try (CallableStatement call = twins.ours.prepareCall("{? = call people()}")) {
            call.registerOutParameter(1, Types.OTHER);
            call.execute();
            try (ResultSet cursor = (ResultSet) call.getObject(1)) {
                assertThat(cursor.next()).isTrue();
                assertThat(cursor.getString("name")).isEqualTo("name 1");
                assertThat(cursor.getStatement().getConnection()).isSameAs(twins.ours);
            }
        }
        twins.ours.rollback();
    }

    @Test
    void arraysLeadBackToOurConnection() throws SQLException {
        Array array = twins.ours.createArrayOf("text", new String[] {"a", "b"});
        try (PreparedStatement statement = twins.ours.prepareStatement("SELECT ?::text[], ?::text[]")) {
            statement.setArray(1, array);
            statement.setObject(2, array);
            try (ResultSet result = statement.executeQuery()) {
                assertThat(result.next()).isTrue();
                assertThat((String[]) result.getArray(1).getArray()).containsExactly("a", "b");
                assertThat((String[]) ((Array) result.getObject(2)).getArray()).containsExactly("a", "b");
                try (ResultSet elements = result.getArray(1).getResultSet()) {
                    assertThat(elements.next()).isTrue();
                    assertThat(elements.getString(2)).isEqualTo("a");
                    assertThat(elements.getStatement().getConnection()).isSameAs(twins.ours);
                }
            }
        }
    }

    @Test
    void aFailureInsideATransactionLeavesItToTheServer() throws SQLException {
        twins.ours.setAutoCommit(false);
        try (PreparedStatement statement = twins.ours.prepareStatement(insert)) {
            set(statement, 1, "Ann", "1");
            statement.executeUpdate();
            assertThatThrownBy(() -> statement.setString(3, "a name that is far too long for it"))
                    .isInstanceOf(SQLException.class)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("22001");
        }
        twins.ours.commit();
        assertThat(twins.onOurs(this::rows)).contains("Ann");
    }

    @Test
    void streamingWithASmallFetchSize() throws SQLException {
        batch(twins.ours, 0, 200);
        twins.ours.setAutoCommit(false);
        try (PreparedStatement statement = twins.ours.prepareStatement(select)) {
            statement.setFetchSize(7);
            int count = 0;
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    assertThat(result.getString(4)).startsWith("note of ");
                    count++;
                }
            }
            assertThat(count).isEqualTo(200);
        }
        twins.ours.rollback();
    }
}
