package io.tdejdbc.sqlparse.internal.parse;

import io.tdejdbc.sqlparse.internal.lex.TokenKind;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The text that the grammar reads in place of the statement: as long as the statement, on one line, every token at its
 * own offset. Comments are blanks, strings and quoted names have harmless content, so the grammar cannot cut the text
 * otherwise than the pre-lexer did, and no value of the statement reaches it or its messages. Vendor syntax that the
 * grammar does not know and that carries no column is replaced by {@link VendorSyntax}.
 */
public final class Mask {
    private final Tokens tokens;
    private final VendorSyntax vendor;

    /** The mask of a statement's tokens up to {@code end}. */
    public Mask(Tokens tokens, int end) {
        this.tokens = tokens;
        this.vendor = new VendorSyntax(tokens, end);
    }

    /** Tokens that FOR UPDATE OF names as tables. */
    public List<Integer> lockedTables() {
        return vendor.lockedTables();
    }

    /** Tokens that are part of a type's name. */
    public BitSet types() {
        return vendor.types();
    }

    /** Tokens {@code ::} of casts. */
    public BitSet casts() {
        return vendor.casts();
    }

    /** Whether the parenthesis at a token encloses the list of DISTINCT ON. */
    public boolean isDistinctOn(int token) {
        return vendor.distinctOn().get(token);
    }

    /** The masked text of the tokens from one index up to another; blanks elsewhere. */
    public char[] of(int from, int to) {
        String text = tokens.text();
        char[] out = new char[text.length()];
        Arrays.fill(out, ' ');
        for (int i = from; i < to; i++) {
            int start = tokens.start(i);
            int end = tokens.end(i);
            String instead = vendor.instead(i);
            if (instead != null) {
                instead.getChars(0, instead.length(), out, start);
                continue;
            }
            switch (tokens.kind(i)) {
                case STRING, BINARY, BITS -> string(text, out, start, end);
                case QUOTED_NAME -> quoted(out, start, end);
                case PARAMETER -> out[start] = '?';
                case WORD -> word(text, out, i, start, end);
                default -> text.getChars(start, end, out, start);
            }
        }
        return out;
    }

    /** Puts words into a mask so that they end where a token ends; what they cover must be no part of the mask. */
    public static void putBefore(char[] mask, int end, String words) {
        words.getChars(0, words.length(), mask, end - words.length());
    }

    private static void quoted(char[] out, int start, int end) {
        Arrays.fill(out, start, end, 'q');
        out[start] = '"';
        out[end - 1] = '"';
    }

    private void word(String text, char[] out, int token, int start, int end) {
        boolean qualified = tokens.isSymbol(token - 1, '.') || tokens.isSymbol(token + 1, '.');
        if (qualified) {
            // Next to a dot even a reserved word is a name.
            if (end - start > 2) {
                quoted(out, start, end);
            } else {
                Arrays.fill(out, start, end, 'q');
            }
            return;
        }
        for (int i = start; i < end; i++) {
            if (text.charAt(i) >= 0x80) {
                // The grammar's letters are not the backend's: a word that is no keyword takes its place.
                Arrays.fill(out, start, end, 'z');
                return;
            }
        }
        text.getChars(start, end, out, start);
    }

    private static void string(String text, char[] out, int start, int end) {
        int open = start;
        int close = end - 1;
        if (text.charAt(start) != '$') {
            open = text.indexOf('\'', start);
        }
        out[open] = '\'';
        out[close] = '\'';
        for (int i = open + 1; i < close; i++) {
            out[i] = harmless(text.charAt(i)) ? text.charAt(i) : 'x';
        }
    }

    /** Digits and their separators stay, because the grammar looks into date escapes. */
    private static boolean harmless(char c) {
        return c >= '0' && c <= '9'
                || c >= 'a' && c <= 'f'
                || c >= 'A' && c <= 'F'
                || c == ' '
                || c == ':'
                || c == '-'
                || c == '.';
    }

    /** Whether a token is a name or keyword without quotes. */
    static boolean isWord(Tokens tokens, int i) {
        return i >= 0 && i < tokens.size() && tokens.kind(i) == TokenKind.WORD;
    }
}
