package io.tdejdbc.sqlparse.internal.lex;

import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.SqlSession;

/**
 * Cuts a statement text into tokens by the lexical rules of one family: strings, comments, quoted names, dollar quotes,
 * parameters, and nothing else. Where members of a family differ, or something hides code, the text is marked as
 * doubtful; it is then searched as raw characters.
 */
public final class Lexer {
    private final String s;
    private final int length;
    private final LexicalFamily family;
    private final boolean backslashes;
    private final Tokens tokens;
    private int i;

    private Lexer(String sql, SqlSession session) {
        this.s = sql;
        this.length = sql.length();
        this.family = session.family();
        this.backslashes = session.backslashEscapes();
        this.tokens = new Tokens(sql, session);
    }

    /** Cuts a text; every text has tokens, however malformed it is. */
    public static Tokens lex(String sql, SqlSession session) {
        Lexer lexer = new Lexer(sql, session);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        while (i < length) {
            char c = s.charAt(i);
            if (c <= ' ') {
                i++;
            } else if (isWordStart(c)) {
                word();
            } else if (c >= '0' && c <= '9' || c == '.' && isDigit(peek(1)) && !afterName()) {
                number();
            } else if (c >= 0x80) {
                // Not a letter: blank in H2, a character of its own elsewhere.
                if (!Character.isSpaceChar(c)) {
                    tokens.doubt(i, "an unusual character");
                }
                i++;
            } else {
                special(c);
            }
        }
    }

    private void special(char c) {
        switch (c) {
            case '\'' -> string(i, i, backslashes && family != LexicalFamily.STANDARD);
            case '"' -> doubleQuoted();
            case '`' -> backquoted();
            case '[' -> bracketed();
            case '-' -> dash();
            case '/' -> slash();
            case '#' -> hash();
            case '$' -> dollar();
            case '?' -> question();
            case ':' -> colon();
            default -> symbol();
        }
    }

    private void symbol() {
        tokens.add(TokenKind.SYMBOL, i, i + 1);
        i++;
    }

    private void dash() {
        if (peek(1) != '-') {
            symbol();
            return;
        }
        if (family == LexicalFamily.MYSQL && i + 2 < length && s.charAt(i + 2) > ' ') {
            // Two minus signs in MySQL, a comment for the grammar.
            tokens.odd(i, "-- without a blank");
            symbol();
            symbol();
            return;
        }
        lineComment();
    }

    private void lineComment() {
        while (i < length && s.charAt(i) != '\n' && s.charAt(i) != '\r') {
            i++;
        }
        if (i < length && s.charAt(i) == '\r' && peek(1) != '\n') {
            // PostgreSQL ends the comment here, MySQL does not.
            tokens.doubt(i, "a comment that ends with a bare carriage return");
        }
    }

    private void slash() {
        char next = peek(1);
        if (next == '*') {
            blockComment();
        } else if (next == '/' && family == LexicalFamily.STANDARD) {
            tokens.doubt(i, "// (a comment in H2, two operators elsewhere)");
            lineComment();
        } else {
            if (next == '/') {
                tokens.odd(i, "//");
            }
            symbol();
        }
    }

    private void blockComment() {
        int start = i;
        boolean mysql = family == LexicalFamily.MYSQL;
        if (mysql && (peek(2) == '!' || peek(2) == 'M' && peek(3) == '!')) {
            // The backend executes what stands inside: it is read as code, and its end as two symbols.
            tokens.doubt(i, "an executable comment");
            i += peek(2) == '!' ? 3 : 4;
            while (isDigit(peek(0))) {
                i++;
            }
            return;
        }
        i += 2;
        int depth = 1;
        while (i < length) {
            char c = s.charAt(i);
            if (c == '*' && peek(1) == '/') {
                i += 2;
                if (--depth == 0) {
                    return;
                }
            } else if (c == '/' && peek(1) == '*') {
                switch (family) {
                    case POSTGRESQL, SQL_SERVER -> {
                        depth++;
                        i += 2;
                    }
                    default -> {
                        tokens.doubt(i, "a comment inside a comment");
                        i += 2;
                    }
                }
            } else {
                i++;
            }
        }
        tokens.doubt(start, "a comment without end");
    }

    private void hash() {
        if (family == LexicalFamily.MYSQL) {
            lineComment();
        } else {
            symbol();
        }
    }

