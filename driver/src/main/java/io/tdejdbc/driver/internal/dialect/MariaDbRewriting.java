package io.tdejdbc.driver.internal.dialect;

import io.tdejdbc.keystore.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** MariaDB: table locks are asked for in short turns, so that nobody queues behind one that is not to be had. */
final class MariaDbRewriting implements RewriteSteps {
    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final String CHECKED = "SET SESSION foreign_key_checks = 1";

    private final MariaDbDialect dialect;

    MariaDbRewriting(MariaDbDialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public RowAddresses addresses(Connection connection, TableName table) throws SQLException {
        return MariaDbAddresses.of(connection, table, dialect::quote);
    }

    @Override
    public String lockRows() {
        return " FOR UPDATE SKIP LOCKED";
    }

    @Override
    public boolean awaitWriters(Connection connection, TableName table, String column) throws SQLException {
        // Lets readers go on, and waits for SELECT … FOR UPDATE as well as for writers.
        boolean alone = locked(connection, List.of(table), "READ");
        if (alone) {
            Queries.execute(connection, "UNLOCK TABLES");
        }
        return alone;
    }

    @Override
    public boolean begin(Connection connection, Collection<TableName> tables) throws SQLException {
        connection.setAutoCommit(false);
        boolean begun = false;
        try {
            begun = locked(connection, tables, "WRITE");
            return begun;
        } finally {
            if (!begun) {
                connection.setAutoCommit(true);
            }
        }
    }

    private boolean locked(Connection connection, Collection<TableName> tables, String mode) throws SQLException {
        String list =
                tables.stream().map(table -> dialect.quote(table) + " " + mode).collect(Collectors.joining(", "));
        try {
            Queries.execute(connection, "LOCK TABLES " + list + " WAIT 1");
            return true;
        } catch (SQLException e) {
            if (e.getErrorCode() == LOCK_WAIT_TIMEOUT) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Equal values get equal values again, so that a foreign key which held before holds afterwards; in between it does not.
     */
    @Override
    public List<String> restForeignKeys(Connection connection, Collection<TableName> tables) throws SQLException {
        Queries.execute(connection, "SET SESSION foreign_key_checks = 0");
        return List.of(CHECKED);
    }

    @Override
    public void end(Connection connection, boolean commit) throws SQLException {
        try {
            if (commit) {
                connection.commit();
            } else {
                connection.rollback();
            }
        } finally {
            Queries.execute(connection, "UNLOCK TABLES");
            Queries.execute(connection, CHECKED);
            connection.setAutoCommit(true);
        }
    }
}
