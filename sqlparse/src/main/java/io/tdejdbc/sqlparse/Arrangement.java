package io.tdejdbc.sqlparse;

import java.util.List;
import java.util.Optional;

/**
 * What the driver does with the rows of a query before it hands them out, because the backend cannot do it on stored
 * values. The rewritten statement gives all rows; those that have equal keys stay in its order.
 *
 * @param keys the result columns by which the rows are sorted, the first one first; none if they stay in their order
 * @param conditions what a row must meet to be handed out, all of it
 * @param offset how many rows are left out at the beginning
 * @param limit how many rows are handed out at most
 * @param hidden how many result columns at the end are the driver's own and not handed out
 */
public record Arrangement(
        List<Key> keys, List<Condition> conditions, Optional<Count> offset, Optional<Count> limit, int hidden) {
    /** Copies the lists. */
    public Arrangement {
        keys = List.copyOf(keys);
        conditions = List.copyOf(conditions);
    }

    /**
     * A sort key.
     *
     * @param place the result column, from 1
     * @param column the protected column whose values it carries
     * @param nullsFirst where NULLs stand; empty for where the backend puts them
     */
    public record Key(int place, ProtectedColumn column, boolean descending, Optional<Boolean> nullsFirst) {}

    /**
     * The value of a result column stands in a relation to another value; that of NULL never does.
     *
     * @param place the result column, from 1
     * @param column the protected column whose values it carries
     */
    public record Condition(int place, ProtectedColumn column, Comparison comparison, Operand operand) {}

    /** How a column's value stands to the other one. */
    public enum Comparison {
        /** Before it. */
        LESS,
        /** Before it, or equal to it. */
        LESS_OR_EQUAL,
        /** After it. */
        GREATER,
        /** After it, or equal to it. */
        GREATER_OR_EQUAL
    }

    /** What a column's value is compared with. */
    public sealed interface Operand {
        /** A value that stands in the statement. */
        record Constant(LiteralValue value) implements Operand {}

        /**
         * The value of a parameter of the application, by its index from 1.
         *
         * @param steps what is done to the value before
         */
        record Parameter(int outerIndex, List<ValueStep> steps) implements Operand {
            /** Copies the steps. */
            public Parameter {
                steps = List.copyOf(steps);
            }
        }
    }

    /** A number of rows. */
    public sealed interface Count {
        /** A number that stands in the statement. */
        record Constant(long rows) implements Count {}

        /** The value of a parameter of the application, by its index from 1. */
        record Parameter(int outerIndex) implements Count {}
    }
}
