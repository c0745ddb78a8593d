package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.MetadataAccess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An H2 database for one test, and a hand in it that writes past the product. */
final class TestBackend implements MetadataAccess, AutoCloseable {

    private final String url;
    private final String user;
    private final Optional<Connection> keepAlive;
    private final List<Connection> opened = new CopyOnWriteArrayList<>();
    private final AtomicInteger opens = new AtomicInteger();
    private volatile boolean down;

    private TestBackend(String url, String user, Optional<Connection> keepAlive) {
        this.url = url;
        this.user = user;
        this.keepAlive = keepAlive;
    }

    /** A database in memory that lives until this is closed. */
    static TestBackend inMemory() throws SQLException {
        String url = "jdbc:h2:mem:" + UUID.randomUUID();
        return new TestBackend(url, "sa", Optional.of(DriverManager.getConnection(url, "sa", "")));
    }

    static TestBackend at(String url) {
        return new TestBackend(url, "sa", Optional.empty());
    }

    /** The same database seen by another user. */
    TestBackend as(String otherUser) {
        return new TestBackend(url, otherUser, Optional.empty());
    }

    @Override
    public Connection open() throws SQLException {
        opens.incrementAndGet();
        if (down) {
            throw new SQLException("the test took the database down", "08001");
        }
        Connection connection = DriverManager.getConnection(url, user, "");
        opened.add(connection);
        return connection;
    }

    @Override
    public String tablePrefix() {
        return "";
    }

    @Override
    public String description() {
        return "the test's database";
    }

    int opens() {
        return opens.get();
    }

    /** Ends every connection handed out so far, under the users' hands. */
    void killConnections() throws SQLException {
        for (Connection connection : opened) {
            connection.close();
        }
        opened.clear();
    }

    void goDown() throws SQLException {
        down = true;
        killConnections();
    }

    void comeBack() {
        down = false;
    }

    int execute(String sql, Object... parameters) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }

    List<Map<String, Object>> rows(String sql) throws SQLException {
        List<Map<String, Object>> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                Map<String, Object> row = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.put(result.getMetaData().getColumnName(i), result.getObject(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** Puts back rows that {@link #rows} gave. */
    void insert(String table, List<Map<String, Object>> rows) throws SQLException {
        for (Map<String, Object> row : rows) {
            List<String> names = List.copyOf(row.keySet());
            execute(
                    "INSERT INTO " + table + " (" + String.join(", ", names) + ") VALUES ("
                            + String.join(", ", names.stream().map(name -> "?").toList()) + ")",
                    names.stream().map(row::get).toArray());
        }
    }

    @Override
    public void close() throws SQLException {
        killConnections();
        if (keepAlive.isPresent()) {
            keepAlive.get().close();
        }
    }
}
