package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.ProtectedColumn;
import java.util.List;

/** What an expression hands on to the place where it stands. */
sealed interface Flow {

    /** Nothing protected. */
    record Plain() implements Flow {}

    /** The stored form of a column, unchanged. */
    record Stored(ProtectedColumn column) implements Flow {}

    /** Parameters and literals that nothing has given a role yet. */
    record Values(List<Leaf> leaves) implements Flow {}

    /** A row value. */
    record Row(List<Flow> fields) implements Flow {}

    /** The one {@link Plain}. */
    Plain PLAIN = new Plain();
}
