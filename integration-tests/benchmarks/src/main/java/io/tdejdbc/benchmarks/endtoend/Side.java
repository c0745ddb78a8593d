package io.tdejdbc.benchmarks.endtoend;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * One of the two things that are compared.
 *
 * @param url how the application reaches the database
 * @param rawUrl how the backend's own driver reaches the same database; the same for the plain side
 */
record Side(String url, String rawUrl) {

    Connection open() throws SQLException {
        return DriverManager.getConnection(url);
    }

    Connection openRaw() throws SQLException {
        return DriverManager.getConnection(rawUrl);
    }
}
