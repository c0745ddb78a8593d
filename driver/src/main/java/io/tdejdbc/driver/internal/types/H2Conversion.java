package io.tdejdbc.driver.internal.types;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Optional;
import java.util.UUID;

/**
 * H2's conversions between its types, the same for parameters, stored values and getters. Errors are H2's: 22018 for
 * a conversion that does not exist or a text that does not parse, 22007 for a text that is no date or time.
 */
final class H2Conversion {
    /** SQLState of a number out of range where no column is concerned: getters and typed parameters. */
    static final String RANGE = "22003";
    /** SQLState of a number out of the range of a column it is assigned to. */
    static final String COLUMN_RANGE = "22004";

    private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final int MAX_SCALE = 100_000;
    /** The scale H2 gives a NUMERIC without one where the number itself has none. */
    private static final int UNDECLARED_SCALE = MAX_SCALE / 2;

    private H2Conversion() {}

    /** Any value as another type, without length, precision or scale: for typed parameters. */
    static H2Value convert(H2Value value, H2Kind target) throws SQLException {
        Object object = switch (target) {
            case CHAR -> stripped(characters(value, target));
            case VARCHAR, VARCHAR_IGNORECASE -> characters(value, target);
            case CLOB -> value.kind() == H2Kind.OTHER ? characters(value, target) : text(value);
            case BINARY, VARBINARY, BLOB -> bytes(value, target);
            case BOOLEAN -> truth(value);
            case TINYINT, SMALLINT, INTEGER, BIGINT -> integer(value, target.bits(), RANGE);
            case NUMERIC -> numeric(value);
            case DECFLOAT -> decfloat(value);
            case REAL -> real(value);
            case DOUBLE -> doubleValue(value);
            case DATE -> date(value);
            case TIME -> time(value);
            case TIME_TZ -> offsetTime(value);
            case TIMESTAMP -> timestamp(value);
            case TIMESTAMP_TZ -> offsetTimestamp(value);
            case UUID -> uuid(value);
            case OTHER -> throw no(value, target);
        };
        return new H2Value(target, object);
    }

    /** As CHARACTER or CHARACTER VARYING, which a BLOB cannot become. */
    static String characters(H2Value value, H2Kind target) throws SQLException {
        if (value.kind() == H2Kind.BLOB) {
            throw no(value, target);
        }
        return text(value);
    }

