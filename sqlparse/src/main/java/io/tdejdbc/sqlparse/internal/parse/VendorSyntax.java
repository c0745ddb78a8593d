package io.tdejdbc.sqlparse.internal.parse;

import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.internal.lex.TokenKind;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Vendor syntax that the grammar does not know, and what it reads in its place. Syntax that changes no value becomes
 * blank. A cast, an operator or a COLLATE becomes a concatenation: whatever a protected column would meet there is
 * refused as an expression, and plain columns stay plain columns. The statement's own text is never changed by this.
 */
final class VendorSyntax {
    private static final String OPERATOR_CHARACTERS = "+-*/<>=~!@#%^&|?";
    private static final String NO_TRAILING_SIGN = "~!@#%^&|?";

    private final Tokens tokens;
    private final int end;
    private final LexicalFamily family;
    private final String[] instead;
    private final List<Integer> lockedTables = new ArrayList<>();
    private final BitSet types = new BitSet();
    private final BitSet casts = new BitSet();
    private final BitSet distinctOn = new BitSet();

    VendorSyntax(Tokens tokens, int end) {
        this.tokens = tokens;
        this.end = end;
        this.family = tokens.session().family();
        this.instead = new String[tokens.size()];
        int i = 0;
        while (i < end) {
            if (ColumnWords.isColumn(tokens, i, end) || ColumnWords.isTable(tokens, i, end)) {
                instead[i] = ColumnWords.quoted(tokens, i);
                i++;
                continue;
            }
            i = tokens.kind(i) == TokenKind.SYMBOL ? symbol(i) : word(i);
        }
    }

    /** What the grammar reads for a token; null for the token itself. */
    String instead(int token) {
        return instead[token];
    }

    List<Integer> lockedTables() {
        return lockedTables;
    }

    BitSet types() {
        return types;
    }

    BitSet casts() {
        return casts;
    }

    BitSet distinctOn() {
        return distinctOn;
    }

    private void blank(int from, int to) {
        for (int i = from; i < to; i++) {
            instead[i] = "";
        }
    }

    private int word(int i) {
        if (tokens.kind(i) != TokenKind.WORD) {
            return i + 1;
        }
        return switch (tokens.start(i) < tokens.text().length() ? tokens.text().charAt(tokens.start(i)) & ~32 : 0) {
            case 'A' -> atTimeZone(i);
            case 'C' -> collate(i);
            case 'D' -> distinctOn(i);
            case 'F' -> lock(i);
            case 'I' -> interval(i);
            case 'L' -> shareMode(i);
            case 'M', 'N' -> materialized(i);
            case 'O' -> only(i);
            case 'V' -> insertedValue(i);
            case 'W' -> withWord(i);
            default -> i + 1;
        };
    }

    /** MySQL's {@code VALUES(c)} in ON DUPLICATE KEY UPDATE is the new value of column c. */
    private int insertedValue(int i) {
        if (family == LexicalFamily.MYSQL
                && tokens.isWord(i, "VALUES")
                && tokens.isSymbol(i + 1, '(')
                && tokens.isName(i + 2)
                && tokens.isSymbol(i + 3, ')')
                && (tokens.isSymbol(i - 1, '=') || !tokens.isName(i - 1) && !tokens.isSymbol(i - 1, ')'))) {
            blank(i, i + 1);
        }
        return i + 1;
    }

    private int atTimeZone(int i) {
        if (tokens.areWords(i, "AT", "TIME", "ZONE")) {
            blank(i, i + 3);
            instead[i] = "||";
            return i + 3;
        }
        return i + 1;
    }

    private int collate(int i) {
        if (!tokens.isWord(i, "COLLATE") || !tokens.isName(i + 1) || tokens.isSymbol(i - 1, '.')) {
            return i + 1;
        }
        int to = i + 2;
        while (tokens.isSymbol(to, '.') && tokens.isName(to + 1)) {
            to += 2;
        }
        blank(i, to);
        types.set(i, to);
        instead[i] = "||'x'";
        return to;
    }

    /** {@code DISTINCT ON (a, b) c} is read as {@code (a, b), c}: the first item is known by its parenthesis. */
    private int distinctOn(int i) {
        if (!tokens.areWords(i, "DISTINCT", "ON") || !tokens.isSymbol(i + 2, '(')) {
            return i + 1;
        }
        int after = tokens.afterGroup(i + 2);
        if (after < 0 || after >= end || tokens.start(after) == tokens.end(after - 1)) {
            return i + 1;
        }
        blank(i, i + 2);
        instead[after - 1] = "),";
        distinctOn.set(i + 2);
        return i + 3;
    }

    private int lock(int i) {
        if (!tokens.isWord(i, "FOR")) {
            return i + 1;
        }
        int to = i + 1;
        if (tokens.isAnyWord(to, "UPDATE", "SHARE")) {
            to++;
        } else if (tokens.areWords(to, "NO", "KEY", "UPDATE")) {
            to += 3;
        } else if (tokens.areWords(to, "KEY", "SHARE")) {
            to += 2;
        } else {
            return i + 1;
        }
        List<Integer> tables = new ArrayList<>();
        if (tokens.isWord(to, "OF")) {
            do {
                to++;
                if (!tokens.isName(to)) {
                    return i + 1;
                }
                tables.add(to++);
            } while (to < end && tokens.isSymbol(to, ','));
        }
        if (tokens.isWord(to, "NOWAIT")) {
            to++;
        } else if (tokens.areWords(to, "SKIP", "LOCKED")) {
            to += 2;
        } else if (tokens.isWord(to, "WAIT") && to + 1 < end && tokens.kind(to + 1) == TokenKind.NUMBER) {
            to += 2;
        }
        lockedTables.addAll(tables);
        blank(i, to);
        return to;
    }

