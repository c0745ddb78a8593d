package io.tdejdbc.driver.internal.types;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The settings of sessions and of Connector/J under which {@link MariaTypes} answers as plain columns do. */
public final class MariaSession {
    private static final Set<String> STRICT = Set.of("STRICT_TRANS_TABLES", "STRICT_ALL_TABLES");
    /** Modes that store or read other values. */
    private static final List<String> OTHER_VALUES = List.of(
            "ALLOW_INVALID_DATES",
            "EMPTY_STRING_IS_NULL",
            "ORACLE",
            "PAD_CHAR_TO_FULL_LENGTH",
            "REAL_AS_FLOAT",
            "TIME_ROUND_FRACTIONAL");
    /** Options that read columns as other classes, with the values that do so. */
    private static final Map<String, String> OTHER_CLASSES = Map.of(
            "oldModeNoPrecisionTimestamp", "true",
            "preserveInstants", "true",
            "tinyInt1isBit", "false",
            "transformedBitIsBoolean", "false",
            "uuidAsString", "true");

    private MariaSession() {}

    /**
     * What speaks against a session.
     *
     * @param sqlMode the value of {@code @@sql_mode}
     * @return a phrase for a message that names the mode; empty if nothing does
     */
    public static Optional<String> objectionToMode(String sqlMode) {
        Set<String> modes = Set.of(sqlMode.toUpperCase(Locale.ROOT).split(",", -1));
        if (STRICT.stream().noneMatch(modes::contains)) {
            return Optional.of("sql_mode without STRICT_TRANS_TABLES, which cuts values that do not fit");
        }
        return OTHER_VALUES.stream()
                .filter(modes::contains)
                .findFirst()
                .map(mode -> "sql_mode with " + mode + ", which changes what columns hold");
    }

    /**
     * What speaks against the options of the real URL and properties.
     *
     * @param options names and values as they were given; names in any case
     * @return a phrase for a message that names the option; empty if nothing does
     */
    public static Optional<String> objectionToOptions(Map<String, String> options) {
        return options.entrySet().stream()
                .filter(option -> OTHER_CLASSES.entrySet().stream()
                        .anyMatch(other -> other.getKey().equalsIgnoreCase(option.getKey())
                                && isSet(other.getValue(), option.getValue())))
                .findFirst()
                .map(option -> option.getKey() + "=" + option.getValue() + ", which changes what columns read as");
    }

    /** Connector/J takes 1 and 0 for true and false, and an empty value for true. */
    private static boolean isSet(String unwanted, String given) {
        boolean on = given.isEmpty() || "true".equalsIgnoreCase(given) || "1".equals(given);
        return on == Boolean.parseBoolean(unwanted);
    }
}
