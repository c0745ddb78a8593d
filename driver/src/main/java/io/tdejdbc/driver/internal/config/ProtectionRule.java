package io.tdejdbc.driver.internal.config;

import io.tdejdbc.driver.TdeConfigurationException;
import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.sqlparse.IdentifierFolding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One {@code protect.} line of the properties file.
 *
 * @param line where it stands
 * @param key as written
 * @param schema as written, if given
 * @param table as written
 * @param column as written
 * @param mode the mode
 * @param domain the key domain shared with other columns
 * @param comparison the {@code compare=} option or the empty string
 * @param smallDomainAccepted whether {@code small-domain=accepted} stands there
 */
public record ProtectionRule(
        int line,
        String key,
        Optional<Identifier> schema,
        Identifier table,
        Identifier column,
        ProtectionMode mode,
        Optional<String> domain,
        String comparison,
        boolean smallDomainAccepted) {

    static final String PREFIX = "protect.";
    private static final String EXPECTED =
            "protect.[schema.]table.column = random | equality [domain=<name>] [compare=binary] [small-domain=accepted]";

    /** A name as written in the file. */
    public record Identifier(String text, boolean quoted) {
        /** The name as the catalog of a backend holds it. */
        public String folded(IdentifierFolding folding) {
            return folding.fold(text, quoted);
        }

        /** Names between dots; empty if the text is none. */
        static Optional<List<Identifier>> names(String text) {
            List<Identifier> names = new ArrayList<>();
            int at = 0;
            while (true) {
                int end;
                if (at < text.length() && text.charAt(at) == '"') {
                    end = at + 1;
                    StringBuilder name = new StringBuilder();
                    while (end < text.length() && (text.charAt(end) != '"' || text.startsWith("\"\"", end))) {
                        name.append(text.charAt(end));
                        end += text.charAt(end) == '"' ? 2 : 1;
                    }
                    if (end == text.length() || name.isEmpty()) {
                        return Optional.empty();
                    }
                    end++;
                    names.add(new Identifier(name.toString(), true));
                } else {
                    int dot = text.indexOf('.', at);
                    end = dot < 0 ? text.length() : dot;
                    String name = text.substring(at, end);
                    if (name.isEmpty() || name.indexOf('"') >= 0 || name.chars().anyMatch(Character::isWhitespace)) {
                        return Optional.empty();
                    }
                    names.add(new Identifier(name, false));
                }
                if (end == text.length()) {
                    return Optional.of(names);
                }
                if (text.charAt(end) != '.') {
                    return Optional.empty();
                }
                at = end + 1;
            }
        }
    }

    static ProtectionRule parse(PropertiesText.Entry entry, String file) throws TdeConfigurationException {
        List<Identifier> names = Identifier.names(entry.key().substring(PREFIX.length()))
                .orElseThrow(() -> malformed(entry, file, "the name " + entry.key()));
        int size = names.size();
        if (size < 2 || size > 3) {
            throw malformed(entry, file, "the name " + entry.key() + " of " + size + " part(s)");
        }
        String[] words = entry.value().split("\\s+");
        ProtectionMode mode = switch (words[0]) {
            case "random" -> ProtectionMode.RANDOM;
            case "equality" -> ProtectionMode.EQUALITY;
            default -> throw malformed(entry, file, "the mode '" + words[0] + "'");
        };
        Optional<String> domain = Optional.empty();
        String comparison = "";
        boolean smallDomain = false;
        for (int i = 1; i < words.length; i++) {
            if (mode == ProtectionMode.EQUALITY && words[i].matches("domain=[A-Za-z0-9_.-]{1,64}")) {
                domain = Optional.of(words[i].substring("domain=".length()));
            } else if (mode == ProtectionMode.EQUALITY && words[i].equals("compare=binary")) {
                comparison = "binary";
            } else if (mode == ProtectionMode.EQUALITY && words[i].equals("small-domain=accepted")) {
                smallDomain = true;
            } else {
                throw malformed(entry, file, "the option '" + words[i] + "' of mode " + words[0]);
            }
        }
        return new ProtectionRule(
                entry.line(),
                entry.key(),
                size == 3 ? Optional.of(names.get(0)) : Optional.empty(),
                names.get(size - 2),
                names.get(size - 1),
                mode,
                domain,
                comparison,
                smallDomain);
    }

    private static TdeConfigurationException malformed(PropertiesText.Entry entry, String file, String what) {
        return ConfigurationError.BAD_VALUE.because(what + " in line " + entry.line() + " of " + file, EXPECTED);
    }

    /** The rule as messages name it. */
    public String describe() {
        return key + " (line " + line + ")";
    }
}
