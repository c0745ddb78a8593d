package io.tdejdbc.benchmarks.endtoend;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What is measured: a fixed piece of work, done on an open connection. */
enum Operation {
    /** Batches of 1,000 rows in one transaction. */
    BULK_INSERT("bulk insert (batches of 1,000)", 4_000) {
        @Override
        long run(Connection connection, int round) throws SQLException {
            People.insert(connection, People.STANDING_ROWS, People.STANDING_ROWS + amount());
            return amount();
        }
    },
    /** One row a statement, all in one transaction, so that no disk is waited for. */
    SINGLE_INSERT("single insert", 400) {
        @Override
        long run(Connection connection, int round) throws SQLException {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(People.INSERT)) {
                for (int i = 0; i < amount(); i++) {
                    People.bind(statement, People.STANDING_ROWS + i);
                    statement.executeUpdate();
                }
            }
            connection.commit();
            return amount();
        }
    },
    /** A row by its plain primary key. */
    POINT_SELECT("point select by plain key", 600) {
        @Override
        long run(Connection connection, int round) throws SQLException {
            long read = 0;
            try (PreparedStatement statement = connection.prepareStatement(People.BY_ID)) {
                for (int i = 0; i < amount(); i++) {
                    statement.setInt(1, (round * amount() + i * 31) % People.STANDING_ROWS);
                    read += readAll(statement);
                }
            }
            return read;
        }
    },
    /** Rows by an encrypted, indexed column. */
    EQUALITY_SELECT("select by protected column", 600) {
        @Override
        long run(Connection connection, int round) throws SQLException {
            long read = 0;
            try (PreparedStatement statement = connection.prepareStatement(People.BY_SSN)) {
                for (int i = 0; i < amount(); i++) {
                    statement.setString(1, People.ssn((round * amount() + i * 31) % People.STANDING_ROWS));
                    read += readAll(statement);
                }
            }
            return read;
        }
    },
    /** Many rows, every column of each. */
    FULL_SCAN("full scan", People.STANDING_ROWS) {
        @Override
        long run(Connection connection, int round) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(People.ALL)) {
                statement.setInt(1, People.STANDING_ROWS);
                return readAll(statement);
            }
        }
    };

    private final String title;
    private final int amount;

    Operation(String title, int amount) {
        this.title = title;
        this.amount = amount;
    }

    String title() {
        return title;
    }

    int amount() {
        return amount;
    }

    boolean inserts() {
        return this == BULK_INSERT || this == SINGLE_INSERT;
    }

    /** Does the work and gives the number of rows written or read, which must be {@link #amount}. */
    abstract long run(Connection connection, int round) throws SQLException;

    private static long readAll(PreparedStatement statement) throws SQLException {
        long rows = 0;
        long characters = 0;
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                characters += result.getInt(1);
                characters += result.getString(2).length();
                characters += result.getString(3).length();
                characters += result.getString(4).length();
                characters += result.getDate(5).getTime();
                characters += result.getBigDecimal(6).scale();
                characters += result.getString(7).length();
                rows++;
            }
        }
        if (characters == Long.MIN_VALUE) {
            throw new IllegalStateException("never so; keeps the reading from being optimised away");
        }
        return rows;
    }
}
