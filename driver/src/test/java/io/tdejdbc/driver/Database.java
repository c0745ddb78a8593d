package io.tdejdbc.driver;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A kind of database for tests: gives an empty one each time. */
public final class Database implements AutoCloseable {
    private final Optional<EmbeddedPostgres> server;
    private final Optional<EmbeddedMaria> maria;
    private final AtomicInteger number = new AtomicInteger();

    private Database(Optional<EmbeddedPostgres> server, Optional<EmbeddedMaria> maria) {
        this.server = server;
        this.maria = maria;
    }

    public static Database h2() {
        return new Database(Optional.empty(), Optional.empty());
    }

    /** @param folder an empty folder for the server's data */
    public static Database maria(Path folder) throws IOException {
        return new Database(Optional.empty(), Optional.of(EmbeddedMaria.start(folder)));
    }

    public static Database postgres() throws IOException {
        return new Database(
                Optional.of(EmbeddedPostgres.builder()
                        .setServerConfig("max_prepared_transactions", "8")
                        .start()),
                Optional.empty());
    }

    /** URL of an empty database; of H2 a file in the folder. */
    public String fresh(Path folder) throws SQLException {
        if (maria.isPresent()) {
            // Text that is told apart byte by byte, as 'equality' does it.
            return maria.get().fresh("shop" + number.incrementAndGet(), "utf8mb4_nopad_bin");
        }
        if (server.isEmpty()) {
            return "jdbc:h2:file:" + folder.resolve("shop" + number.incrementAndGet());
        }
        String name = "shop" + number.incrementAndGet();
        try (Connection connection = server.get().getPostgresDatabase().getConnection()) {
            Deployment.execute(connection, "CREATE DATABASE " + name);
        }
        return server.get().getJdbcUrl("postgres", name);
    }

    public boolean isPostgres() {
        return server.isPresent();
    }

    public boolean isMaria() {
        return maria.isPresent();
    }

    /** The schema of unqualified tables; of MariaDB the database that {@link #fresh} gave last. */
    public String schema() {
        if (maria.isPresent()) {
            return "shop" + number.get();
        }
        return isPostgres() ? "public" : "PUBLIC";
    }

    /** An unquoted name as the catalog has it. */
    public String name(String name) {
        return isPostgres() || isMaria() ? name : name.toUpperCase(Locale.ROOT);
    }

    @Override
    public void close() throws IOException {
        if (server.isPresent()) {
            server.get().close();
        }
        if (maria.isPresent()) {
            maria.get().close();
        }
    }
}
