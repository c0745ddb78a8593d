package io.tdejdbc.driver.internal.tool;

import io.tdejdbc.driver.Database;
import org.junit.jupiter.api.Tag;

@Tag("one-jdk")
class H2RewritingTest extends RewritingContract {
    private static final Database DATABASE = Database.h2();

    @Override
    Database database() {
        return DATABASE;
    }
}
