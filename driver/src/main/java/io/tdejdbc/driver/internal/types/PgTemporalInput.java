package io.tdejdbc.driver.internal.types;

import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The input functions of PostgreSQL's dates and times for ISO forms, {@code infinity} and {@code epoch}. The server
 * reads many other forms, some by its settings (DateStyle), some by its clock ({@code now}): those are refused.
 */
final class PgTemporalInput {
    private static final Pattern FORM = Pattern.compile("(?:(\\d{3,})-(\\d{1,2})-(\\d{1,2})|(\\d{4})(\\d{2})(\\d{2}))?"
            + "(?:(?:(?<=\\d)(?:\\s+|\\s*[Tt]\\s*))?(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(\\.\\d*)?)?)?"
            + "(?:\\s+([BbAa])\\.?[CcDd]\\.?)?"
            + "(?:\\s*([+-]\\d{1,2}(?::?\\d{2}(?::?\\d{2})?)?)|\\s*([Zz]|[Uu][Tt][Cc]|[Gg][Mm][Tt]))?"
            + "(?:\\s+([BbAa])\\.?[CcDd]\\.?)?");
    /** A date and time joined by a letter, which times of day are not read from. */
    private static final Pattern JOINED = Pattern.compile("\\d\\s*[Tt]\\s*\\d");

    private static final LocalDateTime FIRST_TIMESTAMP = LocalDateTime.of(-4713, 11, 24, 0, 0);
    private static final LocalDateTime AFTER_LAST_TIMESTAMP = LocalDateTime.of(294_277, 1, 1, 0, 0);
    private static final LocalDate FIRST_DATE = FIRST_TIMESTAMP.toLocalDate();
    private static final LocalDate LAST_DATE = LocalDate.of(5_874_897, 12, 31);
    private static final Pattern READABLE = Pattern.compile("(?s).*(\\d|now|today|tomorrow|yesterday|allballs).*");

    private PgTemporalInput() {}

    /** What was written; absent parts are null, seconds may be 60 and hours 24. */
    private record Parts(LocalDate date, boolean hasTime, long nanoOfDay, Integer offset) {}

    static PgValue parse(String text, PgKind target, ZoneId zone) throws SQLException {
        return switch (target) {
            case DATE -> new PgValue(target, date(text));
            case TIME -> new PgValue(target, time(parts(text, target), target));
            case TIMETZ -> new PgValue(target, offsetTime(parts(text, target), zone));
            case TIMESTAMP -> new PgValue(target, moment(text, target, zone));
            default -> new PgValue(target, moment(text, PgKind.TIMESTAMPTZ, zone));
        };
    }

    private static long date(String text) throws SQLException {
        switch (word(text)) {
            case "infinity", "+infinity":
                return Canonical.INFINITY;
            case "-infinity":
                return Canonical.MINUS_INFINITY;
            case "epoch":
                return 0;
            default:
        }
        return inRange(required(parts(text, PgKind.DATE), PgKind.DATE));
    }

    /** The epoch day of a date that the server can hold. */
    static long inRange(LocalDate date) throws SQLException {
        if (date.isBefore(FIRST_DATE) || date.isAfter(LAST_DATE)) {
            throw PgErrors.dateRange(PgKind.DATE);
        }
        return date.toEpochDay();
    }

    private static PgMoment moment(String text, PgKind target, ZoneId zone) throws SQLException {
        switch (word(text)) {
            case "infinity", "+infinity":
                return new PgMoment(Canonical.INFINITY, 0);
            case "-infinity":
                return new PgMoment(Canonical.MINUS_INFINITY, 0);
            case "epoch":
                return new PgMoment(0, 0);
            default:
        }
        Parts parts = parts(text, target);
        LocalDateTime local = required(parts, target).atStartOfDay().plusNanos(parts.nanoOfDay());
        if (target == PgKind.TIMESTAMP) {
            return inRange(PgMoment.of(local), target);
        }
        if (parts.offset() != null) {
            return inRange(new PgMoment(local.toEpochSecond(ZoneOffset.UTC) - parts.offset(), local.getNano()), target);
        }
        return inRange(PgTemporal.toInstant(local, zone), target);
    }

    /** The range of timestamps, with and without zone. */
    static PgMoment inRange(PgMoment moment, PgKind target) throws SQLException {
        if (moment.isFinite()
                && (moment.second() < FIRST_TIMESTAMP.toEpochSecond(ZoneOffset.UTC)
                        || moment.second() >= AFTER_LAST_TIMESTAMP.toEpochSecond(ZoneOffset.UTC))) {
            throw PgErrors.dateRange(target);
        }
        return moment;
    }

    private static long time(Parts parts, PgKind target) throws SQLException {
        if (!parts.hasTime()) {
            throw PgErrors.dateSyntax(target);
        }
        return parts.nanoOfDay();
    }

