package io.tdejdbc.driver.internal.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Number input, output and casts of the PostgreSQL server. */
final class PgNumbers {
    private static final Pattern RADIX = Pattern.compile("0[xXoObB](_?[0-9a-fA-F])+");
    private static final Pattern DECIMAL = Pattern.compile("(\\d(_?\\d)*)?(\\.(\\d(_?\\d)*)?)?([eE][+-]?\\d(_?\\d)*)?");
    private static final Pattern FLOAT = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern HEX_FLOAT =
            Pattern.compile("[+-]?0[xX](?:[0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)(?:[pP][+-]?\\d+)?");
    private static final int MAX_SCALE = 16_383;
    private static final int MAX_INTEGER_DIGITS = 131_072;

    private PgNumbers() {}

    /** Blanks as the server's isspace knows them. */
    static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    /** The input functions of int2, int4 and int8. */
    static long parseInteger(String text, PgKind target) throws SQLException {
        String digits = trim(text);
        boolean negative = digits.startsWith("-");
        String unsigned = negative || digits.startsWith("+") ? digits.substring(1) : digits;
        BigInteger number;
        try {
            if (RADIX.matcher(unsigned).matches()) {
                number = new BigInteger(unsigned.substring(2).replace("_", ""), radix(unsigned.charAt(1)));
            } else if (!unsigned.isEmpty() && isDigits(unsigned)) {
                number = new BigInteger(unsigned.replace("_", ""));
            } else {
                throw unread(unsigned, target);
            }
        } catch (NumberFormatException e) {
            throw PgErrors.syntax(target);
        }
        return inRange(negative ? number.negate() : number, target);
    }

    /** The server counts digits up to the first other character, and sees that they are too many before that. */
    private static SQLException unread(String text, PgKind target) {
        int end = 0;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        boolean tooMany = end > 1
                && new BigInteger(text.substring(0, end - 1))
                                .compareTo(BigInteger.ONE
                                        .shiftLeft(target.bits() - 1)
                                        .divide(BigInteger.TEN))
                        > 0;
        return tooMany ? PgErrors.numberRange(target.typeName()) : PgErrors.syntax(target);
    }

