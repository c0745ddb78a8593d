package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.error.JdbcErrorCode;
import io.tdejdbc.driver.internal.error.SqlErrors;
import io.tdejdbc.driver.internal.plan.ColumnBinding;
import io.tdejdbc.driver.internal.types.ColumnCodec;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Calendar;
import java.util.Map;
import java.util.Optional;

/**
 * The getters of a result set with protected columns: the envelope is fetched from the inner result set, decrypted when
 * it is asked for, and converted as the declared type would be. What was decrypted ahead of its row is kept until it was given out once.
 */
class ProtectedValues extends AbstractLabelledResultSet {
    private final ColumnBinding[] bindings;
    private ReadAhead ahead;
    private boolean lastWasAhead;

    /** @param bindings by column index from 1; null for plain columns */
    ProtectedValues(TdeConnection connection, Statement statement, ResultSet delegate, ColumnBinding[] bindings) {
        super(connection, statement, delegate);
        this.bindings = bindings;
    }

    /**
     * The protected column at an index; null for plain ones and for indexes that the inner driver will refuse. Every
     * getter asks this first: from here on the inner driver knows whether the last value was NULL.
     */
    ColumnBinding column(int index) throws SQLException {
        lastWasAhead = false;
        return index > 0 && index < bindings.length ? bindings[index] : null;
    }

    final ColumnBinding[] bindings() {
        return bindings;
    }

    private byte[] canonical(int index, ColumnBinding column) throws SQLException {
        if (ahead == null) {
            ahead = ReadAhead.of(connection(), delegate, bindings);
        }
        byte[] value = ahead.take(index);
        lastWasAhead = value != null;
        return lastWasAhead ? value : decrypt(column, delegate.getBytes(index));
    }

    private byte[] decrypt(ColumnBinding column, byte[] envelope) throws SQLException {
        try {
            return Values.decrypt(column, envelope);
        } catch (SQLException e) {
            throw connection().metrics().unreadable(column.table(), e);
        }
    }

    /** What was decrypted for rows that nobody has asked for yet goes with the result. */
    @Override
    public void close() throws SQLException {
        ahead = ReadAhead.NONE;
        super.close();
        connection().metrics().tell();
    }

    @Override
    public boolean wasNull() throws SQLException {
        boolean inner = delegate.wasNull();
        return !lastWasAhead && inner;
    }

    /**
     * What this column cannot give; NULL is always given.
     *
     * @param envelope what the inner driver gave, only to see whether it is NULL
     */
    private static Object refuse(Object envelope, ColumnBinding column, String getter) throws SQLException {
        if (envelope == null) {
            return null;
        }
        throw SqlErrors.of(
                JdbcErrorCode.GETTER_REFUSED,
                getter + " of encrypted column " + column,
                "declared type " + column.codec().type().typeName(),
                "a getter for strings, numbers, dates, times, bytes or large objects",
                "use getString, getBytes or getObject");
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        return new TdeResultSetMetaData(delegate.getMetaData(), bindings);
    }

    @Override
    public String getString(int index) throws SQLException {
        ColumnBinding column = column(index);
        if (column == null) {
            return delegate.getString(index);
        }
        byte[] value = canonical(index, column);
        return value == null ? null : column.codec().getString(value);
    }

    @Override
    public String getNString(int index) throws SQLException {
        ColumnBinding column = column(index);
        if (column == null) {
            return delegate.getNString(index);
        }
        byte[] value = canonical(index, column);
        return value == null ? null : column.codec().getString(value);
    }

    @Override
    public boolean getBoolean(int index) throws SQLException {
        ColumnBinding column = column(index);
        if (column == null) {
            return delegate.getBoolean(index);
        }
        byte[] value = canonical(index, column);
        return value == null ? false : column.codec().getBoolean(value);
    }

    @Override
    public byte getByte(int index) throws SQLException {
        ColumnBinding column = column(index);
        if (column == null) {
            return delegate.getByte(index);
        }
        byte[] value = canonical(index, column);
        return value == null ? 0 : (byte) column.codec().getIntegral(value, Byte.SIZE);
    }

    @Override
    public short getShort(int index) throws SQLException {
        ColumnBinding column = column(index);
        if (column == null) {
            return delegate.getShort(index);
        }
        byte[] value = canonical(index, column);
        return value == null ? 0 : (short) column.codec().getIntegral(value, Short.SIZE);
    }

    @Override
    public int getInt(int index) throws SQLException {
        ColumnBinding column = column(index);
        if (column == null) {
            return delegate.getInt(index);
        }
        byte[] value = canonical(index, column);
        return value == null ? 0 : (int) column.codec().getIntegral(value, Integer.SIZE);
    }

