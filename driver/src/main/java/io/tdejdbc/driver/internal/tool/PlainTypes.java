package io.tdejdbc.driver.internal.tool;

import io.tdejdbc.driver.internal.catalog.PolicyError;
import io.tdejdbc.driver.internal.catalog.RulePlace;
import io.tdejdbc.driver.internal.dialect.Dialect;
import io.tdejdbc.driver.internal.dialect.StoredColumn;
import io.tdejdbc.driver.internal.types.DeclaredType;
import io.tdejdbc.keystore.TableName;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the declared types of plain columns that rules name. */
final class PlainTypes {
    private PlainTypes() {}

    /**
     * The declared type of a rule's column, which is plain yet.
     *
     * @throws SQLException TDE-POL-002 if there is no such column, TDE-POL-003 or TDE-POL-004 if it cannot be protected
     */
    static DeclaredType of(Dialect dialect, Connection connection, RulePlace place) throws SQLException {
        List<StoredColumn> stored = dialect.columns(connection, place.table()).orElse(List.of());
        Optional<StoredColumn> column =
                stored.stream().filter(one -> one.name().equals(place.column())).findFirst();
        if (column.isEmpty()) {
            throw PolicyError.COLUMN_MISSING.because(
                    place.describe(),
                    "one of the columns of " + place.table() + ": "
                            + String.join(
                                    ", ",
                                    stored.stream().map(StoredColumn::name).toList()));
        }
        DeclaredType type = reported(dialect, connection, place.table(), place.column())
                .orElseThrow(() -> PolicyError.TYPE_UNSUPPORTED.because(
                        place.describe() + " of type " + column.get().type(), "a type that can be protected"));
        Optional<String> objection = dialect.types()
                .objection(
                        type,
                        place.rule().mode(),
                        place.rule().comparison(),
                        place.rule().smallDomainAccepted());
        if (objection.isPresent()) {
            throw PolicyError.MODE_UNSUITABLE.because(
                    place.describe() + " of type " + type.definition() + " as "
                            + place.rule().mode().name().toLowerCase(Locale.ROOT),
                    objection.get());
        }
        return type;
    }

    private static Optional<DeclaredType> reported(
            Dialect dialect, Connection connection, TableName table, String column) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        String escape = metaData.getSearchStringEscape();
        try (ResultSet columns = metaData.getColumns(
                dialect.schemasAreCatalogs() ? table.schema() : connection.getCatalog(),
                pattern(table.schema(), escape),
                pattern(table.name(), escape),
                pattern(column, escape))) {
            while (columns.next()) {
                // A pattern may find names in another case.
                if (columns.getString("TABLE_NAME").equals(table.name())) {
                    return dialect.types()
                            .ofColumn(
                                    columns.getInt("DATA_TYPE"),
                                    columns.getString("TYPE_NAME"),
                                    columns.getInt("COLUMN_SIZE"),
                                    columns.getInt("DECIMAL_DIGITS"));
                }
            }
            return Optional.empty();
        }
    }

    private static String pattern(String name, String escape) {
        return name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
    }
}
