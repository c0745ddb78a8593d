package io.tdejdbc.keystore.internal.metadata;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A row as it lies in a table, before anything of it is believed.
 *
 * @param table where it lies
 * @param values a String or Long for every column, in order; never null
 */
record RawRow(MetaTable table, List<Object> values) {

    RawRow {
        values = List.copyOf(values);
        if (values.size() != table.columns().size()) {
            throw new IllegalArgumentException(
                    table.tableName() + " has " + table.columns().size() + " columns");
        }
    }

    static RawRow of(MetaTable table, Object... values) {
        return new RawRow(table, List.of(values));
    }

    static RawRow read(MetaTable table, ResultSet row) throws SQLException {
        List<Object> values = new ArrayList<>(table.columns().size());
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.columns().get(i).isNumber()) {
                values.add(row.getLong(i + 1)); // NULL as 0: a MAC or a parser refuses it
            } else {
                String text = row.getString(i + 1);
                values.add(text == null ? "" : text);
            }
        }
        return new RawRow(table, values);
    }

    /** Sets all columns as parameters from the first on; gives the index of the next parameter. */
    int bind(PreparedStatement statement) throws SQLException {
        int index = 1;
        for (Object value : values) {
            if (value instanceof Long number) {
                statement.setLong(index, number);
            } else {
                statement.setString(index, (String) value);
            }
            index++;
        }
        return index;
    }

    String text(int column) {
        return (String) values.get(column);
    }

    long number(int column) {
        return (Long) values.get(column);
    }

    /** The last column of tables that have MACs. */
    String mac() {
        return text(values.size() - 1);
    }

    List<Object> valuesWithoutMac() {
        return values.subList(0, values.size() - 1);
    }
}
