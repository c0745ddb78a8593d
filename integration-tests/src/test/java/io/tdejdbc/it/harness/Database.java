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

    /** The same database under further options of its driver, in the form in which they are appended to the URL. */
    public Database with(String options) {
        return new Database(kind, url + options);
    }

    /** A connection of the backend's own driver. */
    public Connection open() throws SQLException {
        return DriverManager.getConnection(url);
    }
}
