package io.tdejdbc.driver.internal.plan;

import io.tdejdbc.driver.internal.types.ValueOrder;
import io.tdejdbc.sqlparse.Arrangement.Comparison;
import io.tdejdbc.sqlparse.Arrangement.Count;
import io.tdejdbc.sqlparse.LiteralValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the driver chooses and sorts the rows of a result.
 *
 * @param keys by what they are sorted, the first one first
 * @param conditions what a row must meet, all of it
 * @param offset how many rows are left out at the beginning
 * @param limit how many rows are handed out at most
 * @param hidden how many columns at the end are not handed out
 * @param memory how many bytes may be held for it
 */
public record RowArrangement(
        List<Key> keys,
        List<Condition> conditions,
        Optional<Count> offset,
        Optional<Count> limit,
        int hidden,
        long memory) {
    /** What a row takes at least beside its values. */
    public static final int ROW_BYTES = 64;

    /** Copies the lists. */
    public RowArrangement {
        keys = List.copyOf(keys);
        conditions = List.copyOf(conditions);
    }

    /** More rows than these do not fit. */
    public int mostRows() {
        return (int) Math.min(Integer.MAX_VALUE - 1, memory / ROW_BYTES);
    }

    /**
     * A sort key.
     *
     * @param place the result column, from 1
     */
    public record Key(int place, ColumnBinding column, ValueOrder order, boolean descending, boolean nullsFirst) {}

    /**
     * The value of a result column stands in a relation to another value.
     *
     * @param place the result column, from 1
     * @param column the column that it is of
     * @param operand the column as it takes the other value
     * @param parameter the parameter of the application that holds the other value; empty if it stands in the statement
     * @param literal the other value, if it stands in the statement
     */
    public record Condition(
            int place,
            ColumnBinding column,
            ColumnBinding operand,
            ValueOrder order,
            Comparison comparison,
            OptionalInt parameter,
            Optional<LiteralValue> literal) {

        /** Whether a value meets it. */
        public boolean isMet(byte[] value, byte[] other) {
            int difference = order.compare(value, other);
            return switch (comparison) {
                case LESS -> difference < 0;
                case LESS_OR_EQUAL -> difference <= 0;
                case GREATER -> difference > 0;
                case GREATER_OR_EQUAL -> difference >= 0;
            };
        }
    }
}
