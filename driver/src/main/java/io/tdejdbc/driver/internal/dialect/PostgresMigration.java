package io.tdejdbc.driver.internal.dialect;

import io.tdejdbc.keystore.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** PostgreSQL: everything in one transaction under the table's strongest lock, with its partitions and children. */
final class PostgresMigration implements MigrationSteps {
    private static final String NO_RIGHT = "42501";

    private final PostgresDialect dialect;

    PostgresMigration(PostgresDialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public List<String> otherSessions(Connection connection) {
        // The lock keeps them out.
        return List.of();
    }

    @Override
    public void lock(Connection connection, TableName table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE " + dialect.quote(table) + " IN ACCESS EXCLUSIVE MODE");
        }
    }

    @Override
    public void unlock(Connection connection, TableName table) {
        // The end of the transaction does it.
    }

    /** A {@code ctid} is unique in one partition. */
    @Override
    public String rowAddress() {
        return "ctid::text || tableoid::text";
    }

    @Override
    public void setRowAddress(PreparedStatement statement, int index, String address) throws SQLException {
        int table = address.indexOf(')') + 1;
        statement.setString(index, address.substring(0, table));
        statement.setString(index + 1, address.substring(table));
    }

    @Override
    public Optional<String> rowAddressAfter() {
        return Optional.empty();
    }

    @Override
    public String rowAddressEquals() {
        return "ctid = ?::tid AND tableoid = ?::oid";
    }

    @Override
    public void replaceValues(Connection connection, CheckConstraint check, String storedType, String sourceColumn)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE " + dialect.quote(check.table()) + " ALTER COLUMN "
                    + dialect.quote(check.column()) + " TYPE " + storedType + " USING "
                    + dialect.quote(sourceColumn));
        }
    }

    @Override
    public boolean atomic() {
        return true;
    }

    @Override
    public boolean persistent() {
        return true;
    }

    @Override
    public List<String> purge(Connection connection, TableName table) throws SQLException {
        List<String> done = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.execute("VACUUM (FULL, ANALYZE) " + dialect.quote(table));
            done.add("VACUUM FULL: the table and its indexes were written anew, its statistics taken anew");
        }
        attempt(
                connection,
                "VACUUM (FULL) pg_catalog.pg_statistic",
                "VACUUM FULL of pg_statistic: samples of old values in the planner's statistics are gone",
                done);
        attempt(connection, "CHECKPOINT", "CHECKPOINT: the old files were given back to the file system", done);
        return done;
    }

    /** Some steps need a right that not everybody has. */
    private static void attempt(Connection connection, String sql, String effect, List<String> done)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            if (statement.getWarnings() == null) {
                done.add(effect);
                return;
            }
        } catch (SQLException e) {
            if (!NO_RIGHT.equals(e.getSQLState())) {
                throw e;
            }
        }
        done.add("NOT DONE, this user has no right to it: " + sql + "; let an administrator do it");
    }

    @Override
    public List<String> remains() {
        return List.of(
                "the server's write-ahead log, until its old segments are recycled and written over",
                "archived write-ahead log, replicas that lag behind, and backups that were made before",
                "the server's statement log, if it was on while the application wrote plain values",
                "blocks of the file system that the old files used");
    }
}
