package io.tdejdbc.benchmarks.endtoend;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A database of each kind with a plain and a protected side; both sides share the server and so its mood. */
interface Backend extends AutoCloseable {

    /** The name for the table. */
    String name();

    /** The backend's URL of a database that now exists. */
    String create(String database) throws SQLException;

    /** What separates our parameter from the URL before it. */
    char separator();

    @Override
    void close() throws IOException;

    /** H2 in files, in this process. */
    static Backend h2(Path folder) {
        return new Backend() {
            @Override
            public String name() {
                return "H2 file";
            }

            @Override
            public String create(String database) {
                return "jdbc:h2:file:" + folder.resolve(database).toAbsolutePath();
            }

            @Override
            public char separator() {
                return ';';
            }

            @Override
            public void close() {}
        };
    }

    /** PostgreSQL with its usual settings on the loopback interface. */
    static Backend postgres(Path folder) throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgresql"))
                .setCleanDataDirectory(false)
                .start();
        String prefix = "jdbc:postgresql://localhost:" + server.getPort() + "/";
        return new Backend() {
            @Override
            public String name() {
                return "PostgreSQL 17";
            }

            @Override
            public String create(String database) throws SQLException {
                try (Connection connection = DriverManager.getConnection(prefix + "postgres?user=postgres");
                        Statement statement = connection.createStatement()) {
                    statement.execute("CREATE DATABASE " + database);
                }
                return prefix + database + "?user=postgres";
            }

            @Override
            public char separator() {
                return '&';
            }

            @Override
            public void close() throws IOException {
                server.close();
            }
        };
    }
}
