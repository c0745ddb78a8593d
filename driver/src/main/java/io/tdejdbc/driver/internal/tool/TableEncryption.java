package io.tdejdbc.driver.internal.tool;

import io.tdejdbc.driver.internal.catalog.PolicyError;
import io.tdejdbc.driver.internal.dialect.Dialect;
import io.tdejdbc.driver.internal.dialect.MigrationSteps;
import io.tdejdbc.driver.internal.dialect.StoredColumn;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.keystore.TypeFamily;
import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Turns the plain values of one table's columns into envelopes while nobody else uses the table. Every step can be found
 * again after a crash: the envelopes are made in temporary columns beside the plain ones, the plain values go in the
 * moment the temporary column takes their place, the CHECK follows, and the temporary column goes last.
 */
final class TableEncryption {
    private final Dialect dialect;
    private final MigrationSteps steps;
    private final Connection connection;
    private final TableName table;
    private final List<ColumnWork> columns;
    private final Progress progress;
    private final SecretKeyBytes digestKey = RowDigest.key();

    TableEncryption(
            Dialect dialect, Connection connection, TableName table, List<ColumnWork> columns, Progress progress) {
        this.dialect = dialect;
        this.steps = dialect.migration();
        this.connection = connection;
        this.table = table;
        this.columns = columns;
        this.progress = progress;
    }

    /**
     * Does what is left to do.
     *
     * @return number of rows in the table
     */
    long run() throws SQLException {
        boolean atomic = steps.atomic();
        connection.setAutoCommit(!atomic);
        boolean done = false;
        try {
            steps.lock(connection, table);
            steps.begin(connection, table);
            long rows = locked();
            if (atomic) {
                connection.commit();
            }
            done = true;
            return rows;
        } finally {
            if (!done && atomic) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
            steps.end(connection, table);
            steps.unlock(connection, table);
        }
    }

    private long locked() throws SQLException {
        List<ColumnWork> plain = new ArrayList<>();
        for (ColumnWork column : columns) {
            if (!isConverted(column)) {
                plain.add(column);
            }
        }
        Optional<RowDigest> before = Optional.empty();
        if (!plain.isEmpty()) {
            for (ColumnWork column : plain) {
                dropTemporary(column);
                execute("ALTER TABLE " + dialect.quote(table) + " ADD COLUMN " + dialect.quote(column.temporary()) + " "
                        + dialect.types()
                                .storedType(column.type(), column.record().mode()));
            }
            before = Optional.of(fill(plain));
            requireSame(
                    before.get(),
                    read(plain, plain.stream().map(ColumnWork::temporary).toList()),
                    plain);
        }
        for (ColumnWork column : plain) {
            steps.replaceValues(connection, column.check(), column.storedType(), column.temporary());
        }
        for (ColumnWork column : columns) {
            if (!dialect.hasCheck(connection, column.check())) {
                execute(column.check().repair());
            }
        }
        RowDigest after = read(columns, columns.stream().map(ColumnWork::name).toList());
        if (before.isPresent() && plain.size() == columns.size()) {
            requireSame(before.get(), after, plain);
        }
        for (ColumnWork column : columns) {
            prove(column);
            dropTemporary(column);
        }
        return after.rows();
    }

    private void dropTemporary(ColumnWork column) throws SQLException {
        boolean there = dialect.columns(connection, table).orElse(List.of()).stream()
                .anyMatch(one -> one.name().equals(column.temporary()));
        if (there) {
            execute("ALTER TABLE " + dialect.quote(table) + " DROP COLUMN " + dialect.quote(column.temporary()));
        }
    }

