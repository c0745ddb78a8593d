package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.error.JdbcErrorCode;
import io.tdejdbc.driver.internal.error.SqlErrors;
import io.tdejdbc.driver.internal.plan.ColumnBinding;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Some rows of a scrollable, read-only result, in another order: to go to a row is to send the inner result set to the row
 * that stands there, so that all getters stay those of the inner driver.
 */
final class ArrangedResultSet extends ProtectedResultSet {
    private final int[] rows;
    private final int type;
    private final int hidden;
    /** From 1; 0 before the first row, one more than there are after the last. */
    private int at;

    /**
     * @param rows the inner rows' numbers, from 1
     * @param type the type that the application asked for
     * @param hidden how many columns at the end are not handed out
     */
    ArrangedResultSet(
            TdeConnection connection,
            Statement statement,
            ResultSet delegate,
            ColumnBinding[] bindings,
            int[] rows,
            int type,
            int hidden) {
        super(connection, statement, delegate, bindings);
        this.rows = rows;
        this.type = type;
        this.hidden = hidden;
    }

    @Override
    ColumnBinding column(int index) throws SQLException {
        requireVisible(index);
        return super.column(index);
    }

    @Override
    public int findColumn(String label) throws SQLException {
        int index = delegate.findColumn(label);
        requireVisible(index);
        return index;
    }

    private void requireVisible(int index) throws SQLException {
        if (index >= bindings().length - hidden && index < bindings().length) {
            throw SqlErrors.of(
                    JdbcErrorCode.COLUMN_INDEX,
                    "a column of a result was asked for",
                    "index " + index,
                    "an index from 1 to " + (bindings().length - 1 - hidden),
                    "use the columns of the select list");
        }
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        return new TdeResultSetMetaData(delegate.getMetaData(), bindings(), hidden);
    }

    /** Closes the statement too, if it is to be closed with its results: the inner one may be another. */
    @Override
    public void close() throws SQLException {
        Statement statement = delegate.isClosed() ? null : getStatement();
        boolean closing = statement != null && !statement.isClosed() && statement.isCloseOnCompletion();
        delegate.close();
        if (closing) {
            statement.close();
        }
    }

    private boolean go(int to) throws SQLException {
        at = Math.max(0, Math.min(to, rows.length + 1));
        if (at == 0) {
            delegate.beforeFirst();
            return false;
        }
        if (at > rows.length) {
            delegate.afterLast();
            return false;
        }
        return delegate.absolute(rows[at - 1]);
    }

    private void requireScrollable() throws SQLException {
        if (delegate.isClosed()) {
            // What a closed one says is for the inner driver to say.
            delegate.next();
        }
        if (type == ResultSet.TYPE_FORWARD_ONLY) {
            throw SqlErrors.of(
                    JdbcErrorCode.FORWARD_ONLY,
                    "a result set was moved otherwise than by next",
                    "a result set of TYPE_FORWARD_ONLY",
                    "one of TYPE_SCROLL_INSENSITIVE",
                    "create the statement with ResultSet.TYPE_SCROLL_INSENSITIVE");
        }
    }

    @Override
    public boolean next() throws SQLException {
        if (delegate.isClosed()) {
            // What a closed one says is for the inner driver to say. That of MariaDB goes on, which to go to a row does
            // not.
            delegate.next();
        }
        return go(at + 1);
    }

    @Override
    public boolean previous() throws SQLException {
        requireScrollable();
        return go(at - 1);
    }

    @Override
    public boolean first() throws SQLException {
        requireScrollable();
        return go(1);
    }

    @Override
    public boolean last() throws SQLException {
        requireScrollable();
        return go(rows.length);
    }

    @Override
    public boolean absolute(int row) throws SQLException {
        requireScrollable();
        return go(row < 0 ? rows.length + 1 + Math.max(row, -rows.length - 1) : row);
    }

    @Override
    public boolean relative(int count) throws SQLException {
        requireScrollable();
        return go((int) Math.max(0, Math.min(rows.length + 1L, (long) at + count)));
    }

    @Override
    public void beforeFirst() throws SQLException {
        requireScrollable();
        go(0);
    }

    @Override
    public void afterLast() throws SQLException {
        requireScrollable();
        go(rows.length + 1);
    }

    @Override
    public boolean isBeforeFirst() throws SQLException {
        delegate.isBeforeFirst();
        return at == 0 && rows.length > 0;
    }

    @Override
    public boolean isAfterLast() throws SQLException {
        delegate.isAfterLast();
        return at > rows.length && rows.length > 0;
    }

    @Override
    public boolean isFirst() throws SQLException {
        delegate.isFirst();
        return at == 1 && rows.length > 0;
    }

    @Override
    public boolean isLast() throws SQLException {
        delegate.isLast();
        return at == rows.length && rows.length > 0;
    }

    @Override
    public int getRow() throws SQLException {
        int inner = delegate.getRow();
        // After the last row some drivers count one more.
        return at <= rows.length ? at : inner == 0 ? 0 : at;
    }

    @Override
    public int getType() throws SQLException {
        delegate.getType();
        return type;
    }
}
