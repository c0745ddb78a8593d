package io.tdejdbc.sqlparse.internal.parse;

import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.internal.lex.TokenKind;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;

/** Makes the terminals of a statement: decides of each word whether it is a name or a keyword where it stands. */
final class TerminalReader {
    private static final String STRING = "'x'";

    private final Tokens tokens;
    private final int end;
    private final LexicalFamily family;
    private final Vocabulary vocabulary;
    private final Terminals terminals;
    private final Signs signs;
    private final Phrases phrases;
    /** Closing braces of escapes whose content is ordinary syntax. */
    private final BitSet ignored = new BitSet();

    private TerminalReader(Tokens tokens, int end, Vocabulary vocabulary) {
        this.tokens = tokens;
        this.end = end;
        this.family = tokens.session().family();
        this.vocabulary = vocabulary;
        this.terminals = new Terminals(tokens);
        this.signs = new Signs(tokens, end);
        this.phrases = new Phrases(tokens, end);
    }

    /** The terminals of a statement's tokens up to {@code end}. */
    static Terminals read(Tokens tokens, int end, Vocabulary vocabulary) {
        TerminalReader reader = new TerminalReader(tokens, end, vocabulary);
        int i = 0;
        while (i < end) {
            i = reader.next(i);
        }
        return reader.terminals;
    }

    /** Adds what begins at a token, and gives the token after it. */
    private int next(int i) {
        return switch (tokens.kind(i)) {
            case WORD -> word(i);
            case QUOTED_NAME -> add("<QUOTED_IDENTIFIER>", "\"q\"", i, i + 1);
            case STRING, BITS ->
                tokens.isLabel(i)
                        ? add("<QUOTED_IDENTIFIER>", "\"q\"", i, i + 1)
                        : add("<QUOTED_STRING>", STRING, i, i + 1);
            case BINARY -> add("<BINARY_STRING_LITERAL>", "X'00'", i, i + 1);
            case NUMBER -> number(i);
            case PARAMETER -> add("?", "?", i, i + 1);
            case FOREIGN_PARAMETER -> {
                // Its name is a token of its own.
                boolean named = tokens.text(i).equals(":") && i + 1 < end;
                yield add("?", "?", i, named ? i + 2 : i + 1);
            }
            case SYMBOL -> symbol(i);
        };
    }

    private int add(String terminal, String image, int from, int to) {
        terminals.add(vocabulary.kind(terminal), image, from, to - 1);
        return to;
    }

    private int number(int i) {
        String text = tokens.text(i);
        boolean digits = text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (digits) {
            return add("<UNSIGNED_INTEGER_LITERAL>", text, i, i + 1);
        }
        boolean exponent = text.indexOf('e') >= 0 || text.indexOf('E') >= 0;
        return add(exponent ? "<APPROX_NUMERIC_LITERAL>" : "<DECIMAL_NUMERIC_LITERAL>", text, i, i + 1);
    }

    // ---- words

    private int word(int i) {
        boolean qualified = tokens.isSymbol(i - 1, '.') || tokens.isSymbol(i + 1, '.');
        if (family == LexicalFamily.SQL_SERVER && tokens.text().charAt(tokens.start(i)) == '@') {
            return add("?", "?", i, i + 1);
        }
        if (qualified
                || ColumnWords.isColumn(tokens, i, end)
                || ColumnWords.isTable(tokens, i, end)
                || ColumnWords.isFunction(tokens, i)
                || ColumnWords.isQueryName(tokens, i)) {
            // Next to a dot even a reserved word is a name.
            return add("<IDENTIFIER>", tokens.text(i), i, i + 1);
        }
        if (ColumnWords.isNoise(tokens, i)) {
            return i + 1;
        }
        if (ColumnWords.isCastType(tokens, i)) {
            int to = TypeNames.end(tokens, i + 1, end);
            if (to > 0 && tokens.isSymbol(to, ')')) {
                add("AS", "AS", i, i + 1);
                return add("TYPE_NAME", "type", i + 1, to);
            }
        }
        if (tokens.isWord(i, "GROUPS") && isFrame(i + 1)) {
            return add("ROWS", "ROWS", i, i + 1);
        }
        String text = tokens.text(i);
        String upper = text.toUpperCase(Locale.ROOT);
        Optional<Phrases.Phrase> found = phrases.at(i, upper, this::lastIs);
        if (found.isPresent()) {
            Phrases.Phrase phrase = found.get();
            if (phrase.hidesNames()) {
                terminals.type(i + 1, phrase.to());
            }
            return add(phrase.terminal(), phrase.terminal(), i, phrase.to());
        }
        if (isCharacterSet(i)) {
            return add("<QUOTED_STRING>", STRING, i, i + 2);
        }
        terminals.add(vocabulary.word(upper), text, i, i);
        return i + 1;
    }

