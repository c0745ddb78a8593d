package io.tdejdbc.driver.internal.types;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;

/**
 * The texts that pgjdbc sends for java.sql dates and times: through a {@link GregorianCalendar}, with its Julian dates
 * before 1582, in the given calendar's zone, rounded to microseconds.
 */
final class PgLegacyText {
    /** Milliseconds by which pgjdbc means infinity. */
    static final long INFINITY = 9_223_372_036_825_200_000L;
    /** Milliseconds by which pgjdbc means minus infinity. */
    static final long MINUS_INFINITY = -9_223_372_036_832_400_000L;

    private PgLegacyText() {}

    static GregorianCalendar calendar(Optional<Calendar> calendar) {
        return new GregorianCalendar(
                calendar.isPresent() ? calendar.get().getTimeZone() : TimeZone.getDefault(), Locale.ROOT);
    }

    static String text(Date date, Optional<Calendar> calendar) {
        if (isInfinite(date.getTime())) {
            return infinity(date.getTime());
        }
        GregorianCalendar fields = calendar(calendar);
        fields.setTimeInMillis(date.getTime());
        StringBuilder text = appendDate(new StringBuilder(24), fields);
        appendEra(text, fields).append(' ');
        return PgTemporal.appendOffset(text, offset(fields)).toString();
    }

    static String text(Time time, Optional<Calendar> calendar) {
        GregorianCalendar fields = calendar(calendar);
        fields.setTimeInMillis(time.getTime());
        StringBuilder text = appendTime(new StringBuilder(24), fields, fields.get(Calendar.MILLISECOND) * 1_000_000);
        return PgTemporal.appendOffset(text, offset(fields)).toString();
    }

    static String text(Timestamp timestamp, Optional<Calendar> calendar) {
        long millis = timestamp.getTime();
        if (isInfinite(millis)) {
            return infinity(millis);
        }
        int nano = timestamp.getNanos();
        if (nano >= 999_999_500) {
            nano = 0;
            millis++;
        } else if (nano % 1000 > 499) {
            nano += 1000 - nano % 1000;
        }
        GregorianCalendar fields = calendar(calendar);
        fields.setTimeInMillis(millis);
        StringBuilder text = appendDate(new StringBuilder(40), fields).append(' ');
        PgTemporal.appendOffset(appendTime(text, fields, nano), offset(fields));
        return appendEra(text, fields).toString();
    }

    private static boolean isInfinite(long millis) {
        return millis == INFINITY || millis == MINUS_INFINITY;
    }

    private static String infinity(long millis) {
        return millis == INFINITY ? "infinity" : "-infinity";
    }

    private static int offset(GregorianCalendar fields) {
        return (fields.get(Calendar.ZONE_OFFSET) + fields.get(Calendar.DST_OFFSET)) / 1000;
    }

    private static StringBuilder appendDate(StringBuilder text, GregorianCalendar fields) {
        String year = Integer.toString(fields.get(Calendar.YEAR));
        text.append("0".repeat(Math.max(0, 4 - year.length()))).append(year);
        two(text.append('-'), fields.get(Calendar.MONTH) + 1);
        return two(text.append('-'), fields.get(Calendar.DAY_OF_MONTH));
    }

    private static StringBuilder appendEra(StringBuilder text, GregorianCalendar fields) {
        return fields.get(Calendar.ERA) == GregorianCalendar.BC ? text.append(" BC") : text;
    }

    private static StringBuilder appendTime(StringBuilder text, GregorianCalendar fields, int nano) {
        int second = (fields.get(Calendar.HOUR_OF_DAY) * 60 + fields.get(Calendar.MINUTE)) * 60
                + fields.get(Calendar.SECOND);
        return PgTemporal.appendTime(text, second * 1_000_000_000L + nano);
    }

    private static StringBuilder two(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
