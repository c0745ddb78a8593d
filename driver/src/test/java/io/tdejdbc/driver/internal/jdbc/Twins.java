package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.plan.ColumnBinding;
import io.tdejdbc.driver.internal.types.BackendTypes;
import io.tdejdbc.driver.internal.types.DeclaredType;
import io.tdejdbc.driver.internal.types.H2Types;
import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.keystore.ValueCipher;
import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import io.tdejdbc.keystore.crypto.ValueCiphers;
import io.tdejdbc.keystore.crypto.ValueContext;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Two H2 databases with the same table: one plain, one whose columns are stored encrypted behind a {@link TdeConnection}
 * with real ciphers. What is done on both must look the same.
 */
final class Twins implements AutoCloseable {
    private static final UUID DEPLOYMENT = new UUID(1, 1);

    final HandPlanner planner = new HandPlanner();
    final Connection plain;
    final Connection inner;
    final TdeConnection ours;
    final Map<String, ColumnBinding> columns = new LinkedHashMap<>();

    private final BackendTypes types;

    /** Two private in-memory databases of H2. */
    Twins() throws SQLException {
        this(DriverManager.getConnection("jdbc:h2:mem:"), DriverManager.getConnection("jdbc:h2:mem:"), new H2Types());
    }

    /** Connections to two databases of one kind. */
    Twins(Connection plain, Connection inner, BackendTypes types) {
        this.plain = plain;
        this.inner = inner;
        this.types = types;
        this.ours = new TdeConnection(inner, planner, "jdbc:tde:h2:mem:");
    }

    /** Makes a table with a plain ID and protected columns of the given definitions. */
    Twins table(String name, Map<String, String> definitions) throws SQLException {
        StringBuilder plainTable =
                new StringBuilder("CREATE TABLE " + name + "(ID INTEGER PRIMARY KEY, REMARK VARCHAR(40)");
        StringBuilder storedTable = new StringBuilder(plainTable);
        int number = 1;
        for (Map.Entry<String, String> definition : definitions.entrySet()) {
            DeclaredType type = types.ofDefinition(definition.getValue()).orElseThrow();
            ValueContext context = ValueContext.ofColumn(
                    DEPLOYMENT, new UUID(2, name.hashCode()), new UUID(3, number++), type.family());
            ValueCipher cipher = ValueCiphers.random(context, Map.of(1, SecretKeyBytes.copyOf(new byte[32])), 1);
            ColumnBinding binding =
                    new ColumnBinding(name, definition.getKey(), types.codec(type, ProtectionMode.RANDOM), cipher);
            columns.put(name + "." + definition.getKey(), binding);
            planner.column(name + "." + definition.getKey(), binding);
            plainTable.append(", ").append(definition.getKey()).append(' ').append(definition.getValue());
            storedTable
                    .append(", ")
                    .append(definition.getKey())
                    .append(' ')
                    .append(types.storedType(type, ProtectionMode.RANDOM));
        }
        execute(plain, plainTable.append(')').toString());
        execute(inner, storedTable.append(')').toString());
        return this;
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Something done with a connection. */
    interface Action {
        Object run(Connection connection) throws Exception;
    }

    /** What an action gives: a value in comparable form, or the class and SQLState of its failure. */
    static String outcome(Connection connection, Action action) {
        try {
            return Shown.of(action.run(connection));
        } catch (SQLException e) {
            Class<?> type = e.getClass();
            while (!type.getName().startsWith("java.sql.")) {
                type = type.getSuperclass();
            }
            return type.getSimpleName() + " " + e.getSQLState();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    String onPlain(Action action) {
        return outcome(plain, action);
    }

    String onOurs(Action action) {
        return outcome(ours, action);
    }

    @Override
    public void close() throws SQLException {
        plain.close();
        ours.close();
    }
}
