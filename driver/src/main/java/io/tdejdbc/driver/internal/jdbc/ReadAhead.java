package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.dialect.HeldRows;
import io.tdejdbc.driver.internal.plan.ColumnBinding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Decrypts the protected columns of a forward-only, read-only result set in blocks, as far as the inner driver already
 * holds its rows. A value that is in no block is decrypted when it is asked for.
 */
final class ReadAhead {
    /** Holds nothing. */
    static final ReadAhead NONE = new ReadAhead(Optional.empty(), new ColumnBinding[0]);

    private final Optional<HeldRows> held;
    private final ColumnBinding[] bindings;
    private final ColumnBlock[] blocks;

    private ReadAhead(Optional<HeldRows> held, ColumnBinding[] bindings) {
        this.held = held;
        this.bindings = bindings;
        this.blocks = new ColumnBlock[bindings.length];
    }

    /** To be asked for at the first value that is read: later rows than the first show what the driver holds. */
    static ReadAhead of(TdeConnection connection, ResultSet inner, ColumnBinding[] bindings) throws SQLException {
        if (inner.getType() != ResultSet.TYPE_FORWARD_ONLY || inner.getConcurrency() != ResultSet.CONCUR_READ_ONLY) {
            return NONE;
        }
        Statement statement = inner.getStatement();
        if (statement == null || statement.getMaxFieldSize() != 0) {
            return NONE;
        }
        Optional<HeldRows> held = connection.planner().heldRows(inner);
        return held.isPresent() && held.get().available() >= ColumnBlock.LEAST_ROWS
                ? new ReadAhead(held, bindings)
                : NONE;
    }

    /**
     * The canonical bytes of the current row's value.
     *
     * @return null if it has to be read and decrypted by itself, or is NULL
     */
    byte[] take(int index) {
        if (held.isEmpty()) {
            return null;
        }
        byte[] field = held.get().field(index);
        return field == null ? null : block(index).take(held.get(), field);
    }

    private ColumnBlock block(int index) {
        if (blocks[index] == null) {
            blocks[index] = new ColumnBlock(index, bindings[index]);
        }
        return blocks[index];
    }
}