    /** Whether an earlier run has put the envelopes in place already. */
    private boolean isConverted(ColumnWork column) throws SQLException {
        List<StoredColumn> stored = dialect.columns(connection, table).orElse(List.of());
        boolean binary = stored.stream().anyMatch(one -> one.name().equals(column.name()) && one.binary());
        if (column.type().family() != TypeFamily.BINARY) {
            return binary;
        }
        if (dialect.hasCheck(connection, column.check())) {
            return true;
        }
        boolean temporary = stored.stream().anyMatch(one -> one.name().equals(column.temporary()));
        if (!binary || !temporary) {
            return false;
        }
        // The temporary column is filled from the column, or the column from it: the same in all rows is the latter.
        try (Statement statement = connection.createStatement();
                ResultSet counts = statement.executeQuery("SELECT COUNT(" + dialect.quote(column.name())
                        + "), SUM(CASE WHEN " + dialect.quote(column.name()) + " = "
                        + dialect.quote(column.temporary()) + " OR " + dialect.quote(column.name())
                        + " IS NULL AND " + dialect.quote(column.temporary()) + " IS NULL THEN 0 ELSE 1 END) FROM "
                        + dialect.quote(table))) {
            counts.next();
            return counts.getLong(1) > 0 && counts.getLong(2) == 0;
        }
    }

    private long rows() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM " + dialect.quote(table))) {
            count.next();
            return count.getLong(1);
        }
    }

    /** Encrypts all plain values into the temporary columns; a digest of what was read. */
    private RowDigest fill(List<ColumnWork> plain) throws SQLException {
        progress.begin("encrypt " + table, rows());
        String update = "UPDATE " + dialect.quote(table) + " SET "
                + plain.stream()
                        .map(column -> dialect.quote(column.temporary()) + " = ?")
                        .collect(Collectors.joining(", "))
                + steps.untouched(connection, table) + " WHERE " + steps.rowAddressEquals();
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            EnvelopeWriter writer = new EnvelopeWriter(statement, plain, steps, RowDigest.of(digestKey), progress);
            new RowSource(
                            dialect,
                            connection,
                            table,
                            plain.stream().map(ColumnWork::name).toList())
                    .visit(writer);
            return writer.digest();
        } finally {
            progress.end();
        }
    }

    /** Decrypts everything in the given columns; a digest of it. */
    private RowDigest read(List<ColumnWork> works, List<String> names) throws SQLException {
        progress.begin("verify " + table, rows());
        try {
            EnvelopeReader reader = new EnvelopeReader(works, RowDigest.of(digestKey), progress);
            new RowSource(dialect, connection, table, names).visit(reader);
            return reader.digest();
        } finally {
            progress.end();
        }
    }

    private static void requireSame(RowDigest before, RowDigest after, List<ColumnWork> works) throws SQLException {
        if (!before.sameAs(after)) {
            throw PolicyError.VERIFICATION_FAILED.because(
                    after.rows() + " rows with other values in " + places(works), before.rows() + " rows as read");
        }
    }

    private static String places(List<ColumnWork> works) {
        return works.stream().map(ColumnWork::place).collect(Collectors.joining(", "));
    }

    /**
     * Tries to store zero bytes in one row. That must fail by the CHECK, and is rolled back. Where there is no row, the
     * catalog's word must do.
     */
    private void prove(ColumnWork column) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        Savepoint savepoint = connection.setSavepoint();
        try (PreparedStatement statement = connection.prepareStatement("UPDATE " + dialect.quote(table) + " SET "
                + dialect.quote(column.name()) + " = ? WHERE " + steps.rowAddressEquals())) {
            Optional<String> address = anyRow();
            if (address.isPresent()) {
                statement.setBytes(1, new byte[column.check().leastLength()]);
                steps.setRowAddress(statement, 2, address.get());
                statement.executeUpdate();
                throw PolicyError.SECOND_NET_UNPROVEN.because(
                        column.place() + " took zero bytes",
                        "an error of the CHECK that " + column.check().repair() + " makes");
            }
        } catch (SQLException e) {
            if (!dialect.isCheckViolation(e)) {
                throw e;
            }
        } finally {
            connection.rollback(savepoint);
            if (autoCommit) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
        if (!dialect.hasCheck(connection, column.check())) {
            throw PolicyError.NO_SECOND_NET.because(
                    column.place() + " without it", column.check().repair());
        }
    }

    private Optional<String> anyRow() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT " + steps.rowAddress() + " FROM " + dialect.quote(table) + " LIMIT 1")) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
