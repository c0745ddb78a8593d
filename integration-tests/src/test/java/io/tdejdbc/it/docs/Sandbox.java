package io.tdejdbc.it.docs;

import com.zaxxer.hikari.HikariConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.tdejdbc.it.harness.Certificates;
import io.tdejdbc.it.harness.Database;
import io.tdejdbc.it.harness.VaultServer;
import io.tdejdbc.micrometer.MicrometerMetrics;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.Driver;

/**
 * What a reader of a page has in front of him: a folder with the jars, a PostgreSQL or MariaDB server of his own with an
 * empty database {@code shop}, and a shell.
 */
final class Sandbox implements AutoCloseable {
    private static final long MINUTES = 3;
    private static final String PASSWORD = "chosen-by-the-reader";

    private final Path folder;
    private final EmbeddedPostgres server;
    private final Path postgresJar;
    private Optional<VaultServer> vault = Optional.empty();
    private Optional<Database> mariaDb = Optional.empty();

    /** How a process ended, and what it wrote. */
    record Outcome(int status, String output, String log) {}

    Sandbox(Path folder, Path jar) throws IOException, SQLException {
        this.folder = folder;
        this.server = EmbeddedPostgres.builder()
                .setLocaleConfig("locale", "C.UTF-8")
                .setLocaleConfig("encoding", "UTF8")
                .setServerConfig("fsync", "off")
                .start();
        this.postgresJar = sourceOf(Driver.class);
        sql("postgres", "CREATE DATABASE shop");
        Files.createSymbolicLink(folder.resolve("tde-jdbc.jar"), jar);
        Files.createSymbolicLink(folder.resolve("postgresql.jar"), postgresJar);
        Files.createSymbolicLink(folder.resolve("mariadb-java-client.jar"), mariaDbJar());
        Path commands = Files.createDirectory(folder.resolve("commands"));
        command(commands.resolve("java"), Path.of(System.getProperty("java.home"), "bin", "java") + " \"$@\"");
        command(
                commands.resolve("psql"),
                "java -cp '" + classPath(sourceOf(Psql.class), postgresJar) + "' " + Psql.class.getName() + " \"$@\"");
    }

    private static Path mariaDbJar() {
        return sourceOf(org.mariadb.jdbc.Driver.class);
    }

