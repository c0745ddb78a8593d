package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.sqlparse.LiteralValue;
import io.tdejdbc.sqlparse.ValueUse;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A column of MariaDB in strict mode. Parameters become what Connector/J writes into the statement, the column's rules
 * take it from there; what is read becomes the server's text first, because Connector/J's getters convert from that text
 * where statements are not prepared at the server.
 */
abstract class MariaCodec extends AbstractCodec {
    /** The most zeros that are written after a number. */
    private static final int MAX_ZEROS = 1000;

    MariaCodec(DeclaredType type, ProtectionMode mode) {
        super(type, mode);
    }

    @Override
    public final CatalogColumn catalogColumn() {
        return MariaCatalog.column(type());
    }

    @Override
    public final Charset asciiStreamCharset() {
        return StandardCharsets.UTF_8;
    }

    /** What the column would hold after the assignment. */
    abstract byte[] assign(MariaValue value) throws SQLException;

    /** The equality class of a value that is compared with the column. */
    abstract byte[] compare(MariaValue value) throws SQLException;

    /** The classes besides String and Object that {@code getObject} gives of the column. */
    abstract Set<Class<?>> classes();

    private byte[] encode(MariaValue value, ValueUse use) throws SQLException {
        if (value.kind() == MariaKind.STRING && Canonical.hasUnpairedSurrogate(value.string())) {
            throw TypeErrors.unpairedSurrogate(use);
        }
        return use == ValueUse.ASSIGNED ? assign(value) : compare(value);
    }

    @Override
    public final byte[] encode(SetterValue value, ValueUse use) throws SQLException {
        return encode(MariaBinding.of(value), use);
    }

    @Override
    public final byte[] encodeString(String value, ValueUse use) throws SQLException {
        return encode(MariaValue.text(value), use);
    }

    @Override
    public byte[] encodeLong(long value, int sourceType, ValueUse use) throws SQLException {
        return encode(MariaValue.integer(value), use);
    }

    @Override
    public final byte[] encodeLiteral(LiteralValue literal, ValueUse use) throws SQLException {
        return encode(MariaBinding.of(literal, type()), use);
    }

    private SQLException unreadable(String target) {
        return MariaErrors.unreadable(type(), target);
    }

    @Override
    public boolean getBoolean(byte[] canonical) throws SQLException {
        throw unreadable("boolean");
    }

    @Override
    public long getIntegral(byte[] canonical, int bits) throws SQLException {
        throw unreadable("an integer of " + bits + " bits");
    }

    @Override
    public float getFloat(byte[] canonical) throws SQLException {
        throw unreadable("float");
    }

    @Override
    public double getDouble(byte[] canonical) throws SQLException {
        throw unreadable("double");
    }

    @Override
    public BigDecimal getBigDecimal(byte[] canonical) throws SQLException {
        throw unreadable("BigDecimal");
    }

    @Override
    public byte[] getBytes(byte[] canonical) throws SQLException {
        throw unreadable("byte[]");
    }

    @Override
    public Date getDate(byte[] canonical, Optional<Calendar> calendar) throws SQLException {
        throw unreadable("Date");
    }

    @Override
    public Time getTime(byte[] canonical, Optional<Calendar> calendar) throws SQLException {
        throw unreadable("Time");
    }

    @Override
    public Timestamp getTimestamp(byte[] canonical, Optional<Calendar> calendar) throws SQLException {
        throw unreadable("Timestamp");
    }

    /** The java.time classes among {@link #classes}. */
    Object javaTime(byte[] canonical, Class<?> target) throws SQLException {
        throw unreadable(target.getSimpleName());
    }

    /** UUID, where it is among {@link #classes}. */
    UUID uuid(byte[] canonical) throws SQLException {
        throw unreadable("UUID");
    }

    @Override
    public final <T> T getObject(byte[] canonical, Class<T> target) throws SQLException {
        return target.cast(object(canonical, target));
    }

    private Object object(byte[] canonical, Class<?> target) throws SQLException {
        if (target == String.class) {
            return getString(canonical);
        } else if (target == Object.class) {
            return getObject(canonical);
        } else if (!classes().contains(target)) {
            throw MariaErrors.unsupportedClass(type(), target);
        } else if (target == Boolean.class) {
            return getBoolean(canonical);
        } else if (target == Byte.class) {
            return (byte) getIntegral(canonical, 8);
        } else if (target == Short.class) {
            return (short) getIntegral(canonical, 16);
        } else if (target == Integer.class) {
            return (int) getIntegral(canonical, 32);
        } else if (target == Long.class) {
            return getIntegral(canonical, 64);
        } else if (target == Float.class) {
            return getFloat(canonical);
        } else if (target == Double.class) {
            return getDouble(canonical);
        } else if (target == BigDecimal.class || target == Number.class) {
            return getBigDecimal(canonical);
        } else if (target == BigInteger.class) {
            return bigInteger(canonical);
        } else if (target == byte[].class) {
            return getBytes(canonical);
        }
        return otherObject(canonical, target);
    }

    private Object bigInteger(byte[] canonical) throws SQLException {
        BigDecimal number = getBigDecimal(canonical);
        if (number.scale() < -MAX_ZEROS) {
            // Its digits alone would fill the memory.
            throw unreadable("BigInteger");
        }
        // Below one there is nothing to divide, by a power of ten that may be as large.
        return (long) number.precision() - number.scale() <= 0 ? BigInteger.ZERO : number.toBigInteger();
    }

    private Object otherObject(byte[] canonical, Class<?> target) throws SQLException {
        if (target == UUID.class) {
            return uuid(canonical);
        } else if (target == Date.class) {
            return getDate(canonical, Optional.empty());
        } else if (target == Time.class) {
            return getTime(canonical, Optional.empty());
        } else if (target == Timestamp.class) {
            return getTimestamp(canonical, Optional.empty());
        } else if (target == java.util.Date.class) {
            return classes().contains(Date.class)
                    ? getDate(canonical, Optional.empty())
                    : getTimestamp(canonical, Optional.empty());
        }
        return javaTime(canonical, target);
    }
}
