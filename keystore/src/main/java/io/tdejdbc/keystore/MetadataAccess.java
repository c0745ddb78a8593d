package io.tdejdbc.keystore;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The way to the backend that holds the metadata tables: connections of their own, never the application's.
 */
public interface MetadataAccess {

    /**
     * Opens a plain connection in auto-commit mode; the caller closes it.
     *
     * @throws SQLException as the backend's driver gives it
     */
    Connection open() throws SQLException;

    /**
     * The prefix of the metadata tables' names: a schema name with its dot, quoted where needed, or the empty string.
     */
    String tablePrefix();

    /** What follows the columns in CREATE TABLE of a metadata table: the empty string, or clauses of the backend. */
    default String tableOptions() {
        return "";
    }

    /** A phrase that names the backend in messages, without credentials. */
    String description();
}
