package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.internal.constant.ConstantExpression;
import java.util.List;
import java.util.Optional;

/**
 * A single parameter, literal, NULL or cast of NULL of the statement, a value of the session such as CURRENT_DATE, or an expression of
 * parameters and literals whose value the driver computes.
 *
 * @param span its tokens; none if the tree's position is not that of whole tokens
 * @param offset where it stands
 * @param parameter the parameter's place among all, from 0; -1 for others
 * @param computed the expression; empty for others
 * @param parts what stands in the expression
 * @param text whether the backend makes text of a value without a type before it meets what it is compared or stored with
 */
record Leaf(
        Kind kind,
        Span span,
        int offset,
        int parameter,
        Optional<ConstantExpression> computed,
        List<Leaf> parts,
        boolean text) {

    Leaf {
        parts = List.copyOf(parts);
    }

    Leaf(Kind kind, Span span, int offset, int parameter) {
        this(kind, span, offset, parameter, Optional.empty(), List.of(), false);
    }

    static Leaf computed(ConstantExpression expression, Span span, int offset, List<Leaf> parts) {
        return new Leaf(Kind.COMPUTED, span, offset, -1, Optional.of(expression), parts, false);
    }

    /** The same of which the backend has made text. */
    Leaf asText() {
        return new Leaf(kind, span, offset, parameter, computed, parts, true);
    }

    /** Whether it is NULL, with a type of its own or without. */
    boolean isNull() {
        return kind == Kind.NULL || kind == Kind.TYPED_NULL;
    }

    enum Kind {
        PARAMETER,
        LITERAL,
        NULL,
        TYPED_NULL,
        SESSION,
        COMPUTED
    }
}
