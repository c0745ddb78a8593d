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
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;

/** Generated: columns by label are columns by the index that the label has. */
@SuppressWarnings("deprecation")
abstract class AbstractLabelledResultSet extends TdeResultSet {

    AbstractLabelledResultSet(TdeConnection connection, Statement statement, ResultSet delegate) {
        super(connection, statement, delegate);
    }

    @Override
    public Array getArray(String text) throws SQLException {
        return this.getArray(findColumn(text));
    }

    @Override
    public InputStream getAsciiStream(String text) throws SQLException {
        return this.getAsciiStream(findColumn(text));
    }

    @Override
    public BigDecimal getBigDecimal(String text, int number) throws SQLException {
        return this.getBigDecimal(findColumn(text), number);
    }

    @Override
    public BigDecimal getBigDecimal(String text) throws SQLException {
        return this.getBigDecimal(findColumn(text));
    }

    @Override
    public InputStream getBinaryStream(String text) throws SQLException {
        return this.getBinaryStream(findColumn(text));
    }

    @Override
    public Blob getBlob(String text) throws SQLException {
        return this.getBlob(findColumn(text));
    }

    @Override
    public boolean getBoolean(String text) throws SQLException {
        return this.getBoolean(findColumn(text));
    }

    @Override
    public byte getByte(String text) throws SQLException {
        return this.getByte(findColumn(text));
    }

    @Override
    public byte[] getBytes(String text) throws SQLException {
        return this.getBytes(findColumn(text));
    }

    @Override
    public Reader getCharacterStream(String text) throws SQLException {
        return this.getCharacterStream(findColumn(text));
    }

    @Override
    public Clob getClob(String text) throws SQLException {
        return this.getClob(findColumn(text));
    }

    @Override
    public Date getDate(String text, Calendar calendar) throws SQLException {
        return this.getDate(findColumn(text), calendar);
    }

    @Override
    public Date getDate(String text) throws SQLException {
        return this.getDate(findColumn(text));
    }

    @Override
    public double getDouble(String text) throws SQLException {
        return this.getDouble(findColumn(text));
    }

    @Override
    public float getFloat(String text) throws SQLException {
        return this.getFloat(findColumn(text));
    }

    @Override
    public int getInt(String text) throws SQLException {
        return this.getInt(findColumn(text));
    }

    @Override
    public long getLong(String text) throws SQLException {
        return this.getLong(findColumn(text));
    }

    @Override
    public Reader getNCharacterStream(String text) throws SQLException {
        return this.getNCharacterStream(findColumn(text));
    }

    @Override
    public NClob getNClob(String text) throws SQLException {
        return this.getNClob(findColumn(text));
    }

    @Override
    public String getNString(String text) throws SQLException {
        return this.getNString(findColumn(text));
    }

    @Override
    public <T> T getObject(String text, Class<T> type) throws SQLException {
        return this.getObject(findColumn(text), type);
    }

    @Override
    public Object getObject(String text, Map<String, Class<?>> map) throws SQLException {
        return this.getObject(findColumn(text), map);
    }

    @Override
    public Object getObject(String text) throws SQLException {
        return this.getObject(findColumn(text));
    }

    @Override
    public Ref getRef(String text) throws SQLException {
        return this.getRef(findColumn(text));
    }

    @Override
    public RowId getRowId(String text) throws SQLException {
        return this.getRowId(findColumn(text));
    }

    @Override
    public SQLXML getSQLXML(String text) throws SQLException {
        return this.getSQLXML(findColumn(text));
    }

    @Override
    public short getShort(String text) throws SQLException {
        return this.getShort(findColumn(text));
    }

    @Override
    public String getString(String text) throws SQLException {
        return this.getString(findColumn(text));
    }

    @Override
    public Time getTime(String text, Calendar calendar) throws SQLException {
        return this.getTime(findColumn(text), calendar);
    }

    @Override
    public Time getTime(String text) throws SQLException {
        return this.getTime(findColumn(text));
    }

    @Override
    public Timestamp getTimestamp(String text, Calendar calendar) throws SQLException {
        return this.getTimestamp(findColumn(text), calendar);
    }

    @Override
    public Timestamp getTimestamp(String text) throws SQLException {
        return this.getTimestamp(findColumn(text));
    }

    @Override
    public URL getURL(String text) throws SQLException {
        return this.getURL(findColumn(text));
    }

    @Override
    public InputStream getUnicodeStream(String text) throws SQLException {
        return this.getUnicodeStream(findColumn(text));
    }

    @Override
    public void updateArray(String text, Array array) throws SQLException {
        this.updateArray(findColumn(text), array);
    }

    @Override
    public void updateAsciiStream(String text, InputStream inputStream, int number) throws SQLException {
        this.updateAsciiStream(findColumn(text), inputStream, number);
    }

    @Override
    public void updateAsciiStream(String text, InputStream inputStream, long amount) throws SQLException {
        this.updateAsciiStream(findColumn(text), inputStream, amount);
    }

    @Override
    public void updateAsciiStream(String text, InputStream inputStream) throws SQLException {
        this.updateAsciiStream(findColumn(text), inputStream);
    }

    @Override
    public void updateBigDecimal(String text, BigDecimal bigDecimal) throws SQLException {
        this.updateBigDecimal(findColumn(text), bigDecimal);
    }

