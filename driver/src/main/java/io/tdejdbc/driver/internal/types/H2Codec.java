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
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.UUID;

/** A column of H2: parameters become H2 values, stored values become H2 values, and H2's conversions do the rest. */
abstract class H2Codec extends AbstractCodec {
    private static final LocalDate EPOCH = LocalDate.ofEpochDay(0);
    private static final BigDecimal INT_MIN = BigDecimal.valueOf(Integer.MIN_VALUE);
    private static final BigDecimal INT_MAX = BigDecimal.valueOf(Integer.MAX_VALUE);

    private final H2Kind kind;

    H2Codec(DeclaredType type, ProtectionMode mode, H2Kind kind) {
        super(type, mode);
        this.kind = kind;
    }

    final H2Kind kind() {
        return kind;
    }

    @Override
    public final Charset asciiStreamCharset() {
        return StandardCharsets.UTF_8;
    }

    /** What the column would hold after the assignment. */
    abstract byte[] assign(H2Value value) throws SQLException;

    /** The equality class of a value that is compared with the column. */
    abstract byte[] compare(H2Value value) throws SQLException;

    /** The stored value. */
    abstract H2Value value(byte[] canonical) throws SQLException;

    final byte[] encode(H2Value value, ValueUse use) throws SQLException {
        return use == ValueUse.ASSIGNED ? assign(value) : compare(value);
    }

    /** A comparison that H2 itself refuses or that it would do in another type's terms. */
    final SQLException incomparable(H2Value value) {
        boolean impossible =
                value.kind().isTemporal() != kind.isTemporal() && !value.kind().isText();
        return impossible
                ? TypeErrors.h2Conversion(value.kind().sqlName(), kind.sqlName())
                : TypeErrors.otherTypesRules(value.kind().sqlName(), type());
    }

    @Override
    public final byte[] encode(SetterValue value, ValueUse use) throws SQLException {
        try {
            return encode(H2Value.of(value), use);
        } catch (DateTimeException | ArithmeticException e) {
            throw beyondRange();
        }
    }

    /** H2's years are a little more than java.time's; beyond those there is no value to give. */
    private SQLException beyondRange() {
        return TypeErrors.h2(
                "22007", "TDE-JDB-106", "a date or time is out of range", "a date or time", type().definition());
    }

    @Override
    public byte[] encodeString(String value, ValueUse use) throws SQLException {
        return encode(H2Value.varchar(value), use);
    }

    @Override
    public byte[] encodeLong(long value, int sourceType, ValueUse use) throws SQLException {
        return encode(H2Value.ofLong(value, sourceType), use);
    }

    @Override
    public final byte[] encodeLiteral(LiteralValue literal, ValueUse use) throws SQLException {
        H2Value value = literal(literal);
        return use == ValueUse.ASSIGNED ? assign(value) : compare(constant(value));
    }

    /** H2 refuses some constants while it prepares, and makes others constants of the column's type. */
    private H2Value constant(H2Value value) throws SQLException {
        if (!kind.isComparableWith(value.kind())) {
            throw TypeErrors.h2NotComparable(value.kind().sqlName(), kind.sqlName());
        }
        boolean ofOwnGroup =
                kind.isText() || kind == H2Kind.CLOB || !value.kind().isText();
        return ofOwnGroup ? value : H2Conversion.convert(value, kind);
    }

    private H2Value literal(LiteralValue literal) throws SQLException {
        String text = literal.text();
        return switch (literal.kind()) {
            case STRING -> H2Value.varchar(text);
            case NUMBER -> number(text);
            case BOOLEAN -> new H2Value(H2Kind.BOOLEAN, "true".equals(text));
            case DATE -> new H2Value(H2Kind.DATE, H2Temporal.parseDate(text));
            case CURRENT_DATE -> throw new IllegalArgumentException("a day that was not asked for");
            case TIME ->
                kind == H2Kind.TIME_TZ
                        ? new H2Value(H2Kind.TIME_TZ, H2Temporal.parseOffsetTime(text))
                        : new H2Value(H2Kind.TIME, H2Temporal.parseTime(text));
            case TIMESTAMP ->
                kind == H2Kind.TIMESTAMP_TZ
                        ? new H2Value(H2Kind.TIMESTAMP_TZ, H2Temporal.parseOffsetTimestamp(text))
                        : new H2Value(H2Kind.TIMESTAMP, H2Temporal.parseTimestamp(text));
            case BINARY -> new H2Value(H2Kind.VARBINARY, HexFormat.of().parseHex(text));
        };
    }

