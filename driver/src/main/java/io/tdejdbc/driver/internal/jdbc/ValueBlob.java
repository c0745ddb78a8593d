package io.tdejdbc.driver.internal.jdbc;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Blob;
import java.sql.SQLException;
import java.util.Arrays;

/** A decrypted binary value as a Blob: whole in memory, read only. */
final class ValueBlob implements Blob {
    private byte[] value;

    /** @param value is kept, not copied */
    ValueBlob(byte[] value) {
        this.value = value;
    }

    private byte[] value() throws SQLException {
        if (value == null) {
            throw LobErrors.freed();
        }
        return value;
    }

    @Override
    public long length() throws SQLException {
        return value().length;
    }

    @Override
    public byte[] getBytes(long position, int length) throws SQLException {
        int start = LobErrors.start(position, length, value().length);
        return Arrays.copyOfRange(value, start, start + Math.min(length, value.length - start));
    }

    @Override
    public InputStream getBinaryStream() throws SQLException {
        return new ByteArrayInputStream(value());
    }

    @Override
    public InputStream getBinaryStream(long position, long length) throws SQLException {
        int start = LobErrors.start(position, length, value().length);
        return new ByteArrayInputStream(value, start, (int) Math.min(length, value.length - start));
    }

    @Override
    public long position(byte[] pattern, long start) throws SQLException {
        byte[] bytes = value();
        int from = LobErrors.start(start, 0, bytes.length);
        for (int i = from; i <= bytes.length - pattern.length; i++) {
            if (Arrays.equals(bytes, i, i + pattern.length, pattern, 0, pattern.length)) {
                return i + 1L;
            }
        }
        return -1;
    }

    @Override
    public long position(Blob pattern, long start) throws SQLException {
        return position(Streams.bytes(pattern), start);
    }

    @Override
    public int setBytes(long position, byte[] bytes) throws SQLException {
        throw LobErrors.readOnly("Blob.setBytes");
    }

    @Override
    public int setBytes(long position, byte[] bytes, int offset, int length) throws SQLException {
        throw LobErrors.readOnly("Blob.setBytes");
    }

    @Override
    public OutputStream setBinaryStream(long position) throws SQLException {
        throw LobErrors.readOnly("Blob.setBinaryStream");
    }

    @Override
    public void truncate(long length) throws SQLException {
        throw LobErrors.readOnly("Blob.truncate");
    }

    @Override
    public void free() {
        value = null;
    }

    @Override
    public String toString() {
        return "decrypted Blob";
    }
}
