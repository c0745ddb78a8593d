package io.tdejdbc.it.harness;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL server with a data folder of its own that logs every statement with all its parameters. */
final class PostgresServer implements Backend {
    private final Path folder;
    private final EmbeddedPostgres server;

    PostgresServer(Path folder) throws IOException {
        this.folder = folder.toAbsolutePath();
        this.server = EmbeddedPostgres.builder()
                .setDataDirectory(this.folder)
                .setCleanDataDirectory(false)
                .setLocaleConfig("locale", "C.UTF-8")
                .setLocaleConfig("encoding", "UTF8")
                .setServerConfig("log_statement", "all")
                .setServerConfig("log_parameter_max_length", "-1")
                .setServerConfig("log_parameter_max_length_on_error", "-1")
                .setServerConfig("log_min_error_statement", "error")
                .setServerConfig("logging_collector", "on")
                .setServerConfig("log_directory", "log")
                .setServerConfig("log_filename", "statements.log")
                .setServerConfig("max_connections", "400")
                .setServerConfig("fsync", "off")
                .setServerConfig("timezone", "UTC")
                .start();
    }

    @Override
    public Kind kind() {
        return Kind.POSTGRESQL;
    }

    @Override
    public Database create(String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE \"" + name + "\"");
        }
        return new Database(Kind.POSTGRESQL, url(name));
    }

    private String url(String database) {
        // pgjdbc changes to binary transfer, and with it some conversions, after the fifth execution of a text; how
        // often
        // a text was executed with the same parameter types is not the same on both sides.
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database + "?user=postgres&prepareThreshold=0";
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public void flush() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
