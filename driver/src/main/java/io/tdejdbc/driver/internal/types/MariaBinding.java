package io.tdejdbc.driver.internal.types;

import io.tdejdbc.sqlparse.LiteralValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * What MariaDB Connector/J writes into the statement for a setter's argument. Dates and times become texts, doubles
 * without an exponent become exact numbers.
 */
final class MariaBinding {
    /** More digits of an exact literal the server cuts, or makes nines of them. */
    private static final int MAX_DIGITS = 65;

    private MariaBinding() {}

    static MariaValue of(SetterValue setter) throws SQLException {
        Object value = setter.value();
        if (setter.targetType().isPresent()) {
            Optional<MariaValue> bound = toTarget(value, setter.targetType().getAsInt(), setter.scaleOrLength());
            if (bound.isPresent()) {
                return bound.get();
            }
        }
        return natural(value, setter);
    }

    private static MariaValue natural(Object value, SetterValue setter) throws SQLException {
        if (value instanceof String text) {
            return MariaValue.text(text);
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            return MariaValue.integer(((Number) value).longValue());
        } else if (value instanceof BigInteger number) {
            return exact(new BigDecimal(number));
        } else if (value instanceof BigDecimal number) {
            return exact(number);
        } else if (value instanceof Double || value instanceof Float) {
            return approximate(value.toString());
        } else if (value instanceof Boolean truth) {
            return MariaValue.integer(truth ? 1 : 0);
        } else if (value instanceof byte[] bytes) {
            return new MariaValue(MariaKind.BINARY, bytes);
        } else if (value instanceof UUID) {
            return MariaValue.text(value.toString());
        }
        try {
            return MariaValue.text(temporal(value, setter));
        } catch (DateTimeException | ArithmeticException e) {
            throw TypeErrors.mariaConversion(value.getClass().getName(), "a date of the calendar");
        }
    }

    private static String temporal(Object value, SetterValue setter) throws SQLException {
        if (value instanceof Date date) {
            return MariaLegacyText.date(date, setter.calendar());
        } else if (value instanceof Time time) {
            return MariaLegacyText.time(time, setter.calendar());
        } else if (value instanceof Timestamp timestamp) {
            return MariaLegacyText.timestamp(timestamp, timestamp.getNanos() / 1000, setter.calendar());
        } else if (value.getClass() == java.util.Date.class) {
            java.util.Date date = (java.util.Date) value;
            return MariaLegacyText.timestamp(date, (int) (date.getTime() % 1000) * 1000, setter.calendar());
        } else if (value instanceof LocalDate) {
            return value.toString();
        } else if (value instanceof LocalTime time) {
            return MariaLegacyText.time(time);
        } else if (value instanceof LocalDateTime moment) {
            return MariaLegacyText.moment(moment);
        } else if (value instanceof OffsetDateTime moment) {
            return MariaLegacyText.moment(moment.toInstant(), zone());
        } else if (value instanceof ZonedDateTime moment) {
            return MariaLegacyText.moment(moment.toInstant(), zone());
        } else if (value instanceof Instant instant) {
            return MariaLegacyText.moment(instant, zone());
        }
        throw MariaErrors.unsupportedObject(value);
    }

    private static ZoneId zone() {
        return AbstractCodec.zone();
    }

    private static MariaValue exact(BigDecimal number) throws SQLException {
        boolean endless = number.signum() != 0 && (long) number.precision() - number.scale() > MAX_DIGITS;
        if (endless || number.precision() > MAX_DIGITS || number.scale() > MAX_DIGITS) {
            throw TypeErrors.refused(
                    "a number has more digits than the server keeps",
                    "a number of more digits",
                    "at most " + MAX_DIGITS + " digits",
                    "round it, or set a double");
        }
        return new MariaValue(number.scale() > 0 ? MariaKind.DECIMAL : MariaKind.INTEGER, number);
    }

    /** A number as Java writes floats: only one with an exponent is a double for the server. */
    private static MariaValue approximate(String text) throws SQLException {
        char first = text.charAt(text.length() - 1);
        if (first == 'N' || first == 'y') {
            throw MariaErrors.unknownWord();
        }
        return number(text);
    }

    private static MariaValue number(String text) throws SQLException {
        if (text.indexOf('e') < 0 && text.indexOf('E') < 0) {
            return exact(new BigDecimal(text));
        }
        double number = Double.parseDouble(text);
        if (Double.isInfinite(number)) {
            throw MariaErrors.illegalDouble();
        }
        return new MariaValue(MariaKind.DOUBLE, number);
    }

