package io.tdejdbc.sqlparse.internal.constant;

import io.tdejdbc.sqlparse.LiteralValue;
import io.tdejdbc.sqlparse.ValueStep;
import io.tdejdbc.sqlparse.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An expression of literals, and of one parameter at most, whose value the driver knows without the database.
 *
 * @param shape operators and functions around the leaves, to be compared with what the grammar read
 * @param leaves the first token of each literal and parameter, in text order
 * @param kind the kind of its value; OTHER for what was cast to {@code castName}
 * @param castName the type that it is cast to as a whole; empty if none
 * @param value its value, if no parameter stands in it
 * @param parameter the token of the parameter in it
 * @param steps what is done to the parameter's value, in order
 */
public record ConstantExpression(
        String shape,
        List<Integer> leaves,
        ValueType.Kind kind,
        Optional<String> castName,
        Optional<LiteralValue> value,
        OptionalInt parameter,
        List<ValueStep> steps) {

    /** Copies the lists. */
    public ConstantExpression {
        leaves = List.copyOf(leaves);
        steps = List.copyOf(steps);
    }

    /** Whether a column of this type takes the value as the database would hand it over. */
    public boolean fits(ValueType type) {
        return castName.isPresent() ? type.castNames().contains(castName.get()) : kind == type.kind();
    }
}