    private static int radix(char letter) {
        return switch (letter) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            default -> 2;
        };
    }

    private static boolean isDigits(String text) {
        char before = '_';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '_' ? before == '_' : c < '0' || c > '9') {
                return false;
            }
            before = c;
        }
        return before != '_';
    }

    static long inRange(long number, PgKind target) throws SQLException {
        int bits = target.bits();
        if (bits < 64 && number >> (bits - 1) != number >> 63) {
            throw PgErrors.numberRange(target.typeName());
        }
        return number;
    }

    private static long inRange(BigInteger number, PgKind target) throws SQLException {
        if (number.bitLength() >= target.bits()) {
            throw PgErrors.numberRange(target.typeName());
        }
        return number.longValue();
    }

    /** The casts of numeric to integers, rounding half away from zero. */
    static long toInteger(PgValue numeric, PgKind target) throws SQLException {
        if (!(numeric.object() instanceof BigDecimal number)) {
            throw TypeErrors.pg(
                    "0A000", "TDE-JDB-106", "a number is out of range", "NaN or infinity", target.typeName());
        }
        if ((long) number.precision() - number.scale() > 20) {
            throw PgErrors.numberRange(target.typeName());
        }
        return inRange(number.setScale(0, RoundingMode.HALF_UP).unscaledValue(), target);
    }

    /** The casts of floats to integers, rounding half to even. */
    static long toInteger(double number, PgKind target) throws SQLException {
        double rounded = Math.rint(number);
        double limit = Math.scalb(1d, target.bits() - 1);
        if (!(rounded >= -limit && rounded < limit)) {
            throw PgErrors.numberRange(target.typeName());
        }
        return (long) rounded;
    }

    /** The input function of numeric; NaN and infinities come as Double. */
    static PgValue parseNumeric(String text) throws SQLException {
        String trimmed = trim(text);
        boolean negative = trimmed.startsWith("-");
        String unsigned = negative || trimmed.startsWith("+") ? trimmed.substring(1) : trimmed;
        switch (unsigned.toLowerCase(Locale.ROOT)) {
            case "nan":
                if (unsigned.length() != trimmed.length()) {
                    throw PgErrors.syntax(PgKind.NUMERIC);
                }
                return new PgValue(PgKind.NUMERIC, Double.NaN);
            case "inf", "infinity":
                return new PgValue(PgKind.NUMERIC, negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
            default:
        }
        BigDecimal number;
        try {
            if (RADIX.matcher(unsigned).matches()) {
                number = new BigDecimal(
                        new BigInteger(unsigned.substring(2).replace("_", ""), radix(unsigned.charAt(1))));
            } else if (DECIMAL.matcher(unsigned).matches()) {
                number = new BigDecimal(unsigned.replace("_", ""));
            } else {
                throw PgErrors.syntax(PgKind.NUMERIC);
            }
        } catch (NumberFormatException e) {
            throw PgErrors.syntax(PgKind.NUMERIC);
        }
        return new PgValue(PgKind.NUMERIC, storable(negative ? number.negate() : number));
    }

    /** A number in the form numeric keeps: no negative scale, at most 16383 fractional digits. */
    static BigDecimal storable(BigDecimal number) throws SQLException {
        if (number.signum() != 0 && (long) number.precision() - number.scale() > MAX_INTEGER_DIGITS) {
            throw PgErrors.numberRange(PgKind.NUMERIC.typeName());
        }
        if (number.scale() >= 0 && number.scale() <= MAX_SCALE) {
            return number;
        }
        if (number.signum() == 0) {
            return BigDecimal.ZERO.setScale(Math.max(0, Math.min(number.scale(), MAX_SCALE)));
        }
        return number.setScale(number.scale() < 0 ? 0 : MAX_SCALE, RoundingMode.HALF_UP);
    }

    /** The casts of floats to numeric: 6 or 15 significant digits. */
    static PgValue toNumeric(double number, int digits) throws SQLException {
        if (!Double.isFinite(number)) {
            return new PgValue(PgKind.NUMERIC, number);
        }
        BigDecimal rounded = new BigDecimal(number).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        return new PgValue(
                PgKind.NUMERIC, rounded.signum() == 0 ? BigDecimal.ZERO : storable(rounded.stripTrailingZeros()));
    }

    /** The input function of float8. */
    static double parseDouble(String text) throws SQLException {
        String trimmed = trim(text);
        Double special = special(trimmed);
        if (special != null) {
            return special;
        }
        double number = Double.parseDouble(javaFloat(trimmed, PgKind.FLOAT8));
        if (Double.isInfinite(number) || number == 0 && hasDigit(trimmed)) {
            throw PgErrors.numberRange(PgKind.FLOAT8.typeName());
        }
        return number;
    }

    /** The input function of float4. */
    static float parseFloat(String text) throws SQLException {
        String trimmed = trim(text);
        Double special = special(trimmed);
        if (special != null) {
            return special.floatValue();
        }
        float number = Float.parseFloat(javaFloat(trimmed, PgKind.FLOAT4));
        if (Float.isInfinite(number) || number == 0 && hasDigit(trimmed)) {
            throw PgErrors.numberRange(PgKind.FLOAT4.typeName());
        }
        return number;
    }

    /** The form that Java reads: a hexadecimal number needs an exponent. */
    private static String javaFloat(String text, PgKind target) throws SQLException {
        if (FLOAT.matcher(text).matches()) {
            return text;
        }
        if (HEX_FLOAT.matcher(text).matches()) {
            return text.indexOf('p') < 0 && text.indexOf('P') < 0 ? text + "p0" : text;
        }
        throw PgErrors.syntax(target);
    }

    private static Double special(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "inf", "infinity", "+inf", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> null;
        };
    }

    /** Whether the mantissa has a digit other than zero, so that a result of zero is an underflow. */
    private static boolean hasDigit(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 'e' || c == 'E') {
                return false;
            }
            if (c >= '1' && c <= '9') {
                return true;
            }
        }
        return false;
    }

    /** The cast of float8 to float4. */
    static float toFloat(double number) throws SQLException {
        float narrowed = (float) number;
        if (Float.isInfinite(narrowed) && !Double.isInfinite(number) || narrowed == 0 && number != 0) {
            throw PgErrors.numberRange(PgKind.FLOAT4.typeName());
        }
        return narrowed;
    }

    /** The output function of float8: the shortest digits that read back the same. */
    static String format(double number) {
        if (number == 0 || !Double.isFinite(number)) {
            return special(number);
        }
        BigDecimal exact = new BigDecimal(number);
        BigDecimal shortest = exact;
        for (int digits = Math.abs(number) < Double.MIN_NORMAL ? 1 : 15; digits <= 17; digits++) {
            shortest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (shortest.doubleValue() == number) {
                int side = shortest.compareTo(exact);
                double next = side > 0 ? Math.nextUp(number) : Math.nextDown(number);
                if (side == 0 || Double.isInfinite(next) || !isHalfway(shortest, exact, new BigDecimal(next))) {
                    break;
                }
            }
        }
        return format(shortest, 15);
    }

    /** The output function of float4. */
    static String format(float number) {
        if (number == 0 || !Float.isFinite(number)) {
            return special(number);
        }
        BigDecimal exact = new BigDecimal(number);
        BigDecimal shortest = exact;
        for (int digits = Math.abs(number) < Float.MIN_NORMAL ? 1 : 6; digits <= 9; digits++) {
            shortest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (shortest.floatValue() == number) {
                int side = shortest.compareTo(exact);
                float next = side > 0 ? Math.nextUp(number) : Math.nextDown(number);
                if (side == 0 || Float.isInfinite(next) || !isHalfway(shortest, exact, new BigDecimal(next))) {
                    break;
                }
            }
        }
        return format(shortest, 6);
    }

    /** The server does not trust readers to round a tie to even. */
    private static boolean isHalfway(BigDecimal candidate, BigDecimal exact, BigDecimal next) {
        return candidate.subtract(exact).multiply(BigDecimal.valueOf(2)).compareTo(next.subtract(exact)) == 0;
    }

    private static String special(double number) {
        if (number == 0) {
            return 1 / number < 0 ? "-0" : "0";
        }
        return Double.toString(number);
    }

    private static String format(BigDecimal number, int fixedDigits) {
        BigDecimal stripped = number.stripTrailingZeros();
        int exponent = stripped.precision() - stripped.scale() - 1;
        if (exponent >= -4 && exponent < fixedDigits) {
            return stripped.toPlainString();
        }
        String digits = stripped.unscaledValue().abs().toString();
        StringBuilder text = new StringBuilder(24);
        if (stripped.signum() < 0) {
            text.append('-');
        }
        text.append(digits.charAt(0));
        if (digits.length() > 1) {
            text.append('.').append(digits, 1, digits.length());
        }
        text.append('e').append(exponent < 0 ? '-' : '+');
        int size = Math.abs(exponent);
        return text.append(size < 10 ? "0" : "").append(size).toString();
    }
}
