package io.tdejdbc.it.harness;

import io.tdejdbc.keystore.FileMasterKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A database that is used through the driver: its properties file and master key lie in a folder of their own.
 *
 * @param database the database below
 * @param properties the properties file
 */
public record Guarded(Database database, Path properties) {
    /** Beside the properties file: the URLs of the databases it was used for, one a line. */
    public static final String DATABASES = "databases.txt";

    /** Writes down what is used with what, for whoever looks through the run afterwards. */
    public Guarded {
        try {
            Files.writeString(
                    properties.resolveSibling(DATABASES),
                    database.url() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes key and properties file for a database; the tables may come later. */
    public static Guarded create(Database database, Path folder, Policy policy) throws Exception {
        return create(database, folder, policy.lines());
    }

    /** As {@link #create(Database, Path, Policy)}, with any further lines for the properties file. */
    public static Guarded create(Database database, Path folder, List<String> lines) throws Exception {
        Path key = folder.resolve("master.key");
        FileMasterKey.generate(key);
        Path properties = folder.resolve("tde.properties");
        List<String> text = new ArrayList<>();
        text.add("tde.deployment = " + UUID.randomUUID());
        text.add("tde.keys.provider = file");
        text.add("tde.keys.file.path = master.key");
        text.add("tde.init = create");
        text.add("tde.missing-table = pending");
        text.addAll(lines);
        Files.write(properties, text);
        return new Guarded(database, properties);
    }

    /** The driver's URL: the database's own one with the prefix and the file. */
    public String url() {
        return url(properties);
    }

    /** The driver's URL with another properties file. */
    public String url(Path file) {
        String separator = database.kind() == Backend.Kind.H2 ? ";" : "&";
        return "jdbc:tde:" + database.url().substring("jdbc:".length()) + separator + "tde.config=" + file;
    }

    /** A connection through the driver. */
    public Connection open() throws SQLException {
        return DriverManager.getConnection(url());
    }

    /** A connection below the driver. */
    public Connection raw() throws SQLException {
        return database.open();
    }

    /** Replaces a line of the properties file in a copy of it. */
    public Path propertiesWith(String fileName, java.util.function.UnaryOperator<String> change) throws IOException {
        return Files.writeString(properties.resolveSibling(fileName), change.apply(Files.readString(properties)));
    }
}
