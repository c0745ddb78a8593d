package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.plan.StatementPlan;
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

/** Generated: hands every call of {@link CallableStatement} to the wrapped object. */
@SuppressWarnings("deprecation")
abstract class AbstractDelegatingCallableStatement extends TdePreparedStatement implements CallableStatement {
    final CallableStatement callable;

    AbstractDelegatingCallableStatement(
            TdeConnection connection, CallableStatement callable, String sql, StatementPlan plan) {
        super(connection, callable, sql, plan);
        this.callable = callable;
    }

    @Override
    public Array getArray(String text) throws SQLException {
        return callable.getArray(text);
    }

    @Override
    public Array getArray(int number) throws SQLException {
        return callable.getArray(number);
    }

    @Override
    public BigDecimal getBigDecimal(String text) throws SQLException {
        return callable.getBigDecimal(text);
    }

    @Override
    public BigDecimal getBigDecimal(int number, int number2) throws SQLException {
        return callable.getBigDecimal(number, number2);
    }

    @Override
    public BigDecimal getBigDecimal(int number) throws SQLException {
        return callable.getBigDecimal(number);
    }

    @Override
    public Blob getBlob(String text) throws SQLException {
        return callable.getBlob(text);
    }

    @Override
    public Blob getBlob(int number) throws SQLException {
        return callable.getBlob(number);
    }

    @Override
    public boolean getBoolean(String text) throws SQLException {
        return callable.getBoolean(text);
    }

    @Override
    public boolean getBoolean(int number) throws SQLException {
        return callable.getBoolean(number);
    }

    @Override
    public byte getByte(String text) throws SQLException {
        return callable.getByte(text);
    }

    @Override
    public byte getByte(int number) throws SQLException {
        return callable.getByte(number);
    }

    @Override
    public byte[] getBytes(String text) throws SQLException {
        return callable.getBytes(text);
    }

    @Override
    public byte[] getBytes(int number) throws SQLException {
        return callable.getBytes(number);
    }

    @Override
    public Reader getCharacterStream(String text) throws SQLException {
        return callable.getCharacterStream(text);
    }

    @Override
    public Reader getCharacterStream(int number) throws SQLException {
        return callable.getCharacterStream(number);
    }

    @Override
    public Clob getClob(String text) throws SQLException {
        return callable.getClob(text);
    }

    @Override
    public Clob getClob(int number) throws SQLException {
        return callable.getClob(number);
    }

    @Override
    public Date getDate(String text, Calendar calendar) throws SQLException {
        return callable.getDate(text, calendar);
    }

    @Override
    public Date getDate(String text) throws SQLException {
        return callable.getDate(text);
    }

    @Override
    public Date getDate(int number, Calendar calendar) throws SQLException {
        return callable.getDate(number, calendar);
    }

    @Override
    public Date getDate(int number) throws SQLException {
        return callable.getDate(number);
    }

    @Override
    public double getDouble(String text) throws SQLException {
        return callable.getDouble(text);
    }

    @Override
    public double getDouble(int number) throws SQLException {
        return callable.getDouble(number);
    }

    @Override
    public float getFloat(String text) throws SQLException {
        return callable.getFloat(text);
    }

    @Override
    public float getFloat(int number) throws SQLException {
        return callable.getFloat(number);
    }

    @Override
    public int getInt(String text) throws SQLException {
        return callable.getInt(text);
    }

    @Override
    public int getInt(int number) throws SQLException {
        return callable.getInt(number);
    }

    @Override
    public long getLong(String text) throws SQLException {
        return callable.getLong(text);
    }

    @Override
    public long getLong(int number) throws SQLException {
        return callable.getLong(number);
    }

    @Override
    public Reader getNCharacterStream(String text) throws SQLException {
        return callable.getNCharacterStream(text);
    }

    @Override
    public Reader getNCharacterStream(int number) throws SQLException {
        return callable.getNCharacterStream(number);
    }

    @Override
    public NClob getNClob(String text) throws SQLException {
        return callable.getNClob(text);
    }

    @Override
    public NClob getNClob(int number) throws SQLException {
        return callable.getNClob(number);
    }

    @Override
    public String getNString(String text) throws SQLException {
        return callable.getNString(text);
    }

    @Override
    public String getNString(int number) throws SQLException {
        return callable.getNString(number);
    }

    @Override
    public <T> T getObject(String text, Class<T> type) throws SQLException {
        return callable.getObject(text, type);
    }

    @Override
    public Object getObject(String text, Map<String, Class<?>> map) throws SQLException {
        return callable.getObject(text, map);
    }

    @Override
    public Object getObject(String text) throws SQLException {
        return callable.getObject(text);
    }

    @Override
    public <T> T getObject(int number, Class<T> type) throws SQLException {
        return callable.getObject(number, type);
    }

    @Override
    public Object getObject(int number, Map<String, Class<?>> map) throws SQLException {
        return callable.getObject(number, map);
    }

    @Override
    public Object getObject(int number) throws SQLException {
        return callable.getObject(number);
    }

    @Override
    public Ref getRef(String text) throws SQLException {
        return callable.getRef(text);
    }

