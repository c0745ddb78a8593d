package io.tdejdbc.sqlparse.internal.lex;

import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.SqlSession;
import java.util.Arrays;

/**
 * The tokens of one statement text, without comments and white space, as parallel arrays: a statement that names nothing
 * protected costs no object per token. Built by {@link Lexer}, read-only afterwards.
 */
public final class Tokens {
    private final String text;
    private final SqlSession session;
    private TokenKind[] kinds = new TokenKind[48];
    private int[] spans = new int[96];
    private int size;
    private int parameters;
    private int numberedParameters;
    private int doubtAt = -1;
    private String doubt = "";
    private boolean unsearchable;
    private int oddAt = -1;
    private String odd = "";

    Tokens(String text, SqlSession session) {
        this.text = text;
        this.session = session;
    }

    void add(TokenKind kind, int start, int end) {
        if (size == kinds.length) {
            kinds = Arrays.copyOf(kinds, size * 2);
            spans = Arrays.copyOf(spans, size * 4);
        }
        kinds[size] = kind;
        spans[2 * size] = start;
        spans[2 * size + 1] = end;
        size++;
        if (kind == TokenKind.PARAMETER) {
            parameters++;
            if (end - start > 1) {
                numberedParameters++;
            }
        }
    }

    /** Remembers the first place where the text could be cut into other tokens than it was. */
    void doubt(int offset, String construct) {
        if (doubtAt < 0) {
            doubtAt = offset;
            doubt = construct;
        }
    }

    /** Remembers that a name is written so that a search of the characters does not find it. */
    void unsearchable() {
        unsearchable = true;
    }

    /** Remembers the first place that is read alike by us and the backend but not by the grammar. */
    void odd(int offset, String construct) {
        if (oddAt < 0) {
            oddAt = offset;
            odd = construct;
        }
    }

    /** The statement text. */
    public String text() {
        return text;
    }

    /** The session whose rules cut it. */
    public SqlSession session() {
        return session;
    }

    /** Number of tokens. */
    public int size() {
        return size;
    }

    /** What token {@code i} is. */
    public TokenKind kind(int i) {
        return kinds[i];
    }

    /** Index of the token's first character. */
    public int start(int i) {
        return spans[2 * i];
    }

    /** Index after the token's last character. */
    public int end(int i) {
        return spans[2 * i + 1];
    }

    /** Whether the text hides code from the pre-lexer or could be cut otherwise. */
    public boolean doubtful() {
        return doubtAt >= 0;
    }

    /** Whether no search of the characters can tell which names the text holds. */
    public boolean isUnsearchable() {
        return unsearchable;
    }

    /** Where {@link #doubtful} begins. */
    public int doubtAt() {
        return doubtAt;
    }

    /** What makes it {@link #doubtful}. */
    public String doubt() {
        return doubt;
    }

    /** Whether something stands there that the grammar would read with another meaning. */
    public boolean odd() {
        return oddAt >= 0;
    }

    /** Where {@link #odd} begins. */
    public int oddAt() {
        return oddAt;
    }

    /** What makes it {@link #odd}. */
    public String oddity() {
        return odd;
    }

    /** Number of {@code ?} tokens. */
    public int parameters() {
        return parameters;
    }

    /** Number of {@code ?1} tokens among them. */
    public int numberedParameters() {
        return numberedParameters;
    }

    /** The token that begins at or covers an offset, or -1. */
    public int at(int offset) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (offset < start(middle)) {
                high = middle - 1;
            } else if (offset >= end(middle)) {
                low = middle + 1;
            } else {
                return middle;
            }
        }
        return -1;
    }

    /** Whether token {@code i} is this keyword; {@code upper} is in upper-case ASCII. */
    public boolean isWord(int i, String upper) {
        if (i < 0 || i >= size || kinds[i] != TokenKind.WORD) {
            return false;
        }
        int start = start(i);
        if (end(i) - start != upper.length()) {
            return false;
        }
        for (int k = 0; k < upper.length(); k++) {
            char c = text.charAt(start + k);
            if (c >= 'a' && c <= 'z') {
                c -= 32;
            }
            if (c != upper.charAt(k)) {
                return false;
            }
        }
        return true;
    }

    /** Whether token {@code i} is one of these keywords. */
    public boolean isAnyWord(int i, String... uppers) {
        for (String upper : uppers) {
            if (isWord(i, upper)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the keywords stand one after the other from token {@code i} on. */
    public boolean areWords(int i, String... uppers) {
        for (int k = 0; k < uppers.length; k++) {
            if (!isWord(i + k, uppers[k])) {
                return false;
            }
        }
        return true;
    }

    /** Whether token {@code i} is this one character. */
    public boolean isSymbol(int i, char symbol) {
        return i >= 0 && i < size && kinds[i] == TokenKind.SYMBOL && text.charAt(start(i)) == symbol;
    }

    /** Whether token {@code i} is a name, quoted or not. */
    public boolean isName(int i) {
        return i >= 0 && i < size && (kinds[i] == TokenKind.WORD || kinds[i] == TokenKind.QUOTED_NAME);
    }

    /** Whether token {@code i} is a string that MySQL takes for a name: the label of a result column. */
    public boolean isLabel(int i) {
        return session.family() == LexicalFamily.MYSQL
                && i >= 0
                && i < size
                && kinds[i] == TokenKind.STRING
                && end(i) - start(i) > 2
                && text(i).indexOf('\\') < 0
                && isWord(i - 1, "AS");
    }

    /** The name of a {@link #isName} or {@link #isLabel} token in catalog spelling. */
    public String name(int i) {
        if (kinds[i] == TokenKind.STRING) {
            return session.folding().fold(Literals.string(this, i).orElse(""), true);
        }
        return Names.folded(text, kinds[i], start(i), end(i), session);
    }

    /** Whether token {@code i} is a string that would be a name by another setting of the session. */
    public boolean isStringOrName(int i) {
        return kinds[i] == TokenKind.STRING && text.charAt(start(i)) == '"' && end(i) - start(i) > 2;
    }

    /** The name that {@link #isStringOrName} would be, in catalog spelling. */
    public String otherwiseName(int i) {
        return Names.folded(text, TokenKind.QUOTED_NAME, start(i), end(i), session);
    }

    /** The token's characters. */
    public String text(int i) {
        return text.substring(start(i), end(i));
    }

    /** The index after the parenthesis that closes the one at token {@code open}, or -1. */
    public int afterGroup(int open) {
        int depth = 0;
        for (int i = open; i < size; i++) {
            if (isSymbol(i, '(')) {
                depth++;
            } else if (isSymbol(i, ')') && --depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }
}
