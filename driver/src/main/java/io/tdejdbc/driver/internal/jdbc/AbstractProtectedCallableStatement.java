package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.plan.ProtectedPlan;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;

/** Generated: parameters by index go to the binder and come from the values; names are refused. */
@SuppressWarnings("deprecation")
abstract class AbstractProtectedCallableStatement extends TdeCallableStatement {
    final ProtectedPreparedStatement binder;
    final ProtectedValues values;

    AbstractProtectedCallableStatement(
            TdeConnection connection,
            CallableStatement callable,
            String sql,
            ProtectedPlan plan,
            PreparedLayout layout) {
        super(connection, callable, sql, plan);
        this.binder = new ProtectedPreparedStatement(connection, callable, sql, plan, layout, ResultKind.DEFAULT);
        this.values = new ProtectedValues(connection, this, new OutputRow(callable), layout.columns());
    }

    /** Whether a parameter carries values of a protected column. */
    abstract boolean isProtected(int index);

    @Override
    public void setArray(int number, Array array) throws SQLException {
        binder.setArray(number, array);
    }

    @Override
    public void setAsciiStream(int number, InputStream inputStream, int number2) throws SQLException {
        binder.setAsciiStream(number, inputStream, number2);
    }

    @Override
    public void setAsciiStream(int number, InputStream inputStream, long amount) throws SQLException {
        binder.setAsciiStream(number, inputStream, amount);
    }

    @Override
    public void setAsciiStream(int number, InputStream inputStream) throws SQLException {
        binder.setAsciiStream(number, inputStream);
    }

    @Override
    public void setBigDecimal(int number, BigDecimal bigDecimal) throws SQLException {
        binder.setBigDecimal(number, bigDecimal);
    }

    @Override
    public void setBinaryStream(int number, InputStream inputStream, int number2) throws SQLException {
        binder.setBinaryStream(number, inputStream, number2);
    }

    @Override
    public void setBinaryStream(int number, InputStream inputStream, long amount) throws SQLException {
        binder.setBinaryStream(number, inputStream, amount);
    }

    @Override
    public void setBinaryStream(int number, InputStream inputStream) throws SQLException {
        binder.setBinaryStream(number, inputStream);
    }

    @Override
    public void setBlob(int number, InputStream inputStream, long amount) throws SQLException {
        binder.setBlob(number, inputStream, amount);
    }

    @Override
    public void setBlob(int number, InputStream inputStream) throws SQLException {
        binder.setBlob(number, inputStream);
    }

    @Override
    public void setBlob(int number, Blob blob) throws SQLException {
        binder.setBlob(number, blob);
    }

    @Override
    public void setBoolean(int number, boolean flag) throws SQLException {
        binder.setBoolean(number, flag);
    }

    @Override
    public void setByte(int number, byte octet) throws SQLException {
        binder.setByte(number, octet);
    }

    @Override
    public void setBytes(int number, byte[] octets) throws SQLException {
        binder.setBytes(number, octets);
    }

    @Override
    public void setCharacterStream(int number, Reader reader, int number2) throws SQLException {
        binder.setCharacterStream(number, reader, number2);
    }

    @Override
    public void setCharacterStream(int number, Reader reader, long amount) throws SQLException {
        binder.setCharacterStream(number, reader, amount);
    }

    @Override
    public void setCharacterStream(int number, Reader reader) throws SQLException {
        binder.setCharacterStream(number, reader);
    }

    @Override
    public void setClob(int number, Reader reader, long amount) throws SQLException {
        binder.setClob(number, reader, amount);
    }

    @Override
    public void setClob(int number, Reader reader) throws SQLException {
        binder.setClob(number, reader);
    }

    @Override
    public void setClob(int number, Clob clob) throws SQLException {
        binder.setClob(number, clob);
    }

    @Override
    public void setDate(int number, Date date, Calendar calendar) throws SQLException {
        binder.setDate(number, date, calendar);
    }

    @Override
    public void setDate(int number, Date date) throws SQLException {
        binder.setDate(number, date);
    }