    private static void command(Path file, String line) throws IOException {
        Files.writeString(file, "#!/bin/sh\nexec " + line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    static Path sourceOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What an application has: the jar, the database's own driver, a pool with its logging, and Micrometer. */
    String libraries() {
        try {
            return classPath(
                    folder.resolve("tde-jdbc.jar"),
                    postgresJar,
                    mariaDbJar(),
                    sourceOf(HikariConfig.class),
                    sourceOf(MicrometerMetrics.class),
                    sourceOf(MeterRegistry.class),
                    sourceOf(Class.forName("io.micrometer.common.KeyValue")),
                    sourceOf(Class.forName("io.micrometer.observation.Observation")),
                    sourceOf(Class.forName("org.slf4j.Logger")));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String classPath(Path... parts) {
        return Arrays.stream(parts).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** Everything in a page that a reader replaces by his own, and what it is here. */
    private Map<String, String> placeholders() {
        Map<String, String> placeholders = new LinkedHashMap<>();
        placeholders.put(
                "//localhost/",
                mariaDb.map(database -> URI.create(database.url().substring("jdbc:".length())))
                        .map(uri -> "//" + uri.getAuthority() + "/")
                        .orElse("//localhost:" + server.getPort() + "/"));
        placeholders.put("/etc/shop/", folder + "/");
        placeholders.put("/etc/myapp/", folder + "/");
        placeholders.put("/var/log/vault/", folder + "/");
        vault.ifPresent(there -> placeholders.put("http://127.0.0.1:8200", there.address()));
        vault.ifPresent(there -> placeholders.put("https://vault.example.com:8200", there.address()));
        placeholders.put("PGPASSWORD=…", "PGPASSWORD=the-server-asks-for-none");
        placeholders.put("PASSWORD '…'", "PASSWORD 'the-server-asks-for-none'");
        placeholders.put("IDENTIFIED BY '…'", "IDENTIFIED BY '" + PASSWORD + "'");
        placeholders.put("DBPASSWORD=…", "DBPASSWORD=" + PASSWORD);
        placeholders.put("password=…", "password=" + PASSWORD);
        return placeholders;
    }

    /** A text of a page with the placeholders replaced. */
    String filledIn(String text) {
        String filled = text;
        for (Map.Entry<String, String> one : placeholders().entrySet()) {
            filled = filled.replace(one.getKey(), one.getValue());
        }
        return filled;
    }

    /** Gives the reader the files of an authority and of a client certificate that it issued. */
    void certificates(Certificates authority, String client) throws IOException {
        Files.copy(authority.pem(), folder.resolve("vault-ca.pem"));
        Files.copy(authority.chain(client), folder.resolve(client + ".pem"));
        Files.copy(authority.key(client), folder.resolve(client + ".key"), StandardCopyOption.COPY_ATTRIBUTES);
    }

    /** Gives the reader a Vault, a token for everything in it, and the policies of the documentation. */
    void vault(VaultServer server, Path policies) throws IOException {
        vault = Optional.of(server);
        try (Stream<Path> files = Files.list(policies)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    /** Gives the reader a database of MariaDB in place of the one of PostgreSQL. */
    void mariaDb(Database database) {
        mariaDb = Optional.of(database);
    }

    /** What the server in front of the reader calls itself. */
    String product() {
        return mariaDb.isPresent() ? "MariaDB" : "PostgreSQL";
    }

    Path folder() {
        return folder;
    }

    /** Executes statements as the database's administrator. */
    void sql(String database, String statements) throws SQLException {
        try (Connection connection = mariaDb.isPresent()
                        ? mariaDb.get().with("&allowMultiQueries=true").open()
                        : server.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    /** Runs lines in a shell that remembers variables and aliases of the lines before; errors are part of the output. */
    Outcome shell(String lines) throws IOException, InterruptedException {
        Path session = folder.resolve("session");
        Path script = Files.writeString(
                folder.resolve("script"),
                String.join(
                        "\n",
                        "shopt -s expand_aliases",
                        "set -eua",
                        "[ ! -f session ] || . ./session",
                        lines.stripTrailing(),
                        "{ alias -p; export -p; } > " + session,
                        ""));
        return run(true, List.of("bash", script.toString()));
    }

    /** Runs a class of the test's own, or one that a page's code was compiled to, beside the two jars. */
    Outcome java(Path classes, String main, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "java",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                libraries() + File.pathSeparator + classes,
                main));
        command.addAll(List.of(arguments));
        return run(false, command);
    }

    private Outcome run(boolean together, List<String> command) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Path log = Files.writeString(folder.resolve("log"), "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(together)
                .redirectError(log.toFile())
                .redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        // The JDK of this run, which need not be the host's.
        environment.put(
                "PATH",
                String.join(
                        File.pathSeparator,
                        folder.resolve("commands").toString(),
                        Path.of(System.getProperty("java.home"), "bin").toString(),
                        environment.get("PATH")));
        environment.put("PGPORT", Integer.toString(server.getPort()));
        // The reader's name is a role in his own database; here the only one is the administrator's.
        environment.put("JAVA_TOOL_OPTIONS", "-Duser.name=postgres -XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        environment.remove("TDE_CONFIG");
        vault.ifPresent(there -> environment.put("VAULT_TOKEN", there.rootToken()));
        Process process = builder.start();
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException("did not end: " + command);
            }
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(output, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("Picked up JAVA_TOOL_OPTIONS"))
                .collect(Collectors.joining("\n"));
        return new Outcome(process.exitValue(), text, Files.readString(log, StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
