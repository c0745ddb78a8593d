package io.tdejdbc.driver.internal.types;

import io.tdejdbc.sqlparse.LiteralValue;
import io.tdejdbc.sqlparse.ValueUse;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Optional;

/**
 * Turns the values of one declared column into canonical bytes and back, exactly as the plain column of the same
 * backend would have coerced, stored and converted them. Immutable and thread-safe. Every conversion that the plain
 * column would refuse throws an {@link SQLException} of the same class and SQLState.
 */
public interface ColumnCodec {

    /** The declared type. */
    DeclaredType type();

    /** What the backend's catalog says of a plain column of the type. */
    default CatalogColumn catalogColumn() {
        return CatalogColumn.of(type());
    }

    /** What a setter received, coerced for its use and encoded. */
    byte[] encode(SetterValue value, ValueUse use) throws SQLException;

    /** Shortcut of {@link #encode(SetterValue, ValueUse)} for {@code setString}. */
    byte[] encodeString(String value, ValueUse use) throws SQLException;

    /** Shortcut for {@code setByte} to {@code setLong}; {@code sourceType} is the {@link java.sql.Types} code. */
    byte[] encodeLong(long value, int sourceType, ValueUse use) throws SQLException;

    /** A literal of the statement, coerced for its use and encoded. */
    byte[] encodeLiteral(LiteralValue literal, ValueUse use) throws SQLException;

    /** As {@code getString}. */
    String getString(byte[] canonical) throws SQLException;

    /** As {@code getBoolean}. */
    boolean getBoolean(byte[] canonical) throws SQLException;

    /** As {@code getByte}, {@code getShort}, {@code getInt} and {@code getLong}, checked for the range of {@code bits}. */
    long getIntegral(byte[] canonical, int bits) throws SQLException;

    /** As {@code getFloat}. */
    float getFloat(byte[] canonical) throws SQLException;

    /** As {@code getDouble}. */
    double getDouble(byte[] canonical) throws SQLException;

    /** As {@code getBigDecimal}. */
    BigDecimal getBigDecimal(byte[] canonical) throws SQLException;

    /** As {@code getBytes}. */
    byte[] getBytes(byte[] canonical) throws SQLException;

    /** As {@code getDate}. */
    Date getDate(byte[] canonical, Optional<Calendar> calendar) throws SQLException;

    /** As {@code getTime}. */
    Time getTime(byte[] canonical, Optional<Calendar> calendar) throws SQLException;

    /** As {@code getTimestamp}. */
    Timestamp getTimestamp(byte[] canonical, Optional<Calendar> calendar) throws SQLException;

    /**
     * As {@code getObject(int)}: the backend driver's own default class for the declared type. For declared LOB types
     * this is the whole value as String or byte[], which the caller wraps.
     */
    Object getObject(byte[] canonical) throws SQLException;

    /** As {@code getObject(int, Class)}; LOB classes are the caller's business. */
    <T> T getObject(byte[] canonical, Class<T> type) throws SQLException;

    /** Whether {@code setBinaryStream} of the plain column takes a stream that ends before its declared length. */
    default boolean takesShortStreams() {
        return true;
    }

    /** The bytes of {@code getAsciiStream}. */
    default byte[] asciiStream(byte[] canonical) throws SQLException {
        return getString(canonical).getBytes(asciiStreamCharset());
    }

    /** The character set in which the backend's own driver fills the stream of {@code getAsciiStream}. */
    default Charset asciiStreamCharset() {
        return StandardCharsets.US_ASCII;
    }

    /** Whether the database's own driver sends a date as a text, so that an expression that chooses it gives a text. */
    default boolean sendsDatesAsTexts() {
        return false;
    }
}
