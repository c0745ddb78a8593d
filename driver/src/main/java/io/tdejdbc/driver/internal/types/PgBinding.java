package io.tdejdbc.driver.internal.types;

import io.tdejdbc.sqlparse.LiteralValue;
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
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/** The parameter types that pgjdbc gives to what its setters receive, and the types of the server's literals. */
final class PgBinding {
    /** Whether strings go as unknown, as the connection property {@code stringtype=unspecified} says. */
    private final PgKind stringKind;

    PgBinding(boolean stringsUnspecified) {
        this.stringKind = stringsUnspecified ? PgKind.UNKNOWN : PgKind.VARCHAR;
    }

    PgValue ofString(String text) {
        return new PgValue(stringKind, text);
    }

    static PgValue ofLong(long value, int sourceType) {
        return switch (sourceType) {
            case Types.TINYINT, Types.SMALLINT -> new PgValue(PgKind.INT2, value);
            case Types.INTEGER -> new PgValue(PgKind.INT4, value);
            default -> new PgValue(PgKind.INT8, value);
        };
    }

    PgValue of(SetterValue setter) throws SQLException {
        return setter.targetType().isPresent()
                ? typed(setter, setter.targetType().getAsInt())
                : natural(setter);
    }

    private PgValue natural(SetterValue setter) throws SQLException {
        Object value = setter.value();
        if (value instanceof String text) {
            return ofString(text);
        } else if (value instanceof UUID) {
            return new PgValue(PgKind.UUID, value);
        } else if (value instanceof BigDecimal number) {
            return new PgValue(PgKind.NUMERIC, PgNumbers.storable(number));
        } else if (value instanceof Short || value instanceof Byte) {
            return new PgValue(PgKind.INT2, ((Number) value).longValue());
        } else if (value instanceof Integer number) {
            return new PgValue(PgKind.INT4, number.longValue());
        } else if (value instanceof Long) {
            return new PgValue(PgKind.INT8, value);
        } else if (value instanceof Float) {
            return new PgValue(PgKind.FLOAT4, value);
        } else if (value instanceof Double) {
            return new PgValue(PgKind.FLOAT8, value);
        } else if (value instanceof byte[]) {
            return new PgValue(PgKind.BYTEA, value);
        } else if (value instanceof Boolean) {
            return new PgValue(PgKind.BOOL, value);
        } else if (value instanceof Character) {
            return ofString(value.toString());
        } else if (value instanceof Number) {
            return PgNumbers.parseNumeric(value.toString());
        }
        Optional<PgValue> temporal = temporal(setter, value);
        if (temporal.isPresent()) {
            return temporal.get();
        }
        throw PgErrors.badParameter(value, "a type of the database");
    }

    /** The java.sql classes go as unknown, so that their text, with its offset, fits each type. */
    private static Optional<PgValue> temporal(SetterValue setter, Object value) throws SQLException {
        if (value instanceof Date date) {
            return unknown(PgLegacyText.text(date, setter.calendar()));
        } else if (value instanceof Time time) {
            return unknown(PgLegacyText.text(time, setter.calendar()));
        } else if (value instanceof Timestamp timestamp) {
            return unknown(PgLegacyText.text(timestamp, setter.calendar()));
        } else if (value instanceof LocalDate date) {
            return Optional.of(PgJavaTime.value(date));
        } else if (value instanceof LocalTime time) {
            return Optional.of(PgJavaTime.value(time));
        } else if (value instanceof OffsetTime time) {
            return Optional.of(PgJavaTime.value(time));
        } else if (value instanceof LocalDateTime moment) {
            return Optional.of(PgJavaTime.value(moment));
        } else if (value instanceof OffsetDateTime moment) {
            return Optional.of(PgJavaTime.value(moment));
        }
        return Optional.empty();
    }

    private static Optional<PgValue> unknown(String text) {
        return Optional.of(new PgValue(PgKind.UNKNOWN, text));
    }

