package io.tdejdbc.it.harness;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A folder of H2 database files. */
final class H2Folder implements Backend {
    private final Path folder;
    private final List<Database> databases = new CopyOnWriteArrayList<>();

    H2Folder(Path folder) {
        this.folder = folder;
    }

    @Override
    public Kind kind() {
        return Kind.H2;
    }

    @Override
    public Database create(String name) {
        Database database = new Database(
                Kind.H2,
                "jdbc:h2:file:" + folder.resolve(name).resolve("shop").toAbsolutePath() + ";USER=sa;PASSWORD=pw");
        databases.add(database);
        return database;
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public void flush() throws SQLException {
        for (Database database : databases) {
            try (Connection connection = database.open();
                    Statement statement = connection.createStatement()) {
                statement.execute("CHECKPOINT SYNC");
            }
        }
    }
}
