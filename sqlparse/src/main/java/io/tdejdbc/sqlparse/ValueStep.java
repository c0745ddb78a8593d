package io.tdejdbc.sqlparse;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One step by which the driver computes a value in place of the database, from a character string that the application
 * sets or that stands in the statement. Holds plaintext of the statement: {@link #toString} hides it.
 *
 * @param kind what is done
 * @param text what is put before or after the value; empty for the other kinds
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
        /** Is read as a value of the column's own type. */
        OWN_TYPE
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
     * @return empty if the outcome depends on the database's settings
     */
    public Optional<String> apply(String value) {
        return switch (kind) {
            case UPPER -> ascii(value).map(text -> text.toUpperCase(Locale.ROOT));
            case LOWER -> ascii(value).map(text -> text.toLowerCase(Locale.ROOT));
            case TRIM -> Optional.of(trimmed(value));
            case PREPEND -> Optional.of(text + value);
            case APPEND -> Optional.of(value + text);
            case TEXT, OWN_TYPE -> Optional.of(value);
        };
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
