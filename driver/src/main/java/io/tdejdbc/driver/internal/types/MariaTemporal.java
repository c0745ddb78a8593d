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

    /**
     * What a text says: a time of day, or a date with or without one.
     *
     * @param dated whether it says a date at all
     * @param zero whether month or day are zero, which makes it no day
     * @param possible whether there is such a date and such a time
     */
    record Parsed(Optional<LocalDate> date, Optional<Long> micros, boolean dated, boolean zero, boolean possible) {
        static Parsed of(LocalDate date, long micros) {
            return new Parsed(Optional.of(date), Optional.of(micros), true, false, true);
        }

        static Parsed ofTime(long micros) {
            return new Parsed(Optional.empty(), Optional.of(micros), false, false, true);
        }

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
    static Optional<Parsed> parse(String text) {
        Matcher moment = MOMENT.matcher(text);
        if (moment.matches()) {
            int month = Integer.parseInt(moment.group(2));
            int day = Integer.parseInt(moment.group(3));
            boolean timed = moment.group(4) != null;
            Optional<LocalDate> date = date(Integer.parseInt(moment.group(1)), month, day);
            Optional<Long> micros = timed ? micros(moment, 4, 23) : Optional.empty();
            return Optional.of(new Parsed(
                    date, micros, true, month == 0 || day == 0, date.isPresent() && micros.isPresent() == timed));
        }
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return Optional.empty();
        }
        Optional<Long> micros = micros(time, 2, 999)
                .filter(size -> size <= MAX_TIME)
                .map(size -> time.group(1).isEmpty() ? size : -size);
        return Optional.of(new Parsed(Optional.empty(), micros, false, false, micros.isPresent()));
    }

    private static Optional<LocalDate> date(int year, int month, int day) {
        try {
            return Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> micros(Matcher matcher, int group, int maxHour) {
        int hour = Integer.parseInt(matcher.group(group));
        int minute = Integer.parseInt(matcher.group(group + 1));
        int second = matcher.group(group + 2) == null ? 0 : Integer.parseInt(matcher.group(group + 2));
        if (hour > maxHour || minute > 59 || second > 59) {
            return Optional.empty();
        }
        String fraction = matcher.group(group + 3) == null ? "" : matcher.group(group + 3);
        String sixDigits = (fraction + "000000").substring(0, 6);
        return Optional.of(((hour * 60L + minute) * 60 + second) * MICROS + Integer.parseInt(sixDigits));
    }

    /** A DATE, TIME or TIMESTAMP literal. */
    static MariaValue literal(LiteralValue literal, DeclaredType type) throws SQLException {
        Optional<Parsed> parsed = parse(literal.text()).filter(Parsed::possible);
        if (parsed.isPresent()) {
            Parsed value = parsed.get();
            boolean dated = value.dated();
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
        throw MariaErrors.badLiteral(type);
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
