package io.tdejdbc.it.differential;

import java.util.List;
import java.util.Map;

/**
 * What an application sees when it executes one statement: either a failure, or columns and rows, or an update count.
 * Everything is kept as text, so that two observations can be compared and a difference be shown.
 *
 * @param failure class, SQLState and message of an exception, or empty
 * @param sqlState of the failure
 * @param columns for each result column all that {@link java.sql.ResultSetMetaData} says, by attribute
 * @param rows one text for each row with all that the getters gave
 * @param updateCount -1 if there are rows
 */
record Observation(
        String failure, String sqlState, List<Map<String, String>> columns, List<String> rows, long updateCount) {

    static Observation failed(String failure, String sqlState) {
        return new Observation(failure, sqlState == null ? "" : sqlState, List.of(), List.of(), -1);
    }

    boolean isFailure() {
        return !failure.isEmpty();
    }

    /** Whether nothing came back and nothing was changed. */
    boolean isEmpty() {
        return rows.isEmpty() && updateCount <= 0;
    }

    /** The same with the rows in an order of their own. */
    Observation sorted() {
        return new Observation(
                failure, sqlState, columns, rows.stream().sorted().toList(), updateCount);
    }
}
