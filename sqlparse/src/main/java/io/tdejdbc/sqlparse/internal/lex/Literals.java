package io.tdejdbc.sqlparse.internal.lex;

import io.tdejdbc.sqlparse.LexicalFamily;
import java.util.Optional;

/** Decodes string literals by the rules of the session that sends them. */
public final class Literals {
    private Literals() {}

    /**
     * The value of a {@link TokenKind#STRING} token.
     *
     * @return empty if its form has no certain value
     */
    public static Optional<String> string(Tokens tokens, int token) {
        String text = tokens.text(token);
        LexicalFamily family = tokens.session().family();
        boolean backslashes = tokens.session().backslashEscapes() && family != LexicalFamily.STANDARD;
        char first = text.charAt(0);
        if (first == '\'') {
            return quoted(text.substring(1, text.length() - 1), backslashes, family);
        }
        if (first == '"') {
            // One with a backslash is doubtful.
            return Optional.of(text.substring(1, text.length() - 1).replace("\"\"", "\""));
        }
        if (first == '$') {
            int tag = text.indexOf('$', 1) + 1;
            return Optional.of(text.substring(tag, text.length() - tag));
        }
        int quote = text.indexOf('\'');
        String inner = text.substring(quote + 1, text.length() - 1);
        String prefix = text.substring(0, quote);
        if (prefix.equalsIgnoreCase("E")) {
            return quoted(inner, true, family);
        }
        if (prefix.equalsIgnoreCase("N")) {
            return quoted(inner, backslashes, family);
        }
        if (prefix.equalsIgnoreCase("U&")) {
            return unicodeEscapes(inner.replace("''", "'"));
        }
        if (prefix.equalsIgnoreCase("Q") || prefix.equalsIgnoreCase("NQ")) {
            return Optional.of(inner.substring(1, inner.length() - 1));
        }
        return Optional.empty();
    }

    private static Optional<String> quoted(String inner, boolean backslashes, LexicalFamily family) {
        if (!backslashes || inner.indexOf('\\') < 0) {
            return Optional.of(inner.indexOf('\'') < 0 ? inner : inner.replace("''", "'"));
        }
        return family == LexicalFamily.MYSQL ? mysqlEscapes(inner) : postgresqlEscapes(inner);
    }

    private static Optional<String> mysqlEscapes(String inner) {
        StringBuilder out = new StringBuilder(inner.length());
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c == '\'') {
                i++;
            }
            if (c != '\\' || i + 1 >= inner.length()) {
                out.append(c);
                continue;
            }
            char e = inner.charAt(++i);
            switch (e) {
                case '0' -> out.append('\0');
                case 'b' -> out.append('\b');
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case 'Z' -> out.append((char) 26);
                // Kept with their backslash outside of patterns.
                case '%', '_' -> out.append('\\').append(e);
                default -> out.append(e);
            }
        }
        return Optional.of(out.toString());
    }

    private static Optional<String> postgresqlEscapes(String inner) {
        StringBuilder out = new StringBuilder(inner.length());
        int i = 0;
        while (i < inner.length()) {
            char c = inner.charAt(i);
            if (c == '\'') {
                i++;
            }
            i++;
            if (c != '\\') {
                out.append(c);
                continue;
            }
            if (i >= inner.length()) {
                return Optional.empty();
            }
            char e = inner.charAt(i++);
            switch (e) {
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case 'u', 'U' -> {
                    int digits = e == 'u' ? 4 : 8;
                    Optional<Integer> code = hex(inner, i, digits);
                    if (code.isEmpty() || !Character.isValidCodePoint(code.get())) {
                        return Optional.empty();
                    }
                    out.appendCodePoint(code.get());
                    i += digits;
                }
                case 'x', '0', '1', '2', '3', '4', '5', '6', '7' -> {
                    int radix = e == 'x' ? 16 : 8;
                    int start = e == 'x' ? i : i - 1;
                    int end = start;
                    while (end < inner.length()
                            && end < start + (e == 'x' ? 2 : 3)
                            && Character.digit(inner.charAt(end), radix) >= 0
                            && inner.charAt(end) < 0x80) {
                        end++;
                    }
                    if (end == start) {
                        out.append('x');
                        continue;
                    }
                    int code = Integer.parseInt(inner.substring(start, end), radix);
                    if (code == 0 || code > 0x7F) {
                        // Bytes of the server's encoding, not characters.
                        return Optional.empty();
                    }
                    out.append((char) code);
                    i = end;
                }
                default -> out.append(e);
            }
        }
        return Optional.of(out.toString());
    }

    /** Decodes {@code \0041} and {@code \+000041}. */
    static Optional<String> unicodeEscapes(String inner) {
        if (inner.indexOf('\\') < 0) {
            return Optional.of(inner);
        }
        StringBuilder out = new StringBuilder(inner.length());
        int i = 0;
        while (i < inner.length()) {
            char c = inner.charAt(i++);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            if (i < inner.length() && inner.charAt(i) == '\\') {
                out.append('\\');
                i++;
                continue;
            }
            boolean six = i < inner.length() && inner.charAt(i) == '+';
            int start = six ? i + 1 : i;
            int digits = six ? 6 : 4;
            Optional<Integer> code = hex(inner, start, digits);
            if (code.isEmpty() || !Character.isValidCodePoint(code.get())) {
                return Optional.empty();
            }
            out.appendCodePoint(code.get());
            i = start + digits;
        }
        return Optional.of(out.toString());
    }

    private static Optional<Integer> hex(String text, int from, int digits) {
        if (from + digits > text.length()) {
            return Optional.empty();
        }
        long value = 0;
        for (int i = from; i < from + digits; i++) {
            char c = text.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return Optional.empty();
            }
            value = value * 16 + digit;
        }
        return value > Integer.MAX_VALUE ? Optional.empty() : Optional.of((int) value);
    }
}
