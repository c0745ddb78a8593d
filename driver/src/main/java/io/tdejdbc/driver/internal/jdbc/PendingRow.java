package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.plan.ColumnBinding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/** The protected values that update methods gave for the current row or the insert row. */
final class PendingRow {
    private final ResultSet inner;
    private final ColumnBinding[] bindings;
    private final byte[][] values;
    private final boolean[] given;
    private boolean any;

    PendingRow(ResultSet inner, ColumnBinding[] bindings) {
        this.inner = inner;
        this.bindings = bindings;
        this.values = new byte[bindings.length][];
        this.given = new boolean[bindings.length];
    }

    /** Remembers canonical bytes, or null for NULL. */
    void put(int index, byte[] canonical) {
        values[index] = canonical;
        given[index] = true;
        any = true;
    }

    /** Encrypts what was given and hands it to the inner result set. */
    void write() throws SQLException {
        for (int i = 1; any && i < given.length; i++) {
            if (given[i]) {
                if (values[i] == null) {
                    inner.updateNull(i);
                } else {
                    inner.updateBytes(i, Values.encrypt(bindings[i], values[i]));
                }
            }
        }
    }

    /** Forgets everything; cheap when there is nothing. */
    void clear() {
        if (any) {
            Arrays.fill(values, null);
            Arrays.fill(given, false);
            any = false;
        }
    }
}
