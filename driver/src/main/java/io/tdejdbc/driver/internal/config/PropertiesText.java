package io.tdejdbc.driver.internal.config;

import io.tdejdbc.driver.TdeConfigurationException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Reads the syntax of {@link Properties} files, but keeps the number of the line that each entry stands on. */
final class PropertiesText {
    private PropertiesText() {}

    /**
     * One entry.
     *
     * @param line where it begins, from 1
     */
    record Entry(int line, String key, String value) {}

    /** All entries in file order. */
    static List<Entry> parse(String text, String file) throws TdeConfigurationException {
        String[] lines = (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\r\n|\r|\n", -1);
        List<Entry> entries = new ArrayList<>();
        int next = 0;
        while (next < lines.length) {
            int start = next;
            String first = lines[next++].stripLeading();
            if (first.isEmpty() || first.startsWith("#") || first.startsWith("!")) {
                continue;
            }
            StringBuilder logical = new StringBuilder(first);
            while (continues(logical) && next < lines.length) {
                logical.append('\n').append(lines[next++]);
            }
            entries.add(entry(start + 1, logical.toString(), file));
        }
        return entries;
    }

    private static boolean continues(CharSequence line) {
        int backslashes = 0;
        for (int i = line.length() - 1; i >= 0 && line.charAt(i) == '\\'; i--) {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private static Entry entry(int line, String logical, String file) throws TdeConfigurationException {
        Properties one = new Properties();
        try {
            one.load(new StringReader(logical));
        } catch (IllegalArgumentException e) {
            throw ConfigurationError.LINE_MALFORMED.because(
                    "a broken \\u sequence in line " + line + " of " + file, "\\uXXXX with four hexadecimal digits", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String key = one.stringPropertyNames().stream().findFirst().orElse("");
        if (key.isEmpty()) {
            throw ConfigurationError.LINE_MALFORMED.because("no name in line " + line + " of " + file, "name=value");
        }
        return new Entry(line, key, one.getProperty(key).strip());
    }
}