    private void dollar() {
        if (isDigit(peek(1))) {
            int start = i++;
            while (isDigit(peek(0))) {
                i++;
            }
            tokens.add(TokenKind.FOREIGN_PARAMETER, start, i);
            return;
        }
        if (family != LexicalFamily.POSTGRESQL && family != LexicalFamily.STANDARD) {
            symbol();
            return;
        }
        int tagEnd = i + 1;
        while (tagEnd < length && isWordPart(s.charAt(tagEnd)) && s.charAt(tagEnd) != '$') {
            tagEnd++;
        }
        if (tagEnd >= length || s.charAt(tagEnd) != '$') {
            tokens.doubt(i, "a dollar sign");
            symbol();
            return;
        }
        if (family == LexicalFamily.STANDARD && (tagEnd > i + 1 || i > 0 && s.charAt(i - 1) > ' ')) {
            // H2 knows only $$, and only after a blank; DuckDB knows tags; others know neither.
            tokens.doubt(i, "a dollar quote");
        }
        String tag = s.substring(i, tagEnd + 1);
        int end = s.indexOf(tag, tagEnd + 1);
        if (end < 0) {
            tokens.doubt(i, "a dollar quote without end");
            symbol();
            return;
        }
        tokens.add(TokenKind.STRING, i, end + tag.length());
        i = end + tag.length();
    }

    private void question() {
        int start = i++;
        if (peek(0) == '?' && family == LexicalFamily.POSTGRESQL) {
            // The escape of pgjdbc: an operator character.
            tokens.add(TokenKind.SYMBOL, start, ++i);
            return;
        }
        if (family == LexicalFamily.STANDARD) {
            while (isDigit(peek(0))) {
                i++;
            }
        }
        tokens.add(TokenKind.PARAMETER, start, i);
    }

    private void colon() {
        char next = peek(1);
        boolean first = i == 0 || s.charAt(i - 1) != ':';
        if (first && (isWordStart(next) || isDigit(next))) {
            int start = i++;
            while (i < length && isWordPart(s.charAt(i))) {
                i++;
            }
            // Also searched as a name: an array slice in PostgreSQL looks the same.
            tokens.add(TokenKind.FOREIGN_PARAMETER, start, start + 1);
            tokens.add(isDigit(next) ? TokenKind.NUMBER : TokenKind.WORD, start + 1, i);
            return;
        }
        symbol();
    }

    private void word() {
        int start = i++;
        while (i < length && isWordPart(s.charAt(i))) {
            i++;
        }
        if (i < length && s.charAt(i) == '\'' && i - start <= 2) {
            prefixedString(start);
            return;
        }
        if (i + 1 < length && s.charAt(i) == '&' && i - start == 1 && isLetter(start, 'U')) {
            if (s.charAt(i + 1) == '\'' && unicodeFamily()) {
                i++;
                string(start, i, false);
                unicodeEscapeClause(start, false);
                return;
            }
            if (s.charAt(i + 1) == '"' && unicodeFamily()) {
                i++;
                quoted(start, '"', '"');
                unicodeEscapeClause(start, true);
                return;
            }
        }
        tokens.add(TokenKind.WORD, start, i);
    }

    private boolean unicodeFamily() {
        return family == LexicalFamily.POSTGRESQL || family == LexicalFamily.STANDARD;
    }

    /** {@code UESCAPE} changes what the name or string before it means. */
    private void unicodeEscapeClause(int start, boolean name) {
        int k = i;
        while (k < length && s.charAt(k) <= ' ') {
            k++;
        }
        if (s.regionMatches(true, k, "UESCAPE", 0, 7)) {
            tokens.doubt(start, "UESCAPE");
            if (name) {
                tokens.unsearchable();
            }
        }
    }

    private void prefixedString(int start) {
        int prefix = i - start;
        if (prefix == 1 && isLetter(start, 'X')) {
            simpleQuoted(start, TokenKind.BINARY);
        } else if (prefix == 1 && isLetter(start, 'B') && family != LexicalFamily.STANDARD) {
            simpleQuoted(start, TokenKind.BITS);
        } else if (prefix == 1 && isLetter(start, 'E') && family == LexicalFamily.POSTGRESQL) {
            string(start, i, true);
        } else if (prefix == 1 && isLetter(start, 'N')) {
            string(start, i, backslashes && family != LexicalFamily.STANDARD);
        } else if (family == LexicalFamily.ORACLE && isQuotePrefix(start, prefix)) {
            oracleQuoted(start);
        } else {
            if (prefix == 1 && isLetter(start, 'E') && family == LexicalFamily.STANDARD) {
                // DuckDB reads E'' with backslashes, H2 as a name and a string.
                tokens.doubt(start, "E''");
            }
            tokens.add(TokenKind.WORD, start, i);
        }
    }

    private boolean isQuotePrefix(int start, int prefix) {
        return prefix == 1 && isLetter(start, 'Q') || prefix == 2 && isLetter(start, 'N') && isLetter(start + 1, 'Q');
    }

    private void oracleQuoted(int start) {
        char open = peek(1);
        char close = switch (open) {
            case '[' -> ']';
            case '(' -> ')';
            case '{' -> '}';
            case '<' -> '>';
            default -> open;
        };
        int end = s.indexOf(close + "'", i + 2);
        if (end < 0) {
            tokens.doubt(start, "a string without end");
            i = length;
            return;
        }
        i = end + 2;
        tokens.add(TokenKind.STRING, start, i);
    }

