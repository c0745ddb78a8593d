package io.tdejdbc.driver.internal.catalog;

import io.tdejdbc.driver.internal.dialect.Dialect;
import io.tdejdbc.driver.internal.dialect.StoredColumn;
import io.tdejdbc.keystore.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
        return Optional.ofNullable(read(dialect, connection, Set.of(folded)).get(folded));
    }

    /**
     * Reads the columns of several relations.
     *
     * @return by name, those that the connection sees
     * @throws SQLException as for one
     */
    public static Map<TableName, List<StoredColumn>> read(Dialect dialect, Connection connection, Set<TableName> folded)
            throws SQLException {
        Map<TableName, TableName> spelled = new HashMap<>();
        for (Map.Entry<TableName, List<TableName>> one :
                dialect.spellings(connection, folded).entrySet()) {
            List<TableName> found = one.getValue();
            if (found.size() > 1) {
                throw PolicyError.NAMES_BY_CASE.refused(found.get(0) + " and " + found.get(1), "one of them");
            }
            found.forEach(name -> spelled.put(one.getKey(), name));
        }
        Map<TableName, List<StoredColumn>> columns = dialect.columns(connection, Set.copyOf(spelled.values()));
        Map<TableName, List<StoredColumn>> read = new HashMap<>();
        spelled.forEach((name, found) -> Optional.ofNullable(columns.get(found)).ifPresent(all -> read.put(name, all)));
        return read;
    }
}