    @Override
    public void setDouble(int number, double decimal) throws SQLException {
        binder.setDouble(number, decimal);
    }

    @Override
    public void setFloat(int number, float real) throws SQLException {
        binder.setFloat(number, real);
    }

    @Override
    public void setInt(int number, int number2) throws SQLException {
        binder.setInt(number, number2);
    }

    @Override
    public void setLong(int number, long amount) throws SQLException {
        binder.setLong(number, amount);
    }

    @Override
    public void setNCharacterStream(int number, Reader reader, long amount) throws SQLException {
        binder.setNCharacterStream(number, reader, amount);
    }

    @Override
    public void setNCharacterStream(int number, Reader reader) throws SQLException {
        binder.setNCharacterStream(number, reader);
    }

    @Override
    public void setNClob(int number, Reader reader, long amount) throws SQLException {
        binder.setNClob(number, reader, amount);
    }

    @Override
    public void setNClob(int number, Reader reader) throws SQLException {
        binder.setNClob(number, reader);
    }

    @Override
    public void setNClob(int number, NClob nClob) throws SQLException {
        binder.setNClob(number, nClob);
    }

    @Override
    public void setNString(int number, String text) throws SQLException {
        binder.setNString(number, text);
    }

    @Override
    public void setNull(int number, int number2, String text) throws SQLException {
        binder.setNull(number, number2, text);
    }

    @Override
    public void setNull(int number, int number2) throws SQLException {
        binder.setNull(number, number2);
    }

    @Override
    public void setObject(int number, Object object, int number2, int number3) throws SQLException {
        binder.setObject(number, object, number2, number3);
    }

    @Override
    public void setObject(int number, Object object, int number2) throws SQLException {
        binder.setObject(number, object, number2);
    }

    @Override
    public void setObject(int number, Object object, SQLType sqltype, int number2) throws SQLException {
        binder.setObject(number, object, sqltype, number2);
    }

    @Override
    public void setObject(int number, Object object, SQLType sqltype) throws SQLException {
        binder.setObject(number, object, sqltype);
    }

    @Override
    public void setObject(int number, Object object) throws SQLException {
        binder.setObject(number, object);
    }

    @Override
    public void setRef(int number, Ref ref) throws SQLException {
        binder.setRef(number, ref);
    }

    @Override
    public void setRowId(int number, RowId rowId) throws SQLException {
        binder.setRowId(number, rowId);
    }

    @Override
    public void setSQLXML(int number, SQLXML sqlxml) throws SQLException {
        binder.setSQLXML(number, sqlxml);
    }

    @Override
    public void setShort(int number, short small) throws SQLException {
        binder.setShort(number, small);
    }

    @Override
    public void setString(int number, String text) throws SQLException {
        binder.setString(number, text);
    }

    @Override
    public void setTime(int number, Time time, Calendar calendar) throws SQLException {
        binder.setTime(number, time, calendar);
    }

    @Override
    public void setTime(int number, Time time) throws SQLException {
        binder.setTime(number, time);
    }

    @Override
    public void setTimestamp(int number, Timestamp timestamp, Calendar calendar) throws SQLException {
        binder.setTimestamp(number, timestamp, calendar);
    }

    @Override
    public void setTimestamp(int number, Timestamp timestamp) throws SQLException {
        binder.setTimestamp(number, timestamp);
    }

    @Override
    public void setURL(int number, URL uRL) throws SQLException {
        binder.setURL(number, uRL);
    }

    @Override
    public void setUnicodeStream(int number, InputStream inputStream, int number2) throws SQLException {
        binder.setUnicodeStream(number, inputStream, number2);
    }

    @Override
    public Array getArray(String text) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public Array getArray(int number) throws SQLException {
        return isProtected(number) ? values.getArray(number) : super.getArray(number);
    }

    @Override
    public BigDecimal getBigDecimal(String text) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public BigDecimal getBigDecimal(int number, int number2) throws SQLException {
        return isProtected(number) ? values.getBigDecimal(number, number2) : super.getBigDecimal(number, number2);
    }

