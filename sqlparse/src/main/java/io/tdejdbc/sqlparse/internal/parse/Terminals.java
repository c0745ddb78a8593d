package io.tdejdbc.sqlparse.internal.parse;

import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.Arrays;
import java.util.BitSet;

/**
 * What the grammar reads in place of the statement: its tokens, each at its own offsets, without the content of strings
 * and quoted names. So the grammar cannot cut the text otherwise than the pre-lexer did, and no value of the statement
 * but numbers reaches it. Words that mean one thing together, such as {@code FOR NO KEY UPDATE} or a type's name, are one
 * terminal.
 */
public final class Terminals {
    private static final int END = 0;

    private final Tokens tokens;
    private final BitSet types = new BitSet();
    private int[] kinds = new int[48];
    private String[] images = new String[48];
    /** First and last token of each. */
    private int[] spans = new int[96];

    private int size;

    Terminals(Tokens tokens) {
        this.tokens = tokens;
    }

    void add(int kind, String image, int first, int last) {
        if (size == kinds.length) {
            kinds = Arrays.copyOf(kinds, size * 2);
            images = Arrays.copyOf(images, size * 2);
            spans = Arrays.copyOf(spans, size * 4);
        }
        kinds[size] = kind;
        images[size] = image;
        spans[2 * size] = first;
        spans[2 * size + 1] = last;
        size++;
    }

    /** The kind of the last terminal so far; that of the end if there is none. */
    int lastKind() {
        return size == 0 ? END : kinds[size - 1];
    }

    void type(int from, int to) {
        types.set(from, to);
    }

    /** Tokens that are part of the name of a type, a collation or an index, and so no name of a column. */
    public BitSet types() {
        return types;
    }

    /** The terminals of the tokens from one index up to another. */
    Run run(int from, int to) {
        int first = 0;
        while (first < size && spans[2 * first] < from) {
            first++;
        }
        return new Run(first, to);
    }

    /** Gives terminals one after the other, then the end without end. */
    public final class Run {
        private final int to;
        private int at;

        private Run(int first, int to) {
            this.at = first - 1;
            this.to = to;
        }

        /** Goes on, and gives the kind of what is reached. */
        public int next() {
            if (at < size) {
                at++;
            }
            return atEnd() ? END : kinds[at];
        }

        /** What actions of the grammar see as the terminal's text. */
        public String image() {
            return atEnd() ? "" : images[at];
        }

        /** Offset plus one of its first character. */
        public int beginColumn() {
            if (!atEnd()) {
                return tokens.start(spans[2 * at]) + 1;
            }
            return to > 0 ? tokens.end(to - 1) + 1 : 1;
        }

        /** Offset plus one of its last character. */
        public int endColumn() {
            return atEnd() ? beginColumn() : tokens.end(spans[2 * at + 1]);
        }

        private boolean atEnd() {
            return at >= size || spans[2 * at] >= to;
        }
    }
}