    @Override
    public void updateBinaryStream(String text, InputStream inputStream, int number) throws SQLException {
        this.updateBinaryStream(findColumn(text), inputStream, number);
    }

    @Override
    public void updateBinaryStream(String text, InputStream inputStream, long amount) throws SQLException {
        this.updateBinaryStream(findColumn(text), inputStream, amount);
    }

    @Override
    public void updateBinaryStream(String text, InputStream inputStream) throws SQLException {
        this.updateBinaryStream(findColumn(text), inputStream);
    }

    @Override
    public void updateBlob(String text, InputStream inputStream, long amount) throws SQLException {
        this.updateBlob(findColumn(text), inputStream, amount);
    }

    @Override
    public void updateBlob(String text, InputStream inputStream) throws SQLException {
        this.updateBlob(findColumn(text), inputStream);
    }

    @Override
    public void updateBlob(String text, Blob blob) throws SQLException {
        this.updateBlob(findColumn(text), blob);
    }

    @Override
    public void updateBoolean(String text, boolean flag) throws SQLException {
        this.updateBoolean(findColumn(text), flag);
    }

    @Override
    public void updateByte(String text, byte octet) throws SQLException {
        this.updateByte(findColumn(text), octet);
    }

    @Override
    public void updateBytes(String text, byte[] octets) throws SQLException {
        this.updateBytes(findColumn(text), octets);
    }

    @Override
    public void updateCharacterStream(String text, Reader reader, int number) throws SQLException {
        this.updateCharacterStream(findColumn(text), reader, number);
    }

    @Override
    public void updateCharacterStream(String text, Reader reader, long amount) throws SQLException {
        this.updateCharacterStream(findColumn(text), reader, amount);
    }

    @Override
    public void updateCharacterStream(String text, Reader reader) throws SQLException {
        this.updateCharacterStream(findColumn(text), reader);
    }

    @Override
    public void updateClob(String text, Reader reader, long amount) throws SQLException {
        this.updateClob(findColumn(text), reader, amount);
    }

    @Override
    public void updateClob(String text, Reader reader) throws SQLException {
        this.updateClob(findColumn(text), reader);
    }

    @Override
    public void updateClob(String text, Clob clob) throws SQLException {
        this.updateClob(findColumn(text), clob);
    }

    @Override
    public void updateDate(String text, Date date) throws SQLException {
        this.updateDate(findColumn(text), date);
    }

    @Override
    public void updateDouble(String text, double decimal) throws SQLException {
        this.updateDouble(findColumn(text), decimal);
    }

    @Override
    public void updateFloat(String text, float real) throws SQLException {
        this.updateFloat(findColumn(text), real);
    }

    @Override
    public void updateInt(String text, int number) throws SQLException {
        this.updateInt(findColumn(text), number);
    }

    @Override
    public void updateLong(String text, long amount) throws SQLException {
        this.updateLong(findColumn(text), amount);
    }

    @Override
    public void updateNCharacterStream(String text, Reader reader, long amount) throws SQLException {
        this.updateNCharacterStream(findColumn(text), reader, amount);
    }

    @Override
    public void updateNCharacterStream(String text, Reader reader) throws SQLException {
        this.updateNCharacterStream(findColumn(text), reader);
    }

    @Override
    public void updateNClob(String text, Reader reader, long amount) throws SQLException {
        this.updateNClob(findColumn(text), reader, amount);
    }

    @Override
    public void updateNClob(String text, Reader reader) throws SQLException {
        this.updateNClob(findColumn(text), reader);
    }

    @Override
    public void updateNClob(String text, NClob nClob) throws SQLException {
        this.updateNClob(findColumn(text), nClob);
    }

    @Override
    public void updateNString(String text, String text2) throws SQLException {
        this.updateNString(findColumn(text), text2);
    }

    @Override
    public void updateNull(String text) throws SQLException {
        this.updateNull(findColumn(text));
    }

    @Override
    public void updateObject(String text, Object object, int number) throws SQLException {
        this.updateObject(findColumn(text), object, number);
    }

    @Override
    public void updateObject(String text, Object object, SQLType sqltype, int number) throws SQLException {
        this.updateObject(findColumn(text), object, sqltype, number);
    }

    @Override
    public void updateObject(String text, Object object, SQLType sqltype) throws SQLException {
        this.updateObject(findColumn(text), object, sqltype);
    }

    @Override
    public void updateObject(String text, Object object) throws SQLException {
        this.updateObject(findColumn(text), object);
    }

    @Override
    public void updateRef(String text, Ref ref) throws SQLException {
        this.updateRef(findColumn(text), ref);
    }

    @Override
    public void updateRowId(String text, RowId rowId) throws SQLException {
        this.updateRowId(findColumn(text), rowId);
    }

    @Override
    public void updateSQLXML(String text, SQLXML sqlxml) throws SQLException {
        this.updateSQLXML(findColumn(text), sqlxml);
    }

    @Override
    public void updateShort(String text, short small) throws SQLException {
        this.updateShort(findColumn(text), small);
    }

    @Override
    public void updateString(String text, String text2) throws SQLException {
        this.updateString(findColumn(text), text2);
    }

    @Override
    public void updateTime(String text, Time time) throws SQLException {
        this.updateTime(findColumn(text), time);
    }

    @Override
    public void updateTimestamp(String text, Timestamp timestamp) throws SQLException {
        this.updateTimestamp(findColumn(text), timestamp);
    }
}