    @Override
    public BigDecimal getBigDecimal(int number) throws SQLException {
        return isProtected(number) ? values.getBigDecimal(number) : super.getBigDecimal(number);
    }

    @Override
    public Blob getBlob(String text) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public Blob getBlob(int number) throws SQLException {
        return isProtected(number) ? values.getBlob(number) : super.getBlob(number);
    }

    @Override
    public boolean getBoolean(String text) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public boolean getBoolean(int number) throws SQLException {
        return isProtected(number) ? values.getBoolean(number) : super.getBoolean(number);
    }

    @Override
    public byte getByte(String text) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public byte getByte(int number) throws SQLException {
        return isProtected(number) ? values.getByte(number) : super.getByte(number);
    }

    @Override
    public byte[] getBytes(String text) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public byte[] getBytes(int number) throws SQLException {
        return isProtected(number) ? values.getBytes(number) : super.getBytes(number);
    }

    @Override
    public Reader getCharacterStream(String text) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public Reader getCharacterStream(int number) throws SQLException {
        return isProtected(number) ? values.getCharacterStream(number) : super.getCharacterStream(number);
    }

    @Override
    public Clob getClob(String text) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public Clob getClob(int number) throws SQLException {
        return isProtected(number) ? values.getClob(number) : super.getClob(number);
    }

    @Override
    public Date getDate(String text, Calendar calendar) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public Date getDate(String text) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public Date getDate(int number, Calendar calendar) throws SQLException {
        return isProtected(number) ? values.getDate(number, calendar) : super.getDate(number, calendar);
    }

    @Override
    public Date getDate(int number) throws SQLException {
        return isProtected(number) ? values.getDate(number) : super.getDate(number);
    }

    @Override
    public double getDouble(String text) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public double getDouble(int number) throws SQLException {
        return isProtected(number) ? values.getDouble(number) : super.getDouble(number);
    }

    @Override
    public float getFloat(String text) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public float getFloat(int number) throws SQLException {
        return isProtected(number) ? values.getFloat(number) : super.getFloat(number);
    }

    @Override
    public int getInt(String text) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public int getInt(int number) throws SQLException {
        return isProtected(number) ? values.getInt(number) : super.getInt(number);
    }

    @Override
    public long getLong(String text) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public long getLong(int number) throws SQLException {
        return isProtected(number) ? values.getLong(number) : super.getLong(number);
    }

    @Override
    public Reader getNCharacterStream(String text) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public Reader getNCharacterStream(int number) throws SQLException {
        return isProtected(number) ? values.getNCharacterStream(number) : super.getNCharacterStream(number);
    }

    @Override
    public NClob getNClob(String text) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public NClob getNClob(int number) throws SQLException {
        return isProtected(number) ? values.getNClob(number) : super.getNClob(number);
    }

    @Override
    public String getNString(String text) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public String getNString(int number) throws SQLException {
        return isProtected(number) ? values.getNString(number) : super.getNString(number);
    }

    @Override
    public <T> T getObject(String text, Class<T> type) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public Object getObject(String text, Map<String, Class<?>> map) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public Object getObject(String text) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public <T> T getObject(int number, Class<T> type) throws SQLException {
        return isProtected(number) ? values.getObject(number, type) : super.getObject(number, type);
    }

    @Override
    public Object getObject(int number, Map<String, Class<?>> map) throws SQLException {
        return isProtected(number) ? values.getObject(number, map) : super.getObject(number, map);
    }

    @Override
    public Object getObject(int number) throws SQLException {
        return isProtected(number) ? values.getObject(number) : super.getObject(number);
    }

    @Override
    public Ref getRef(String text) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public Ref getRef(int number) throws SQLException {
        return isProtected(number) ? values.getRef(number) : super.getRef(number);
    }

    @Override
    public RowId getRowId(String text) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public RowId getRowId(int number) throws SQLException {
        return isProtected(number) ? values.getRowId(number) : super.getRowId(number);
    }

