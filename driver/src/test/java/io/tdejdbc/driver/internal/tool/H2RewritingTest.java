package io.tdejdbc.driver.internal.tool;

import io.tdejdbc.driver.Database;

class H2RewritingTest extends RewritingContract {
    private static final Database DATABASE = Database.h2();

    @Override
    Database database() {
        return DATABASE;
    }
}
