package io.tdejdbc.driver.internal.dialect;

import io.tdejdbc.keystore.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** H2: every DDL statement commits, so that the work is done in steps that can each be found again. */
final class H2Migration implements MigrationSteps {
    private final H2Dialect dialect;
    private final H2Copies copies;

    H2Migration(H2Dialect dialect) {
        this.dialect = dialect;
        this.copies = new H2Copies(dialect);
    }

    @Override
    public List<String> otherSessions(Connection connection) throws SQLException {
        return Queries.list(
                connection,
                "SELECT SESSION_ID, USER_NAME, SESSION_START FROM INFORMATION_SCHEMA.SESSIONS "
                        + "WHERE SESSION_ID <> SESSION_ID()",
                row -> "session " + row.getString(1) + " of user " + row.getString(2) + " since " + row.getString(3));
    }

    @Override
    public void recover(Connection connection, TableName table) throws SQLException {
        copies.recover(connection, table);
    }

    @Override
    public void begin(Connection connection, TableName table) throws SQLException {
        copies.mark(connection, table);
    }

    @Override
    public void end(Connection connection, TableName table) throws SQLException {
        copies.unmark(connection, table);
    }

    @Override
    public void lock(Connection connection, TableName table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Nobody else can connect or execute until it is set back or the connection ends.
            statement.execute("SET EXCLUSIVE 1");
        }
    }

    @Override
    public void unlock(Connection connection, TableName table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET EXCLUSIVE FALSE");
        }
    }

    @Override
    public String rowAddress() {
        return "_ROWID_";
    }

    @Override
    public void setRowAddress(PreparedStatement statement, int index, String address) throws SQLException {
        statement.setLong(index, Long.parseLong(address));
    }

    @Override
    public Optional<String> rowAddressAfter() {
        return Optional.of("_ROWID_ > ?");
    }

    @Override
    public String rowAddressEquals() {
        return "_ROWID_ = ?";
    }

    @Override
    public void replaceValues(Connection connection, CheckConstraint check, String storedType, String sourceColumn)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE " + dialect.quote(check.table()) + " ALTER COLUMN "
                    + dialect.quote(check.column()) + " SET DATA TYPE " + storedType + " USING "
                    + dialect.quote(sourceColumn));
        }
    }

    @Override
    public boolean atomic() {
        return false;
    }

    @Override
    public boolean persistent() {
        return !dialect.inMemory();
    }

    @Override
    public List<String> purge(Connection connection, TableName table) throws SQLException {
        if (!dialect.embedded() || !persistent()) {
            return List.of();
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN COMPACT");
        }
        return List.of("SHUTDOWN COMPACT: the database file was written anew without its old pages");
    }

    @Override
    public List<String> remains() {
        if (!persistent()) {
            return List.of();
        }
        return dialect.embedded()
                ? List.of(
                        "blocks of the file system that the old database file used",
                        "backups and copies that were made before")
                : List.of(
                        "old pages of the database file, until the server runs SHUTDOWN COMPACT",
                        "blocks of the file system that the old database file used",
                        "backups and copies that were made before");
    }
}
