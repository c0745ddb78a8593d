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

    private MariaNumbers() {}

    /**
     * The number at the beginning of a text.
     *
     * @param number the number; exponents beyond any type's are made smaller
     * @param whole whether nothing but blanks follows it
     */
    record Leading(BigDecimal number, boolean negativeZero, boolean whole) {}

    /** Empty if the text does not begin with a number. */
    static Optional<Leading> leading(String text) {
        Matcher matcher = NUMBER.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal number = parse(matcher.group(1));
        boolean negativeZero = number.signum() == 0 && matcher.group(1).charAt(0) == '-';
        return Optional.of(new Leading(number, negativeZero, matcher.group(3).isEmpty()));
    }

    private static BigDecimal parse(String text) {
        int mark = Math.max(text.indexOf('e'), text.indexOf('E'));
        if (mark < 0) {
            return new BigDecimal(text);
        }
        BigDecimal mantissa = new BigDecimal(text.substring(0, mark));
        String digits = text.substring(mark + 1);
        int exponent;
        try {
            exponent = Math.max(-MAX_EXPONENT, Math.min(MAX_EXPONENT, Integer.parseInt(digits)));
        } catch (NumberFormatException e) {
            exponent = digits.charAt(0) == '-' ? -MAX_EXPONENT : MAX_EXPONENT;
        }
        return mantissa.scaleByPowerOfTen(exponent);
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

    private static String format(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        String digits = stripped.unscaledValue().abs().toString();
        // Where the point stands, counted from before the first digit.
        int point = stripped.precision() - stripped.scale();
        if (point > -MAX_FIXED && (point <= MAX_FIXED || digits.length() > point)) {
            return stripped.toPlainString();
        }
        StringBuilder text = new StringBuilder(24);
        if (stripped.signum() < 0) {
            text.append('-');
        }
        text.append(digits.charAt(0));
        if (digits.length() > 1) {
            text.append('.').append(digits, 1, digits.length());
        }
        return text.append('e').append(point - 1).toString();
    }
}
