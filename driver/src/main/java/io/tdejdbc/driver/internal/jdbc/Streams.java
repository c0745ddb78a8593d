package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.error.JdbcErrorCode;
import io.tdejdbc.driver.internal.error.SqlErrors;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;

/** Reads the streams of setters as whole values. */
final class Streams {
    /** Stands for a setter without a length. */
    static final long UNTIL_END = -1;

    private Streams() {}

    /** At most {@code length} bytes, or all. */
    static byte[] bytes(InputStream stream, long length) throws SQLException {
        try {
            return length < 0 ? stream.readAllBytes() : stream.readNBytes((int) Math.min(length, Integer.MAX_VALUE));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** At most {@code length} characters, or all. */
    static String text(Reader reader, long length) throws SQLException {
        try {
            StringWriter text = new StringWriter();
            if (length < 0) {
                reader.transferTo(text);
                return text.toString();
            }
            char[] buffer = new char[(int) Math.min(length, 8192)];
            long left = length;
            while (left > 0) {
                int read = reader.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    break;
                }
                text.write(buffer, 0, read);
                left -= read;
            }
            return text.toString();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Exactly {@code length} bytes, or all. */
    static byte[] exactBytes(InputStream stream, long length) throws SQLException {
        byte[] bytes = bytes(stream, length);
        requireLength(bytes.length, length);
        return bytes;
    }

    /** The text of an ASCII stream's bytes. */
    static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /** A whole Blob. */
    static byte[] bytes(Blob blob) throws SQLException {
        try (InputStream stream = blob.getBinaryStream()) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** A whole Clob. */
    static String text(Clob clob) throws SQLException {
        try (Reader reader = clob.getCharacterStream()) {
            return text(reader, UNTIL_END);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Large objects and streams as whole values; everything else as it is. */
    static Object whole(Object value) throws SQLException {
        if (value instanceof Clob clob) {
            return text(clob);
        } else if (value instanceof Blob blob) {
            return bytes(blob);
        } else if (value instanceof Reader reader) {
            return text(reader, UNTIL_END);
        } else if (value instanceof InputStream stream) {
            return bytes(stream, UNTIL_END);
        }
        return value;
    }

    private static void requireLength(long found, long length) throws SQLException {
        if (length >= 0 && found != length) {
            throw SqlErrors.of(
                    JdbcErrorCode.STREAM_LENGTH,
                    "a stream was read for an encrypted column",
                    found + " bytes",
                    length + " bytes",
                    "give the stream's true length, or use the setter without a length");
        }
    }

    static SQLException failed(IOException cause) {
        SQLException failure = SqlErrors.of(
                JdbcErrorCode.STREAM_FAILED,
                "a stream given to a setter was read",
                cause.getClass().getName(),
                "a readable stream",
                "see the cause");
        failure.initCause(cause);
        return failure;
    }
}
