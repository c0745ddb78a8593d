package io.tdejdbc.sqlparse.internal.parse;

import io.tdejdbc.sqlparse.internal.lex.TokenKind;
import io.tdejdbc.sqlparse.internal.lex.Tokens;

/** Reads type names from tokens: {@code timestamp(3) with time zone}, {@code character varying(40)}, {@code text[]}. */
public final class TypeNames {
    private TypeNames() {}

    /** The token after the type that begins at a token, or -1 if none does. */
    public static int end(Tokens tokens, int from, int to) {
        int i = from;
        if (i >= to || !tokens.isName(i) || tokens.isAnyWord(i, "NOT", "NULL", "DEFAULT", "PRIMARY", "UNIQUE", "AS")) {
            return -1;
        }
        i++;
        while (i + 1 < to && tokens.isSymbol(i, '.') && tokens.isName(i + 1)) {
            i += 2;
        }
        int next = i;
        do {
            i = next;
            next = more(tokens, i, to);
        } while (next > i);
        return i;
    }

    private static int more(Tokens tokens, int i, int to) {
        if (i >= to) {
            return i;
        }
        if (tokens.isAnyWord(
                i, "PRECISION", "VARYING", "LARGE", "OBJECT", "LONG", "UNSIGNED", "SIGNED", "ZEROFILL", "ARRAY")) {
            return i + 1;
        }
        if (tokens.isAnyWord(i, "CHARACTER", "CHAR") && tokens.isWord(i - 1, "NATIONAL")) {
            return i + 1;
        }
        if (tokens.areWords(i, "WITH", "TIME", "ZONE") || tokens.areWords(i, "WITHOUT", "TIME", "ZONE")) {
            return i + 3;
        }
        if (tokens.areWords(i, "WITH", "LOCAL", "TIME", "ZONE")) {
            return i + 4;
        }
        if (tokens.isSymbol(i, '(')) {
            return Math.max(i, tokens.afterGroup(i));
        }
        if (tokens.isSymbol(i, '[')) {
            int k = i + 1;
            while (k < to && tokens.kind(k) == TokenKind.NUMBER) {
                k++;
            }
            return k < to && tokens.isSymbol(k, ']') ? k + 1 : i;
        }
        return i;
    }
}
