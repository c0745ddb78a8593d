package io.tdejdbc.driver.internal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The application's own inner connection, lent to the metadata where no second connection reaches the data. Closing gives
 * it back as it was.
 */
public final class LentConnection extends AbstractDelegatingConnection {
    private final boolean autoCommit;

    /** Lends a connection. */
    public LentConnection(Connection lent) throws SQLException {
        super(lent);
        this.autoCommit = lent.getAutoCommit();
    }

    @Override
    public void close() throws SQLException {
        if (delegate.getAutoCommit() != autoCommit) {
            delegate.setAutoCommit(autoCommit);
        }
    }
}
