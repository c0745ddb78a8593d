package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.error.JdbcErrorCode;
import io.tdejdbc.driver.internal.error.SqlErrors;
import io.tdejdbc.driver.internal.plan.ColumnBinding;
import io.tdejdbc.driver.internal.plan.ProtectedPlan;
import java.io.InputStream;
import java.io.Reader;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Types;

/** The streams, large objects and row operations of an updatable result set with protected columns. */
class ProtectedResultSet extends ProtectedUpdates {

    ProtectedResultSet(TdeConnection connection, Statement statement, ResultSet delegate, ColumnBinding[] bindings) {
        super(connection, statement, delegate, bindings);
    }

    /** The bindings of a plan's result by column index from 1; null for plain columns. */
    static ColumnBinding[] bindings(ProtectedPlan plan) {
        ColumnBinding[] bindings = new ColumnBinding[plan.result().size() + 1];
        for (int i = 1; i < bindings.length; i++) {
            bindings[i] = plan.result().get(i - 1).column().orElse(null);
        }
        return bindings;
    }

    /** The protected columns of a result; H2 gives an expression that it knows to be NULL the type of NULL. */
    static ColumnBinding[] bindings(ProtectedPlan plan, ResultSetMetaData metaData) throws SQLException {
        ColumnBinding[] bindings = bindings(plan);
        for (int i = 1; i < bindings.length; i++) {
            if (bindings[i] != null && metaData.getColumnType(i) == Types.NULL) {
                bindings[i] = null;
            }
        }
        return bindings;
    }

    /** An update that no protected column takes; NULL is always taken. */
    private void refuse(int index, Object value, String method) throws SQLException {
        if (value != null) {
            throw SqlErrors.of(
                    JdbcErrorCode.SETTER_REFUSED,
                    method + " for encrypted column " + column(index),
                    "a value that encrypted columns do not take",
                    "a string, number, date, time, byte or character value",
                    "convert the value and use its update method");
        }
        encode(index, null);
    }

    @Override
    public void updateRow() throws SQLException {
        pending().write();
        write(delegate::updateRow);
        pending().clear();
    }

    @Override
    public void insertRow() throws SQLException {
        pending().write();
        write(delegate::insertRow);
        pending().clear();
    }

    private interface RowOperation {
        void run() throws SQLException;
    }

    /** pgjdbc throws what is no SQLException when labels are the names of other columns: it then mistakes them. */
    private static void write(RowOperation operation) throws SQLException {
        try {
            operation.run();
        } catch (RuntimeException e) {
            throw SqlErrors.internal("a row was written through a result set; the database's own driver failed", e);
        }
    }

    @Override
    public void cancelRowUpdates() throws SQLException {
        pending().clear();
        delegate.cancelRowUpdates();
    }

    @Override
    public void moveToInsertRow() throws SQLException {
        pending().clear();
        delegate.moveToInsertRow();
    }

    @Override
    public void moveToCurrentRow() throws SQLException {
        pending().clear();
        delegate.moveToCurrentRow();
    }

    @Override
    public void refreshRow() throws SQLException {
        pending().clear();
        delegate.refreshRow();
    }

    @Override
    public void deleteRow() throws SQLException {
        pending().clear();
        delegate.deleteRow();
    }

    @Override
    public void beforeFirst() throws SQLException {
        pending().clear();
        delegate.beforeFirst();
    }

    @Override
    public void afterLast() throws SQLException {
        pending().clear();
        delegate.afterLast();
    }

    @Override
    public boolean next() throws SQLException {
        pending().clear();
        return delegate.next();
    }

    @Override
    public boolean previous() throws SQLException {
        pending().clear();
        return delegate.previous();
    }

    @Override
    public boolean first() throws SQLException {
        pending().clear();
        return delegate.first();
    }

    @Override
    public boolean last() throws SQLException {
        pending().clear();
        return delegate.last();
    }

    @Override
    public boolean absolute(int row) throws SQLException {
        pending().clear();
        return delegate.absolute(row);
    }

    @Override
    public boolean relative(int rows) throws SQLException {
        pending().clear();
        return delegate.relative(rows);
    }

    @Override
    public void updateAsciiStream(int index, InputStream stream, int length) throws SQLException {
        if (column(index) == null) {
            delegate.updateAsciiStream(index, stream, length);
        } else {
            encode(index, stream == null ? null : Streams.ascii(Streams.bytes(stream, length)));
        }
    }

    @Override
    public void updateBinaryStream(int index, InputStream stream, int length) throws SQLException {
        if (column(index) == null) {
            delegate.updateBinaryStream(index, stream, length);
        } else {
            encode(index, stream == null ? null : Streams.bytes(stream, length));
        }
    }

    @Override
    public void updateCharacterStream(int index, Reader reader, int length) throws SQLException {
        if (column(index) == null) {
            delegate.updateCharacterStream(index, reader, length);
        } else {
            encode(index, reader == null ? null : Streams.text(reader, length));
        }
    }

    @Override
    public void updateAsciiStream(int index, InputStream stream, long length) throws SQLException {
        if (column(index) == null) {
            delegate.updateAsciiStream(index, stream, length);
        } else {
            encode(index, stream == null ? null : Streams.ascii(Streams.bytes(stream, length)));
        }
    }

