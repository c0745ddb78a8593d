package io.tdejdbc.it.keystore;

import io.tdejdbc.keystore.MetadataAccess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A schema of a server as the place of the metadata tables.
 *
 * @param url with the password
 * @param user or the empty string if the URL has it
 * @param schema of MariaDB a database
 */
record ServerMetadata(String url, String user, String schema) implements MetadataAccess {

    @Override
    public Connection open() throws SQLException {
        return user.isEmpty() ? DriverManager.getConnection(url) : DriverManager.getConnection(url, user, "");
    }

    @Override
    public String tablePrefix() {
        return quoted() + ".";
    }

    String quoted() {
        String quote = isMaria() ? "`" : "\"";
        return quote + schema + quote;
    }

    private boolean isMaria() {
        return url.startsWith("jdbc:mariadb:");
    }

    @Override
    public String tableOptions() {
        return isMaria() ? " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin" : "";
    }

    @Override
    public String description() {
        return (isMaria() ? "MariaDB, database " : "PostgreSQL, schema ") + schema;
    }

    int execute(String sql, Object... parameters) throws SQLException {
        try (Connection connection = open();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }

    long count(String table) throws SQLException {
        return Long.parseLong(
                text("SELECT count(*) FROM " + tablePrefix() + table).orElseThrow());
    }

    Optional<String> text(String query) throws SQLException {
        try (Connection connection = open();
                PreparedStatement statement = connection.prepareStatement(query);
                ResultSet result = statement.executeQuery()) {
            return result.next() ? Optional.ofNullable(result.getString(1)) : Optional.empty();
        }
    }
}
