package io.tdejdbc.driver.internal.dialect;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Addresses that the database itself gives rows.
 *
 * @param expression the address
 * @param order what rows are ordered by
 * @param steps set and compare it
 * @param after the condition that goes on after it, one parameter
 */
record SystemAddresses(String expression, String order, MigrationSteps steps, String after) implements RowAddresses {

    @Override
    public List<String> selected() {
        return List.of(expression);
    }

    @Override
    public List<Object> read(ResultSet row, int index) throws SQLException {
        return List.of(row.getString(index));
    }

    @Override
    public int setAfter(PreparedStatement statement, int index, List<Object> address) throws SQLException {
        steps.setRowAddress(statement, index, (String) address.get(0));
        return index + 1;
    }

    @Override
    public String same() {
        return steps.rowAddressEquals();
    }

    @Override
    public int setSame(PreparedStatement statement, int index, List<Object> address) throws SQLException {
        return setAfter(statement, index, address);
    }
}
