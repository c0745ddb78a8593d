package io.tdejdbc.driver.internal.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a prepared batch. They wait as values until the batch is executed; then each protected column's values are
 * encrypted together and the rows go into the inner batch, so that the inner driver's own batch handling stays.
 */
final class RowBatch {
    private final PreparedStatement inner;
    private final ParameterState state;
    private List<ParameterState.Row> rows = new ArrayList<>();
    private boolean incomplete;

    RowBatch(PreparedStatement inner, ParameterState state) {
        this.inner = inner;
        this.state = state;
    }

    /** Adds the present parameters as a row; a missing one is an error here exactly if it is one in the inner driver. */
    void add() throws SQLException {
        if (!state.complete()) {
            state.bind();
            inner.addBatch();
            inner.clearBatch();
            incomplete = true;
        }
        rows.add(state.row());
    }

    /** Fills the inner batch. When it throws, nothing was executed and the rows still wait. */
    void fill() throws SQLException {
        int count = rows.size();
        if (count == 0) {
            return;
        }
        byte[][] envelopes = state.encrypt(rows);
        boolean filled = false;
        try {
            for (int i = 0; i < count; i++) {
                if (incomplete) {
                    inner.clearParameters();
                }
                state.replay(rows.get(i), envelopes, i);
                inner.addBatch();
            }
            filled = true;
        } finally {
            if (!filled) {
                inner.clearBatch();
            }
        }
    }

    /** Forgets the rows. */
    void clear() {
        rows = new ArrayList<>();
        incomplete = false;
    }
}
