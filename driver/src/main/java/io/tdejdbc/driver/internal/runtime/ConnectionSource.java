package io.tdejdbc.driver.internal.runtime;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Opens the driver's own plain connections to one backend, for metadata and catalog. Its text form names the backend
 * without credentials. Immutable and thread-safe.
 */
public interface ConnectionSource {

    /** Opens a plain connection in auto-commit mode; the caller closes it. */
    Connection open() throws SQLException;

    /** The database's own URL; may hold a password. */
    String innerUrl();

    /** What the real driver is given beside the URL, where it is known; may hold a password. */
    default Properties properties() {
        return new Properties();
    }

    /** The user, or the empty string. */
    String user();

    /** How the real driver is told to send strings, which decides what the codecs accept; or the empty string. */
    String strings();

    /**
     * Whose connections these are: sources of equal owners, URLs and users share keys and plans, as any of them may open
     * the connections of all.
     */
    Object owner();
}
