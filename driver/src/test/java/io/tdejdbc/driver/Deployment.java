package io.tdejdbc.driver;

import io.tdejdbc.keystore.FileMasterKey;
import io.tdejdbc.keystore.KeystoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A properties file with a master key, in a folder of a test. */
public final class Deployment {
    private final Path folder;
    private final Path file;
    private final String database;
    private final String fixed;

    private Deployment(Path folder, String database, String fixed) {
        this.folder = folder;
        this.file = folder.resolve("tde.properties");
        this.database = database;
        this.fixed = fixed;
    }

    /**
     * A deployment that makes its metadata at the first connection and waits for tables.
     *
     * @param database the database's own URL
     */
    public static Deployment in(Path folder, String database) throws IOException, KeystoreException {
        Path key = folder.resolve("master.key");
        if (!Files.exists(key)) {
            FileMasterKey.generate(key);
        }
        return new Deployment(
                folder,
                database,
                "tde.deployment=" + UUID.randomUUID() + "\ntde.keys.file.path=master.key\ntde.metadata.linger=0s\n");
    }

    /** An H2 file database in the folder. */
    public static Deployment h2(Path folder) throws IOException, KeystoreException {
        return in(folder, "jdbc:h2:file:" + folder.resolve("shop"));
    }

    /** Writes the file anew: key, deployment and these lines. */
    public Deployment lines(String... lines) throws IOException {
        Files.writeString(file, fixed + String.join("\n", lines) + "\n");
        return this;
    }

    /** As {@link #lines}, with tables that are waited for and metadata that is made at once. */
    public Deployment pending(String... lines) throws IOException {
        List<String> all = new ArrayList<>(List.of("tde.init=create", "tde.missing-table=pending"));
        all.addAll(List.of(lines));
        return lines(all.toArray(String[]::new));
    }

    public Path file() {
        return file;
    }

    public Path folder() {
        return folder;
    }

    public String plainUrl() {
        return database;
    }

    public String url() {
        String inner = database.substring("jdbc:".length());
        char delimiter = database.startsWith("jdbc:h2:") ? ';' : database.contains("?") ? '&' : '?';
        return "jdbc:tde:" + inner + delimiter + "tde.config=" + file;
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    public Connection connectPlain() throws SQLException {
        return DriverManager.getConnection(database);
    }

    public static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** All rows of a query, cells joined by a bar. */
    public static List<String> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> all = new ArrayList<>();
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    cells.add(String.valueOf(rows.getString(i)));
                }
                all.add(String.join("|", cells));
            }
            return all;
        }
    }
}