    private int shareMode(int i) {
        if (family == LexicalFamily.MYSQL && tokens.areWords(i, "LOCK", "IN", "SHARE", "MODE")) {
            blank(i, i + 4);
            return i + 4;
        }
        return i + 1;
    }

    /** {@code INTERVAL '7 days'} without a qualifier. */
    private int interval(int i) {
        if (tokens.isWord(i, "INTERVAL")
                && i + 1 < end
                && tokens.kind(i + 1) == TokenKind.STRING
                && !tokens.isAnyWord(i + 2, "YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "HOUR", "MINUTE", "SECOND")) {
            types.set(i);
            instead[i] = "'x' ||";
        }
        return i + 1;
    }

    private int materialized(int i) {
        if (tokens.isWord(i, "MATERIALIZED") && tokens.isWord(i - 1, "AS") && tokens.isSymbol(i + 1, '(')) {
            blank(i, i + 1);
        } else if (tokens.areWords(i, "NOT", "MATERIALIZED")
                && tokens.isWord(i - 1, "AS")
                && tokens.isSymbol(i + 2, '(')) {
            blank(i, i + 2);
            return i + 2;
        }
        return i + 1;
    }

    /** PostgreSQL's ONLY leaves out the children of a table; its columns are the same. */
    private int only(int i) {
        if (family == LexicalFamily.POSTGRESQL
                && tokens.isWord(i, "ONLY")
                && !tokens.isAnyWord(i - 1, "ROW", "ROWS")
                && (tokens.isName(i + 1) || tokens.isSymbol(i + 1, '('))) {
            blank(i, i + 1);
        }
        return i + 1;
    }

    private int withWord(int i) {
        if (tokens.areWords(i, "WITH", "TIES") && tokens.isAnyWord(i - 1, "ROW", "ROWS")) {
            blank(i, i + 2);
            instead[i] = "ONLY";
            return i + 2;
        }
        if (family == LexicalFamily.SQL_SERVER
                && tokens.isWord(i, "WITH")
                && i > 0
                && tokens.isName(i - 1)
                && tokens.isSymbol(i + 1, '(')) {
            int to = hints(i + 1);
            if (to > 0) {
                blank(i, to);
                return to;
            }
        }
        return i + 1;
    }

    private int hints(int open) {
        int to = tokens.afterGroup(open);
        for (int i = open + 1; i < to - 1; i++) {
            if (!tokens.isSymbol(i, ',')
                    && !tokens.isAnyWord(
                            i, "NOLOCK", "UPDLOCK", "HOLDLOCK", "ROWLOCK", "READPAST", "PAGLOCK", "TABLOCK", "XLOCK")) {
                return -1;
            }
        }
        return to;
    }

    private int symbol(int i) {
        if (tokens.isSymbol(i, '{') && tokens.isAnyWord(i + 1, "OJ", "ESCAPE", "LIMIT")) {
            return escape(i);
        }
        if (tokens.isSymbol(i, ':') && tokens.isSymbol(i + 1, ':')) {
            return cast(i);
        }
        if (family != LexicalFamily.POSTGRESQL || !isOperator(i)) {
            return i + 1;
        }
        int to = i + 1;
        while (to < end && isOperator(to) && tokens.start(to) == tokens.end(to - 1)) {
            to++;
        }
        String text = tokens.text().substring(tokens.start(i), tokens.end(to - 1));
        while (text.length() > 1
                && (text.endsWith("+") || text.endsWith("-"))
                && text.chars().noneMatch(c -> NO_TRAILING_SIGN.indexOf(c) >= 0)) {
            text = text.substring(0, text.length() - 1);
            to--;
        }
        boolean known = switch (text) {
            case "<=", ">=", "<>", "!=", "||" -> true;
            default -> text.length() == 1 && "~!@#|".indexOf(text.charAt(0)) < 0;
        };
        if (!known) {
            blank(i, to);
            instead[i] = text.length() == 1 ? "-" : "||";
        }
        return to;
    }

    /** JDBC escapes whose braces enclose ordinary syntax. */
    private int escape(int open) {
        int depth = 0;
        for (int i = open; i < end; i++) {
            if (tokens.isSymbol(i, '{')) {
                depth++;
            } else if (tokens.isSymbol(i, '}') && --depth == 0) {
                blank(open, tokens.isWord(open + 1, "OJ") ? open + 2 : open + 1);
                blank(i, i + 1);
                return open + 2;
            }
        }
        return open + 1;
    }

    private boolean isOperator(int i) {
        return tokens.kind(i) == TokenKind.SYMBOL
                && OPERATOR_CHARACTERS.indexOf(tokens.text().charAt(tokens.start(i))) >= 0;
    }

    private int cast(int i) {
        int to = TypeNames.end(tokens, i + 2, end);
        if (to < 0 || tokens.end(to - 1) - tokens.start(i) < 5) {
            return i + 2;
        }
        blank(i, to);
        instead[i] = "||'x'";
        casts.set(i);
        types.set(i + 2, to);
        return to;
    }
}