    @Override
    public void updateBinaryStream(int index, InputStream stream, long length) throws SQLException {
        if (column(index) == null) {
            delegate.updateBinaryStream(index, stream, length);
        } else {
            encode(index, stream == null ? null : Streams.bytes(stream, length));
        }
    }

    @Override
    public void updateBlob(int index, InputStream stream, long length) throws SQLException {
        if (column(index) == null) {
            delegate.updateBlob(index, stream, length);
        } else {
            encode(index, stream == null ? null : Streams.bytes(stream, length));
        }
    }

    @Override
    public void updateCharacterStream(int index, Reader reader, long length) throws SQLException {
        if (column(index) == null) {
            delegate.updateCharacterStream(index, reader, length);
        } else {
            encode(index, reader == null ? null : Streams.text(reader, length));
        }
    }

    @Override
    public void updateNCharacterStream(int index, Reader reader, long length) throws SQLException {
        if (column(index) == null) {
            delegate.updateNCharacterStream(index, reader, length);
        } else {
            encode(index, reader == null ? null : Streams.text(reader, length));
        }
    }

    @Override
    public void updateClob(int index, Reader reader, long length) throws SQLException {
        if (column(index) == null) {
            delegate.updateClob(index, reader, length);
        } else {
            encode(index, reader == null ? null : Streams.text(reader, length));
        }
    }

    @Override
    public void updateNClob(int index, Reader reader, long length) throws SQLException {
        if (column(index) == null) {
            delegate.updateNClob(index, reader, length);
        } else {
            encode(index, reader == null ? null : Streams.text(reader, length));
        }
    }

    @Override
    public void updateAsciiStream(int index, InputStream stream) throws SQLException {
        if (column(index) == null) {
            delegate.updateAsciiStream(index, stream);
        } else {
            encode(index, stream == null ? null : Streams.ascii(Streams.bytes(stream, Streams.UNTIL_END)));
        }
    }

    @Override
    public void updateBinaryStream(int index, InputStream stream) throws SQLException {
        if (column(index) == null) {
            delegate.updateBinaryStream(index, stream);
        } else {
            encode(index, stream == null ? null : Streams.bytes(stream, Streams.UNTIL_END));
        }
    }

    @Override
    public void updateBlob(int index, InputStream stream) throws SQLException {
        if (column(index) == null) {
            delegate.updateBlob(index, stream);
        } else {
            encode(index, stream == null ? null : Streams.bytes(stream, Streams.UNTIL_END));
        }
    }

    @Override
    public void updateCharacterStream(int index, Reader reader) throws SQLException {
        if (column(index) == null) {
            delegate.updateCharacterStream(index, reader);
        } else {
            encode(index, reader == null ? null : Streams.text(reader, Streams.UNTIL_END));
        }
    }

    @Override
    public void updateNCharacterStream(int index, Reader reader) throws SQLException {
        if (column(index) == null) {
            delegate.updateNCharacterStream(index, reader);
        } else {
            encode(index, reader == null ? null : Streams.text(reader, Streams.UNTIL_END));
        }
    }

    @Override
    public void updateClob(int index, Reader reader) throws SQLException {
        if (column(index) == null) {
            delegate.updateClob(index, reader);
        } else {
            encode(index, reader == null ? null : Streams.text(reader, Streams.UNTIL_END));
        }
    }

    @Override
    public void updateNClob(int index, Reader reader) throws SQLException {
        if (column(index) == null) {
            delegate.updateNClob(index, reader);
        } else {
            encode(index, reader == null ? null : Streams.text(reader, Streams.UNTIL_END));
        }
    }

    @Override
    public void updateBlob(int index, Blob value) throws SQLException {
        if (column(index) == null) {
            delegate.updateBlob(index, value);
        } else {
            encode(index, value);
        }
    }

    @Override
    public void updateClob(int index, Clob value) throws SQLException {
        if (column(index) == null) {
            delegate.updateClob(index, value);
        } else {
            encode(index, value);
        }
    }

    @Override
    public void updateNClob(int index, NClob value) throws SQLException {
        if (column(index) == null) {
            delegate.updateNClob(index, value);
        } else {
            encode(index, value);
        }
    }

    @Override
    public void updateArray(int index, Array value) throws SQLException {
        if (column(index) == null) {
            super.updateArray(index, value);
        } else {
            refuse(index, value, "updateArray");
        }
    }

    @Override
    public void updateRef(int index, Ref value) throws SQLException {
        if (column(index) == null) {
            delegate.updateRef(index, value);
        } else {
            refuse(index, value, "updateRef");
        }
    }

    @Override
    public void updateRowId(int index, RowId value) throws SQLException {
        if (column(index) == null) {
            delegate.updateRowId(index, value);
        } else {
            refuse(index, value, "updateRowId");
        }
    }

    @Override
    public void updateSQLXML(int index, SQLXML value) throws SQLException {
        if (column(index) == null) {
            delegate.updateSQLXML(index, value);
        } else {
            refuse(index, value, "updateSQLXML");
        }
    }
}
