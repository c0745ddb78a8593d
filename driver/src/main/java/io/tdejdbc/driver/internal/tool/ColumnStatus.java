package io.tdejdbc.driver.internal.tool;

import io.tdejdbc.driver.internal.catalog.SchemaReader;
import io.tdejdbc.driver.internal.dialect.CheckConstraint;
import io.tdejdbc.driver.internal.dialect.Dialect;
import io.tdejdbc.driver.internal.dialect.StoredColumn;
import io.tdejdbc.driver.internal.error.SqlErrors;
import io.tdejdbc.driver.internal.error.SqlErrors.Phase;
import io.tdejdbc.driver.internal.types.DeclaredType;
import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.Keystore;
import io.tdejdbc.keystore.KeystoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What lies in one registered column.
 *
 * @param record the metadata
 * @param declaredType for a person
 * @param present whether table and column are there
 * @param encrypted rows with an envelope
 * @param plain rows with anything else
 * @param empty rows with NULL
 */
public record ColumnStatus(
        ColumnRecord record, String declaredType, boolean present, long encrypted, long plain, long empty) {

    /** All registered columns. */
    public static List<ColumnStatus> read(ToolAccess access) throws SQLException {
        try (Keystore keystore = access.keystore()) {
            List<ColumnStatus> all = new ArrayList<>();
            for (ColumnRecord record : keystore.metadata().columns()) {
                all.add(of(access.dialect(), access.connection(), record));
            }
            return all;
        } catch (KeystoreException e) {
            throw SqlErrors.of(e, Phase.CONNECTED);
        }
    }

    private static ColumnStatus of(Dialect dialect, Connection connection, ColumnRecord record) throws SQLException {
        String type = record.declaredType().equals(SchemaReader.UNDECLARED)
                ? "not yet declared"
                : DeclaredType.parse(record.declaredType()).definition();
        Optional<StoredColumn> stored = dialect.columns(connection, record.table()).stream()
                .flatMap(List::stream)
                .filter(column -> column.name().equals(record.column()))
                .findFirst();
        if (stored.isEmpty()) {
            return new ColumnStatus(record, type, false, 0, 0, 0);
        }
        CheckConstraint check = dialect.check(record.table(), record.column(), record.mode());
        String column = dialect.quote(record.column());
        String envelopes = stored.get().binary()
                ? "SUM(CASE WHEN "
                        + dialect.checkCondition(column, check.formatByte(), check.leastLength())
                        + " THEN 1 ELSE 0 END)"
                : "0";
        try (Statement statement = connection.createStatement();
                ResultSet counts = statement.executeQuery("SELECT COUNT(*), COUNT(" + column + "), " + envelopes
                        + " FROM " + dialect.quote(record.table()))) {
            counts.next();
            long rows = counts.getLong(1);
            long values = counts.getLong(2);
            long encrypted = counts.getLong(3);
            return new ColumnStatus(record, type, true, encrypted, values - encrypted, rows - values);
        }
    }
}
