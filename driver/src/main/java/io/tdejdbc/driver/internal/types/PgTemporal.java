package io.tdejdbc.driver.internal.types;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** Output functions and zone rules of the PostgreSQL server, in ISO style and the session's zone. */
final class PgTemporal {
    static final long NANOS_PER_DAY = 86_400_000_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private PgTemporal() {}

    /** The instant of a local time: before a gap counts on, of an overlap the later half is taken. */
    static PgMoment toInstant(LocalDateTime local, ZoneId zone) {
        ZonedDateTime zoned = local.atZone(zone).withLaterOffsetAtOverlap();
        return new PgMoment(zoned.toEpochSecond(), local.getNano());
    }

    static PgMoment toLocal(PgMoment instant, ZoneId zone) {
        return instant.isFinite() ? new PgMoment(instant.second() + offset(instant, zone), instant.nano()) : instant;
    }

    static int offset(PgMoment instant, ZoneId zone) {
        return zone.getRules()
                .getOffset(Instant.ofEpochSecond(instant.second()))
                .getTotalSeconds();
    }

    static String formatDate(long epochDay) {
        if (epochDay == Canonical.INFINITY) {
            return "infinity";
        } else if (epochDay == Canonical.MINUS_INFINITY) {
            return "-infinity";
        }
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        return era(append(new StringBuilder(13), date), date).toString();
    }

    static String formatTime(long nanoOfDay) {
        return appendTime(new StringBuilder(15), nanoOfDay).toString();
    }

    static String formatTime(PgOffsetTime time) {
        return appendOffset(appendTime(new StringBuilder(21), time.nanoOfDay()), time.offset())
                .toString();
    }

    static String formatTimestamp(PgMoment moment) {
        if (!moment.isFinite()) {
            return formatDate(moment.second());
        }
        LocalDateTime local = moment.local();
        StringBuilder text = append(new StringBuilder(29), local.toLocalDate()).append(' ');
        return era(appendTime(text, local.toLocalTime().toNanoOfDay()), local.toLocalDate())
                .toString();
    }

    static String formatInstant(PgMoment moment, ZoneId zone) {
        if (!moment.isFinite()) {
            return formatDate(moment.second());
        }
        int offset = offset(moment, zone);
        LocalDateTime local =
                LocalDateTime.ofEpochSecond(moment.second(), moment.nano(), ZoneOffset.ofTotalSeconds(offset));
        StringBuilder text = append(new StringBuilder(35), local.toLocalDate()).append(' ');
        appendTime(text, local.toLocalTime().toNanoOfDay());
        return era(appendOffset(text, offset), local.toLocalDate()).toString();
    }

    static StringBuilder append(StringBuilder text, LocalDate date) {
        int year = date.getYear() > 0 ? date.getYear() : 1 - date.getYear();
        String digits = Integer.toString(year);
        text.append("0".repeat(Math.max(0, 4 - digits.length()))).append(digits);
        two(text.append('-'), date.getMonthValue());
        return two(text.append('-'), date.getDayOfMonth());
    }

    static StringBuilder era(StringBuilder text, LocalDate date) {
        return date.getYear() > 0 ? text : text.append(" BC");
    }

    static StringBuilder appendTime(StringBuilder text, long nanoOfDay) {
        int second = (int) (nanoOfDay / NANOS_PER_SECOND);
        int micro = (int) (nanoOfDay % NANOS_PER_SECOND / 1000);
        two(text, second / 3600);
        two(text.append(':'), second / 60 % 60);
        two(text.append(':'), second % 60);
        if (micro > 0) {
            text.append('.');
            for (int unit = 100_000; micro > 0; unit /= 10) {
                text.append((char) ('0' + micro / unit));
                micro %= unit;
            }
        }
        return text;
    }

    static StringBuilder appendOffset(StringBuilder text, int offset) {
        int seconds = Math.abs(offset);
        two(text.append(offset < 0 ? '-' : '+'), seconds / 3600);
        if (seconds % 3600 != 0) {
            two(text.append(':'), seconds / 60 % 60);
            if (seconds % 60 != 0) {
                two(text.append(':'), seconds % 60);
            }
        }
        return text;
    }

    private static StringBuilder two(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