    @Override
    public long getLong(int index) throws SQLException {
        ColumnBinding column = column(index);
        if (column == null) {
            return delegate.getLong(index);
        }
        byte[] value = canonical(index, column);
        return value == null ? 0 : column.codec().getIntegral(value, Long.SIZE);
    }

    @Override
    public float getFloat(int index) throws SQLException {
        ColumnBinding column = column(index);
        if (column == null) {
            return delegate.getFloat(index);
        }
        byte[] value = canonical(index, column);
        return value == null ? 0 : column.codec().getFloat(value);
    }

    @Override
    public double getDouble(int index) throws SQLException {
        ColumnBinding column = column(index);
        if (column == null) {
            return delegate.getDouble(index);
        }
        byte[] value = canonical(index, column);
        return value == null ? 0 : column.codec().getDouble(value);
    }

    @Override
    public BigDecimal getBigDecimal(int index) throws SQLException {
        ColumnBinding column = column(index);
        if (column == null) {
            return delegate.getBigDecimal(index);
        }
        byte[] value = canonical(index, column);
        return value == null ? null : column.codec().getBigDecimal(value);
    }

    @Override
    public byte[] getBytes(int index) throws SQLException {
        ColumnBinding column = column(index);
        if (column == null) {
            return delegate.getBytes(index);
        }
        byte[] value = canonical(index, column);
        return value == null ? null : column.codec().getBytes(value);
    }

    @Override
    public Date getDate(int index) throws SQLException {
        ColumnBinding column = column(index);
        if (column == null) {
            return delegate.getDate(index);
        }
        byte[] value = canonical(index, column);
        return value == null ? null : column.codec().getDate(value, Optional.empty());
    }

    @Override
    public Date getDate(int index, Calendar calendar) throws SQLException {
        ColumnBinding column = column(index);
        if (column == null) {
            return delegate.getDate(index, calendar);
        }
        byte[] value = canonical(index, column);
        return value == null ? null : column.codec().getDate(value, Optional.ofNullable(calendar));
    }

    @Override
    public Time getTime(int index) throws SQLException {
        ColumnBinding column = column(index);
        if (column == null) {
            return delegate.getTime(index);
        }
        byte[] value = canonical(index, column);
        return value == null ? null : column.codec().getTime(value, Optional.empty());
    }

    @Override
    public Time getTime(int index, Calendar calendar) throws SQLException {
        ColumnBinding column = column(index);
        if (column == null) {
            return delegate.getTime(index, calendar);
        }
        byte[] value = canonical(index, column);
        return value == null ? null : column.codec().getTime(value, Optional.ofNullable(calendar));
    }

    @Override
    public Timestamp getTimestamp(int index) throws SQLException {
        ColumnBinding column = column(index);
        if (column == null) {
            return delegate.getTimestamp(index);
        }
        byte[] value = canonical(index, column);
        return value == null ? null : column.codec().getTimestamp(value, Optional.empty());
    }

    @Override
    public Timestamp getTimestamp(int index, Calendar calendar) throws SQLException {
        ColumnBinding column = column(index);
        if (column == null) {
            return delegate.getTimestamp(index, calendar);
        }
        byte[] value = canonical(index, column);
        return value == null ? null : column.codec().getTimestamp(value, Optional.ofNullable(calendar));
    }

    @Override
    public InputStream getAsciiStream(int index) throws SQLException {
        ColumnBinding column = column(index);
        if (column == null) {
            return delegate.getAsciiStream(index);
        }
        byte[] value = canonical(index, column);
        return value == null ? null : new ByteArrayInputStream(column.codec().asciiStream(value));
    }

    @Override
    public InputStream getBinaryStream(int index) throws SQLException {
        ColumnBinding column = column(index);
        if (column == null) {
            return delegate.getBinaryStream(index);
        }
        byte[] value = canonical(index, column);
        return value == null ? null : new ByteArrayInputStream(column.codec().getBytes(value));
    }

    @Override
    public Reader getCharacterStream(int index) throws SQLException {
        ColumnBinding column = column(index);
        if (column == null) {
            return delegate.getCharacterStream(index);
        }
        byte[] value = canonical(index, column);
        return value == null ? null : new StringReader(column.codec().getString(value));
    }

    @Override
    public Reader getNCharacterStream(int index) throws SQLException {
        ColumnBinding column = column(index);
        if (column == null) {
            return delegate.getNCharacterStream(index);
        }
        byte[] value = canonical(index, column);
        return value == null ? null : new StringReader(column.codec().getString(value));
    }

