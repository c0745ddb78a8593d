package io.tdejdbc.it.life;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The small table of the life tests: a plain key, a searchable number, a hidden note. */
final class Accounts {
    static final List<String> RULES =
            List.of("protect.vault.code = equality compare=binary", "protect.vault.note = random");
    static final String DDL =
            "CREATE TABLE vault (id INTEGER NOT NULL PRIMARY KEY, code VARCHAR(30), note VARCHAR(200))";
    static final String INSERT = "INSERT INTO vault (id, code, note) VALUES (?, ?, ?)";

    private Accounts() {}

    static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(DDL);
        }
    }

    static void insert(Connection connection, int id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            bind(statement, id);
            statement.executeUpdate();
        }
    }

    static void bind(PreparedStatement statement, int id) throws SQLException {
        statement.setInt(1, id);
        statement.setString(2, code(id));
        statement.setString(3, note(id));
    }

    static String code(int id) {
        return "vault-code-" + id;
    }

    static String note(int id) {
        return "vault note no. " + id;
    }

    /** All rows, by id: code and note. */
    static Map<Integer, List<String>> read(Connection connection) throws SQLException {
        Map<Integer, List<String>> rows = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT id, code, note FROM vault")) {
            while (result.next()) {
                rows.put(result.getInt(1), List.of(result.getString(2), result.getString(3)));
            }
        }
        return rows;
    }

    /** As {@link #read}, for rows with NULLs. */
    static Map<Integer, List<String>> readWithNulls(Connection connection) throws SQLException {
        Map<Integer, List<String>> rows = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT id, code, note FROM vault")) {
            while (result.next()) {
                rows.put(result.getInt(1), Arrays.asList(result.getString(2), result.getString(3)));
            }
        }
        return rows;
    }

    /** What {@link #read} gives after these ids were inserted. */
    static Map<Integer, List<String>> expected(int from, int to) {
        Map<Integer, List<String>> rows = new TreeMap<>();
        for (int id = from; id < to; id++) {
            rows.put(id, List.of(code(id), note(id)));
        }
        return rows;
    }

    /** The number of rows with a code, found by the encrypted value. */
    static int find(Connection connection, int id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT count(*) FROM vault WHERE code = ?")) {
            statement.setString(1, code(id));
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getInt(1);
            }
        }
    }
}
