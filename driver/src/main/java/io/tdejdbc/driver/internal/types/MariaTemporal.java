package io.tdejdbc.driver.internal.types;

import io.tdejdbc.sqlparse.LiteralValue;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates and times as the MariaDB server reads and writes them. Times of day are signed microseconds, up to 838:59:59.
 * Digits after the sixth are cut, as the server does it without TIME_ROUND_FRACTIONAL.
 */
final class MariaTemporal {
    static final long MICROS = 1_000_000L;
    static final long DAY = 86_400 * MICROS;
    /** 838:59:59.999999. */
    static final long MAX_TIME = (838 * 3600L + 59 * 60 + 60) * MICROS - 1;

    private static final Pattern MOMENT = Pattern.compile(
            "\\s*(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:[ T](\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d*))?)?)?\\s*");
    private static final Pattern TIME =
            Pattern.compile("\\s*(-?)(\\d{1,3}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d*))?)?\\s*");

    private MariaTemporal() {}

    /** What a text says: a time of day, or a date with or without one. */
    record Parsed(Optional<LocalDate> date, Optional<Long> micros) {
        /** The moment of a date; without a time of day its beginning. */
        LocalDateTime moment() {
            return date.orElseThrow().atTime(LocalTime.ofNanoOfDay(micros.orElse(0L) * 1000));
        }
    }

    /**
     * Reads the ISO forms.
     *
     * @return empty if the text has another form, which the server may or may not read
     */
    static Optional<Parsed> parse(String text, DeclaredType type) throws SQLException {
        Matcher moment = MOMENT.matcher(text);
        if (moment.matches()) {
            LocalDate date = date(moment, type);
            return Optional.of(new Parsed(
                    Optional.of(date),
                    moment.group(4) == null ? Optional.empty() : Optional.of(micros(moment, 4, 23, type))));
        }
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return Optional.empty();
        }
        long micros = micros(time, 2, 999, type);
        if (micros > MAX_TIME) {
            throw MariaErrors.badMoment(type);
        }
        return Optional.of(
                new Parsed(Optional.empty(), Optional.of(time.group(1).isEmpty() ? micros : -micros)));
    }

    private static LocalDate date(Matcher matcher, DeclaredType type) throws SQLException {
        int month = Integer.parseInt(matcher.group(2));
        int day = Integer.parseInt(matcher.group(3));
        if (month == 0 || day == 0) {
            throw MariaErrors.zeroDate(type);
        }
        try {
            return LocalDate.of(Integer.parseInt(matcher.group(1)), month, day);
        } catch (DateTimeException e) {
            throw MariaErrors.badMoment(type);
        }
    }

    private static long micros(Matcher matcher, int group, int maxHour, DeclaredType type) throws SQLException {
        int hour = Integer.parseInt(matcher.group(group));
        int minute = Integer.parseInt(matcher.group(group + 1));
        int second = matcher.group(group + 2) == null ? 0 : Integer.parseInt(matcher.group(group + 2));
        if (hour > maxHour || minute > 59 || second > 59) {
            throw MariaErrors.badMoment(type);
        }
        String fraction = matcher.group(group + 3) == null ? "" : matcher.group(group + 3);
        String sixDigits = (fraction + "000000").substring(0, 6);
        return ((hour * 60L + minute) * 60 + second) * MICROS + Integer.parseInt(sixDigits);
    }

    /** A DATE, TIME or TIMESTAMP literal. */
    static MariaValue literal(LiteralValue literal, DeclaredType type) throws SQLException {
        Optional<Parsed> parsed = parse(literal.text(), type);
        if (parsed.isPresent()) {
            Parsed value = parsed.get();
            boolean dated = value.date().isPresent();
            if (literal.kind() == LiteralValue.Kind.TIME && !dated) {
                return new MariaValue(MariaKind.TIME, value.micros().orElseThrow());
            } else if (literal.kind() == LiteralValue.Kind.DATE
                    && dated
                    && value.micros().isEmpty()) {
                return new MariaValue(MariaKind.DATE, value.date().orElseThrow());
            } else if (literal.kind() == LiteralValue.Kind.TIMESTAMP && dated) {
                return new MariaValue(MariaKind.DATETIME, value.moment());
            }
        }
        throw MariaErrors.badMoment(type);
    }

    /** Cuts the digits beyond a precision, toward zero. */
    static long cut(long micros, int precision) {
        long unit = 1;
        for (int i = precision; i < 6; i++) {
            unit *= 10;
        }
        return micros / unit * unit;
    }

    /** A temporal value as the server writes it into a character column: with the digits it has. */
    static String text(MariaValue value) {
        return switch (value.kind()) {
            case DATE -> date((LocalDate) value.object());
            case TIME -> time((Long) value.object(), digits((Long) value.object()));
            default -> {
                LocalDateTime moment = (LocalDateTime) value.object();
                long micros = moment.toLocalTime().toNanoOfDay() / 1000;
                yield date(moment.toLocalDate()) + ' ' + time(micros, digits(micros));
            }
        };
    }

    private static int digits(long micros) {
        long fraction = Math.abs(micros % MICROS);
        int digits = fraction == 0 ? 0 : 6;
        while (digits > 0 && fraction % 10 == 0) {
            fraction /= 10;
            digits--;
        }
        return digits;
    }

    /** A temporal value as the server writes it into a numeric column. */
    static BigDecimal number(MariaValue value) {
        String digits = text(value).replaceAll("[-: ]", "");
        BigDecimal number = new BigDecimal(digits);
        return value.kind() == MariaKind.TIME && (Long) value.object() < 0 ? number.negate() : number;
    }

    static String date(LocalDate date) {
        return String.format(Locale.ROOT, "%04d-%02d-%02d", date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    }

    static String time(long micros, int digits) {
        long size = Math.abs(micros);
        String seconds = String.format(
                Locale.ROOT,
                "%s%02d:%02d:%02d",
                micros < 0 ? "-" : "",
                size / (3600 * MICROS),
                size / (60 * MICROS) % 60,
                size / MICROS % 60);
        String fraction = String.format(Locale.ROOT, "%06d", size % MICROS);
        return digits == 0 ? seconds : seconds + '.' + fraction.substring(0, digits);
    }
}