    @Override
    public SQLXML getSQLXML(String text) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public SQLXML getSQLXML(int number) throws SQLException {
        return isProtected(number) ? values.getSQLXML(number) : super.getSQLXML(number);
    }

    @Override
    public short getShort(String text) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public short getShort(int number) throws SQLException {
        return isProtected(number) ? values.getShort(number) : super.getShort(number);
    }

    @Override
    public String getString(String text) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public String getString(int number) throws SQLException {
        return isProtected(number) ? values.getString(number) : super.getString(number);
    }

    @Override
    public Time getTime(String text, Calendar calendar) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public Time getTime(String text) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public Time getTime(int number, Calendar calendar) throws SQLException {
        return isProtected(number) ? values.getTime(number, calendar) : super.getTime(number, calendar);
    }

    @Override
    public Time getTime(int number) throws SQLException {
        return isProtected(number) ? values.getTime(number) : super.getTime(number);
    }

    @Override
    public Timestamp getTimestamp(String text, Calendar calendar) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public Timestamp getTimestamp(String text) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public Timestamp getTimestamp(int number, Calendar calendar) throws SQLException {
        return isProtected(number) ? values.getTimestamp(number, calendar) : super.getTimestamp(number, calendar);
    }

    @Override
    public Timestamp getTimestamp(int number) throws SQLException {
        return isProtected(number) ? values.getTimestamp(number) : super.getTimestamp(number);
    }

    @Override
    public URL getURL(String text) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public URL getURL(int number) throws SQLException {
        return isProtected(number) ? values.getURL(number) : super.getURL(number);
    }

    @Override
    public void registerOutParameter(String text, int number, String text2) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void registerOutParameter(String text, int number, int number2) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void registerOutParameter(String text, int number) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void registerOutParameter(String text, SQLType sqltype, String text2) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void registerOutParameter(String text, SQLType sqltype, int number) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void registerOutParameter(String text, SQLType sqltype) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setAsciiStream(String text, InputStream inputStream, int number) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setAsciiStream(String text, InputStream inputStream, long amount) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setAsciiStream(String text, InputStream inputStream) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setBigDecimal(String text, BigDecimal bigDecimal) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setBinaryStream(String text, InputStream inputStream, int number) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setBinaryStream(String text, InputStream inputStream, long amount) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setBinaryStream(String text, InputStream inputStream) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setBlob(String text, InputStream inputStream, long amount) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setBlob(String text, InputStream inputStream) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setBlob(String text, Blob blob) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setBoolean(String text, boolean flag) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setByte(String text, byte octet) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setBytes(String text, byte[] octets) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setCharacterStream(String text, Reader reader, int number) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setCharacterStream(String text, Reader reader, long amount) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setCharacterStream(String text, Reader reader) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setClob(String text, Reader reader, long amount) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setClob(String text, Reader reader) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setClob(String text, Clob clob) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setDate(String text, Date date, Calendar calendar) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setDate(String text, Date date) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setDouble(String text, double decimal) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setFloat(String text, float real) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setInt(String text, int number) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setLong(String text, long amount) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setNCharacterStream(String text, Reader reader, long amount) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setNCharacterStream(String text, Reader reader) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setNClob(String text, Reader reader, long amount) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setNClob(String text, Reader reader) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setNClob(String text, NClob nClob) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setNString(String text, String text2) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setNull(String text, int number, String text2) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setNull(String text, int number) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setObject(String text, Object object, int number, int number2) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setObject(String text, Object object, int number) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setObject(String text, Object object, SQLType sqltype, int number) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setObject(String text, Object object, SQLType sqltype) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setObject(String text, Object object) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setRowId(String text, RowId rowId) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setSQLXML(String text, SQLXML sqlxml) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setShort(String text, short small) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setString(String text, String text2) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setTime(String text, Time time, Calendar calendar) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setTime(String text, Time time) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setTimestamp(String text, Timestamp timestamp, Calendar calendar) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setTimestamp(String text, Timestamp timestamp) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }

    @Override
    public void setURL(String text, URL uRL) throws SQLException {
        throw PreparedLayout.namedParameterRefused();
    }
}
