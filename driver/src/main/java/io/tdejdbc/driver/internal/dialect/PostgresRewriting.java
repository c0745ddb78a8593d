package io.tdejdbc.driver.internal.dialect;

import io.tdejdbc.keystore.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** PostgreSQL: table locks are asked for in short turns, so that nobody queues behind one that is not to be had. */
final class PostgresRewriting implements RewriteSteps {
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String TURN = "SET LOCAL lock_timeout = '1s'";

    private final PostgresDialect dialect;

    PostgresRewriting(PostgresDialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public RowAddresses addresses(Connection connection, TableName table) {
        return new PostgresAddresses();
    }

    @Override
    public String lockRows() {
        return " FOR NO KEY UPDATE SKIP LOCKED";
    }

    @Override
    public boolean awaitWriters(Connection connection, TableName table, String column) throws SQLException {
        // Lets readers go on, and waits for SELECT … FOR UPDATE as well as for writers.
        boolean alone = locked(connection, List.of(table), "EXCLUSIVE");
        end(connection, alone);
        return alone;
    }

    @Override
    public boolean begin(Connection connection, Collection<TableName> tables) throws SQLException {
        boolean begun = locked(connection, tables, "EXCLUSIVE");
        if (!begun) {
            end(connection, false);
        }
        return begun;
    }

    /** Begins a transaction in any case. */
    private boolean locked(Connection connection, Collection<TableName> tables, String mode) throws SQLException {
        connection.setAutoCommit(false);
        boolean answered = false;
        try (Statement statement = connection.createStatement()) {
            statement.execute(TURN);
            for (TableName table : tables) {
                statement.execute("LOCK TABLE " + dialect.quote(table) + " IN " + mode + " MODE");
            }
            answered = true;
            return true;
        } catch (SQLException e) {
            if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw e;
            }
            answered = true;
            return false;
        } finally {
            if (!answered) {
                end(connection, false);
            }
        }
    }

    @Override
    public List<String> restForeignKeys(Connection connection, Collection<TableName> tables) throws SQLException {
        List<String> again = new ArrayList<>();
        for (TableName table : tables) {
            List<String[]> keys = Queries.list(
                    connection,
                    "SELECT n.nspname, c.relname, k.conname, pg_catalog.pg_get_constraintdef(k.oid) "
                            + "FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid "
                            + "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
                            + "WHERE k.contype = 'f' AND k.conparentid = 0 AND k.conrelid = pg_catalog.to_regclass(?)",
                    row -> new String[] {row.getString(1), row.getString(2), row.getString(3), row.getString(4)},
                    dialect.quote(table));
            for (String[] key : keys) {
                String alter = "ALTER TABLE " + dialect.quote(new TableName(key[0], key[1]));
                String name = dialect.quote(key[2]);
                Queries.execute(connection, alter + " DROP CONSTRAINT " + name);
                again.add(alter + " ADD CONSTRAINT " + name + " " + key[3]);
            }
        }
        return again;
    }

    @Override
    public void end(Connection connection, boolean commit) throws SQLException {
        if (commit) {
            connection.commit();
        } else {
            connection.rollback();
        }
        connection.setAutoCommit(true);
    }
}
