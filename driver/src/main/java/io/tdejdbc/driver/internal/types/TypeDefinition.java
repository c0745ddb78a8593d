package io.tdejdbc.driver.internal.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A type as DDL writes it, taken apart: {@code Timestamp (3) with time zone} is {@code TIMESTAMP WITH TIME ZONE} and
 * 3.
 *
 * @param name the words in upper case, one blank between them
 * @param arguments the numbers in the parentheses
 */
record TypeDefinition(String name, List<Long> arguments) {
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z][A-Za-z0-9_\\s]*)(?:\\(\\s*([^()]*?)\\s*\\)\\s*([A-Za-z][A-Za-z\\s]*)?)?");
    private static final Pattern NUMBER =
            Pattern.compile("(\\d{1,12})\\s*([KMGTkmgt])?(?:\\s*(?i:CHARACTERS|OCTETS|CHAR|BYTE))?");

    TypeDefinition {
        arguments = List.copyOf(arguments);
    }

    /** Empty if it is no name with numbers: arrays, quoted names, enumerations. */
    static Optional<TypeDefinition> parse(String definition) {
        Matcher form = FORM.matcher(definition.trim());
        if (!form.matches()) {
            return Optional.empty();
        }
        List<Long> arguments = new ArrayList<>();
        if (form.group(2) != null) {
            for (String argument : form.group(2).split(",", -1)) {
                Matcher number = NUMBER.matcher(argument.trim());
                if (!number.matches()) {
                    return Optional.empty();
                }
                arguments.add(Long.parseLong(number.group(1)) * unit(number.group(2)));
            }
        }
        String words = form.group(3) == null ? form.group(1) : form.group(1) + ' ' + form.group(3);
        String name = words.trim().replaceAll("\\s+", " ").toUpperCase(Locale.ROOT);
        return Optional.of(new TypeDefinition(name, arguments));
    }

    private static long unit(String letter) {
        if (letter == null) {
            return 1;
        }
        return switch (letter.toUpperCase(Locale.ROOT)) {
            case "K" -> 1L << 10;
            case "M" -> 1L << 20;
            case "G" -> 1L << 30;
            default -> 1L << 40;
        };
    }

    /** The argument at an index, or what stands for it when it is left out; capped at the greatest int. */
    int argument(int index, int absent) {
        return index < arguments.size() ? (int) Math.min(arguments.get(index), Integer.MAX_VALUE) : absent;
    }
}