    private void simpleQuoted(int start, TokenKind kind) {
        int end = s.indexOf('\'', i + 1);
        if (end < 0) {
            tokens.doubt(start, "a string without end");
            i = length;
            return;
        }
        i = end + 1;
        tokens.add(kind, start, i);
    }

    private void string(int start, int quote, boolean escapes) {
        i = quote + 1;
        while (i < length) {
            char c = s.charAt(i++);
            if (c == '\\' && escapes) {
                i++;
            } else if (c == '\'') {
                if (peek(0) != '\'') {
                    tokens.add(TokenKind.STRING, start, i);
                    return;
                }
                i++;
            }
        }
        tokens.doubt(start, "a string without end");
        i = length;
    }

    private void doubleQuoted() {
        if (family == LexicalFamily.MYSQL) {
            int start = i;
            if (tokens.session().doubleQuotedStrings()) {
                quoted(start, '"', '"', TokenKind.STRING);
            } else {
                // A string, or a name under ANSI_QUOTES: searched as a name, and never parsed.
                tokens.odd(start, "double quotes, which ANSI_QUOTES decides");
                quoted(start, '"', '"');
            }
            if (s.lastIndexOf('\\', i - 1) > start) {
                tokens.doubt(start, "a backslash in double quotes");
            }
            return;
        }
        quoted(i, '"', '"');
    }

    private void backquoted() {
        if (family == LexicalFamily.MYSQL) {
            quoted(i, '`', '`');
            return;
        }
        tokens.doubt(i, "a backquote");
        symbol();
    }

    private void bracketed() {
        if (family == LexicalFamily.SQL_SERVER) {
            quoted(i, '[', ']');
        } else {
            symbol();
        }
    }

    private void quoted(int start, char open, char close) {
        quoted(start, open, close, TokenKind.QUOTED_NAME);
    }

    private void quoted(int start, char open, char close, TokenKind kind) {
        i = s.indexOf(open, start) + 1;
        int first = i;
        while (i < length) {
            if (s.charAt(i++) == close) {
                if (peek(0) != close) {
                    if (i - 1 == first && kind == TokenKind.QUOTED_NAME) {
                        tokens.doubt(start, "an empty name");
                    }
                    tokens.add(kind, start, i);
                    return;
                }
                i++;
            }
        }
        tokens.doubt(start, "a quoted name without end");
        i = length;
    }

    private void number() {
        int start = i;
        while (isDigit(peek(0))) {
            i++;
        }
        if (family == LexicalFamily.MYSQL && start < i && peek(0) != '.' && isWordPart(peek(0)) && !exponent()) {
            // A name may begin with a digit in MySQL.
            while (i < length && isWordPart(s.charAt(i))) {
                i++;
            }
            tokens.add(TokenKind.WORD, start, i);
            tokens.odd(start, "a name that begins with a digit");
            return;
        }
        if (peek(0) == '.') {
            i++;
            while (isDigit(peek(0))) {
                i++;
            }
        }
        if (exponent()) {
            i += 2;
            while (isDigit(peek(0))) {
                i++;
            }
        }
        tokens.add(TokenKind.NUMBER, start, i);
        if (isWordStart(peek(0))) {
            tokens.odd(start, "a number directly before a name");
        }
    }

    private boolean exponent() {
        char e = peek(0);
        char next = peek(1);
        return (e == 'e' || e == 'E') && (isDigit(next) || (next == '+' || next == '-') && isDigit(peek(2)));
    }

    /** Whether the dot here follows a name, as in {@code t.1}: no number begins with it. */
    private boolean afterName() {
        return i > 0 && (isWordPart(s.charAt(i - 1)) || s.charAt(i - 1) == '"' || s.charAt(i - 1) == '`');
    }

    private boolean isLetter(int at, char upper) {
        return (s.charAt(at) & ~32) == upper;
    }

    private char peek(int ahead) {
        return i + ahead < length ? s.charAt(i + ahead) : 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private boolean isWordStart(char c) {
        if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_') {
            return true;
        }
        if (c < 0x80) {
            return family == LexicalFamily.SQL_SERVER && (c == '@' || c == '#');
        }
        return isHighWordPart(c);
    }

    private boolean isWordPart(char c) {
        if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= '0' && c <= '9') {
            return true;
        }
        if (c < 0x80) {
            return switch (c) {
                case '$' -> true;
                case '#' -> family == LexicalFamily.ORACLE || family == LexicalFamily.SQL_SERVER;
                case '@' -> family == LexicalFamily.SQL_SERVER;
                default -> false;
            };
        }
        return isHighWordPart(c);
    }

    private boolean isHighWordPart(char c) {
        return switch (family) {
            case POSTGRESQL, MYSQL -> true;
            default -> Character.isJavaIdentifierPart(c) || Character.isSurrogate(c);
        };
    }
}