    private PgValue typed(SetterValue setter, int sqlType) throws SQLException {
        Object value = setter.value();
        return switch (sqlType) {
            case Types.INTEGER -> new PgValue(PgKind.INT4, integer(value, 32, "int"));
            case Types.TINYINT, Types.SMALLINT -> new PgValue(PgKind.INT2, integer(value, 16, "short"));
            case Types.BIGINT -> new PgValue(PgKind.INT8, integer(value, 64, "long"));
            case Types.REAL -> new PgValue(PgKind.FLOAT4, singleValue(value));
            case Types.DOUBLE, Types.FLOAT -> new PgValue(PgKind.FLOAT8, doubleValue(value));
            case Types.DECIMAL, Types.NUMERIC ->
                new PgValue(
                        PgKind.NUMERIC,
                        PgNumbers.storable(decimal(value, setter.scaleOrLength().orElse(-1))));
            case Types.CHAR -> new PgValue(PgKind.BPCHAR, value.toString());
            case Types.VARCHAR, Types.LONGVARCHAR -> ofString(value.toString());
            case Types.DATE, Types.TIME, Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
                typedTemporal(setter, sqlType);
            case Types.BOOLEAN, Types.BIT -> new PgValue(PgKind.BOOL, truth(value));
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> natural(setter);
            case Types.OTHER ->
                value instanceof UUID ? new PgValue(PgKind.UUID, value) : new PgValue(PgKind.UNKNOWN, value.toString());
            case Types.DISTINCT -> new PgValue(PgKind.UNKNOWN, value.toString());
            // The driver hands LOBs over as text or bytes; the plain column would store the number of a large object.
            case Types.CLOB, Types.NCLOB -> {
                if (!(value instanceof String)) {
                    throw PgErrors.badParameter(value, "CLOB");
                }
                yield natural(setter);
            }
            case Types.BLOB -> {
                if (!(value instanceof byte[])) {
                    throw PgErrors.badParameter(value, "BLOB");
                }
                yield natural(setter);
            }
            default -> throw PgErrors.badParameter(value, "JDBC type " + sqlType);
        };
    }

    private static PgValue typedTemporal(SetterValue setter, int sqlType) throws SQLException {
        Object value = setter.value();
        boolean own = switch (sqlType) {
            case Types.DATE -> value instanceof Date || value instanceof LocalDate;
            case Types.TIME -> value instanceof Time || value instanceof LocalTime || value instanceof OffsetTime;
            case Types.TIMESTAMP -> value instanceof Timestamp || value instanceof LocalDateTime;
            default -> value instanceof OffsetDateTime;
        };
        Optional<PgValue> direct = own ? temporal(setter, value) : Optional.empty();
        if (direct.isPresent()) {
            return direct.get();
        }
        if (sqlType == Types.TIMESTAMP_WITH_TIMEZONE) {
            throw PgErrors.badParameter(value, "TIMESTAMP_WITH_TIMEZONE");
        }
        Optional<java.util.Calendar> none = Optional.empty();
        boolean legacy = value instanceof java.util.Date;
        long millis = legacy ? ((java.util.Date) value).getTime() : 0;
        String text = legacy ? "" : value.toString();
        String bound = switch (sqlType) {
            case Types.DATE -> PgLegacyText.text(legacy ? new Date(millis) : PgLegacyRead.date(text, none), none);
            case Types.TIME -> PgLegacyText.text(legacy ? new Time(millis) : PgLegacyRead.time(text, none), none);
            default -> PgLegacyText.text(legacy ? new Timestamp(millis) : PgLegacyRead.timestamp(text, none), none);
        };
        return new PgValue(PgKind.UNKNOWN, bound);
    }

    private static long integer(Object value, int bits, String target) throws SQLException {
        try {
            if (value instanceof String || value instanceof Character) {
                String text = value.toString();
                return switch (bits) {
                    case 16 -> Short.parseShort(text);
                    case 32 -> Integer.parseInt(text);
                    default -> Long.parseLong(text);
                };
            }
        } catch (NumberFormatException e) {
            throw PgErrors.badParameter(value, target);
        }
        // Larger values lose their upper bits, as Number's narrowing methods do.
        if (value instanceof Number number) {
            return switch (bits) {
                case 16 -> number.shortValue();
                case 32 -> number.intValue();
                default -> number.longValue();
            };
        } else if (value instanceof java.util.Date date) {
            return switch (bits) {
                case 16 -> (short) date.getTime();
                case 32 -> (int) date.getTime();
                default -> date.getTime();
            };
        } else if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        throw PgErrors.badParameter(value, target);
    }

