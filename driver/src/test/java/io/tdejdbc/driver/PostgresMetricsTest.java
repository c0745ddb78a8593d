package io.tdejdbc.driver;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@Tag("one-jdk")
class PostgresMetricsTest extends MetricsContract {
    private static Database database;

    @BeforeAll
    static void start() throws IOException {
        database = Database.postgres();
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @Override
    String fresh() throws SQLException {
        return database.fresh(folder);
    }
}