    @Override
    public Ref getRef(int number) throws SQLException {
        return callable.getRef(number);
    }

    @Override
    public RowId getRowId(String text) throws SQLException {
        return callable.getRowId(text);
    }

    @Override
    public RowId getRowId(int number) throws SQLException {
        return callable.getRowId(number);
    }

    @Override
    public SQLXML getSQLXML(String text) throws SQLException {
        return callable.getSQLXML(text);
    }

    @Override
    public SQLXML getSQLXML(int number) throws SQLException {
        return callable.getSQLXML(number);
    }

    @Override
    public short getShort(String text) throws SQLException {
        return callable.getShort(text);
    }

    @Override
    public short getShort(int number) throws SQLException {
        return callable.getShort(number);
    }

    @Override
    public String getString(String text) throws SQLException {
        return callable.getString(text);
    }

    @Override
    public String getString(int number) throws SQLException {
        return callable.getString(number);
    }

    @Override
    public Time getTime(String text, Calendar calendar) throws SQLException {
        return callable.getTime(text, calendar);
    }

    @Override
    public Time getTime(String text) throws SQLException {
        return callable.getTime(text);
    }

    @Override
    public Time getTime(int number, Calendar calendar) throws SQLException {
        return callable.getTime(number, calendar);
    }

    @Override
    public Time getTime(int number) throws SQLException {
        return callable.getTime(number);
    }

    @Override
    public Timestamp getTimestamp(String text, Calendar calendar) throws SQLException {
        return callable.getTimestamp(text, calendar);
    }

    @Override
    public Timestamp getTimestamp(String text) throws SQLException {
        return callable.getTimestamp(text);
    }

    @Override
    public Timestamp getTimestamp(int number, Calendar calendar) throws SQLException {
        return callable.getTimestamp(number, calendar);
    }

    @Override
    public Timestamp getTimestamp(int number) throws SQLException {
        return callable.getTimestamp(number);
    }

    @Override
    public URL getURL(String text) throws SQLException {
        return callable.getURL(text);
    }

    @Override
    public URL getURL(int number) throws SQLException {
        return callable.getURL(number);
    }

    @Override
    public void registerOutParameter(String text, int number, String text2) throws SQLException {
        callable.registerOutParameter(text, number, text2);
    }

    @Override
    public void registerOutParameter(String text, int number, int number2) throws SQLException {
        callable.registerOutParameter(text, number, number2);
    }

    @Override
    public void registerOutParameter(String text, int number) throws SQLException {
        callable.registerOutParameter(text, number);
    }

    @Override
    public void registerOutParameter(String text, SQLType sqltype, String text2) throws SQLException {
        callable.registerOutParameter(text, sqltype, text2);
    }

    @Override
    public void registerOutParameter(String text, SQLType sqltype, int number) throws SQLException {
        callable.registerOutParameter(text, sqltype, number);
    }

    @Override
    public void registerOutParameter(String text, SQLType sqltype) throws SQLException {
        callable.registerOutParameter(text, sqltype);
    }

    @Override
    public void registerOutParameter(int number, int number2, String text) throws SQLException {
        callable.registerOutParameter(number, number2, text);
    }

    @Override
    public void registerOutParameter(int number, int number2, int number3) throws SQLException {
        callable.registerOutParameter(number, number2, number3);
    }

    @Override
    public void registerOutParameter(int number, int number2) throws SQLException {
        callable.registerOutParameter(number, number2);
    }

    @Override
    public void registerOutParameter(int number, SQLType sqltype, String text) throws SQLException {
        callable.registerOutParameter(number, sqltype, text);
    }

    @Override
    public void registerOutParameter(int number, SQLType sqltype, int number2) throws SQLException {
        callable.registerOutParameter(number, sqltype, number2);
    }

    @Override
    public void registerOutParameter(int number, SQLType sqltype) throws SQLException {
        callable.registerOutParameter(number, sqltype);
    }

    @Override
    public void setAsciiStream(String text, InputStream inputStream, int number) throws SQLException {
        callable.setAsciiStream(text, inputStream, number);
    }

    @Override
    public void setAsciiStream(String text, InputStream inputStream, long amount) throws SQLException {
        callable.setAsciiStream(text, inputStream, amount);
    }

    @Override
    public void setAsciiStream(String text, InputStream inputStream) throws SQLException {
        callable.setAsciiStream(text, inputStream);
    }

    @Override
    public void setBigDecimal(String text, BigDecimal bigDecimal) throws SQLException {
        callable.setBigDecimal(text, bigDecimal);
    }

    @Override
    public void setBinaryStream(String text, InputStream inputStream, int number) throws SQLException {
        callable.setBinaryStream(text, inputStream, number);
    }

    @Override
    public void setBinaryStream(String text, InputStream inputStream, long amount) throws SQLException {
        callable.setBinaryStream(text, inputStream, amount);
    }

    @Override
    public void setBinaryStream(String text, InputStream inputStream) throws SQLException {
        callable.setBinaryStream(text, inputStream);
    }

    @Override
    public void setBlob(String text, InputStream inputStream, long amount) throws SQLException {
        callable.setBlob(text, inputStream, amount);
    }

