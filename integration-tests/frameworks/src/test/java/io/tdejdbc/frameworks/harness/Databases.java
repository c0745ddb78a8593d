package io.tdejdbc.frameworks.harness;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tdejdbc.keystore.FileMasterKey;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Makes empty databases: H2 in memory, PostgreSQL on one server of the test run. */
public final class Databases implements AutoCloseable {
    private final AtomicInteger names = new AtomicInteger();
    private Optional<EmbeddedPostgres> server = Optional.empty();

    private Databases() {}

    /** The URL of an empty database, by its own driver. */
    public synchronized String create(Site.Kind kind) throws SQLException {
        String name = "office_" + names.incrementAndGet();
        if (kind == Site.Kind.H2) {
            return "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;USER=sa;PASSWORD=pw";
        }
        try {
            if (server.isEmpty()) {
                server = Optional.of(EmbeddedPostgres.builder()
                        .setLocaleConfig("locale", "C.UTF-8")
                        .setLocaleConfig("encoding", "UTF8")
                        .setServerConfig("fsync", "off")
                        .setServerConfig("timezone", "UTC")
                        .start());
            }
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL does not start", e);
        }
        try (Connection connection = server.get().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return "jdbc:postgresql://localhost:" + server.get().getPort() + "/" + name + "?user=postgres";
    }

    /**
     * The URL of the same database through the driver.
     *
     * @param rules the {@code protect.} lines of the properties file
     */
    public static String guarded(String url, List<String> rules) throws Exception {
        Path folder = Files.createTempDirectory(
                Files.createDirectories(Path.of("target")).toAbsolutePath(), "office-");
        FileMasterKey.generate(folder.resolve("master.key"));
        List<String> lines = new ArrayList<>(List.of(
                "tde.deployment = " + UUID.randomUUID(),
                "tde.keys.provider = file",
                "tde.keys.file.path = master.key",
                "tde.init = create",
                "tde.missing-table = pending"));
        lines.addAll(rules);
        Path properties = Files.write(folder.resolve("tde.properties"), lines);
        return "jdbc:tde:" + url.substring("jdbc:".length()) + (url.startsWith("jdbc:h2:") ? ";" : "&") + "tde.config="
                + properties;
    }

    /** A pool on a URL, as an application has it. */
    public static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(4);
        return new HikariDataSource(config);
    }

    /** A connection below the driver. */
    public static Connection open(String url) throws SQLException {
        return DriverManager.getConnection(url);
    }

    @Override
    public synchronized void close() throws IOException {
        if (server.isPresent()) {
            server.get().close();
        }
    }

    /** Hands the one {@link Databases} of the run to tests that ask for it. */
    public static final class Provider implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Databases.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(Databases.class))
                    .computeIfAbsent(Databases.class, key -> new Databases());
        }
    }
}
