package io.tdejdbc.sqlparse.internal.lex;

import io.tdejdbc.sqlparse.Catalog;
import io.tdejdbc.sqlparse.IdentifierFolding;
import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.SqlSession;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Names as the backend stores them. */
public final class Names {
    /** PostgreSQL cuts longer identifiers without an error (NAMEDATALEN - 1 bytes). */
    private static final int POSTGRESQL_NAME_BYTES = 63;

    private Names() {}

    static String folded(String text, TokenKind kind, int start, int end, SqlSession session) {
        if (kind == TokenKind.WORD) {
            return fold(text.substring(start, end), session);
        }
        return cut(session.folding().fold(unquote(text.substring(start, end)), true), session);
    }

    private static String fold(String word, SqlSession session) {
        if (session.folding() == IdentifierFolding.LOWER) {
            return cut(lowerAscii(word), session);
        }
        return cut(session.folding().fold(word, false), session);
    }

    /** PostgreSQL folds ASCII letters only (multi-byte encodings): another letter keeps its case. */
    private static String lowerAscii(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) >= 'A' && word.charAt(i) <= 'Z' || word.charAt(i) >= 0x80) {
                return lowerAsciiSlowly(word);
            }
        }
        return word;
    }

    private static String lowerAsciiSlowly(String word) {
        char[] chars = word.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            if (chars[i] >= 'A' && chars[i] <= 'Z') {
                chars[i] += 32;
            }
        }
        return new String(chars);
    }

    private static String cut(String name, SqlSession session) {
        if (session.family() != LexicalFamily.POSTGRESQL || name.length() <= POSTGRESQL_NAME_BYTES / 4) {
            return name;
        }
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= POSTGRESQL_NAME_BYTES) {
            return name;
        }
        int length = POSTGRESQL_NAME_BYTES;
        while ((bytes[length] & 0xC0) == 0x80) {
            length--;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private static String unquote(String quoted) {
        int open = quoted.indexOf('"');
        char close = '"';
        if (quoted.charAt(0) == '`') {
            open = 0;
            close = '`';
        } else if (quoted.charAt(0) == '[') {
            open = 0;
            close = ']';
        }
        String inner = quoted.substring(open + 1, quoted.length() - 1);
        if (inner.indexOf(close) >= 0) {
            inner = inner.replace("" + close + close, "" + close);
        }
        // U&"…": the lexer has made sure that the escape character is the backslash.
        return open > 0 ? Literals.unicodeEscapes(inner).orElse(inner) : inner;
    }

    /**
     * Whether token {@code i} may name something through which protected values can be reached.
     *
     * @return true also if only some spelling of it does, so that a doubt counts as a yes
     */
    public static boolean mayReach(Tokens tokens, int i, Catalog catalog) {
        String name = tokens.name(i);
        if (catalog.mayReachProtected(name)) {
            return !isClause(tokens, i);
        }
        if (tokens.kind(i) == TokenKind.WORD
                && tokens.session().folding() == IdentifierFolding.LOWER
                && !isAscii(name)) {
            // In a single-byte encoding PostgreSQL folds by the locale.
            return catalog.mayReachProtected(cut(name.toLowerCase(Locale.ROOT), tokens.session()));
        }
        return false;
    }

    /** Whether a word begins ORDER BY or GROUP BY, or ends WITHIN GROUP, so that it is no name, whatever bears its name. */
    public static boolean isClause(Tokens tokens, int i) {
        boolean by = tokens.isAnyWord(i, "ORDER", "GROUP") && tokens.isWord(i + 1, "BY");
        boolean within = tokens.isWord(i, "GROUP") && tokens.isWord(i - 1, "WITHIN");
        return (by || within) && !tokens.isSymbol(i - 1, '.');
    }

    /**
     * Whether any run of letters in a text that is not cut into tokens may name something protected: the body of a
     * function, a text with hidden code.
     */
    public static boolean anyReaches(String text, int from, int to, SqlSession session, Catalog catalog) {
        int i = from;
        while (i < to) {
            if (i + 2 < to && text.regionMatches(true, i, "U&\"", 0, 3)) {
                // A name in escapes may be any.
                return true;
            }
            if (!isNamePart(text.charAt(i))) {
                i++;
                continue;
            }
            int start = i;
            while (i < to && isNamePart(text.charAt(i))) {
                i++;
            }
            if (reachesInAnySpelling(text.substring(start, i), session, catalog)) {
                return true;
            }
        }
        for (char quote : new char[] {'"', '`', ']'}) {
            int start = from;
            for (int k = from; k < to; k++) {
                char c = text.charAt(k);
                if (c == quote) {
                    if (k > start && reachesInAnySpelling(text.substring(start, k), session, catalog)) {
                        return true;
                    }
                    start = k + 1;
                } else if (quote == ']' && c == '[') {
                    start = k + 1;
                }
            }
        }
        return false;
    }

    private static boolean reachesInAnySpelling(String name, SqlSession session, Catalog catalog) {
        return catalog.mayReachProtected(fold(name, session))
                || catalog.mayReachProtected(cut(session.folding().fold(name, true), session))
                || catalog.mayReachProtected(session.folding().fold(name, false));
    }

    private static boolean isNamePart(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '_'
                || c == '$'
                || c == '#'
                || c == '@'
                || c >= 0x80 && !Character.isSpaceChar(c);
    }

    private static boolean isAscii(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