    @Override
    public void setBlob(String text, InputStream inputStream) throws SQLException {
        callable.setBlob(text, inputStream);
    }

    @Override
    public void setBlob(String text, Blob blob) throws SQLException {
        callable.setBlob(text, blob);
    }

    @Override
    public void setBoolean(String text, boolean flag) throws SQLException {
        callable.setBoolean(text, flag);
    }

    @Override
    public void setByte(String text, byte octet) throws SQLException {
        callable.setByte(text, octet);
    }

    @Override
    public void setBytes(String text, byte[] octets) throws SQLException {
        callable.setBytes(text, octets);
    }

    @Override
    public void setCharacterStream(String text, Reader reader, int number) throws SQLException {
        callable.setCharacterStream(text, reader, number);
    }

    @Override
    public void setCharacterStream(String text, Reader reader, long amount) throws SQLException {
        callable.setCharacterStream(text, reader, amount);
    }

    @Override
    public void setCharacterStream(String text, Reader reader) throws SQLException {
        callable.setCharacterStream(text, reader);
    }

    @Override
    public void setClob(String text, Reader reader, long amount) throws SQLException {
        callable.setClob(text, reader, amount);
    }

    @Override
    public void setClob(String text, Reader reader) throws SQLException {
        callable.setClob(text, reader);
    }

    @Override
    public void setClob(String text, Clob clob) throws SQLException {
        callable.setClob(text, clob);
    }

    @Override
    public void setDate(String text, Date date, Calendar calendar) throws SQLException {
        callable.setDate(text, date, calendar);
    }

    @Override
    public void setDate(String text, Date date) throws SQLException {
        callable.setDate(text, date);
    }

    @Override
    public void setDouble(String text, double decimal) throws SQLException {
        callable.setDouble(text, decimal);
    }

    @Override
    public void setFloat(String text, float real) throws SQLException {
        callable.setFloat(text, real);
    }

    @Override
    public void setInt(String text, int number) throws SQLException {
        callable.setInt(text, number);
    }

    @Override
    public void setLong(String text, long amount) throws SQLException {
        callable.setLong(text, amount);
    }

    @Override
    public void setNCharacterStream(String text, Reader reader, long amount) throws SQLException {
        callable.setNCharacterStream(text, reader, amount);
    }

    @Override
    public void setNCharacterStream(String text, Reader reader) throws SQLException {
        callable.setNCharacterStream(text, reader);
    }

    @Override
    public void setNClob(String text, Reader reader, long amount) throws SQLException {
        callable.setNClob(text, reader, amount);
    }

    @Override
    public void setNClob(String text, Reader reader) throws SQLException {
        callable.setNClob(text, reader);
    }

    @Override
    public void setNClob(String text, NClob nClob) throws SQLException {
        callable.setNClob(text, nClob);
    }

    @Override
    public void setNString(String text, String text2) throws SQLException {
        callable.setNString(text, text2);
    }

    @Override
    public void setNull(String text, int number, String text2) throws SQLException {
        callable.setNull(text, number, text2);
    }

    @Override
    public void setNull(String text, int number) throws SQLException {
        callable.setNull(text, number);
    }

    @Override
    public void setObject(String text, Object object, int number, int number2) throws SQLException {
        callable.setObject(text, object, number, number2);
    }

    @Override
    public void setObject(String text, Object object, int number) throws SQLException {
        callable.setObject(text, object, number);
    }

    @Override
    public void setObject(String text, Object object, SQLType sqltype, int number) throws SQLException {
        callable.setObject(text, object, sqltype, number);
    }

    @Override
    public void setObject(String text, Object object, SQLType sqltype) throws SQLException {
        callable.setObject(text, object, sqltype);
    }

    @Override
    public void setObject(String text, Object object) throws SQLException {
        callable.setObject(text, object);
    }

    @Override
    public void setRowId(String text, RowId rowId) throws SQLException {
        callable.setRowId(text, rowId);
    }

    @Override
    public void setSQLXML(String text, SQLXML sqlxml) throws SQLException {
        callable.setSQLXML(text, sqlxml);
    }

    @Override
    public void setShort(String text, short small) throws SQLException {
        callable.setShort(text, small);
    }

    @Override
    public void setString(String text, String text2) throws SQLException {
        callable.setString(text, text2);
    }

    @Override
    public void setTime(String text, Time time, Calendar calendar) throws SQLException {
        callable.setTime(text, time, calendar);
    }

    @Override
    public void setTime(String text, Time time) throws SQLException {
        callable.setTime(text, time);
    }

    @Override
    public void setTimestamp(String text, Timestamp timestamp, Calendar calendar) throws SQLException {
        callable.setTimestamp(text, timestamp, calendar);
    }

    @Override
    public void setTimestamp(String text, Timestamp timestamp) throws SQLException {
        callable.setTimestamp(text, timestamp);
    }

    @Override
    public void setURL(String text, URL uRL) throws SQLException {
        callable.setURL(text, uRL);
    }

    @Override
    public boolean wasNull() throws SQLException {
        return callable.wasNull();
    }
}
