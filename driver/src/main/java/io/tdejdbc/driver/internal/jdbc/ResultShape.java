package io.tdejdbc.driver.internal.jdbc;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/**
 * What a verified result looked like, to tell cheaply whether the next execution of the same prepared statement needs
 * to be verified again.
 */
final class ResultShape {
    private final String[] labels;
    private final int[] types;

    private ResultShape(String[] labels, int[] types) {
        this.labels = labels;
        this.types = types;
    }

    static ResultShape of(ResultSetMetaData metaData) throws SQLException {
        int count = metaData.getColumnCount();
        String[] labels = new String[count];
        int[] types = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = metaData.getColumnLabel(i + 1);
            types[i] = metaData.getColumnType(i + 1);
        }
        return new ResultShape(labels, types);
    }

    boolean describes(ResultSetMetaData metaData) throws SQLException {
        if (metaData.getColumnCount() != labels.length) {
            return false;
        }
        for (int i = 0; i < labels.length; i++) {
            if (metaData.getColumnType(i + 1) != types[i] || !labels[i].equals(metaData.getColumnLabel(i + 1))) {
                return false;
            }
        }
        return true;
    }
}
