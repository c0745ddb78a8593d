package io.tdejdbc.sqlparse;

import java.util.Objects;

/**
 * A literal of the statement that is a value of a protected column, decoded by the backend's own lexical rules. It is
 * plaintext: {@link #toString} hides it.
 */
public final class LiteralValue {
    /** The kinds of literals. */
    public enum Kind {
        /** A character string; the text is its decoded value. */
        STRING,
        /** An exact or approximate number; the text is as written, sign included. */
        NUMBER,
        /** TRUE or FALSE; the text is {@code true} or {@code false}. */
        BOOLEAN,
        /** A DATE literal; the text is what stood in its quotes. */
        DATE,
        /** The session's day at the time of execution, CURRENT_DATE; the text is empty. */
        CURRENT_DATE,
        /** A TIME literal; the text is what stood in its quotes. */
        TIME,
        /** A TIMESTAMP literal, with or without zone; the text is what stood in its quotes. */
        TIMESTAMP,
        /** A binary literal; the text is its hexadecimal digits. */
        BINARY
    }

    private final Kind kind;
    private final String text;

    /** A literal of a kind; see {@link Kind} for what {@code text} holds. */
    public LiteralValue(Kind kind, String text) {
        this.kind = Objects.requireNonNull(kind);
        this.text = Objects.requireNonNull(text);
    }

    /** The kind. */
    public Kind kind() {
        return kind;
    }

    /** The decoded text: plaintext, never to be logged. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LiteralValue that && kind == that.kind && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, text);
    }

    @Override
    public String toString() {
        return kind + " literal";
    }
}
