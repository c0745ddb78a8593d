package io.tdejdbc.driver.internal.types;

import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.Optional;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What pgjdbc makes of the server's text forms when a date or time is asked for: its getters go by the text, whatever
 * the column's type, and its java.sql values through a {@link GregorianCalendar}.
 */
final class PgLegacyRead {
    private static final long MILLIS_PER_DAY = 86_400_000L;
    private static final Pattern FORM = Pattern.compile("\\s*(?:(\\d+)-(\\d+)-(\\d+)\\s*)?"
            + "(?:(\\d+):(\\d+):(\\d+)(?:\\.(\\d+))?\\s*)?"
            + "(?:([+-])(\\d+)(?::(\\d+))?(?::(\\d+))?\\s*)?(AD|BC)?");
    private static final String DATE_FORM = "\\d+-\\d+-\\d+( BC)?";

    private PgLegacyRead() {}

    /** The fields of a text; the offset is null where none was written. */
    private record Fields(
            boolean beforeChrist,
            int year,
            int month,
            int day,
            int hour,
            int minute,
            int second,
            int nano,
            Integer offset) {}

    private static Fields fields(String text) throws SQLException {
        Matcher form = FORM.matcher(text);
        if (!form.matches()
                || form.group(1) == null && form.group(4) == null
                || form.group(12) != null && form.group(1) == null) {
            throw PgErrors.badDate();
        }
        try {
            boolean dated = form.group(1) != null;
            return new Fields(
                    "BC".equals(form.group(12)),
                    dated ? Integer.parseInt(form.group(1)) : 1970,
                    dated ? Integer.parseInt(form.group(2)) : 1,
                    dated ? Integer.parseInt(form.group(3)) : 1,
                    number(form.group(4)),
                    number(form.group(5)),
                    number(form.group(6)),
                    form.group(7) == null ? 0 : Integer.parseInt((form.group(7) + "00000000").substring(0, 9)),
                    offset(form));
        } catch (NumberFormatException e) {
            throw PgErrors.badDate();
        }
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static Integer offset(Matcher form) {
        if (form.group(8) == null) {
            return null;
        }
        int seconds = (number(form.group(9)) * 60 + number(form.group(10))) * 60 + number(form.group(11));
        return "-".equals(form.group(8)) ? -seconds : seconds;
    }

    static Timestamp timestamp(String text, Optional<Calendar> calendar) throws SQLException {
        if ("infinity".equals(text)) {
            return new Timestamp(PgLegacyText.INFINITY);
        } else if ("-infinity".equals(text)) {
            return new Timestamp(PgLegacyText.MINUS_INFINITY);
        }
        Fields fields = fields(text);
        Timestamp result = new Timestamp(set(zoned(fields, calendar), fields).getTimeInMillis());
        result.setNanos(fields.nano());
        return result;
    }

    /** A time column's value on 1970-01-01. */
    static Timestamp timestampOfTime(String text, Optional<Calendar> calendar) throws SQLException {
        Timestamp result = new Timestamp(time(text, calendar).getTime());
        result.setNanos(fields(text).nano());
        return result;
    }

    static Time time(String text, Optional<Calendar> calendar) throws SQLException {
        Fields fields = fields(text);
        GregorianCalendar result = zoned(fields, calendar);
        set(result, fields);
        if (fields.offset() != null) {
            result.set(Calendar.ERA, GregorianCalendar.AD);
            result.set(1970, Calendar.JANUARY, 1);
        }
        long millis = result.getTimeInMillis() + fields.nano() / 1_000_000;
        if (fields.offset() != null || fields.year() == 1970 && !fields.beforeChrist()) {
            return new Time(millis);
        }
        TimeZone zone = result.getTimeZone();
        if (isSimple(zone)) {
            return new Time(Math.floorMod(millis + zone.getRawOffset(), MILLIS_PER_DAY) - zone.getRawOffset());
        }
        result.setTimeInMillis(millis);
        result.set(Calendar.ERA, GregorianCalendar.AD);
        result.set(1970, Calendar.JANUARY, 1);
        return new Time(result.getTimeInMillis());
    }

    static Date date(String text, Optional<Calendar> calendar) throws SQLException {
        if ("infinity".equals(text)) {
            return new Date(PgLegacyText.INFINITY);
        } else if ("-infinity".equals(text)) {
            return new Date(PgLegacyText.MINUS_INFINITY);
        }
        if (text.length() <= 13) {
            return shortDate(text, calendar);
        }
        Fields fields = fields(text);
        long millis = set(zoned(fields, calendar), fields).getTimeInMillis();
        GregorianCalendar result = PgLegacyText.calendar(calendar);
        TimeZone zone = result.getTimeZone();
        if (isSimple(zone)) {
            long offset = zone.getRawOffset();
            return new Date(Math.floorDiv(millis + offset, MILLIS_PER_DAY) * MILLIS_PER_DAY - offset);
        }
        result.setTimeInMillis(millis);
        result.set(Calendar.HOUR_OF_DAY, 0);
        result.set(Calendar.MINUTE, 0);
        result.set(Calendar.SECOND, 0);
        result.set(Calendar.MILLISECOND, 0);
        return new Date(result.getTimeInMillis());
    }

    /** Texts of at most 13 characters are read as a date without time. */
    private static Date shortDate(String text, Optional<Calendar> calendar) throws SQLException {
        if (!text.matches(DATE_FORM)) {
            throw PgErrors.badDate();
        }
        Fields fields = fields(text);
        Calendar result = calendar.isPresent() ? (Calendar) calendar.get().clone() : PgLegacyText.calendar(calendar);
        result.clear();
        result.set(Calendar.ERA, fields.beforeChrist() ? GregorianCalendar.BC : GregorianCalendar.AD);
        result.set(fields.year(), fields.month() - 1, fields.day());
        return new Date(result.getTimeInMillis());
    }

    private static GregorianCalendar zoned(Fields fields, Optional<Calendar> calendar) {
        return fields.offset() == null
                ? PgLegacyText.calendar(calendar)
                : new GregorianCalendar(new SimpleTimeZone(fields.offset() * 1000, "offset"), Locale.ROOT);
    }

    private static GregorianCalendar set(GregorianCalendar calendar, Fields fields) {
        calendar.set(Calendar.ERA, fields.beforeChrist() ? GregorianCalendar.BC : GregorianCalendar.AD);
        calendar.set(fields.year(), fields.month() - 1, fields.day(), fields.hour(), fields.minute(), fields.second());
        calendar.set(Calendar.MILLISECOND, 0);
        return calendar;
    }

    private static boolean isSimple(TimeZone zone) {
        return zone.getID().startsWith("GMT") || zone.getID().startsWith("UTC");
    }
}
