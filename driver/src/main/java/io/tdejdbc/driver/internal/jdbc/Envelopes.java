package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.plan.StatementPlanner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.sql.Blob;
import java.sql.SQLException;

/** Keeps stored values of protected columns from being handed out as plain ones: see {@link StatementPlanner#refuseEnvelope}. */
final class Envelopes {
    private static final byte RANDOM_FORMAT = (byte) 0xF9;
    private static final byte EQUALITY_FORMAT = (byte) 0xFA;
    private static final int LEAST_LENGTH = 20;

    private Envelopes() {}

    private static boolean isFormat(byte first) {
        return first == RANDOM_FORMAT || first == EQUALITY_FORMAT;
    }

    /** The value, if it is no envelope; null stays null. */
    static byte[] refuse(TdeConnection connection, byte[] value) throws SQLException {
        if (value != null && value.length >= LEAST_LENGTH && isFormat(value[0])) {
            connection.planner().refuseEnvelope(value);
        }
        return value;
    }

    /** As {@link #refuse(TdeConnection, byte[])}, for a value of any class. */
    static <T> T refuse(TdeConnection connection, T value) throws SQLException {
        if (value instanceof byte[] bytes) {
            refuse(connection, bytes);
        } else if (value instanceof Blob blob && blob.length() >= LEAST_LENGTH && isFormat(blob.getBytes(1, 1)[0])) {
            refuse(connection, Streams.bytes(blob));
        }
        return value;
    }

    /** Reads ahead no further than the first byte, unless that is an envelope's. */
    static InputStream refuse(TdeConnection connection, InputStream stream) throws SQLException {
        PushbackInputStream ahead = new PushbackInputStream(stream);
        try {
            int first = ahead.read();
            if (first < 0) {
                return ahead;
            }
            ahead.unread(first);
            return isFormat((byte) first) ? new ByteArrayInputStream(refuse(connection, ahead.readAllBytes())) : ahead;
        } catch (IOException e) {
            throw Streams.failed(e);
        }
    }

    /** PostgreSQL writes bytes as {@code \x…}; H2 decodes them, and the format byte is no character. */
    static boolean mayBeBytes(String text) {
        return text != null && !text.isEmpty() && (text.charAt(0) == '\\' || text.charAt(0) == '\ufffd');
    }
}
