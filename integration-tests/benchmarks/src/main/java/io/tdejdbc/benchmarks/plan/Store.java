package io.tdejdbc.benchmarks.plan;

import io.tdejdbc.keystore.FileMasterKey;
import io.tdejdbc.keystore.KeystoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** An H2 database with a plain table and a protected one, with its properties file in a folder. */
final class Store {
    private final Path file;
    private final String database;

    /**
     * Writes key and properties file.
     *
     * @param database the database's own URL
     * @param lines further lines of the properties file
     */
    Store(Path folder, String database, String... lines) throws IOException, KeystoreException {
        this.file = folder.resolve("tde.properties");
        this.database = database;
        Path key = folder.resolve("master.key");
        if (!Files.exists(key)) {
            FileMasterKey.generate(key);
            Files.writeString(
                    file,
                    "tde.deployment=" + UUID.randomUUID()
                            + "\ntde.keys.file.path=master.key\ntde.init=create\ntde.missing-table=pending\n"
                            + "protect.customers.ssn=equality\nprotect.customers.email=random\n"
                            + String.join("\n", lines) + "\n");
        }
    }

    /** The database's own URL. */
    String plainUrl() {
        return database;
    }

    /** The driver's URL. */
    String url() {
        return "jdbc:tde:" + database.substring("jdbc:".length()) + ";tde.config=" + file;
    }

    /** Makes the tables. */
    void create() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE customers (id int primary key, ssn varchar(11), email varchar(80))");
            statement.execute(
                    "CREATE TABLE products (id int primary key, name varchar(80), price numeric(10,2), note varchar(80))");
        }
    }
}
