package io.tdejdbc.driver;

import static io.tdejdbc.driver.Deployment.execute;
import static io.tdejdbc.driver.Deployment.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls of a routine that stores into a protected table and one that reads from it. The databases know the routines as
 * {@code add_customer(id, ssn)} and {@code ssn_of(id)}.
 */
abstract class CallContract {
    private static final String[] RULES = {"protect.customers.ssn=equality", "protect.customers.note=random"};

    @TempDir
    Path folder;

    Deployment deployment;

    abstract String fresh() throws SQLException;

    /** Statements that make the routines. */
    abstract String[] routines();

    /** The routines in {@code tde.preflight.allow}. */
    abstract String allowed();

    @BeforeEach
    void setUp() throws Exception {
        deployment = Deployment.in(folder, fresh()).pending(RULES);
        try (Connection connection = deployment.connect()) {
            execute(
                    connection,
                    "CREATE TABLE customers(id int PRIMARY KEY, ssn varchar(11), note varchar(30))",
                    "INSERT INTO customers VALUES (1, '123-45-6789', 'x'), (2, NULL, NULL)");
        }
        try (Connection plain = deployment.connectPlain()) {
            execute(plain, routines());
        }
    }

    /** A connection with these lines beside the rules. */
    Connection connect(String... lines) throws Exception {
        List<String> all = new ArrayList<>(Arrays.asList(RULES));
        all.add("tde.preflight.allow=" + allowed());
        all.addAll(Arrays.asList(lines));
        deployment.lines(all.toArray(String[]::new));
        return deployment.connect();
    }

    Connection connectMapped() throws Exception {
        return connect("call.add_customer.2=customers.ssn", "call.ssn_of.0=customers.ssn");
    }

    @Test
    void encryptsWhatGoesIn() throws Exception {
        try (Connection connection = connectMapped()) {
            try (CallableStatement call = connection.prepareCall("{call add_customer(?, ?)}")) {
                call.setInt(1, 7);
                call.setString(2, "777-77-7777");
                call.execute();
                call.setInt(1, 8);
                call.setObject(2, "888-88-8888", Types.VARCHAR);
                call.execute();
                call.setInt(1, 9);
                call.setNull(2, Types.VARCHAR);
                call.execute();
                call.clearParameters();
                assertThatThrownBy(call::execute).isInstanceOf(SQLException.class);
                assertThat(call.getParameterMetaData().getParameterCount()).isEqualTo(2);
                assertThat(call.getParameterMetaData().getParameterType(2)).isEqualTo(Types.VARCHAR);
                assertThatThrownBy(() -> call.setString(3, "x")).isInstanceOf(SQLException.class);
                call.setInt(1, 10);
                assertThatThrownBy(() -> {
                            call.setString(2, "longer than eleven");
                            call.execute();
                        })
                        .isInstanceOf(SQLException.class)
                        .satisfies(e ->
                                assertThat(((SQLException) e).getSQLState()).startsWith("22"));
            }
            assertThat(rows(connection, "SELECT id FROM customers WHERE ssn = '777-77-7777'"))
                    .containsExactly("7");
            assertThat(rows(connection, "SELECT ssn FROM customers WHERE id > 7 ORDER BY id"))
                    .containsExactly("888-88-8888", "null");
        }
        try (Connection plain = deployment.connectPlain();
                var statement = plain.createStatement();
                var stored = statement.executeQuery("SELECT ssn FROM customers WHERE id IN (7, 8)")) {
            int count = 0;
            while (stored.next()) {
                byte[] value = stored.getBytes(1);
                assertThat(value[0]).isEqualTo((byte) 0xFA);
                assertThat(new String(value, StandardCharsets.ISO_8859_1)).doesNotContain("777", "888");
                count++;
            }
            assertThat(count).isEqualTo(2);
        }
    }

    @Test
    void takesBatchesOfCalls() throws Exception {
        try (Connection connection = connectMapped();
                CallableStatement call = connection.prepareCall("{call add_customer(?, ?)}")) {
            for (int id = 20; id < 25; id++) {
                call.setInt(1, id);
                call.setString(2, id % 2 == 0 ? "200-00-00" + id : null);
                call.addBatch();
            }
            assertThat(call.executeBatch()).hasSize(5);
            assertThat(rows(connection, "SELECT ssn FROM customers WHERE id >= 20 ORDER BY id"))
                    .containsExactly("200-00-0020", "null", "200-00-0022", "null", "200-00-0024");
        }
    }

    @Test
    void decryptsWhatComesOut() throws Exception {
        try (Connection connection = connectMapped();
                CallableStatement call = connection.prepareCall("{? = call ssn_of(?)}")) {
            call.registerOutParameter(1, Types.VARCHAR);
            call.setInt(2, 1);
            call.execute();
            assertThat(call.getString(1)).isEqualTo("123-45-6789");
            assertThat(call.wasNull()).isFalse();
            assertThat(call.getObject(1)).isEqualTo("123-45-6789");
            assertThat(call.getObject(1, String.class)).isEqualTo("123-45-6789");
            assertThat(call.getCharacterStream(1).read()).isEqualTo('1');
            assertThatThrownBy(() -> call.getInt(1)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> call.getArray(1))
                    .isInstanceOf(SQLFeatureNotSupportedException.class)
                    .hasMessageContaining("TDE-JDB-003");
            call.setInt(2, 2);
            call.execute();
            assertThat(call.getString(1)).isNull();
            assertThat(call.wasNull()).isTrue();
        }
    }

