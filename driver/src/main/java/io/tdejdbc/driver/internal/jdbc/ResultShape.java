package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.plan.ProtectedPlan;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Optional;

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

    /** Whether a described result has as many columns as a plan knows, with the labels that it knows. */
    static boolean labelled(ProtectedPlan plan, ResultSetMetaData metaData) throws SQLException {
        int count = metaData.getColumnCount();
        if (count != plan.result().size()) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            Optional<String> label = plan.result().get(i).label();
            if (label.isPresent() && !label.get().equals(metaData.getColumnLabel(i + 1))) {
                return false;
            }
        }
        return true;
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
