package io.tdejdbc.driver.internal.dialect;

import io.tdejdbc.keystore.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;

/** H2: it has no statement that locks a table, so that one that changes nothing does it, or the exclusive mode. */
final class H2Rewriting implements RewriteSteps {
    private static final int LOCK_TIMEOUT = 50200;

    private final H2Dialect dialect;

    H2Rewriting(H2Dialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public RowAddresses addresses(Connection connection, TableName table) {
        MigrationSteps steps = dialect.migration();
        return new SystemAddresses(steps.rowAddress(), "_ROWID_", steps, "_ROWID_ > ?");
    }

    @Override
    public String lockRows() {
        return " FOR UPDATE SKIP LOCKED";
    }

    @Override
    public boolean awaitWriters(Connection connection, TableName table, String column) throws SQLException {
        List<String> nullable = Queries.strings(
                connection,
                "SELECT IS_NULLABLE FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? "
                        + "AND COLUMN_NAME = ?",
                table.schema(),
                table.name(),
                column);
        try (Statement statement = connection.createStatement()) {
            // Waits for all that have changed the table, and then finds that the column is like that already.
            statement.execute("ALTER TABLE " + dialect.quote(table) + " ALTER COLUMN " + dialect.quote(column)
                    + (nullable.contains("NO") ? " SET NOT NULL" : " DROP NOT NULL"));
            return true;
        } catch (SQLException e) {
            if (e.getErrorCode() == LOCK_TIMEOUT) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public boolean begin(Connection connection, Collection<TableName> tables) throws SQLException {
        Queries.execute(connection, "SET EXCLUSIVE 1");
        connection.setAutoCommit(false);
        return true;
    }

    @Override
    public List<String> restForeignKeys(Connection connection, Collection<TableName> tables) throws SQLException {
        // It commits, and nothing has been written yet. It is forgotten with the process, and nobody else can write.
        Queries.execute(connection, "SET REFERENTIAL_INTEGRITY FALSE");
        return List.of("SET REFERENTIAL_INTEGRITY TRUE");
    }

    @Override
    public void end(Connection connection, boolean commit) throws SQLException {
        try {
            if (commit) {
                connection.commit();
            } else {
                connection.rollback();
                Queries.execute(connection, "SET REFERENTIAL_INTEGRITY TRUE");
            }
            connection.setAutoCommit(true);
        } finally {
            Queries.execute(connection, "SET EXCLUSIVE FALSE");
        }
    }
}
