package io.tdejdbc.driver.internal.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;

/** Generated: hands every call of {@link PreparedStatement} to the wrapped object. */
@SuppressWarnings("deprecation")
abstract class AbstractDelegatingPreparedStatement extends TdeStatement implements PreparedStatement {
    final PreparedStatement prepared;

    AbstractDelegatingPreparedStatement(TdeConnection connection, PreparedStatement prepared) {
        super(connection, prepared);
        this.prepared = prepared;
    }

    @Override
    public void addBatch() throws SQLException {
        prepared.addBatch();
    }

    @Override
    public void clearParameters() throws SQLException {
        prepared.clearParameters();
    }

    @Override
    public boolean execute() throws SQLException {
        return prepared.execute();
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        return prepared.executeLargeUpdate();
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        return prepared.executeQuery();
    }

    @Override
    public int executeUpdate() throws SQLException {
        return prepared.executeUpdate();
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        return prepared.getMetaData();
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        return prepared.getParameterMetaData();
    }

    @Override
    public void setArray(int number, Array array) throws SQLException {
        prepared.setArray(number, array);
    }

    @Override
    public void setAsciiStream(int number, InputStream inputStream, int number2) throws SQLException {
        prepared.setAsciiStream(number, inputStream, number2);
    }

    @Override
    public void setAsciiStream(int number, InputStream inputStream, long amount) throws SQLException {
        prepared.setAsciiStream(number, inputStream, amount);
    }

    @Override
    public void setAsciiStream(int number, InputStream inputStream) throws SQLException {
        prepared.setAsciiStream(number, inputStream);
    }

    @Override
    public void setBigDecimal(int number, BigDecimal bigDecimal) throws SQLException {
        prepared.setBigDecimal(number, bigDecimal);
    }

    @Override
    public void setBinaryStream(int number, InputStream inputStream, int number2) throws SQLException {
        prepared.setBinaryStream(number, inputStream, number2);
    }

    @Override
    public void setBinaryStream(int number, InputStream inputStream, long amount) throws SQLException {
        prepared.setBinaryStream(number, inputStream, amount);
    }

    @Override
    public void setBinaryStream(int number, InputStream inputStream) throws SQLException {
        prepared.setBinaryStream(number, inputStream);
    }

    @Override
    public void setBlob(int number, InputStream inputStream, long amount) throws SQLException {
        prepared.setBlob(number, inputStream, amount);
    }

    @Override
    public void setBlob(int number, InputStream inputStream) throws SQLException {
        prepared.setBlob(number, inputStream);
    }

    @Override
    public void setBlob(int number, Blob blob) throws SQLException {
        prepared.setBlob(number, blob);
    }

    @Override
    public void setBoolean(int number, boolean flag) throws SQLException {
        prepared.setBoolean(number, flag);
    }

    @Override
    public void setByte(int number, byte octet) throws SQLException {
        prepared.setByte(number, octet);
    }

    @Override
    public void setBytes(int number, byte[] octets) throws SQLException {
        prepared.setBytes(number, octets);
    }

    @Override
    public void setCharacterStream(int number, Reader reader, int number2) throws SQLException {
        prepared.setCharacterStream(number, reader, number2);
    }

    @Override
    public void setCharacterStream(int number, Reader reader, long amount) throws SQLException {
        prepared.setCharacterStream(number, reader, amount);
    }

    @Override
    public void setCharacterStream(int number, Reader reader) throws SQLException {
        prepared.setCharacterStream(number, reader);
    }

    @Override
    public void setClob(int number, Reader reader, long amount) throws SQLException {
        prepared.setClob(number, reader, amount);
    }

    @Override
    public void setClob(int number, Reader reader) throws SQLException {
        prepared.setClob(number, reader);
    }

    @Override
    public void setClob(int number, Clob clob) throws SQLException {
        prepared.setClob(number, clob);
    }

