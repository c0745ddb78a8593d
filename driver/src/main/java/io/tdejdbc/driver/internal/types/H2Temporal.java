package io.tdejdbc.driver.internal.types;

import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.TimeZone;

/** H2's dates and times: text forms, parsing, rounding to a precision, the session's zone. */
final class H2Temporal {
    private static final long NANOS_PER_DAY = 86_400_000_000_000L;
    private static final int[] UNIT = {
        1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
    };

    private H2Temporal() {}

    static ZoneOffset currentOffset() {
        return AbstractCodec.zone().getRules().getOffset(Instant.now());
    }

    static LocalDate today() {
        return LocalDate.now(AbstractCodec.zone());
    }

    static OffsetDateTime atZone(LocalDateTime local) {
        ZoneId zone = AbstractCodec.zone();
        return local.atOffset(local.atZone(zone).getOffset());
    }

    static LocalDateTime toLocal(OffsetDateTime moment) {
        return moment.atZoneSameInstant(AbstractCodec.zone()).toLocalDateTime();
    }

    static LocalTime toLocal(OffsetTime time) {
        return time.withOffsetSameInstant(currentOffset()).toLocalTime();
    }

    static String format(LocalDate date) {
        return append(new StringBuilder(10), date).toString();
    }

    static String format(LocalTime time) {
        return append(new StringBuilder(18), time).toString();
    }

    static String format(OffsetTime time) {
        return append(append(new StringBuilder(27), time.toLocalTime()), time.getOffset())
                .toString();
    }

    static String format(LocalDateTime moment) {
        StringBuilder text = append(new StringBuilder(29), moment.toLocalDate()).append(' ');
        return append(text, moment.toLocalTime()).toString();
    }

    static String format(OffsetDateTime moment) {
        StringBuilder text = append(new StringBuilder(38), moment.toLocalDate()).append(' ');
        return append(append(text, moment.toLocalTime()), moment.getOffset()).toString();
    }

    private static StringBuilder append(StringBuilder text, LocalDate date) {
        int year = date.getYear();
        if (year < 0) {
            text.append('-');
        }
        String digits = Integer.toString(Math.abs(year));
        text.append("0".repeat(Math.max(0, 4 - digits.length()))).append(digits);
        two(text.append('-'), date.getMonthValue());
        return two(text.append('-'), date.getDayOfMonth());
    }

    private static StringBuilder append(StringBuilder text, LocalTime time) {
        two(text, time.getHour());
        two(text.append(':'), time.getMinute());
        two(text.append(':'), time.getSecond());
        int nano = time.getNano();
        if (nano > 0) {
            text.append('.');
            for (int unit = 100_000_000; nano > 0; unit /= 10) {
                text.append((char) ('0' + nano / unit));
                nano %= unit;
            }
        }
        return text;
    }

    private static StringBuilder append(StringBuilder text, ZoneOffset offset) {
        int seconds = Math.abs(offset.getTotalSeconds());
        two(text.append(offset.getTotalSeconds() < 0 ? '-' : '+'), seconds / 3600);
        if (seconds % 3600 != 0) {
            two(text.append(':'), seconds % 3600 / 60);
            if (seconds % 60 != 0) {
                two(text.append(':'), seconds % 60);
            }
        }
        return text;
    }

    private static StringBuilder two(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    static LocalDate parseDate(String text) throws SQLException {
        try {
            return date(text, 0, text.length());
        } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw bad("DATE");
        }
    }

