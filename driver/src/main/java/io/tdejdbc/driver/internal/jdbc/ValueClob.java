package io.tdejdbc.driver.internal.jdbc;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.Writer;
import java.nio.charset.Charset;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.SQLException;

/** A decrypted character value as a Clob: whole in memory, read only. */
final class ValueClob implements NClob {
    private final Charset asciiCharset;
    private String value;

    /** @param asciiCharset what the backend's own driver writes into an ASCII stream */
    ValueClob(String value, Charset asciiCharset) {
        this.value = value;
        this.asciiCharset = asciiCharset;
    }

    private String value() throws SQLException {
        if (value == null) {
            throw LobErrors.freed();
        }
        return value;
    }

    @Override
    public long length() throws SQLException {
        return value().length();
    }

    @Override
    public String getSubString(long position, int length) throws SQLException {
        int start = LobErrors.start(position, length, value().length());
        return value.substring(start, start + Math.min(length, value.length() - start));
    }

    @Override
    public Reader getCharacterStream() throws SQLException {
        return new StringReader(value());
    }

    @Override
    public Reader getCharacterStream(long position, long length) throws SQLException {
        int start = LobErrors.start(position, length, value().length());
        return new StringReader(value.substring(start, start + (int) Math.min(length, value.length() - start)));
    }

    @Override
    public InputStream getAsciiStream() throws SQLException {
        return new ByteArrayInputStream(value().getBytes(asciiCharset));
    }

    @Override
    public long position(String pattern, long start) throws SQLException {
        int found = value().indexOf(pattern, LobErrors.start(start, 0, value.length()));
        return found < 0 ? -1 : found + 1L;
    }

    @Override
    public long position(Clob pattern, long start) throws SQLException {
        return position(Streams.text(pattern), start);
    }

    @Override
    public int setString(long position, String text) throws SQLException {
        throw LobErrors.readOnly("Clob.setString");
    }

    @Override
    public int setString(long position, String text, int offset, int length) throws SQLException {
        throw LobErrors.readOnly("Clob.setString");
    }

    @Override
    public OutputStream setAsciiStream(long position) throws SQLException {
        throw LobErrors.readOnly("Clob.setAsciiStream");
    }

    @Override
    public Writer setCharacterStream(long position) throws SQLException {
        throw LobErrors.readOnly("Clob.setCharacterStream");
    }

    @Override
    public void truncate(long length) throws SQLException {
        throw LobErrors.readOnly("Clob.truncate");
    }

    @Override
    public void free() {
        value = null;
    }

    @Override
    public String toString() {
        return "decrypted Clob";
    }
}
