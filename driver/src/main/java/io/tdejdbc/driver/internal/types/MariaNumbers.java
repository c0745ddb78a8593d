package io.tdejdbc.driver.internal.types;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as the MariaDB server reads and writes them. */
final class MariaNumbers {
    private static final Pattern NUMBER = Pattern.compile(
            "[ \\t\\n\\x0B\\f\\r]*([+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?)([ \\t\\n\\x0B\\f\\r]*)(.*)",
            Pattern.DOTALL);
    /** Beyond it a number is 0 or out of range for every type. */
    private static final int MAX_EXPONENT = 2000;
    /** The most integral digits that the server writes without an exponent, as DBL_DIG of C. */
    private static final int MAX_FIXED = 15;

    private static final int FLOAT_DIGITS = 6;
    /** Below it the server rounds to as many digits as there is room for, not to the fewest that read back the same. */
    private static final int EXACT_DIGITS = 15;

    private MariaNumbers() {}

    /**
     * The number at the beginning of a text.
     *
     * @param number the number; exponents beyond any type's are made smaller
     * @param exponent the exponent as it is written, made smaller in the same way
     * @param negativeZero whether it is a zero with a minus sign
     * @param whole whether nothing but blanks follows it
     */
    record Leading(BigDecimal number, int exponent, boolean negativeZero, boolean whole) {}

    /** Empty if the text does not begin with a number. */
    static Optional<Leading> leading(String text) {
        Matcher matcher = NUMBER.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String numeral = matcher.group(1);
        int exponent = exponent(numeral);
        BigDecimal number = mantissa(numeral).scaleByPowerOfTen(exponent);
        boolean negativeZero = number.signum() == 0 && numeral.charAt(0) == '-';
        return Optional.of(
                new Leading(number, exponent, negativeZero, matcher.group(3).isEmpty()));
    }

    private static int mark(String number) {
        return Math.max(number.indexOf('e'), number.indexOf('E'));
    }

    private static BigDecimal mantissa(String number) {
        int mark = mark(number);
        return new BigDecimal(mark < 0 ? number : number.substring(0, mark));
    }

    private static int exponent(String number) {
        int mark = mark(number);
        if (mark < 0) {
            return 0;
        }
        String digits = number.substring(mark + 1);
        try {
            return Math.max(-MAX_EXPONENT, Math.min(MAX_EXPONENT, Integer.parseInt(digits)));
        } catch (NumberFormatException e) {
            return digits.charAt(0) == '-' ? -MAX_EXPONENT : MAX_EXPONENT;
        }
    }

    /** DOUBLE as text: the fewest digits that read back the same. */
    static String format(double number) {
        return number == 0 ? zero(1 / number < 0) : format(shortest(number));
    }

    /** FLOAT as text: six digits. */
    static String format(float number) {
        if (number == 0) {
            return zero(1 / number < 0);
        }
        return format(new BigDecimal(number).round(new MathContext(FLOAT_DIGITS, RoundingMode.HALF_EVEN)));
    }

    private static String zero(boolean negative) {
        return negative ? "-0" : "0";
    }

    /** The shortest decimal that reads back as the number. */
    static BigDecimal shortest(double number) {
        BigDecimal exact = new BigDecimal(number);
        for (int digits = 1; digits < 17; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == number) {
                return rounded;
            }
        }
        return exact.round(new MathContext(17, RoundingMode.HALF_EVEN));
    }

    /**
     * DOUBLE as text that is to fit a width: without an exponent where more digits fit so, with fewer digits where not
     * all fit.
     *
     * @return empty if not even the integral digits fit
     */
    static Optional<String> format(double number, int width) {
        int space = number < 0 ? width - 1 : width;
        if (number == 0 || space <= 0) {
            return Optional.of(format(number)).filter(zero -> zero.length() <= width);
        }
        BigDecimal exact = new BigDecimal(number).abs();
        BigDecimal digits = (space < EXACT_DIGITS
                        ? exact.round(new MathContext(space, RoundingMode.HALF_EVEN))
                        : shortest(number).abs())
                .stripTrailingZeros();
        String full = format(digits);
        if (full.length() <= space) {
            return Optional.of(number < 0 ? '-' + full : full);
        }
        int point = digits.precision() - digits.scale();
        Optional<String> text = plainFits(digits, point, space)
                ? plain(exact, digits, point, space)
                : exponential(exact, digits, point, space);
        return number < 0 ? text.map(t -> '-' + t) : text;
    }

    private static boolean plainFits(BigDecimal digits, int point, int space) {
        int length = digits.precision();
        int needed = point <= 0 ? length - point + 2 : Math.max(point, point < length ? length + 1 : point);
        boolean fixed = point > -MAX_FIXED && (point <= MAX_FIXED || length > point);
        if (needed <= space) {
            return fixed;
        }
        return point > -MAX_FIXED && point <= MAX_FIXED && point <= space && point >= -2;
    }

    private static Optional<String> plain(BigDecimal exact, BigDecimal digits, int point, int space) {
        int room = space - (point < digits.precision() ? 1 : 0) - (point <= 0 ? 1 - point : 0);
        if (room < point) {
            return Optional.empty();
        }
        BigDecimal kept =
                room < digits.precision() ? exact.setScale(Math.max(room - point, 0), RoundingMode.HALF_EVEN) : digits;
        return Optional.of(kept.signum() == 0 ? "0" : kept.stripTrailingZeros().toPlainString());
    }

    private static Optional<String> exponential(BigDecimal exact, BigDecimal digits, int point, int space) {
        int exponent = point - 1;
        int room = space
                - (exponent < 0 ? 1 : 0)
                - 1
                - Integer.toString(Math.abs(exponent)).length()
                - (digits.precision() > 1 ? 1 : 0);
        if (room <= 0) {
            return Optional.empty();
        }
        BigDecimal kept =
                room < digits.precision() ? exact.round(new MathContext(room, RoundingMode.HALF_EVEN)) : digits;
        return Optional.of(exponential(kept.stripTrailingZeros()));
    }

    private static String format(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        String digits = stripped.unscaledValue().abs().toString();
        // Where the point stands, counted from before the first digit.
        int point = stripped.precision() - stripped.scale();
        if (point > -MAX_FIXED && (point <= MAX_FIXED || digits.length() > point)) {
            return stripped.toPlainString();
        }
        return exponential(stripped);
    }

    private static String exponential(BigDecimal stripped) {
        String digits = stripped.unscaledValue().abs().toString();
        int exponent = stripped.precision() - stripped.scale() - 1;
        StringBuilder text = new StringBuilder(24);
        if (stripped.signum() < 0) {
            text.append('-');
        }
        text.append(digits.charAt(0));
        if (digits.length() > 1) {
            text.append('.').append(digits, 1, digits.length());
        }
        return text.append('e').append(exponent).toString();
    }
}
