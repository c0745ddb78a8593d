package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.sqlparse.LiteralValue;
import io.tdejdbc.sqlparse.ValueUse;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Calendar;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.UUID;

/**
 * A column of PostgreSQL. Parameters become values with the types that pgjdbc declares, assignment casts bring them
 * into the column; what is read becomes the server's text first, because pgjdbc's getters convert from that text.
 */
abstract class PgCodec extends AbstractCodec {
    private final PgKind kind;
    private final PgBinding binding;

    PgCodec(DeclaredType type, ProtectionMode mode, PgKind kind, PgBinding binding) {
        super(type, mode);
        this.kind = kind;
        this.binding = binding;
    }

    @Override
    public boolean takesShortStreams() {
        return false;
    }

    final PgKind kind() {
        return kind;
    }

    /** What the column would hold after the assignment. */
    abstract byte[] assign(PgValue value) throws SQLException;

    /** The equality class of a value that is compared with the column. */
    abstract byte[] compare(PgValue value) throws SQLException;

    /** The server's text form of the stored value. */
    @Override
    public abstract String getString(byte[] canonical) throws SQLException;

    private byte[] encode(PgValue value, ValueUse use) throws SQLException {
        // A text that cannot be assigned or compared at all fails for that before its bytes are looked at.
        if (value.object() instanceof String text && (kind.isText() || value.kind() == PgKind.UNKNOWN)) {
            requireStorable(text, use);
        }
        return use == ValueUse.ASSIGNED ? assign(value) : compare(value);
    }

    /** The server takes no zero byte in any text, and UTF-8 no unpaired surrogate. */
    static void requireStorable(String text, ValueUse use) throws SQLException {
        if (text.indexOf('\0') >= 0) {
            throw PgErrors.zeroByte();
        }
        if (Canonical.hasUnpairedSurrogate(text)) {
            throw TypeErrors.unpairedSurrogate(use);
        }
    }

    @Override
    public byte[] encode(SetterValue value, ValueUse use) throws SQLException {
        return encode(binding.of(value), use);
    }

    @Override
    public byte[] encodeString(String value, ValueUse use) throws SQLException {
        return encode(binding.ofString(value), use);
    }

    @Override
    public byte[] encodeLong(long value, int sourceType, ValueUse use) throws SQLException {
        return encode(PgBinding.ofLong(value, sourceType), use);
    }

    @Override
    public final byte[] encodeLiteral(LiteralValue literal, ValueUse use) throws SQLException {
        boolean zoned = literal.kind() == LiteralValue.Kind.TIME || literal.kind() == LiteralValue.Kind.TIMESTAMP;
        return encode(zoned ? temporal(literal) : PgBinding.of(literal), use);
    }

    /** TIME and TIMESTAMP literals have the column's own kind if it is one of theirs, else the one without zone. */
    private PgValue temporal(LiteralValue literal) throws SQLException {
        boolean time = literal.kind() == LiteralValue.Kind.TIME;
        PgKind zoned = time ? PgKind.TIMETZ : PgKind.TIMESTAMPTZ;
        PgKind local = time ? PgKind.TIME : PgKind.TIMESTAMP;
        return PgTemporalInput.parse(literal.text(), kind == zoned ? zoned : local, zone());
    }

    @Override
    public boolean getBoolean(byte[] canonical) throws SQLException {
        return truth(getString(canonical));
    }

    static boolean truth(String text) throws SQLException {
        String word = text.trim();
        if ("1".equals(word)
                || "true".equalsIgnoreCase(word)
                || "t".equalsIgnoreCase(word)
                || "yes".equalsIgnoreCase(word)
                || "y".equalsIgnoreCase(word)
                || "on".equalsIgnoreCase(word)) {
            return true;
        }
        if ("0".equals(word)
                || "false".equalsIgnoreCase(word)
                || "f".equalsIgnoreCase(word)
                || "no".equalsIgnoreCase(word)
                || "n".equalsIgnoreCase(word)
                || "off".equalsIgnoreCase(word)) {
            return false;
        }
        throw PgErrors.badBoolean();
    }

    @Override
    public long getIntegral(byte[] canonical, int bits) throws SQLException {
        String text = getString(canonical).trim();
        if (bits == 8 && text.isEmpty()) {
            return 0;
        }
        return integral(parse(text, "an integer of " + bits + " bits"), bits);
    }

    /** Fractions are cut. */
    static long integral(BigDecimal number, int bits) throws SQLException {
        BigInteger whole =
                (long) number.precision() - number.scale() > 20 ? BigInteger.ONE.shiftLeft(64) : number.toBigInteger();
        if (whole.bitLength() >= bits) {
            throw PgErrors.badNumber("an integer of " + bits + " bits");
        }
        return whole.longValue();
    }