    static LocalTime parseTime(String text) throws SQLException {
        try {
            ZonedTime parsed = zonedTime(text);
            return parsed.zone() == null ? parsed.time() : toLocal(OffsetTime.of(parsed.time(), fixed(parsed.zone())));
        } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw bad("TIME");
        }
    }

    static OffsetTime parseOffsetTime(String text) throws SQLException {
        try {
            ZonedTime parsed = zonedTime(text);
            return OffsetTime.of(parsed.time(), parsed.zone() == null ? currentOffset() : fixed(parsed.zone()));
        } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw bad("TIME WITH TIME ZONE");
        }
    }

    static LocalDateTime parseTimestamp(String text) throws SQLException {
        try {
            ZonedMoment parsed = zonedMoment(text);
            return parsed.zone() == null
                    ? parsed.local()
                    : toLocal(parsed.local().atZone(parsed.zone()).toOffsetDateTime());
        } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw bad("TIMESTAMP");
        }
    }

    static OffsetDateTime parseOffsetTimestamp(String text) throws SQLException {
        try {
            ZonedMoment parsed = zonedMoment(text);
            if (parsed.zone() == null) {
                return atZone(parsed.local());
            }
            return parsed.local().atOffset(parsed.local().atZone(parsed.zone()).getOffset());
        } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw bad("TIMESTAMP WITH TIME ZONE");
        }
    }

    private static SQLException bad(String type) {
        return TypeErrors.h2("22007", "TDE-JDB-107", "a text is no date or time", "a text", type);
    }

    /** A time of day with what followed it; the zone is null where none was written. */
    private record ZonedTime(LocalTime time, ZoneId zone) {}

    private record ZonedMoment(LocalDateTime local, ZoneId zone) {}

    private static ZonedTime zonedTime(String text) {
        return splitZone(text, 0, 1);
    }

    private static ZonedMoment zonedMoment(String text) {
        int dateEnd = text.indexOf(' ');
        if (dateEnd < 0) {
            dateEnd = text.indexOf('T');
        }
        if (dateEnd < 0) {
            return new ZonedMoment(date(text, 0, text.length()).atStartOfDay(), null);
        }
        LocalDate date = date(text, 0, dateEnd);
        ZonedTime time = splitZone(text, dateEnd + 1, dateEnd + 1);
        return new ZonedMoment(date.atTime(time.time()), time.zone());
    }

    /** Finds Z, an offset, or a blank and a zone's name behind the time that begins at {@code start}. */
    private static ZonedTime splitZone(String text, int start, int searchFrom) {
        if (text.endsWith("Z")) {
            return new ZonedTime(time(text, start, text.length() - 1), ZoneOffset.UTC);
        }
        int zoneStart = text.indexOf('+', searchFrom);
        if (zoneStart < 0) {
            zoneStart = text.indexOf('-', searchFrom);
        }
        if (zoneStart >= 0) {
            int zoneEnd = text.indexOf('[', zoneStart + 1);
            ZoneId zone = zone(text.substring(zoneStart, zoneEnd < 0 ? text.length() : zoneEnd));
            int timeEnd = text.charAt(zoneStart - 1) == ' ' ? zoneStart - 1 : zoneStart;
            return new ZonedTime(time(text, start, timeEnd), zone);
        }
        zoneStart = text.indexOf(' ', searchFrom);
        if (zoneStart > 0) {
            return new ZonedTime(time(text, start, zoneStart), zone(text.substring(zoneStart + 1)));
        }
        return new ZonedTime(time(text, start, text.length()), null);
    }

    private static ZoneId zone(String id) {
        if (!id.isEmpty() && (id.charAt(0) == '+' || id.charAt(0) == '-')) {
            return offset(id);
        }
        if (id.startsWith("GMT") || id.startsWith("UTC")) {
            return id.length() == 3 ? ZoneOffset.UTC : offset(id.substring(3));
        }
        return ZoneId.of(id, ZoneId.SHORT_IDS);
    }

    private static ZoneOffset offset(String id) {
        String[] parts = id.substring(1).split(":", -1);
        String hours = parts[0];
        int minutes = 0;
        if (parts.length == 1 && hours.length() > 2) {
            minutes = digits(hours, hours.length() - 2, hours.length());
            hours = hours.substring(0, hours.length() - 2);
        } else if (parts.length > 1) {
            minutes = digits(parts[1], 0, parts[1].length());
        }
        int seconds = parts.length > 2 ? digits(parts[2], 0, parts[2].length()) : 0;
        int total = digits(hours, 0, hours.length()) * 3600 + minutes * 60 + seconds;
        if (parts.length > 3 || minutes > 59 || seconds > 59) {
            throw new IllegalArgumentException();
        }
        return ZoneOffset.ofTotalSeconds(id.charAt(0) == '-' ? -total : total);
    }

    private static ZoneOffset fixed(ZoneId zone) {
        if (!zone.getRules().isFixedOffset()) {
            throw new IllegalArgumentException();
        }
        return zone.getRules().getOffset(Instant.EPOCH);
    }

    /** year-month-day, or yyyyMMdd. */
    private static LocalDate date(String text, int from, int end) {
        int start = text.charAt(from) == '+' ? from + 1 : from;
        int yearEnd = text.indexOf('-', start + 1);
        int monthStart;
        int monthEnd;
        int dayStart;
        if (yearEnd > 0) {
            monthStart = yearEnd + 1;
            monthEnd = text.indexOf('-', monthStart);
            if (monthEnd <= monthStart) {
                throw new IllegalArgumentException();
            }
            dayStart = monthEnd + 1;
        } else {
            monthEnd = dayStart = end - 2;
            yearEnd = monthStart = monthEnd - 2;
            if (yearEnd < start + 3) {
                throw new IllegalArgumentException();
            }
        }
        return LocalDate.of(
                Integer.parseInt(text, start, yearEnd, 10),
                digits(text, monthStart, monthEnd),
                digits(text, dayStart, end));
    }

    /** hour:minute[:second[.fraction]], hhmm[ss[.fraction]], or hour.minute.second[.fraction]. */
    private static LocalTime time(String text, int start, int end) {
        int hourEnd = text.indexOf(':', start);
        int minuteStart;
        int minuteEnd;
        int secondStart;
        int fraction;
        if (hourEnd > 0) {
            minuteStart = hourEnd + 1;
            minuteEnd = text.indexOf(':', minuteStart);
            if (minuteEnd >= minuteStart) {
                secondStart = minuteEnd + 1;
                fraction = text.indexOf('.', secondStart);
            } else {
                minuteEnd = end;
                secondStart = fraction = -1;
            }
        } else {
            int point = text.indexOf('.', start);
            boolean digitsOnly = point < 0 || point >= start + 6;
            if (digitsOnly) {
                int length = (point < 0 ? end : point) - start;
                if (length != 6 && (length != 4 || point >= 0)) {
                    throw new IllegalArgumentException();
                }
                hourEnd = minuteStart = start + 2;
                minuteEnd = minuteStart + 2;
                secondStart = length == 6 ? minuteEnd : -1;
                fraction = point;
            } else {
                hourEnd = point;
                minuteStart = hourEnd + 1;
                minuteEnd = text.indexOf('.', minuteStart);
                if (minuteEnd <= minuteStart) {
                    throw new IllegalArgumentException();
                }
                secondStart = minuteEnd + 1;
                fraction = text.indexOf('.', secondStart);
            }
        }
        int second = 0;
        int nano = 0;
        if (secondStart > 0) {
            second = digits(text, secondStart, fraction < 0 ? end : fraction);
            nano = fraction < 0 ? 0 : nano(text, fraction + 1, end);
        }
        return LocalTime.of(digits(text, start, hourEnd), digits(text, minuteStart, minuteEnd), second, nano);
    }

    /** Digits behind the ninth are cut. */
    private static int nano(String text, int start, int end) {
        if (start >= end) {
            throw new IllegalArgumentException();
        }
        int nano = 0;
        int unit = 100_000_000;
        for (int i = start; i < end; i++) {
            nano += unit * digits(text, i, i + 1);
            unit /= 10;
        }
        return nano;
    }

    private static int digits(String text, int start, int end) {
        if (start >= end || end - start > 10) {
            throw new IllegalArgumentException();
        }
        long number = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                throw new IllegalArgumentException();
            }
            number = number * 10 + (c - '0');
        }
        if (number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException();
        }
        return (int) number;
    }

    /** Rounds half up; a time of day stays below 24 hours. */
    static LocalTime round(LocalTime time, int precision) {
        long rounded = round(time.toNanoOfDay(), precision);
        return LocalTime.ofNanoOfDay(rounded >= NANOS_PER_DAY ? NANOS_PER_DAY - UNIT[precision] : rounded);
    }

    /** Rounds half up, into the next day where need be. */
    static LocalDateTime round(LocalDateTime moment, int precision) {
        long rounded = round(moment.toLocalTime().toNanoOfDay(), precision);
        return rounded >= NANOS_PER_DAY
                ? moment.toLocalDate().plusDays(1).atStartOfDay()
                : moment.toLocalDate().atTime(LocalTime.ofNanoOfDay(rounded));
    }

    private static long round(long nanoOfDay, int precision) {
        if (precision >= 9) {
            return nanoOfDay;
        }
        int unit = UNIT[precision];
        long rest = nanoOfDay % unit;
        return nanoOfDay - rest + (rest >= unit >>> 1 ? unit : 0);
    }

    /** The instant of a local time in a legacy zone, as H2 counts it: java.time rules, no Julian calendar. */
    static long millis(LocalDateTime local, TimeZone zone) {
        // Beyond the range of milliseconds H2 wraps around.
        return local.atZone(zone.toZoneId()).toEpochSecond() * 1000 + local.getNano() / 1_000_000;
    }
}
