package io.tdejdbc.driver.internal.tool;

import io.tdejdbc.driver.internal.dialect.Dialect;
import io.tdejdbc.driver.internal.dialect.MigrationSteps;
import io.tdejdbc.keystore.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Goes through the rows of a locked table in chunks that fit into memory. */
final class RowSource {
    private static final int CHUNK = 1_000;
    private static final int FIRST_VALUE = 2;

    private final Dialect dialect;
    private final Connection connection;
    private final TableName table;
    private final List<String> columns;

    /** Takes rows. */
    interface Visitor {
        /** One row; its values stand from {@link RowSource#firstValue} on. */
        void row(String address, ResultSet row) throws SQLException;

        /** So many rows as a chunk holds, or fewer at the end, have been given. */
        void chunk() throws SQLException;
    }

    RowSource(Dialect dialect, Connection connection, TableName table, List<String> columns) {
        this.dialect = dialect;
        this.connection = connection;
        this.table = table;
        this.columns = columns;
    }

    /** Index of the first value in the result set that a visitor gets. */
    static int firstValue() {
        return FIRST_VALUE;
    }

    void visit(Visitor visitor) throws SQLException {
        MigrationSteps steps = dialect.migration();
        String select = "SELECT " + steps.rowAddress() + ", "
                + columns.stream().map(dialect::quote).collect(Collectors.joining(", ")) + " FROM "
                + dialect.quote(table);
        if (steps.rowAddressAfter().isPresent()) {
            byAddress(steps, select, visitor);
        } else {
            byCursor(select, visitor);
        }
    }

    private void byCursor(String select, Visitor visitor) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setFetchSize(CHUNK);
            try (ResultSet rows = statement.executeQuery()) {
                int inChunk = 0;
                while (rows.next()) {
                    visitor.row(rows.getString(1), rows);
                    inChunk++;
                    if (inChunk == CHUNK) {
                        visitor.chunk();
                        inChunk = 0;
                    }
                }
                visitor.chunk();
            }
        }
    }

    private void byAddress(MigrationSteps steps, String select, Visitor visitor) throws SQLException {
        String order = " ORDER BY " + steps.rowAddress() + " LIMIT " + CHUNK;
        String last = "";
        boolean more = true;
        while (more) {
            String where =
                    last.isEmpty() ? "" : " WHERE " + steps.rowAddressAfter().orElseThrow();
            int inChunk = 0;
            try (PreparedStatement statement = connection.prepareStatement(select + where + order)) {
                if (!last.isEmpty()) {
                    steps.setRowAddress(statement, 1, last);
                }
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        last = rows.getString(1);
                        visitor.row(last, rows);
                        inChunk++;
                    }
                }
            }
            visitor.chunk();
            more = inChunk == CHUNK;
        }
    }
}