    /** Empty where Connector/J ignores the target type. */
    private static Optional<MariaValue> toTarget(Object value, int target, OptionalInt length) throws SQLException {
        switch (target) {
            case Types.DATALINK, Types.JAVA_OBJECT, Types.REF, Types.ROWID, Types.SQLXML, Types.STRUCT, Types.ARRAY ->
                throw new SQLFeatureNotSupportedException(
                        MariaErrors.badParameter("0A000", value, target).getMessage(), "0A000");
            default -> {
                // Converted below, or not at all.
            }
        }
        if (value instanceof String || value instanceof Character) {
            return Optional.of(ofText(value, target));
        } else if (value instanceof Number number) {
            return Optional.of(ofNumber(number, target));
        } else if (value instanceof byte[] bytes) {
            return Optional.of(
                    switch (target) {
                        case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
                            new MariaValue(
                                    MariaKind.BINARY,
                                    length.isPresent() ? Arrays.copyOf(bytes, length.getAsInt()) : bytes);
                        default -> throw MariaErrors.badParameter("42000", value, target);
                    });
        }
        return Optional.empty();
    }

    private static MariaValue ofText(Object value, int target) throws SQLException {
        String text = value.toString();
        try {
            return switch (target) {
                case Types.BIT, Types.BOOLEAN ->
                    MariaValue.integer("false".equalsIgnoreCase(text) || "0".equals(text) ? 0 : 1);
                case Types.TINYINT -> MariaValue.integer(Byte.parseByte(text));
                case Types.SMALLINT -> MariaValue.integer(Short.parseShort(text));
                case Types.INTEGER -> MariaValue.integer(Integer.parseInt(text));
                case Types.BIGINT -> MariaValue.integer(Long.parseLong(text));
                case Types.DOUBLE, Types.FLOAT ->
                    approximate(Double.valueOf(text).toString());
                case Types.REAL -> approximate(Float.valueOf(text).toString());
                case Types.DECIMAL, Types.NUMERIC -> exact(new BigDecimal(text));
                case Types.CLOB,
                        Types.NCLOB,
                        Types.CHAR,
                        Types.VARCHAR,
                        Types.LONGVARCHAR,
                        Types.NCHAR,
                        Types.NVARCHAR,
                        Types.LONGNVARCHAR -> MariaValue.text(text);
                case Types.TIMESTAMP -> {
                    Timestamp timestamp = Timestamp.valueOf(text);
                    yield MariaValue.text(
                            MariaLegacyText.timestamp(timestamp, timestamp.getNanos() / 1000, Optional.empty()));
                }
                case Types.TIME -> MariaValue.text(MariaLegacyText.time(Time.valueOf(text), Optional.empty()));
                default -> throw MariaErrors.badParameter("42000", value, target);
            };
        } catch (IllegalArgumentException e) {
            throw MariaErrors.badParameter("HY000", value, target);
        }
    }

    /** Larger numbers lose their upper bits, as Number's narrowing methods do. */
    private static MariaValue ofNumber(Number number, int target) throws SQLException {
        return switch (target) {
            case Types.TINYINT -> MariaValue.integer(number.byteValue());
            case Types.SMALLINT -> MariaValue.integer(number.shortValue());
            case Types.INTEGER -> MariaValue.integer(number.intValue());
            case Types.BIGINT -> MariaValue.integer(number.longValue());
            case Types.FLOAT, Types.DOUBLE -> approximate(Double.toString(number.doubleValue()));
            case Types.REAL -> approximate(Float.toString(number.floatValue()));
            case Types.DECIMAL, Types.NUMERIC -> {
                if (number instanceof BigDecimal decimal) {
                    yield exact(decimal);
                }
                yield number instanceof Double || number instanceof Float
                        ? approximate(Double.toString(number.doubleValue()))
                        : MariaValue.integer(number.longValue());
            }
            case Types.BIT -> MariaValue.integer(number.shortValue() != 0 ? 1 : 0);
            case Types.CHAR, Types.VARCHAR -> MariaValue.text(number.toString());
            default -> throw MariaErrors.badParameter("42000", number, target);
        };
    }

    static MariaValue of(LiteralValue literal, DeclaredType type) throws SQLException {
        String text = literal.text();
        return switch (literal.kind()) {
            case STRING -> MariaValue.text(text);
            case NUMBER -> number(text);
            case BOOLEAN -> MariaValue.integer("true".equals(text) ? 1 : 0);
            case BINARY -> new MariaValue(MariaKind.BINARY, HexFormat.of().parseHex(text));
            case DATE, TIME, TIMESTAMP -> MariaTemporal.literal(literal, type);
            case CURRENT_DATE -> throw new IllegalArgumentException("a day that was not asked for");
        };
    }
}
