package io.tdejdbc.sqlparse.internal.lex;

import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.internal.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Walks over a run of tokens. */
public final class Cursor {
    private final Tokens tokens;
    private final int end;
    private int at;

    /** A cursor over the tokens from one index up to another. */
    public Cursor(Tokens tokens, int from, int end) {
        this.tokens = tokens;
        this.at = from;
        this.end = end;
    }

    /** The token it stands at. */
    public int at() {
        return at;
    }

    /** The token after the last. */
    public int end() {
        return end;
    }

    /** Moves to a token. */
    public void goTo(int token) {
        at = token;
    }

    /** Whether no token is left. */
    public boolean done() {
        return at >= end;
    }

    /** Whether one of these keywords stands here. */
    public boolean is(String... words) {
        return at < end && tokens.isAnyWord(at, words);
    }

    /** Whether a symbol stands here. */
    public boolean isSymbol(char symbol) {
        return at < end && tokens.isSymbol(at, symbol);
    }

    /** Steps over the keywords if they all stand here. */
    public boolean accept(String... words) {
        if (at + words.length <= end && tokens.areWords(at, words)) {
            at += words.length;
            return true;
        }
        return false;
    }

    /** Steps over a symbol if it stands here. */
    public boolean acceptSymbol(char symbol) {
        if (isSymbol(symbol)) {
            at++;
            return true;
        }
        return false;
    }

    /** Steps over what must stand here. */
    public void expect(String... words) {
        if (!accept(words)) {
            throw refuse();
        }
    }

    /** Steps over a symbol that must stand here. */
    public void expectSymbol(char symbol) {
        if (!acceptSymbol(symbol)) {
            throw refuse();
        }
    }

    /** Steps over a name without qualifier and gives its token. */
    public int name() {
        if (done() || !tokens.isName(at)) {
            throw refuse();
        }
        return at++;
    }

    /** Steps over a possibly qualified name and gives the tokens of its parts. */
    public List<Integer> qualifiedName() {
        List<Integer> parts = new ArrayList<>();
        do {
            parts.add(name());
        } while (acceptSymbol('.'));
        return parts;
    }

    /** The first token from here on, outside of parentheses, with which one of the word groups begins; or the end. */
    public int find(String[]... groups) {
        int depth = 0;
        for (int i = at; i < end; i++) {
            if (tokens.isSymbol(i, '(')) {
                depth++;
            } else if (tokens.isSymbol(i, ')')) {
                depth--;
            } else if (depth == 0 && tokens.kind(i) == TokenKind.WORD) {
                for (String[] group : groups) {
                    if (tokens.areWords(i, group) && !isInside(i)) {
                        return i;
                    }
                }
            }
        }
        return end;
    }

    /** The FROM of IS DISTINCT FROM begins nothing. */
    private boolean isInside(int i) {
        return tokens.isWord(i, "FROM") && tokens.isWord(i - 1, "DISTINCT") || tokens.isSymbol(i - 1, '.');
    }

    /** The parts between commas outside of parentheses up to a token, as pairs of first token and token after the last. */
    public List<int[]> items(int to) {
        List<int[]> items = new ArrayList<>();
        int depth = 0;
        int start = at;
        for (int i = at; i < to; i++) {
            if (tokens.isSymbol(i, '(') || tokens.isSymbol(i, '[')) {
                depth++;
            } else if (tokens.isSymbol(i, ')') || tokens.isSymbol(i, ']')) {
                depth--;
            } else if (depth == 0 && tokens.isSymbol(i, ',')) {
                items.add(new int[] {start, i});
                start = i + 1;
            }
        }
        items.add(new int[] {start, to});
        return items;
    }

    /** Steps over a group in parentheses and gives its first inner token; it ends one before the cursor. */
    public int group() {
        if (!isSymbol('(')) {
            throw refuse();
        }
        int inner = at + 1;
        int after = tokens.afterGroup(at);
        if (after < 0 || after > end) {
            throw refuse();
        }
        at = after;
        return inner;
    }

    /** Refuses syntax that is not known, here. */
    public RefusedException refuse() {
        return refuse(Rule.NOT_UNDERSTOOD);
    }

    /** Refuses what stands here. */
    public RefusedException refuse(Rule rule) {
        int offset = at < tokens.size() ? tokens.start(at) : tokens.text().length();
        return RefusedException.of(rule, tokens.text(), offset, Optional.empty());
    }
}