    private static BigDecimal parse(String text, String target) throws SQLException {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw PgErrors.badNumber(target);
        }
    }

    @Override
    public float getFloat(byte[] canonical) throws SQLException {
        try {
            return Float.parseFloat(getString(canonical).trim());
        } catch (NumberFormatException e) {
            throw PgErrors.badNumber("float");
        }
    }

    @Override
    public double getDouble(byte[] canonical) throws SQLException {
        try {
            return Double.parseDouble(getString(canonical).trim());
        } catch (NumberFormatException e) {
            throw PgErrors.badNumber("double");
        }
    }

    @Override
    public BigDecimal getBigDecimal(byte[] canonical) throws SQLException {
        return parse(getString(canonical).trim(), "BigDecimal");
    }

    @Override
    public byte[] getBytes(byte[] canonical) throws SQLException {
        return Canonical.text(getString(canonical));
    }

    @Override
    public Date getDate(byte[] canonical, Optional<Calendar> calendar) throws SQLException {
        return PgLegacyRead.date(getString(canonical), calendar);
    }

    @Override
    public final Time getTime(byte[] canonical, Optional<Calendar> calendar) throws SQLException {
        return PgLegacyRead.time(getString(canonical), calendar);
    }

    @Override
    public Timestamp getTimestamp(byte[] canonical, Optional<Calendar> calendar) throws SQLException {
        return PgLegacyRead.timestamp(getString(canonical), calendar);
    }

    @Override
    public final Object getObject(byte[] canonical) throws SQLException {
        return switch (kind) {
            case UNKNOWN, TEXT, VARCHAR, BPCHAR -> getString(canonical);
            case INT2, INT4 -> (int) getIntegral(canonical, 32);
            case INT8 -> getIntegral(canonical, 64);
            case NUMERIC -> number(canonical);
            case FLOAT4 -> getFloat(canonical);
            case FLOAT8 -> getDouble(canonical);
            case BOOL -> getBoolean(canonical);
            case DATE -> getDate(canonical, Optional.empty());
            case TIME, TIMETZ -> getTime(canonical, Optional.empty());
            case TIMESTAMP, TIMESTAMPTZ -> getTimestamp(canonical, Optional.empty());
            case BYTEA -> getBytes(canonical);
            case UUID -> {
                requireLength(canonical, 16);
                yield Canonical.uuid(canonical);
            }
        };
    }

    private Object number(byte[] canonical) throws SQLException {
        if (canonical.length == 1) {
            return getDouble(canonical);
        }
        BigDecimal number = getBigDecimal(canonical);
        return type().precision() == 0 ? number : number.setScale(type().scale(), RoundingMode.HALF_EVEN);
    }

    @Override
    public final <T> T getObject(byte[] canonical, Class<T> target) throws SQLException {
        return target.cast(object(canonical, target));
    }

    private Object object(byte[] canonical, Class<?> target) throws SQLException {
        int sqlType = type().jdbcType();
        if (target == String.class && kind.isText()) {
            return getString(canonical);
        } else if (target == BigDecimal.class && sqlType == Types.NUMERIC) {
            return getBigDecimal(canonical);
        } else if (target == Boolean.class && sqlType == Types.BIT) {
            return getBoolean(canonical);
        } else if (target == Short.class && sqlType == Types.SMALLINT) {
            return (short) getIntegral(canonical, 16);
        } else if (target == Integer.class && (sqlType == Types.INTEGER || sqlType == Types.SMALLINT)) {
            return (int) getIntegral(canonical, 32);
        } else if (target == Long.class && sqlType == Types.BIGINT) {
            return getIntegral(canonical, 64);
        } else if (target == BigInteger.class && sqlType == Types.BIGINT) {
            return BigInteger.valueOf(getIntegral(canonical, 64));
        } else if (target == Float.class && sqlType == Types.REAL) {
            return getFloat(canonical);
        } else if (target == Double.class && sqlType == Types.DOUBLE) {
            return getDouble(canonical);
        } else if (target == byte[].class && sqlType == Types.BINARY) {
            return getBytes(canonical);
        } else if (target == UUID.class && kind == PgKind.UUID) {
            return getObject(canonical);
        }
        return temporalObject(canonical, target, sqlType);
    }

    private Object temporalObject(byte[] canonical, Class<?> target, int sqlType) throws SQLException {
        if (target == LocalDate.class
                || target == LocalTime.class
                || target == LocalDateTime.class
                || target == OffsetTime.class
                || target == OffsetDateTime.class) {
            return javaTime(canonical, target);
        } else if (target == Date.class && sqlType == Types.DATE) {
            return getDate(canonical, Optional.empty());
        } else if (target == Time.class && sqlType == Types.TIME) {
            return getTime(canonical, Optional.empty());
        } else if (sqlType == Types.TIMESTAMP) {
            if (target == Timestamp.class) {
                return getTimestamp(canonical, Optional.empty());
            } else if (target == java.util.Date.class) {
                return new java.util.Date(
                        getTimestamp(canonical, Optional.empty()).getTime());
            } else if (target == Calendar.class) {
                Calendar result = Calendar.getInstance(TimeZone.getDefault(), Locale.ROOT);
                result.setTimeInMillis(getTimestamp(canonical, Optional.empty()).getTime());
                return result;
            }
        }
        throw PgErrors.unsupportedClass(type(), target);
    }

    /** The java.time classes that the column's type gives. */
    Object javaTime(byte[] canonical, Class<?> target) throws SQLException {
        throw PgErrors.mismatch(type(), target);
    }
}