    @Override
    public void setDate(int number, Date date, Calendar calendar) throws SQLException {
        prepared.setDate(number, date, calendar);
    }

    @Override
    public void setDate(int number, Date date) throws SQLException {
        prepared.setDate(number, date);
    }

    @Override
    public void setDouble(int number, double decimal) throws SQLException {
        prepared.setDouble(number, decimal);
    }

    @Override
    public void setFloat(int number, float real) throws SQLException {
        prepared.setFloat(number, real);
    }

    @Override
    public void setInt(int number, int number2) throws SQLException {
        prepared.setInt(number, number2);
    }

    @Override
    public void setLong(int number, long amount) throws SQLException {
        prepared.setLong(number, amount);
    }

    @Override
    public void setNCharacterStream(int number, Reader reader, long amount) throws SQLException {
        prepared.setNCharacterStream(number, reader, amount);
    }

    @Override
    public void setNCharacterStream(int number, Reader reader) throws SQLException {
        prepared.setNCharacterStream(number, reader);
    }

    @Override
    public void setNClob(int number, Reader reader, long amount) throws SQLException {
        prepared.setNClob(number, reader, amount);
    }

    @Override
    public void setNClob(int number, Reader reader) throws SQLException {
        prepared.setNClob(number, reader);
    }

    @Override
    public void setNClob(int number, NClob nClob) throws SQLException {
        prepared.setNClob(number, nClob);
    }

    @Override
    public void setNString(int number, String text) throws SQLException {
        prepared.setNString(number, text);
    }

    @Override
    public void setNull(int number, int number2, String text) throws SQLException {
        prepared.setNull(number, number2, text);
    }

    @Override
    public void setNull(int number, int number2) throws SQLException {
        prepared.setNull(number, number2);
    }

    @Override
    public void setObject(int number, Object object, int number2, int number3) throws SQLException {
        prepared.setObject(number, object, number2, number3);
    }

    @Override
    public void setObject(int number, Object object, int number2) throws SQLException {
        prepared.setObject(number, object, number2);
    }

    @Override
    public void setObject(int number, Object object, SQLType sqltype, int number2) throws SQLException {
        prepared.setObject(number, object, sqltype, number2);
    }

    @Override
    public void setObject(int number, Object object, SQLType sqltype) throws SQLException {
        prepared.setObject(number, object, sqltype);
    }

    @Override
    public void setObject(int number, Object object) throws SQLException {
        prepared.setObject(number, object);
    }

    @Override
    public void setRef(int number, Ref ref) throws SQLException {
        prepared.setRef(number, ref);
    }

    @Override
    public void setRowId(int number, RowId rowId) throws SQLException {
        prepared.setRowId(number, rowId);
    }

    @Override
    public void setSQLXML(int number, SQLXML sqlxml) throws SQLException {
        prepared.setSQLXML(number, sqlxml);
    }

    @Override
    public void setShort(int number, short small) throws SQLException {
        prepared.setShort(number, small);
    }

    @Override
    public void setString(int number, String text) throws SQLException {
        prepared.setString(number, text);
    }

    @Override
    public void setTime(int number, Time time, Calendar calendar) throws SQLException {
        prepared.setTime(number, time, calendar);
    }

    @Override
    public void setTime(int number, Time time) throws SQLException {
        prepared.setTime(number, time);
    }

    @Override
    public void setTimestamp(int number, Timestamp timestamp, Calendar calendar) throws SQLException {
        prepared.setTimestamp(number, timestamp, calendar);
    }

    @Override
    public void setTimestamp(int number, Timestamp timestamp) throws SQLException {
        prepared.setTimestamp(number, timestamp);
    }

    @Override
    public void setURL(int number, URL uRL) throws SQLException {
        prepared.setURL(number, uRL);
    }

    @Override
    public void setUnicodeStream(int number, InputStream inputStream, int number2) throws SQLException {
        prepared.setUnicodeStream(number, inputStream, number2);
    }
}
