package io.tdejdbc.driver.internal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.PooledConnection;

/** The only connection that is ever taken of a pooled one: closing it closes both. */
public final class PooledLogicalConnection extends AbstractDelegatingConnection {
    private final PooledConnection physical;

    private PooledLogicalConnection(Connection logical, PooledConnection physical) {
        super(logical);
        this.physical = physical;
    }

    /** The connection of a fresh pooled one, which is closed if that fails. */
    public static Connection of(PooledConnection physical) throws SQLException {
        boolean taken = false;
        try {
            Connection logical = physical.getConnection();
            taken = true;
            return new PooledLogicalConnection(logical, physical);
        } finally {
            if (!taken) {
                physical.close();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            delegate.close();
        } finally {
            physical.close();
        }
    }
}
