package io.tdejdbc.it.keystore;

import io.tdejdbc.keystore.MetadataAccess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** A schema of a PostgreSQL server as the place of the metadata tables. */
record PostgresMetadata(String url, String user, String schema) implements MetadataAccess {

    @Override
    public Connection open() throws SQLException {
        return DriverManager.getConnection(url, user, "");
    }

    @Override
    public String tablePrefix() {
        return '"' + schema + "\".";
    }

    @Override
    public String description() {
        return "PostgreSQL, schema " + schema;
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