    private static H2Value number(String text) throws SQLException {
        BigDecimal number;
        try {
            number = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw TypeErrors.h2Conversion("a numeric literal", H2Kind.NUMERIC.sqlName());
        }
        if (text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
            return new H2Value(H2Kind.DECFLOAT, number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros());
        }
        if (text.indexOf('.') >= 0
                || number.precision() > 19
                || number.unscaledValue().bitLength() > 63) {
            return new H2Value(H2Kind.NUMERIC, number);
        }
        boolean fits = number.compareTo(INT_MIN) >= 0 && number.compareTo(INT_MAX) <= 0;
        return new H2Value(fits ? H2Kind.INTEGER : H2Kind.BIGINT, number.longValueExact());
    }

    @Override
    public String getString(byte[] canonical) throws SQLException {
        return H2Conversion.text(value(canonical));
    }

    @Override
    public final boolean getBoolean(byte[] canonical) throws SQLException {
        return H2Conversion.truth(value(canonical));
    }

    @Override
    public long getIntegral(byte[] canonical, int bits) throws SQLException {
        return H2Conversion.integer(value(canonical), bits, H2Conversion.RANGE);
    }

    @Override
    public final float getFloat(byte[] canonical) throws SQLException {
        return H2Conversion.readReal(value(canonical));
    }

    @Override
    public final double getDouble(byte[] canonical) throws SQLException {
        return H2Conversion.doubleValue(value(canonical));
    }

    @Override
    public BigDecimal getBigDecimal(byte[] canonical) throws SQLException {
        return H2Conversion.decimal(value(canonical));
    }

    @Override
    public byte[] getBytes(byte[] canonical) throws SQLException {
        return H2Conversion.bytes(value(canonical), H2Kind.VARBINARY);
    }

    @Override
    public final Date getDate(byte[] canonical, Optional<Calendar> calendar) throws SQLException {
        try {
            return new Date(
                    H2Temporal.millis(H2Conversion.date(value(canonical)).atStartOfDay(), zone(calendar)));
        } catch (DateTimeException | ArithmeticException e) {
            throw beyondRange();
        }
    }

    @Override
    public final Time getTime(byte[] canonical, Optional<Calendar> calendar) throws SQLException {
        try {
            return new Time(
                    H2Temporal.millis(H2Conversion.time(value(canonical)).atDate(EPOCH), zone(calendar)));
        } catch (DateTimeException | ArithmeticException e) {
            throw beyondRange();
        }
    }

    @Override
    public final Timestamp getTimestamp(byte[] canonical, Optional<Calendar> calendar) throws SQLException {
        try {
            return timestamp(value(canonical), zone(calendar));
        } catch (DateTimeException | ArithmeticException e) {
            throw beyondRange();
        }
    }

    private static Timestamp timestamp(H2Value value, TimeZone zone) throws SQLException {
        if (value.kind() == H2Kind.TIMESTAMP_TZ) {
            OffsetDateTime moment = (OffsetDateTime) value.object();
            // Beyond the range of milliseconds H2 wraps around.
            Timestamp result = new Timestamp(moment.toEpochSecond() * 1000);
            result.setNanos(moment.getNano());
            return result;
        }
        LocalDateTime local = H2Conversion.timestamp(value);
        Timestamp result = new Timestamp(H2Temporal.millis(local, zone));
        result.setNanos(local.getNano());
        return result;
    }

    private static TimeZone zone(Optional<Calendar> calendar) {
        return calendar.isPresent() ? calendar.get().getTimeZone() : TimeZone.getDefault();
    }