    private static PgOffsetTime offsetTime(Parts parts, ZoneId zone) throws SQLException {
        long nanoOfDay = time(parts, PgKind.TIMETZ);
        if (parts.offset() != null) {
            return new PgOffsetTime(nanoOfDay, parts.offset());
        }
        LocalDate day = parts.date() == null ? LocalDate.now(zone) : parts.date();
        LocalTime time = LocalTime.ofNanoOfDay(Math.min(nanoOfDay, PgTemporal.NANOS_PER_DAY - 1));
        long local = day.atTime(time).toEpochSecond(ZoneOffset.UTC);
        return new PgOffsetTime(nanoOfDay, (int)
                (local - PgTemporal.toInstant(day.atTime(time), zone).second()));
    }

    private static LocalDate required(Parts parts, PgKind target) throws SQLException {
        if (parts.date() == null) {
            throw PgErrors.dateSyntax(target);
        }
        return parts.date();
    }

    private static String word(String text) {
        return PgNumbers.trim(text).toLowerCase(Locale.ROOT);
    }

    private static Parts parts(String text, PgKind target) throws SQLException {
        String trimmed = PgNumbers.trim(text);
        Matcher form = FORM.matcher(trimmed);
        if (trimmed.isEmpty() || !form.matches()) {
            throw unread(trimmed, target);
        }
        boolean hasTime = form.group(7) != null;
        boolean ofDay = target == PgKind.TIME || target == PgKind.TIMETZ;
        if (ofDay && (!hasTime || JOINED.matcher(trimmed).find())) {
            throw PgErrors.dateSyntax(target);
        }
        try {
            LocalDate date = date(form, target);
            if (date == null && !hasTime) {
                throw PgErrors.dateSyntax(target);
            }
            return new Parts(date, hasTime, hasTime ? nanoOfDay(form, target) : 0, offset(form, target));
        } catch (DateTimeException | NumberFormatException e) {
            throw PgErrors.dateRange(target);
        }
    }

    private static SQLException unread(String text, PgKind target) {
        String lower = text.toLowerCase(Locale.ROOT);
        return READABLE.matcher(lower).matches()
                ? TypeErrors.refused(
                        "a date or time is in a form that only the server can read",
                        "a text",
                        target.typeName() + " in ISO form, such as 2001-02-03 04:05:06.789+01",
                        "write it so, or set it as a java.time value")
                : PgErrors.dateSyntax(target);
    }

    private static LocalDate date(Matcher form, PgKind target) throws SQLException {
        int first = form.group(1) != null ? 1 : 4;
        if (form.group(first) == null) {
            return null;
        }
        int year = Integer.parseInt(form.group(first));
        if (year == 0) {
            throw PgErrors.dateRange(target);
        }
        boolean beforeChrist = isBeforeChrist(form.group(11)) || isBeforeChrist(form.group(14));
        return LocalDate.of(
                beforeChrist ? 1 - year : year,
                Integer.parseInt(form.group(first + 1)),
                Integer.parseInt(form.group(first + 2)));
    }

    private static boolean isBeforeChrist(String letter) {
        return "B".equals(letter) || "b".equals(letter);
    }

    private static long nanoOfDay(Matcher form, PgKind target) throws SQLException {
        int hour = Integer.parseInt(form.group(7));
        int minute = Integer.parseInt(form.group(8));
        int second = form.group(9) == null ? 0 : Integer.parseInt(form.group(9));
        long micro = form.group(10) == null || form.group(10).length() == 1
                ? 0
                : (long) Math.rint(Double.parseDouble("0" + form.group(10)) * 1_000_000d);
        long nanoOfDay = ((hour * 60L + minute) * 60 + second) * 1_000_000_000L + micro * 1000;
        if (minute > 59 || second > 60 || hour > 24 || nanoOfDay > PgTemporal.NANOS_PER_DAY) {
            throw PgErrors.dateRange(target);
        }
        return nanoOfDay;
    }

    private static Integer offset(Matcher form, PgKind target) throws SQLException {
        if (form.group(13) != null) {
            return 0;
        }
        String text = form.group(12);
        if (text == null) {
            return null;
        }
        String digits = text.substring(1).replace(":", "");
        int hourLength = digits.length() % 2 == 0 ? 2 : 1;
        int seconds = Integer.parseInt(digits.substring(0, hourLength)) * 3600;
        if (digits.length() > hourLength) {
            seconds += Integer.parseInt(digits.substring(hourLength, hourLength + 2)) * 60;
        }
        if (digits.length() > hourLength + 2) {
            seconds += Integer.parseInt(digits.substring(hourLength + 2));
        }
        if (seconds >= 16 * 3600) {
            throw PgErrors.offsetRange(target);
        }
        return text.charAt(0) == '-' ? -seconds : seconds;
    }

    /** The offset that the session has now, for times that get a zone. */
    static int currentOffset(ZoneId zone) {
        return zone.getRules().getOffset(Instant.now()).getTotalSeconds();
    }
}
