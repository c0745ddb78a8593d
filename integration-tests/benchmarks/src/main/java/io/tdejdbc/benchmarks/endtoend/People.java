package io.tdejdbc.benchmarks.endtoend;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/** The table that is measured: eight columns, five of them protected, two of those searchable. */
final class People {
    static final List<String> RULES = List.of(
            "protect.people.ssn = equality compare=binary",
            "protect.people.email = equality compare=binary",
            "protect.people.name = random",
            "protect.people.birth = random",
            "protect.people.balance = random");
    static final String INSERT =
            "INSERT INTO people (id, ssn, email, name, birth, balance, city, tier) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    static final String BY_ID = "SELECT id, ssn, email, name, birth, balance, city FROM people WHERE id = ?";
    static final String BY_SSN = "SELECT id, ssn, email, name, birth, balance, city FROM people WHERE ssn = ?";
    static final String ALL = "SELECT id, ssn, email, name, birth, balance, city FROM people WHERE id < ?";

    /** The rows that queries look for; inserted rows begin here. */
    static final int STANDING_ROWS = 20_000;

    private static final String[] CITIES = {"Rome", "Oslo", "Lima", "Kyoto", "Accra", "Quebec", "Perth"};
    private static final int BATCH = 1_000;

    private People() {}

    static void create(Side side, String analyze) throws SQLException {
        try (Connection connection = side.open();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE people (id INTEGER NOT NULL PRIMARY KEY, ssn VARCHAR(20), "
                    + "email VARCHAR(80), name VARCHAR(60), birth DATE, balance NUMERIC(12,2), city VARCHAR(40), "
                    + "tier INTEGER)");
        }
        try (Connection connection = side.openRaw();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE INDEX people_ssn ON people (ssn)");
        }
        try (Connection connection = side.open()) {
            insert(connection, 0, STANDING_ROWS);
        }
        try (Connection connection = side.openRaw();
                Statement statement = connection.createStatement()) {
            statement.execute(analyze);
        }
    }

    /** Takes out what was inserted for a measurement, below the driver and outside the clock. */
    static void removeInserted(Side side) throws SQLException {
        try (Connection connection = side.openRaw();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM people WHERE id >= " + STANDING_ROWS);
        }
    }

    /** Inserts rows in batches, one transaction. */
    static void insert(Connection connection, int from, int to) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (int i = from; i < to; i++) {
                bind(statement, i);
                statement.addBatch();
                if ((i - from) % BATCH == BATCH - 1) {
                    statement.executeBatch();
                }
            }
            statement.executeBatch();
        }
        connection.commit();
    }

    static void bind(PreparedStatement statement, int i) throws SQLException {
        statement.setInt(1, i);
        statement.setString(2, ssn(i));
        statement.setString(3, "person." + i + "@mail.example.org");
        statement.setString(4, "Person Number " + i);
        statement.setDate(5, new Date((i % 20_000) * 86_400_000L));
        statement.setBigDecimal(6, BigDecimal.valueOf(i * 37L, 2));
        statement.setString(7, CITIES[i % CITIES.length]);
        statement.setInt(8, i % 5);
    }

    static String ssn(int i) {
        return String.format(Locale.ROOT, "%03d-%02d-%04d", i / 1000 % 1000, i % 97, i % 10_000);
    }
}