    @Override
    public final Object getObject(byte[] canonical) throws SQLException {
        return switch (kind) {
            case CHAR, VARCHAR, VARCHAR_IGNORECASE, CLOB -> getString(canonical);
            case BINARY, VARBINARY, BLOB -> getBytes(canonical);
            case TINYINT, SMALLINT, INTEGER -> (int) getIntegral(canonical, 32);
            case DATE -> getDate(canonical, Optional.empty());
            case TIME -> getTime(canonical, Optional.empty());
            case TIMESTAMP -> getTimestamp(canonical, Optional.empty());
            default -> value(canonical).object();
        };
    }

    @Override
    public final <T> T getObject(byte[] canonical, Class<T> target) throws SQLException {
        return target.cast(object(canonical, target));
    }

    private Object object(byte[] canonical, Class<?> target) throws SQLException {
        if (target == String.class) {
            return getString(canonical);
        } else if (target == Integer.class) {
            return (int) getIntegral(canonical, 32);
        } else if (target == Long.class) {
            return getIntegral(canonical, 64);
        } else if (target == BigDecimal.class) {
            return getBigDecimal(canonical);
        } else if (target == BigInteger.class) {
            return bigInteger(canonical);
        } else if (target == Boolean.class) {
            return getBoolean(canonical);
        } else if (target == Byte.class) {
            return (byte) getIntegral(canonical, 8);
        } else if (target == Short.class) {
            return (short) getIntegral(canonical, 16);
        } else if (target == Float.class) {
            return getFloat(canonical);
        } else if (target == Double.class) {
            return getDouble(canonical);
        } else if (target == UUID.class) {
            return H2Conversion.uuid(value(canonical));
        } else if (target == byte[].class) {
            return getBytes(canonical);
        } else if (target == Character.class) {
            String text = getString(canonical);
            return text.isEmpty() ? ' ' : text.charAt(0);
        }
        try {
            return temporalObject(value(canonical), target);
        } catch (DateTimeException | ArithmeticException e) {
            throw beyondRange();
        }
    }

    private BigInteger bigInteger(byte[] canonical) throws SQLException {
        H2Value value = value(canonical);
        if (!value.kind().isText()) {
            return H2Conversion.decimal(value).toBigInteger();
        }
        try {
            return new BigInteger(((String) value.object()).trim());
        } catch (NumberFormatException e) {
            throw TypeErrors.h2Conversion("a text", H2Kind.NUMERIC.sqlName());
        }
    }

    private static Object temporalObject(H2Value value, Class<?> target) throws SQLException {
        if (target == LocalDate.class) {
            return H2Conversion.date(value);
        } else if (target == LocalTime.class) {
            return H2Conversion.time(value);
        } else if (target == LocalDateTime.class) {
            return H2Conversion.timestamp(value);
        } else if (target == OffsetTime.class) {
            return H2Conversion.offsetTime(value);
        } else if (target == OffsetDateTime.class) {
            return H2Conversion.offsetTimestamp(value);
        } else if (target == ZonedDateTime.class) {
            return H2Conversion.offsetTimestamp(value).toZonedDateTime();
        } else if (target == Instant.class) {
            return H2Conversion.offsetTimestamp(value).toInstant();
        } else if (target == Date.class) {
            return new Date(H2Temporal.millis(H2Conversion.date(value).atStartOfDay(), TimeZone.getDefault()));
        } else if (target == Time.class) {
            return new Time(H2Temporal.millis(H2Conversion.time(value).atDate(EPOCH), TimeZone.getDefault()));
        } else if (target == Timestamp.class) {
            return timestamp(value, TimeZone.getDefault());
        } else if (target == java.util.Date.class) {
            return new java.util.Date(timestamp(value, TimeZone.getDefault()).getTime());
        } else if (target == Calendar.class) {
            GregorianCalendar result = new GregorianCalendar(TimeZone.getDefault(), Locale.ROOT);
            result.setGregorianChange(new java.util.Date(Long.MIN_VALUE));
            result.setTime(timestamp(value, result.getTimeZone()));
            return result;
        }
        throw TypeErrors.h2Unsupported(value.kind().sqlName(), target.getName());
    }
}
