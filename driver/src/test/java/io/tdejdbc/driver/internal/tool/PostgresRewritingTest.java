package io.tdejdbc.driver.internal.tool;

import io.tdejdbc.driver.Database;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@Tag("one-jdk")
class PostgresRewritingTest extends RewritingContract {
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
    Database database() {
        return database;
    }
}