    static String stripped(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    static String text(H2Value value) throws SQLException {
        Object object = value.object();
        return switch (value.kind()) {
            case CHAR, VARCHAR, VARCHAR_IGNORECASE, CLOB -> (String) object;
            case BINARY, VARBINARY, BLOB -> new String((byte[]) object, StandardCharsets.UTF_8);
            case BOOLEAN -> (Boolean) object ? "TRUE" : "FALSE";
            case TINYINT, SMALLINT, INTEGER, BIGINT -> Long.toString((Long) object);
            case NUMERIC -> ((BigDecimal) object).toPlainString();
            case DECFLOAT, REAL, DOUBLE -> object.toString();
            case DATE -> H2Temporal.format((LocalDate) object);
            case TIME -> H2Temporal.format((LocalTime) object);
            case TIME_TZ -> H2Temporal.format((OffsetTime) object);
            case TIMESTAMP -> H2Temporal.format((LocalDateTime) object);
            case TIMESTAMP_TZ -> H2Temporal.format((OffsetDateTime) object);
            case UUID -> object.toString();
            case OTHER -> throw no(value, H2Kind.VARCHAR);
        };
    }

    static boolean truth(H2Value value) throws SQLException {
        return switch (value.kind()) {
            case BOOLEAN -> (Boolean) value.object();
            case CHAR, VARCHAR, VARCHAR_IGNORECASE -> truth((String) value.object());
            case TINYINT, SMALLINT, INTEGER, BIGINT -> (Long) value.object() != 0;
            case NUMERIC -> ((BigDecimal) value.object()).signum() != 0;
            case DECFLOAT ->
                value.object() instanceof BigDecimal number ? number.signum() != 0 : nonZero((Double) value.object());
            case REAL -> nonZero((Float) value.object());
            case DOUBLE -> nonZero((Double) value.object());
            default -> throw no(value, H2Kind.BOOLEAN);
        };
    }

    private static boolean nonZero(double number) {
        return number != 0 && !Double.isNaN(number);
    }

    private static boolean truth(String text) throws SQLException {
        String word = text.trim();
        if (word.equalsIgnoreCase("true")
                || word.equalsIgnoreCase("t")
                || word.equalsIgnoreCase("yes")
                || word.equalsIgnoreCase("y")) {
            return true;
        } else if (word.equalsIgnoreCase("false")
                || word.equalsIgnoreCase("f")
                || word.equalsIgnoreCase("no")
                || word.equalsIgnoreCase("n")) {
            return false;
        }
        return parseDecimal(word, H2Kind.BOOLEAN).signum() != 0;
    }

    /** As an integer of 8, 16, 32 or 64 bits. */
    static long integer(H2Value value, int bits, String rangeState) throws SQLException {
        return switch (value.kind()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT -> inRange((Long) value.object(), bits, rangeState);
            case BOOLEAN -> (Boolean) value.object() ? 1 : 0;
            case CHAR, VARCHAR, VARCHAR_IGNORECASE -> parseInteger((String) value.object(), bits);
            case NUMERIC, DECFLOAT -> inRange(round(decimal(value), rangeState), bits, rangeState);
            case REAL -> inRange(round((Float) value.object(), rangeState), bits, rangeState);
            case DOUBLE -> inRange(round((Double) value.object(), rangeState), bits, rangeState);
            case BINARY, VARBINARY -> integer((byte[]) value.object(), bits);
            default -> throw no(value, H2Kind.BIGINT);
        };
    }

    private static long integer(byte[] bytes, int bits) throws SQLException {
        if (bytes.length * 8 != bits) {
            throw TypeErrors.h2Conversion("a byte string of another length", "an integer of " + bits + " bits");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return switch (bits) {
            case 8 -> buffer.get();
            case 16 -> buffer.getShort();
            case 32 -> buffer.getInt();
            default -> buffer.getLong();
        };
    }

    private static long parseInteger(String text, int bits) throws SQLException {
        try {
            String digits = text.trim();
            return switch (bits) {
                case 8 -> Byte.parseByte(digits);
                case 16 -> Short.parseShort(digits);
                case 32 -> Integer.parseInt(digits);
                default -> Long.parseLong(digits);
            };
        } catch (NumberFormatException e) {
            throw TypeErrors.h2Conversion("a text", "an integer of " + bits + " bits");
        }
    }

    private static long round(double number, String rangeState) throws SQLException {
        if (number > Long.MAX_VALUE || number < Long.MIN_VALUE) {
            throw outOfRange(64, rangeState);
        }
        return Math.round(number);
    }

    private static long round(BigDecimal number, String rangeState) throws SQLException {
        if (number.compareTo(LONG_MAX) > 0 || number.compareTo(LONG_MIN) < 0) {
            throw outOfRange(64, rangeState);
        }
        return number.setScale(0, RoundingMode.HALF_UP).longValue();
    }

    static long inRange(long number, int bits, String rangeState) throws SQLException {
        if (bits < 64 && number >> (bits - 1) != number >> 63) {
            throw outOfRange(bits, rangeState);
        }
        return number;
    }

    private static SQLException outOfRange(int bits, String rangeState) {
        return TypeErrors.h2(
                rangeState, "TDE-JDB-106", "a number is out of range", "a number", "an integer of " + bits + " bits");
    }

    static BigDecimal decimal(H2Value value) throws SQLException {
        return switch (value.kind()) {
            case NUMERIC -> (BigDecimal) value.object();
            case TINYINT, SMALLINT, INTEGER, BIGINT -> BigDecimal.valueOf((Long) value.object());
            case BOOLEAN -> (Boolean) value.object() ? BigDecimal.ONE : BigDecimal.ZERO;
            case CHAR, VARCHAR, VARCHAR_IGNORECASE -> parseDecimal(((String) value.object()).trim(), H2Kind.NUMERIC);
            case DECFLOAT, REAL, DOUBLE -> finite(value);
            default -> throw no(value, H2Kind.NUMERIC);
        };
    }

    private static BigDecimal finite(H2Value value) throws SQLException {
        if (value.object() instanceof BigDecimal number) {
            return number;
        }
        if (Double.isFinite(((Number) value.object()).doubleValue())) {
            return new BigDecimal(value.object().toString());
        }
        throw no(value, H2Kind.NUMERIC);
    }

    private static BigDecimal parseDecimal(String text, H2Kind target) throws SQLException {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw TypeErrors.h2Conversion("a text", target.sqlName());
        }
    }

    /** As NUMERIC without precision and scale. */
    private static BigDecimal numeric(H2Value value) throws SQLException {
        BigDecimal number = decimal(value);
        return number.scale() < 0 || number.scale() > MAX_SCALE
                ? number.setScale(UNDECLARED_SCALE, RoundingMode.HALF_UP)
                : number;
    }

    /**
     * The number by which H2 compares a value with a column of a numeric type.
     *
     * @return empty if it is NaN or infinite
     */
    static Optional<BigDecimal> comparable(H2Value value, H2Kind column) throws SQLException {
        if (!value.kind().isNumeric() && !value.kind().isText() && value.kind() != H2Kind.BOOLEAN) {
            throw no(value, column);
        }
        return decfloat(value) instanceof BigDecimal number ? Optional.of(number) : Optional.empty();
    }

    private static Object decfloat(H2Value value) throws SQLException {
        if (value.kind().isText()) {
            String text = ((String) value.object()).trim();
            switch (text) {
                case "Infinity", "+Infinity":
                    return Double.POSITIVE_INFINITY;
                case "-Infinity":
                    return Double.NEGATIVE_INFINITY;
                case "NaN", "+NaN", "-NaN":
                    return Double.NaN;
                default:
            }
        }
        if (value.object() instanceof Float || value.object() instanceof Double) {
            double number = ((Number) value.object()).doubleValue();
            if (!Double.isFinite(number)) {
                return number;
            }
        }
        BigDecimal number = decimal(value);
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }

    static float real(H2Value value) throws SQLException {
        return switch (value.kind()) {
            case REAL -> (Float) value.object();
            case DOUBLE -> positiveZero((float) (double) (Double) value.object());
            case DECFLOAT, NUMERIC -> positiveZero(((Number) value.object()).floatValue());
            case TINYINT, SMALLINT, INTEGER, BIGINT -> (float) (long) (Long) value.object();
            case BOOLEAN -> (Boolean) value.object() ? 1f : 0f;
            case CHAR, VARCHAR, VARCHAR_IGNORECASE -> parseFloat((String) value.object());
            default -> throw no(value, H2Kind.REAL);
        };
    }

    /** As {@link #real}, but for the sign of a zero, which only conversions in statements lose. */
    static float readReal(H2Value value) throws SQLException {
        return switch (value.kind()) {
            case DOUBLE, DECFLOAT, NUMERIC -> ((Number) value.object()).floatValue();
            default -> real(value);
        };
    }

    private static float parseFloat(String text) throws SQLException {
        try {
            return Float.parseFloat(text.trim());
        } catch (NumberFormatException e) {
            throw TypeErrors.h2Conversion("a text", H2Kind.REAL.sqlName());
        }
    }

    static float positiveZero(float number) {
        return number == 0f ? 0f : number;
    }

    static double positiveZero(double number) {
        return number == 0d ? 0d : number;
    }

    static double doubleValue(H2Value value) throws SQLException {
        return switch (value.kind()) {
            case DOUBLE -> (Double) value.object();
            case REAL, DECFLOAT, NUMERIC -> ((Number) value.object()).doubleValue();
            case TINYINT, SMALLINT, INTEGER, BIGINT -> (double) (long) (Long) value.object();
            case BOOLEAN -> (Boolean) value.object() ? 1d : 0d;
            case CHAR, VARCHAR, VARCHAR_IGNORECASE -> parseDouble((String) value.object());
            default -> throw no(value, H2Kind.DOUBLE);
        };
    }

    private static double parseDouble(String text) throws SQLException {
        try {
            return Double.parseDouble(text.trim());
        } catch (NumberFormatException e) {
            throw TypeErrors.h2Conversion("a text", H2Kind.DOUBLE.sqlName());
        }
    }

    static byte[] bytes(H2Value value, H2Kind target) throws SQLException {
        return switch (value.kind()) {
            case BINARY, VARBINARY, BLOB -> (byte[]) value.object();
            case CHAR, VARCHAR, VARCHAR_IGNORECASE, CLOB -> ((String) value.object()).getBytes(StandardCharsets.UTF_8);
            case TINYINT -> new byte[] {((Long) value.object()).byteValue()};
            case SMALLINT ->
                ByteBuffer.allocate(2)
                        .putShort(((Long) value.object()).shortValue())
                        .array();
            case INTEGER ->
                ByteBuffer.allocate(4)
                        .putInt(((Long) value.object()).intValue())
                        .array();
            case BIGINT -> Canonical.integer((Long) value.object());
            case UUID -> Canonical.uuid((UUID) value.object());
            default -> throw no(value, target);
        };
    }

    static LocalDate date(H2Value value) throws SQLException {
        return switch (value.kind()) {
            case DATE -> (LocalDate) value.object();
            case TIMESTAMP, TIMESTAMP_TZ -> timestamp(value).toLocalDate();
            case CHAR, VARCHAR, VARCHAR_IGNORECASE -> H2Temporal.parseDate(((String) value.object()).trim());
            default -> throw no(value, H2Kind.DATE);
        };
    }

    static LocalTime time(H2Value value) throws SQLException {
        return switch (value.kind()) {
            case TIME -> (LocalTime) value.object();
            case TIME_TZ -> H2Temporal.toLocal((OffsetTime) value.object());
            case TIMESTAMP, TIMESTAMP_TZ -> timestamp(value).toLocalTime();
            case CHAR, VARCHAR, VARCHAR_IGNORECASE -> H2Temporal.parseTime(((String) value.object()).trim());
            default -> throw no(value, H2Kind.TIME);
        };
    }

    static OffsetTime offsetTime(H2Value value) throws SQLException {
        return switch (value.kind()) {
            case TIME_TZ -> (OffsetTime) value.object();
            case TIME -> ((LocalTime) value.object()).atOffset(H2Temporal.currentOffset());
            case TIMESTAMP, TIMESTAMP_TZ -> offsetTimestamp(value).toOffsetTime();
            case CHAR, VARCHAR, VARCHAR_IGNORECASE -> H2Temporal.parseOffsetTime(((String) value.object()).trim());
            default -> throw no(value, H2Kind.TIME_TZ);
        };
    }

    static LocalDateTime timestamp(H2Value value) throws SQLException {
        return switch (value.kind()) {
            case TIMESTAMP -> (LocalDateTime) value.object();
            case DATE -> ((LocalDate) value.object()).atStartOfDay();
            case TIME, TIME_TZ -> time(value).atDate(H2Temporal.today());
            case TIMESTAMP_TZ -> H2Temporal.toLocal((OffsetDateTime) value.object());
            case CHAR, VARCHAR, VARCHAR_IGNORECASE -> H2Temporal.parseTimestamp(((String) value.object()).trim());
            default -> throw no(value, H2Kind.TIMESTAMP);
        };
    }

    static OffsetDateTime offsetTimestamp(H2Value value) throws SQLException {
        return switch (value.kind()) {
            case TIMESTAMP_TZ -> (OffsetDateTime) value.object();
            case DATE, TIMESTAMP, TIME -> H2Temporal.atZone(timestamp(value));
            case TIME_TZ -> ((OffsetTime) value.object()).atDate(H2Temporal.today());
            case CHAR, VARCHAR, VARCHAR_IGNORECASE -> H2Temporal.parseOffsetTimestamp(((String) value.object()).trim());
            default -> throw no(value, H2Kind.TIMESTAMP_TZ);
        };
    }

    static UUID uuid(H2Value value) throws SQLException {
        return switch (value.kind()) {
            case UUID -> (UUID) value.object();
            case BINARY, VARBINARY -> uuid((byte[]) value.object());
            case CHAR, VARCHAR, VARCHAR_IGNORECASE -> parseUuid((String) value.object());
            default -> throw no(value, H2Kind.UUID);
        };
    }

    private static UUID uuid(byte[] bytes) throws SQLException {
        if (bytes.length != 16) {
            throw TypeErrors.h2Conversion("a byte string of another length", H2Kind.UUID.sqlName());
        }
        return Canonical.uuid(bytes);
    }

    /** 32 hexadecimal digits with hyphens, blanks and control characters anywhere. */
    private static UUID parseUuid(String text) throws SQLException {
        long high = 0;
        long low = 0;
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit >= 0) {
                if (digits == 16) {
                    high = low;
                    low = 0;
                }
                low = low << 4 | digit;
                digits++;
            } else if (c != '-' && c > ' ') {
                digits = -1;
                break;
            }
        }
        if (digits != 32) {
            throw TypeErrors.h2Conversion("a text", H2Kind.UUID.sqlName());
        }
        return new UUID(high, low);
    }

    private static SQLException no(H2Value value, H2Kind target) {
        return TypeErrors.h2Conversion(value.kind().sqlName(), target.sqlName());
    }
}
