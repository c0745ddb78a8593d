package io.tdejdbc.driver.internal.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;

/** How Connector/J reads the text of a character or byte string as other types. */
final class MariaText {
    private static final DateTimeFormatter BLANK_SEPARATED = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .toFormatter(Locale.ROOT);
    /** The most integral digits that any integer has. */
    private static final int MAX_DIGITS = 40;

    private final DeclaredType type;

    MariaText(DeclaredType type) {
        this.type = type;
    }

    long integral(String text, int bits) throws SQLException {
        if (bits == 64) {
            return whole(text).longValue();
        }
        BigDecimal number = decimal(text);
        long digits = (long) number.precision() - number.scale();
        if (bits == 8) {
            // Connector/J looks at the lower 64 bits only; from 64 zeros on they are none.
            long low = number.scale() <= -64 || digits <= 0 ? 0 : number.longValue();
            return narrow(low, bits);
        }
        if (number.signum() != 0 && digits > MAX_DIGITS) {
            throw MariaErrors.unreadable(type, "an integer of " + bits + " bits");
        }
        BigInteger whole = number.signum() == 0 || digits <= 0
                ? BigInteger.ZERO
                : number.setScale(0, RoundingMode.DOWN).toBigInteger();
        if (whole.bitLength() >= bits) {
            throw MariaErrors.unreadable(type, "an integer of " + bits + " bits");
        }
        return whole.longValue();
    }

    private BigInteger whole(String text) throws SQLException {
        try {
            BigInteger number = new BigInteger(text);
            if (number.bitLength() < 64) {
                return number;
            }
        } catch (NumberFormatException e) {
            // No integer; the same as one that is too large.
        }
        throw MariaErrors.unreadable(type, "an integer of 64 bits");
    }

    private long narrow(long number, int bits) throws SQLException {
        if ((byte) number != number) {
            throw MariaErrors.unreadable(type, "an integer of " + bits + " bits");
        }
        return number;
    }

    float real(String text) throws SQLException {
        try {
            return Float.parseFloat(text);
        } catch (NumberFormatException e) {
            throw MariaErrors.unreadable(type, "float");
        }
    }