    @Override
    public Blob getBlob(int index) throws SQLException {
        ColumnBinding column = column(index);
        if (column == null) {
            return delegate.getBlob(index);
        }
        byte[] value = canonical(index, column);
        return value == null ? null : new ValueBlob(column.codec().getBytes(value));
    }

    @Override
    public Clob getClob(int index) throws SQLException {
        ColumnBinding column = column(index);
        if (column == null) {
            return delegate.getClob(index);
        }
        byte[] value = canonical(index, column);
        return value == null
                ? null
                : new ValueClob(column.codec().getString(value), column.codec().asciiStreamCharset());
    }

    @Override
    public NClob getNClob(int index) throws SQLException {
        ColumnBinding column = column(index);
        if (column == null) {
            return delegate.getNClob(index);
        }
        byte[] value = canonical(index, column);
        return value == null
                ? null
                : new ValueClob(column.codec().getString(value), column.codec().asciiStreamCharset());
    }

    @Override
    @Deprecated
    public BigDecimal getBigDecimal(int index, int scale) throws SQLException {
        if (column(index) == null) {
            return delegate.getBigDecimal(index, scale);
        }
        BigDecimal value = getBigDecimal(index);
        return value == null ? null : value.setScale(scale, RoundingMode.HALF_UP);
    }

    @Override
    public Object getObject(int index) throws SQLException {
        ColumnBinding column = column(index);
        if (column == null) {
            return super.getObject(index);
        }
        byte[] value = canonical(index, column);
        if (value == null) {
            return null;
        }
        ColumnCodec codec = column.codec();
        return switch (codec.type().jdbcType()) {
            case Types.CLOB, Types.NCLOB -> new ValueClob(codec.getString(value), codec.asciiStreamCharset());
            case Types.BLOB -> new ValueBlob(codec.getBytes(value));
            default -> codec.getObject(value);
        };
    }

    @Override
    public Object getObject(int index, Map<String, Class<?>> map) throws SQLException {
        ColumnBinding column = column(index);
        if (column == null) {
            return super.getObject(index, map);
        }
        // Whether it takes maps at all is for the inner driver to say; what it gives here is ciphertext.
        Object envelope = delegate.getObject(index, map);
        return map == null || map.isEmpty() ? getObject(index) : refuse(envelope, column, "getObject with a map");
    }

    @Override
    public <T> T getObject(int index, Class<T> type) throws SQLException {
        ColumnBinding column = column(index);
        if (column == null || type == null) {
            // No class is for the inner driver to refuse.
            return super.getObject(index, type);
        }
        if (type == Blob.class) {
            return type.cast(getBlob(index));
        } else if (type == Clob.class || type == NClob.class) {
            return type.cast(getNClob(index));
        } else if (type == InputStream.class) {
            return type.cast(getBinaryStream(index));
        } else if (type == Reader.class) {
            return type.cast(getCharacterStream(index));
        }
        byte[] value = canonical(index, column);
        return value == null ? null : column.codec().getObject(value, type);
    }

    @Override
    @Deprecated
    public InputStream getUnicodeStream(int index) throws SQLException {
        ColumnBinding column = column(index);
        return column == null
                ? delegate.getUnicodeStream(index)
                : (InputStream) refuse(delegate.getBytes(index), column, "getUnicodeStream");
    }

    @Override
    public Array getArray(int index) throws SQLException {
        ColumnBinding column = column(index);
        return column == null ? super.getArray(index) : (Array) refuse(delegate.getBytes(index), column, "getArray");
    }

    @Override
    public Ref getRef(int index) throws SQLException {
        ColumnBinding column = column(index);
        Ref value = delegate.getRef(index);
        return column == null ? value : (Ref) refuse(value, column, "getRef");
    }

    @Override
    public RowId getRowId(int index) throws SQLException {
        ColumnBinding column = column(index);
        RowId value = delegate.getRowId(index);
        return column == null ? value : (RowId) refuse(value, column, "getRowId");
    }

    @Override
    public SQLXML getSQLXML(int index) throws SQLException {
        ColumnBinding column = column(index);
        return column == null
                ? delegate.getSQLXML(index)
                : (SQLXML) refuse(delegate.getBytes(index), column, "getSQLXML");
    }

    @Override
    public URL getURL(int index) throws SQLException {
        ColumnBinding column = column(index);
        URL value = delegate.getURL(index);
        return column == null ? value : (URL) refuse(value, column, "getURL");
    }
}
