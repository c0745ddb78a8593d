package io.tdejdbc.driver.internal.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Optional;
import java.util.UUID;

/**
 * A value with the type that H2 gives it. The object is a String, byte[], Boolean, Long (all integers), BigDecimal
 * (NUMERIC; DECFLOAT, or Double if that is not finite), Float, Double, UUID or the java.time class of the type.
 */
record H2Value(H2Kind kind, Object object) {

    static H2Value varchar(String text) {
        return new H2Value(H2Kind.VARCHAR, text);
    }

    /** The value as H2's driver makes it of a setter's argument. */
    static H2Value of(SetterValue setter) throws SQLException {
        H2Value value = natural(setter.value(), setter.calendar());
        return setter.targetType().isPresent()
                ? toTarget(value, setter.targetType().getAsInt())
                : value;
    }

    /** The value of an integer setter. */
    static H2Value ofLong(long value, int sourceType) {
        return switch (sourceType) {
            case Types.TINYINT -> new H2Value(H2Kind.TINYINT, value);
            case Types.SMALLINT -> new H2Value(H2Kind.SMALLINT, value);
            case Types.INTEGER -> new H2Value(H2Kind.INTEGER, value);
            default -> new H2Value(H2Kind.BIGINT, value);
        };
    }

    private static H2Value natural(Object value, Optional<Calendar> calendar) throws SQLException {
        if (value instanceof String text) {
            return varchar(text);
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            H2Kind kind = value instanceof Long
                    ? H2Kind.BIGINT
                    : value instanceof Integer
                            ? H2Kind.INTEGER
                            : value instanceof Short ? H2Kind.SMALLINT : H2Kind.TINYINT;
            return new H2Value(kind, ((Number) value).longValue());
        } else if (value instanceof BigDecimal number) {
            return new H2Value(H2Kind.NUMERIC, number.scale() < 0 ? number.setScale(0) : number);
        } else if (value instanceof BigInteger number) {
            return new H2Value(H2Kind.NUMERIC, new BigDecimal(number));
        } else if (value instanceof Boolean) {
            return new H2Value(H2Kind.BOOLEAN, value);
        } else if (value instanceof Float number) {
            return new H2Value(H2Kind.REAL, number == 0f ? 0f : number);
        } else if (value instanceof Double number) {
            return new H2Value(H2Kind.DOUBLE, number == 0d ? 0d : number);
        } else if (value instanceof byte[]) {
            return new H2Value(H2Kind.VARBINARY, value);
        } else if (value instanceof UUID) {
            return new H2Value(H2Kind.UUID, value);
        } else if (value instanceof Character) {
            return new H2Value(H2Kind.CHAR, value.toString());
        }
        return temporal(value, calendar);
    }

    private static H2Value temporal(Object value, Optional<Calendar> calendar) throws SQLException {
        if (value instanceof LocalDate) {
            return new H2Value(H2Kind.DATE, value);
        } else if (value instanceof LocalTime) {
            return new H2Value(H2Kind.TIME, value);
        } else if (value instanceof OffsetTime) {
            return new H2Value(H2Kind.TIME_TZ, value);
        } else if (value instanceof LocalDateTime) {
            return new H2Value(H2Kind.TIMESTAMP, value);
        } else if (value instanceof OffsetDateTime) {
            return new H2Value(H2Kind.TIMESTAMP_TZ, value);
        } else if (value instanceof ZonedDateTime zoned) {
            return new H2Value(H2Kind.TIMESTAMP_TZ, zoned.toOffsetDateTime());
        } else if (value instanceof Instant instant) {
            return new H2Value(H2Kind.TIMESTAMP_TZ, instant.atOffset(ZoneOffset.UTC));
        } else if (value instanceof Date date) {
            return new H2Value(H2Kind.DATE, local(date.getTime(), calendar).toLocalDate());
        } else if (value instanceof Time time) {
            return new H2Value(H2Kind.TIME, local(time.getTime(), calendar).toLocalTime());
        } else if (value instanceof Timestamp timestamp) {
            LocalDateTime local = local(timestamp.getTime(), calendar);
            return new H2Value(H2Kind.TIMESTAMP, local.plusNanos(timestamp.getNanos() % 1_000_000));
        } else if (value instanceof java.util.Date date) {
            return new H2Value(H2Kind.TIMESTAMP, local(date.getTime(), calendar));
        } else if (value instanceof Calendar moment) {
            return new H2Value(H2Kind.TIMESTAMP, local(moment.getTimeInMillis(), Optional.of(moment)));
        }
        throw TypeErrors.h2Conversion(value.getClass().getName(), "a type of the database");
    }

    /**
     * H2 shifts the instant by an offset and counts in the proleptic Gregorian calendar. Only a calendar's zone is
     * asked the legacy way, which knows no local mean time.
     */
    private static LocalDateTime local(long millis, Optional<Calendar> calendar) {
        long offset = calendar.isPresent()
                ? calendar.get().getTimeZone().getOffset(millis)
                : AbstractCodec.zone()
                                .getRules()
                                .getOffset(Instant.ofEpochMilli(millis))
                                .getTotalSeconds()
                        * 1000L;
        return Instant.ofEpochMilli(millis + offset).atOffset(ZoneOffset.UTC).toLocalDateTime();
    }

    private static H2Value toTarget(H2Value value, int sqlType) throws SQLException {
        H2Kind target = targetKind(sqlType, value.kind());
        return target == value.kind() && target != H2Kind.CHAR ? value : H2Conversion.convert(value, target);
    }

    private static H2Kind targetKind(int sqlType, H2Kind natural) throws SQLException {
        return switch (sqlType) {
            case Types.CHAR, Types.NCHAR -> H2Kind.CHAR;
            case Types.VARCHAR, Types.LONGVARCHAR, Types.NVARCHAR, Types.LONGNVARCHAR -> H2Kind.VARCHAR;
            case Types.CLOB, Types.NCLOB -> H2Kind.CLOB;
            case Types.BINARY -> H2Kind.BINARY;
            case Types.VARBINARY, Types.LONGVARBINARY -> H2Kind.VARBINARY;
            case Types.BLOB -> H2Kind.BLOB;
            case Types.BIT, Types.BOOLEAN -> H2Kind.BOOLEAN;
            case Types.TINYINT -> H2Kind.TINYINT;
            case Types.SMALLINT -> H2Kind.SMALLINT;
            case Types.INTEGER -> H2Kind.INTEGER;
            case Types.BIGINT -> H2Kind.BIGINT;
            case Types.NUMERIC, Types.DECIMAL -> H2Kind.NUMERIC;
            case Types.REAL -> H2Kind.REAL;
            case Types.DOUBLE, Types.FLOAT -> H2Kind.DOUBLE;
            case Types.DATE -> H2Kind.DATE;
            case Types.TIME -> H2Kind.TIME;
            case Types.TIME_WITH_TIMEZONE -> H2Kind.TIME_TZ;
            case Types.TIMESTAMP -> H2Kind.TIMESTAMP;
            case Types.TIMESTAMP_WITH_TIMEZONE -> H2Kind.TIMESTAMP_TZ;
            case Types.OTHER, Types.NULL -> natural;
            default -> throw TypeErrors.h2Unsupported("JDBC type " + sqlType, "a type of the database");
        };
    }

    @Override
    public String toString() {
        return "value of type " + kind.sqlName();
    }
}
