package io.tdejdbc.sqlparse;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One step by which the driver computes a value in place of the database, from a character string or an integer that the
 * application sets or that stands in the statement. Holds plaintext of the statement: {@link #toString} hides it.
 *
 * @param kind what is done
 * @param text what is put before or after the value, the number that is added, or the length to which it is cut; empty
 *     for the other kinds
 */
public record ValueStep(Kind kind, String text) {
    /** The kinds of steps. */
    public enum Kind {
        /** To upper case: only ASCII text has a certain outcome. */
        UPPER,
        /** To lower case: only ASCII text has a certain outcome. */
        LOWER,
        /** Blanks at both ends are taken away. */
        TRIM,
        /** Text is put before. */
        PREPEND,
        /** Text is put after. */
        APPEND,
        /** Stays as it is, as a character string. */
        TEXT,
        /** What is longer than a length is cut there: certain where each character is one UTF-16 unit. */
        CUT,
        /** A number is added to an integer: certain within 32 bits. */
        ADD,
        /** Is read as a value of the column's own type. */
        OWN_TYPE,
        /** Stays as it is if the application gave it a type; what has none the database takes for text. */
        TYPED
    }

    /** Requires both. */
    public ValueStep {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(text);
    }

    /** A step without text. */
    public static ValueStep of(Kind kind) {
        return new ValueStep(kind, "");
    }

    /**
     * What becomes of a string.
     *
     * @return empty if the outcome depends on the database or its settings, and for {@link Kind#ADD}
     */
    public Optional<String> apply(String value) {
        return switch (kind) {
            case UPPER -> ascii(value).map(text -> text.toUpperCase(Locale.ROOT));
            case LOWER -> ascii(value).map(text -> text.toLowerCase(Locale.ROOT));
            case TRIM -> Optional.of(trimmed(value));
            case PREPEND -> Optional.of(text + value);
            case APPEND -> Optional.of(value + text);
            case TEXT, OWN_TYPE, TYPED -> Optional.of(value);
            case CUT -> cut(value, Integer.parseInt(text));
            case ADD -> Optional.empty();
        };
    }

    /**
     * What becomes of an integer by {@link Kind#ADD}.
     *
     * @return empty if the outcome is no 32-bit integer, which databases tell in different ways, and for other kinds
     */
    public OptionalLong apply(long value) {
        if (kind != Kind.ADD || value != (int) value) {
            return OptionalLong.empty();
        }
        long sum = value + Long.parseLong(text);
        return sum == (int) sum ? OptionalLong.of(sum) : OptionalLong.empty();
    }

    /** Some databases count code points and some UTF-16 units. */
    private static Optional<String> cut(String value, int length) {
        if (value.length() <= length) {
            return Optional.of(value);
        }
        return value.chars().anyMatch(c -> Character.isSurrogate((char) c))
                ? Optional.empty()
                : Optional.of(value.substring(0, length));
    }

    private static Optional<String> ascii(String value) {
        return value.chars().allMatch(c -> c < 0x80) ? Optional.of(value) : Optional.empty();
    }

    /** Only U+0020 counts as a blank. */
    private static String trimmed(String value) {
        int from = 0;
        int to = value.length();
        while (from < to && value.charAt(from) == ' ') {
            from++;
        }
        while (to > from && value.charAt(to - 1) == ' ') {
            to--;
        }
        return value.substring(from, to);
    }

    @Override
    public String toString() {
        return kind.toString();
    }
}
