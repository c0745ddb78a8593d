package io.tdejdbc.sqlparse;

import java.util.List;
import java.util.Optional;

/**
 * What the driver does with the rows of a query before it hands them out, because the backend cannot do it on stored
 * values. The rewritten statement gives all rows; those that have equal keys stay in its order.
 *
 * @param keys the result columns by which the rows are sorted, the first one first
 * @param offset how many rows are left out at the beginning
 * @param limit how many rows are handed out at most
 */
public record Arrangement(List<Key> keys, Optional<Count> offset, Optional<Count> limit) {
    /** Copies the keys. */
    public Arrangement {
        keys = List.copyOf(keys);
    }

    /**
     * A sort key.
     *
     * @param place the result column, from 1
     * @param column the protected column whose values it carries
     * @param nullsFirst where NULLs stand; empty for where the backend puts them
     */
    public record Key(int place, ProtectedColumn column, boolean descending, Optional<Boolean> nullsFirst) {}

    /** A number of rows. */
    public sealed interface Count {
        /** A number that stands in the statement. */
        record Constant(long rows) implements Count {}

        /** The value of a parameter of the application, by its index from 1. */
        record Parameter(int outerIndex) implements Count {}
    }
}