    private boolean isFrame(int i) {
        return tokens.isAnyWord(i, "BETWEEN", "UNBOUNDED") || tokens.areWords(i, "CURRENT", "ROW");
    }

    private boolean lastIs(String terminal) {
        return terminals.lastKind() == vocabulary.kind(terminal);
    }

    /** MySQL's {@code _utf8mb4'text'}. */
    private boolean isCharacterSet(int i) {
        return family == LexicalFamily.MYSQL
                && tokens.text().charAt(tokens.start(i)) == '_'
                && i + 1 < end
                && tokens.kind(i + 1) == TokenKind.STRING
                && tokens.start(i + 1) == tokens.end(i);
    }

    // ---- symbols

    private int symbol(int i) {
        if (ignored.get(i)) {
            return i + 1;
        }
        if (tokens.isSymbol(i, '{')) {
            return brace(i);
        }
        if (family == LexicalFamily.ORACLE
                && tokens.isSymbol(i, '(')
                && tokens.isSymbol(i + 1, '+')
                && tokens.isSymbol(i + 2, ')')) {
            return add("OUTER_JOIN_MARK", "(+)", i, i + 3);
        }
        if (family == LexicalFamily.MYSQL && tokens.isSymbol(i, '@')) {
            return userVariable(i);
        }
        if (family == LexicalFamily.SQL_SERVER
                && tokens.isSymbol(i, '$')
                && tokens.isWord(i + 1, "ACTION")
                && tokens.start(i + 1) == tokens.end(i)) {
            terminals.type(i, i + 2);
            return add("USER_VARIABLE", "$", i, i + 2);
        }
        if (tokens.isSymbol(i, ':') && tokens.isSymbol(i + 1, ':')) {
            return cast(i);
        }
        Signs.Sign sign = signs.at(i);
        terminals.add(vocabulary.sign(sign.terminal()), sign.terminal(), i, sign.to() - 1);
        return sign.to();
    }

    private int userVariable(int i) {
        int to = i + 1;
        while (to < end
                && (tokens.isSymbol(to, '@') || tokens.isSymbol(to, '.') || tokens.isName(to))
                && tokens.start(to) == tokens.end(to - 1)) {
            to++;
        }
        terminals.type(i, to);
        return add("USER_VARIABLE", "@", i, to);
    }

    private int cast(int i) {
        int to = TypeNames.end(tokens, i + 2, end);
        add("INFIX_CAST", "::", i, i + 2);
        if (to < 0) {
            return i + 2;
        }
        terminals.type(i + 2, to);
        return add("TYPE_NAME", "type", i + 2, to);
    }

    /** Escapes of JDBC. */
    private int brace(int i) {
        if (tokens.isAnyWord(i + 1, "OJ", "ESCAPE", "LIMIT")) {
            int close = closingBrace(i);
            if (close > 0) {
                ignored.set(close);
                return tokens.isWord(i + 1, "OJ") ? i + 2 : i + 1;
            }
        }
        if (tokens.isWord(i + 1, "FN")) {
            return add("<LBRACE_FN>", "{fn", i, i + 2);
        }
        boolean string = i + 2 < end && tokens.kind(i + 2) == TokenKind.STRING;
        if (string && tokens.isWord(i + 1, "D")) {
            return dated("<LBRACE_D>", "'2000-01-01'", i);
        }
        if (string && tokens.isWord(i + 1, "T")) {
            return dated("<LBRACE_T>", "'00:00:00'", i);
        }
        if (string && tokens.isWord(i + 1, "TS")) {
            return dated("<LBRACE_TS>", "'2000-01-01 00:00:00'", i);
        }
        return add("{", "{", i, i + 1);
    }

    /** The grammar looks into the strings of these: it sees some valid one. */
    private int dated(String brace, String value, int i) {
        add(brace, "{", i, i + 2);
        return add("<QUOTED_STRING>", value, i + 2, i + 3);
    }

    private int closingBrace(int open) {
        int depth = 0;
        for (int i = open; i < end; i++) {
            if (tokens.isSymbol(i, '{')) {
                depth++;
            } else if (tokens.isSymbol(i, '}') && --depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
