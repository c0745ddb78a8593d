package io.tdejdbc.it.harness;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * One database and how the backend's own driver reaches it.
 *
 * @param kind what it is
 * @param url the backend's own URL, credentials included
 */
public record Database(Backend.Kind kind, String url) {

    /** A connection of the backend's own driver. */
    public Connection open() throws SQLException {
        return DriverManager.getConnection(url);
    }
}