    private static float singleValue(Object value) throws SQLException {
        try {
            if (value instanceof String || value instanceof Character) {
                return Float.parseFloat(value.toString());
            }
        } catch (NumberFormatException e) {
            throw PgErrors.badParameter(value, "float");
        }
        if (value instanceof Number number) {
            return number.floatValue();
        } else if (value instanceof java.util.Date date) {
            return date.getTime();
        } else if (value instanceof Boolean truth) {
            return truth ? 1f : 0f;
        }
        throw PgErrors.badParameter(value, "float");
    }

    private static double doubleValue(Object value) throws SQLException {
        try {
            if (value instanceof String || value instanceof Character) {
                return Double.parseDouble(value.toString());
            }
        } catch (NumberFormatException e) {
            throw PgErrors.badParameter(value, "double");
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        } else if (value instanceof java.util.Date date) {
            return date.getTime();
        } else if (value instanceof Boolean truth) {
            return truth ? 1d : 0d;
        }
        throw PgErrors.badParameter(value, "double");
    }

    private static BigDecimal decimal(Object value, int scale) throws SQLException {
        try {
            BigDecimal number = decimal(value);
            return scale >= 0 ? number.setScale(scale, RoundingMode.HALF_UP) : number;
        } catch (NumberFormatException e) {
            throw PgErrors.badParameter(value, "BigDecimal");
        }
    }

    private static BigDecimal decimal(Object value) throws SQLException {
        if (value instanceof String || value instanceof Character) {
            return new BigDecimal(value.toString());
        } else if (value instanceof BigDecimal number) {
            return number;
        } else if (value instanceof BigInteger number) {
            return new BigDecimal(number);
        } else if (value instanceof Double || value instanceof Float) {
            return BigDecimal.valueOf(((Number) value).doubleValue());
        } else if (value instanceof Number number) {
            return BigDecimal.valueOf(number.longValue());
        } else if (value instanceof java.util.Date date) {
            return BigDecimal.valueOf(date.getTime());
        } else if (value instanceof Boolean truth) {
            return truth ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        throw PgErrors.badParameter(value, "BigDecimal");
    }

    private static boolean truth(Object value) throws SQLException {
        if (value instanceof Boolean truth) {
            return truth;
        } else if (value instanceof String || value instanceof Character) {
            return PgCodec.truth(value.toString());
        } else if (value instanceof Number number) {
            double near = number.doubleValue();
            if (near == 1d || near == 0d) {
                return near == 1d;
            }
        }
        throw PgErrors.badBoolean();
    }

    /** A literal: a string has no type yet, a number has the narrowest that holds it. */
    static PgValue of(LiteralValue literal) throws SQLException {
        String text = literal.text();
        return switch (literal.kind()) {
            case STRING -> new PgValue(PgKind.UNKNOWN, text);
            case NUMBER -> number(text);
            case BOOLEAN -> new PgValue(PgKind.BOOL, "true".equals(text));
            case DATE -> PgTemporalInput.parse(text, PgKind.DATE, AbstractCodec.zone());
            case CURRENT_DATE -> throw new IllegalArgumentException("a day that was not asked for");
            // The word before the quotes, TIME or TIMETZ, is not known here; the unknown fits both.
            case TIME, TIMESTAMP -> new PgValue(PgKind.UNKNOWN, text);
            case BINARY -> new PgValue(PgKind.BYTEA, HexFormat.of().parseHex(text));
        };
    }

    private static PgValue number(String text) throws SQLException {
        PgValue numeric = PgNumbers.parseNumeric(text);
        BigDecimal number = (BigDecimal) numeric.object();
        boolean written = text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
        if (!written || number.unscaledValue().bitLength() > 63) {
            return numeric;
        }
        boolean narrow = number.unscaledValue().bitLength() <= 31;
        return new PgValue(narrow ? PgKind.INT4 : PgKind.INT8, number.longValueExact());
    }
}