    double doubleValue(String text) throws SQLException {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw MariaErrors.unreadable(type, "double");
        }
    }

    BigDecimal decimal(String text) throws SQLException {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw MariaErrors.unreadable(type, "BigDecimal");
        }
    }

    /** A calendar without fields, in the zone of the caller's one. */
    static Calendar fresh(Optional<Calendar> calendar) {
        Calendar fresh = calendar.isPresent()
                ? (Calendar) calendar.get().clone()
                : new GregorianCalendar(TimeZone.getDefault(), Locale.ROOT);
        fresh.clear();
        return fresh;
    }

    Date date(String text, Optional<Calendar> calendar) throws SQLException {
        if ("0000-00-00".equals(text)) {
            throw MariaErrors.zeroDate(type);
        }
        int[] parts = dateParts(text);
        Calendar fields = fresh(calendar);
        fields.set(Calendar.YEAR, parts[0]);
        fields.set(Calendar.MONTH, parts[1] - 1);
        fields.set(Calendar.DAY_OF_MONTH, parts[2]);
        return new Date(fields.getTimeInMillis());
    }

    private int[] dateParts(String text) throws SQLException {
        String[] parts = text.split("[- ]");
        if (parts.length < 3) {
            throw MariaErrors.unreadable(type, "a date");
        }
        try {
            return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2])};
        } catch (NumberFormatException e) {
            throw MariaErrors.unreadable(type, "a date");
        }
    }

    /** Hours may be any, minutes and seconds are not checked. */
    Time time(String text, Optional<Calendar> calendar) throws SQLException {
        boolean negative = text.startsWith("-");
        int[] parts = new int[4];
        int part = 0;
        int digits = 0;
        for (int i = negative ? 1 : 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':' || c == '.') {
                part++;
                digits = 0;
                continue;
            }
            if (c < '0' || c > '9' || part > 3) {
                throw MariaErrors.unreadable(type, "a time");
            }
            digits++;
            parts[part] = parts[part] * 10 + (c - '0');
        }
        if (part < 1) {
            throw MariaErrors.unreadable(type, "a time");
        }
        int nanos = part == 3 ? scaled(parts[3], digits) : parts[3];
        long millis = parts[0] * 3_600_000L + parts[1] * 60_000L + parts[2] * 1000L + nanos / 1_000_000;
        return new Time((negative ? -millis : millis) - offset(calendar));
    }

    private static int scaled(int fraction, int digits) {
        int scaled = fraction;
        for (int i = digits; i < 9; i++) {
            scaled *= 10;
        }
        return scaled;
    }

    /** Connector/J takes the zone's offset of 1970 for every time of day. */
    static int offset(Optional<Calendar> calendar) {
        return calendar.map(Calendar::getTimeZone)
                .orElseGet(TimeZone::getDefault)
                .getOffset(0);
    }

    Timestamp timestamp(String text, Optional<Calendar> calendar) throws SQLException {
        int[] parts = momentParts(text);
        Calendar fields = fresh(calendar);
        fields.set(parts[0], parts[1] - 1, parts[2], parts[3], parts[4], parts[5]);
        Timestamp timestamp = new Timestamp(fields.getTimeInMillis());
        if (parts[6] < 0 || parts[6] > 999_999_999) {
            throw MariaErrors.unreadable(type, "a timestamp");
        }
        timestamp.setNanos(parts[6]);
        return timestamp;
    }

    /** Digits and separators; which separator stands where is not checked. */
    private int[] momentParts(String text) throws SQLException {
        int[] parts = new int[7];
        int part = 0;
        int point = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '-' || c == ' ' || c == ':' || c == '.') {
                part++;
                point = c == '.' ? i : point;
                continue;
            }
            if (c < '0' || c > '9' || part > 6) {
                throw MariaErrors.unreadable(type, "a timestamp");
            }
            parts[part] = parts[part] * 10 + (c - '0');
        }
        if (part < 2) {
            throw MariaErrors.unreadable(type, "a timestamp");
        }
        if (point > 0) {
            parts[6] = scaled(parts[6], text.length() - point - 1);
        }
        for (int value : parts) {
            if (value != 0) {
                return parts;
            }
        }
        throw MariaErrors.zeroDate(type);
    }

    /** The class of java.time that a text gives; {@code offsets} whether OffsetDateTime is one of them. */
    Object javaTime(String text, Class<?> target, boolean offsets) throws SQLException {
        try {
            if (target == LocalDate.class) {
                int[] parts = dateParts(text);
                if (parts[0] == 0 && parts[1] == 0 && parts[2] == 0) {
                    throw MariaErrors.zeroDate(type);
                }
                return LocalDate.of(parts[0], parts[1], parts[2]);
            } else if (target == LocalTime.class) {
                return text.indexOf(' ') >= 0
                        ? LocalDateTime.parse(text, BLANK_SEPARATED).toLocalTime()
                        : LocalTime.parse(text);
            } else if (target == OffsetDateTime.class) {
                return offsetDateTime(text, offsets);
            }
            return ofZoned(zoned(text), target);
        } catch (DateTimeException e) {
            throw MariaErrors.unreadable(type, target.getSimpleName());
        }
    }

    private OffsetDateTime offsetDateTime(String text, boolean offsets) throws SQLException {
        if (!offsets) {
            throw MariaErrors.unreadable(type, "OffsetDateTime");
        }
        try {
            return OffsetDateTime.parse(text);
        } catch (DateTimeParseException e) {
            return zoned(text).toOffsetDateTime();
        }
    }

    private ZonedDateTime zoned(String text) throws SQLException {
        int[] parts = momentParts(text);
        return LocalDateTime.of(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5])
                .plusNanos(parts[6])
                .atZone(AbstractCodec.zone());
    }

    /** A local moment as the classes that Connector/J reaches over a zoned one, which leaves the zone's gaps. */
    static Object ofZoned(ZonedDateTime moment, Class<?> target) {
        if (target == LocalDateTime.class) {
            return moment.toLocalDateTime();
        } else if (target == ZonedDateTime.class) {
            return moment;
        } else if (target == OffsetDateTime.class) {
            return moment.toOffsetDateTime();
        }
        return moment.toLocalDateTime().atZone(ZoneId.systemDefault()).toInstant();
    }
}
