package io.tdejdbc.sqlparse;

import java.util.List;
import java.util.Optional;

/** A piece of a rewritten statement, in text order; the pieces joined are the statement for the backend. */
public sealed interface Segment {

    /** Text for the backend as it stands; holds no value of a protected column. */
    record Text(String text) implements Segment {
        @Override
        public String toString() {
            return "text of " + text.length() + " characters";
        }
    }

    /**
     * One inner parameter marker fed from an outer one.
     *
     * @param outerIndex the application's parameter index, from 1; {@code ?1} used twice gives two segments of index 1
     */
    record Parameter(int outerIndex, Binding binding) implements Segment {}

    /**
     * A value of a protected column that stood as a literal in the statement.
     *
     * @param searchKey 0, or 1 for the second of two search keys
     */
    record Literal(LiteralValue value, ProtectedColumn column, ValueUse use, int searchKey) implements Segment {}

    /** How an inner parameter gets its value from the outer one. */
    sealed interface Binding {
        /** Handed on as the application set it. */
        record Plain() implements Binding {}

        /**
         * Encrypted for a column.
         *
         * @param steps what is done to the value before
         * @param searchKey 0, or 1 for the second of two search keys
         */
        record Protected(ProtectedColumn column, ValueUse use, List<ValueStep> steps, int searchKey)
                implements Binding {
            /** Copies the steps. */
            public Protected {
                steps = List.copyOf(steps);
            }

            /** The value as it was set. */
            public Protected(ProtectedColumn column, ValueUse use) {
                this(column, use, List.of());
            }

            /** The value after some steps. */
            public Protected(ProtectedColumn column, ValueUse use, List<ValueStep> steps) {
                this(column, use, steps, 0);
            }
        }

        /** An array, each element of which is encrypted for comparison with a column. */
        record ProtectedArray(ProtectedColumn column) implements Binding {}

        /**
         * The statement asks only whether the parameter is NULL: it is bound as NULL or as one constant of the given
         * column's stored type, never with the value.
         */
        record NullTest(Optional<ProtectedColumn> column) implements Binding {}
    }
}
