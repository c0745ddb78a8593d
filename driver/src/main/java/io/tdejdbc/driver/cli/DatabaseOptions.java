package io.tdejdbc.driver.cli;

import io.tdejdbc.driver.TdeProperty;
import io.tdejdbc.driver.internal.config.ConfigurationReader;
import io.tdejdbc.driver.internal.config.ConfigurationSource;
import io.tdejdbc.driver.internal.config.TdeConfiguration;
import io.tdejdbc.driver.internal.tool.ToolAccess;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.Option;

/** The options by which commands find configuration and database. */
final class DatabaseOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The properties file. Without it: as the driver finds it, by the URL's parameter tde.config, "
                    + "the system property of that name or the environment variable TDE_CONFIG.")
    private Path config;

    @Option(
            names = "--url",
            paramLabel = "URL",
            required = true,
            description = "The database's own JDBC URL, or the driver's.")
    private String url;

    @Option(names = "--user", paramLabel = "NAME", description = "The database user.")
    private String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "A file whose first line is the user's password.")
    private Path passwordFile;

    @Option(
            names = "--password-env",
            paramLabel = "NAME",
            description = "The environment variable that holds the user's password.")
    private String passwordVariable;

    @Option(
            names = "--driver-jar",
            paramLabel = "FILE",
            description =
                    "A jar with the database's own JDBC driver, where it is not on the class path. May be repeated.")
    private List<Path> driverJars = List.of();

    DatabaseOptions() {}

    /**
     * Does work while the jars with the database's own driver can be loaded from; the database's own driver is found
     * by the thread's context class loader.
     */
    <T> T withDrivers(Work<T> work) throws SQLException, CommandFailure {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader drivers = new URLClassLoader(urls(), DatabaseOptions.class.getClassLoader())) {
            if (!driverJars.isEmpty()) {
                thread.setContextClassLoader(drivers);
            }
            return work.run();
        } catch (IOException e) {
            throw new CommandFailure("the jars of --driver-jar could not be closed", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** What a command does. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException, CommandFailure;
    }

    private URL[] urls() throws CommandFailure {
        URL[] urls = new URL[driverJars.size()];
        for (int i = 0; i < urls.length; i++) {
            Path jar = driverJars.get(i);
            if (!Files.isRegularFile(jar)) {
                throw new CommandFailure("--driver-jar: there is no file " + jar.toAbsolutePath());
            }
            try {
                urls[i] = jar.toUri().toURL();
            } catch (MalformedURLException e) {
                throw new CommandFailure("--driver-jar: " + jar + " is no path of a file", e);
            }
        }
        return urls;
    }

    String url() {
        return url;
    }

    Properties properties() throws CommandFailure {
        Properties properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (passwordFile != null && passwordVariable != null) {
            throw new CommandFailure("--password-file and --password-env: give one of them");
        }
        if (passwordFile != null) {
            properties.setProperty("password", firstLine(passwordFile));
        }
        if (passwordVariable != null) {
            properties.setProperty(
                    "password",
                    Optional.ofNullable(System.getenv(passwordVariable))
                            .orElseThrow(() -> new CommandFailure("no environment variable " + passwordVariable)));
        }
        return properties;
    }

    private static String firstLine(Path file) throws CommandFailure {
        try {
            return Files.readString(file, StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new CommandFailure("the password file " + file + " cannot be read", e);
        }
    }

    ConfigurationSource source() throws SQLException {
        Properties named = new Properties();
        if (config != null) {
            named.setProperty(TdeProperty.CONFIG.key(), config.toString());
        }
        return ConfigurationSource.find(ToolAccess.parse(url), named);
    }

    TdeConfiguration configuration() throws SQLException {
        return ConfigurationReader.read(source());
    }

    ToolAccess open() throws SQLException, CommandFailure {
        return ToolAccess.open(configuration(), url, properties());
    }
}
