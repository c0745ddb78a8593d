package io.tdejdbc.driver.internal.catalog;

import io.tdejdbc.driver.internal.dialect.Dialect;
import io.tdejdbc.driver.internal.dialect.StoredColumn;
import io.tdejdbc.keystore.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Finds the columns of a relation by its name as the analysis folds it. */
public final class FoldedColumns {
    private FoldedColumns() {}

    /**
     * Reads the columns.
     *
     * @return empty if the connection sees no such relation
     * @throws SQLException TDE-POL-026 if the name may mean several, or what the backend's driver throws
     */
    public static Optional<List<StoredColumn>> read(Dialect dialect, Connection connection, TableName folded)
            throws SQLException {
        List<TableName> found = dialect.spellings(connection, folded);
        if (found.size() > 1) {
            throw PolicyError.NAMES_BY_CASE.refused(found.get(0) + " and " + found.get(1), "one of them");
        }
        return found.isEmpty() ? Optional.empty() : dialect.columns(connection, found.get(0));
    }
}