    @Test
    void registersOutputBySqlTypeAndScaleToo() throws Exception {
        try (Connection connection = connectMapped();
                CallableStatement call = connection.prepareCall("{? = call ssn_of(?)}")) {
            call.setInt(2, 1);
            call.registerOutParameter(1, JDBCType.VARCHAR);
            call.registerOutParameter(1, JDBCType.VARCHAR, 2);
            call.registerOutParameter(1, JDBCType.VARCHAR, "varchar");
            call.registerOutParameter(1, Types.VARCHAR, 2);
            call.registerOutParameter(1, Types.VARCHAR, "varchar");
            call.execute();
            assertThat(call.getString(1)).isEqualTo("123-45-6789");
            assertThatThrownBy(() -> call.getString("ssn")).hasMessageContaining("TDE-JDB-014");
            assertThatThrownBy(() -> call.setString("ssn", "x")).hasMessageContaining("TDE-JDB-014");
            assertThatThrownBy(() -> call.registerOutParameter("ssn", Types.VARCHAR))
                    .hasMessageContaining("TDE-JDB-014");
        }
    }

    @Test
    void refusesWhereParametersCannotBeTold() throws Exception {
        try (Connection connection = connectMapped()) {
            for (String sql : List.of(
                    "{call add_customer(5, '555-55-5555')}",
                    "{call add_customer(?, upper(?))}",
                    "{call add_customer(?)}",
                    "SELECT ssn_of(1)",
                    "SELECT add_customer(?, ?)")) {
                assertThatThrownBy(() -> connection.prepareCall(sql))
                        .as(sql)
                        .isInstanceOf(SQLFeatureNotSupportedException.class)
                        .hasMessageContaining("TDE-POL-025")
                        .hasMessageNotContaining("555");
                assertThatThrownBy(() -> execute(connection, sql)).hasMessageContaining("TDE-POL-025");
            }
            assertThat(rows(connection, "SELECT COUNT(*) FROM customers")).containsExactly("2");
        }
        try (Connection connection = connect("call.ssn_of.0=customers.nosuch")) {
            assertThatThrownBy(() -> connection.prepareCall("{? = call ssn_of(?)}"))
                    .hasMessageContainingAll("TDE-POL-024", "call.ssn_of.0", "customers.nosuch");
        }
    }

    @Test
    void refusesStoredValuesThatComeOutOfOtherCalls() throws Exception {
        try (Connection connection = connect();
                CallableStatement call = connection.prepareCall("{? = call ssn_of(?)}")) {
            call.registerOutParameter(1, Types.BINARY);
            call.setInt(2, 1);
            call.execute();
            assertThatThrownBy(() -> call.getBytes(1)).hasMessageContaining("TDE-POL-018");
            assertThatThrownBy(() -> call.getObject(1)).hasMessageContaining("TDE-POL-018");
        }
    }

    @Test
    void refusesRoutinesThatNobodyAccepted() throws Exception {
        deployment.lines(RULES);
        assertThatThrownBy(deployment::connect).hasMessageContaining("TDE-POL-011");
    }

    @Test
    void namesTheLineThatIsNoRule() throws Exception {
        for (String line : List.of(
                "call.ssn_of=customers.ssn",
                "call.ssn_of.x=customers.ssn",
                "call.ssn_of.01=customers.ssn",
                "call.ssn_of.0=ssn",
                "call.a.b.c.0=customers.ssn",
                "call.ssn_of.\"0\"=customers.ssn")) {
            assertThatThrownBy(() -> connect(line)).as(line).hasMessageContainingAll("TDE-CFG-006", "call.");
        }
    }

    @Test
    void showsDeclaredTypesOfParametersAndTheStoredOnesOnRequest() throws Exception {
        String name = deployment.plainUrl().startsWith("jdbc:h2:") ? "SSN_OF" : "ssn_of";
        assertThat(returnTypes(connectMapped(), name)).containsOnly(Types.VARCHAR);
        assertThat(returnTypes(connect("call.ssn_of.0=customers.ssn", "tde.catalog=physical"), name))
                .containsOnly(deployment.plainUrl().startsWith("jdbc:h2:") ? Types.VARBINARY : Types.BINARY);
    }

    private static List<Integer> returnTypes(Connection connection, String routine) throws SQLException {
        List<Integer> types = new ArrayList<>();
        try (connection) {
            for (var columns : List.of(
                    connection.getMetaData().getProcedureColumns(null, null, routine, null),
                    connection.getMetaData().getFunctionColumns(null, null, routine, null))) {
                boolean function = columns.getMetaData().getColumnCount() < 20;
                while (columns.next()) {
                    if (columns.getInt(function ? 15 : 18) == 0) {
                        types.add(columns.getInt("DATA_TYPE"));
                    }
                }
            }
        }
        assertThat(types).isNotEmpty();
        return types;
    }
}
