package io.tdejdbc.driver.internal.config;

import io.tdejdbc.driver.TdeConfigurationException;
import io.tdejdbc.driver.internal.config.ProtectionRule.Identifier;
import java.util.List;
import java.util.Optional;

/**
 * One {@code call.} line of the properties file: a parameter of a routine that carries values of a protected column.
 *
 * @param line where it stands
 * @param key as written
 * @param schema of the routine, as written, if given
 * @param routine as written
 * @param position from 1; 0 is the value that the call returns
 * @param tableSchema as written, if given
 * @param table as written
 * @param column as written
 */
public record CallRule(
        int line,
        String key,
        Optional<Identifier> schema,
        Identifier routine,
        int position,
        Optional<Identifier> tableSchema,
        Identifier table,
        Identifier column) {

    static final String PREFIX = "call.";
    private static final int MOST_DIGITS = 4;

    static CallRule parse(PropertiesText.Entry entry, String file) throws TdeConfigurationException {
        Optional<List<Identifier>> left = Identifier.names(entry.key().substring(PREFIX.length()));
        Optional<List<Identifier>> right = Identifier.names(entry.value());
        if (left.isEmpty() || right.isEmpty() || !isRange(left.get()) || !isRange(right.get())) {
            throw malformed(entry, file);
        }
        List<Identifier> routine = left.get();
        List<Identifier> column = right.get();
        Identifier position = routine.get(routine.size() - 1);
        if (position.quoted() || !position.text().matches("0|[1-9][0-9]{0," + (MOST_DIGITS - 1) + "}")) {
            throw malformed(entry, file);
        }
        return new CallRule(
                entry.line(),
                entry.key(),
                schema(routine),
                routine.get(routine.size() - 2),
                Integer.parseInt(position.text()),
                schema(column),
                column.get(column.size() - 2),
                column.get(column.size() - 1));
    }

    private static boolean isRange(List<Identifier> names) {
        return names.size() == 2 || names.size() == 3;
    }

    private static Optional<Identifier> schema(List<Identifier> names) {
        return names.size() == 3 ? Optional.of(names.get(0)) : Optional.empty();
    }

    private static TdeConfigurationException malformed(PropertiesText.Entry entry, String file) {
        return ConfigurationError.BAD_VALUE.because(
                entry.key() + " = " + entry.value() + " in line " + entry.line() + " of " + file,
                "call.[schema.]routine.<number of the parameter> = [schema.]table.column");
    }

    /** The rule as messages name it. */
    public String describe() {
        return key + " (line " + line + ")";
    }
}
