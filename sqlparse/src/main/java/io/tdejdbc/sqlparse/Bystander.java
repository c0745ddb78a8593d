package io.tdejdbc.sqlparse;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A value that goes to the backend as it is, in a statement that also carries values of protected columns. If it equals
 * one of those, the backend would see that one in plain: the statement must be refused before it is executed. What can be
 * seen in the text alone is refused by the analysis; this is about the values of parameters.
 */
public final class Bystander {
    private final OptionalInt parameter;
    private final Optional<LiteralValue> literal;
    private final boolean textOnly;
    private final Refusal refusal;

    private Bystander(OptionalInt parameter, Optional<LiteralValue> literal, boolean textOnly, Refusal refusal) {
        this.parameter = parameter;
        this.literal = literal;
        this.textOnly = textOnly;
        this.refusal = Objects.requireNonNull(refusal);
    }

    /**
     * A plain parameter.
     *
     * @param outerIndex the application's index, from 1
     * @param textOnly whether it is compared with a plain column, where equal numbers and dates are chance
     */
    public static Bystander parameter(int outerIndex, boolean textOnly, Refusal refusal) {
        return new Bystander(OptionalInt.of(outerIndex), Optional.empty(), textOnly, refusal);
    }

    /** A literal. */
    public static Bystander literal(LiteralValue value, Refusal refusal) {
        return new Bystander(OptionalInt.empty(), Optional.of(value), false, refusal);
    }

    /** The application's index, from 1; empty for a literal. */
    public OptionalInt parameter() {
        return parameter;
    }

    /** The literal; empty for a parameter. */
    public Optional<LiteralValue> literal() {
        return literal;
    }

    /** Whether only a character string or bytes count. */
    public boolean textOnly() {
        return textOnly;
    }

    /** The refusal that applies if it equals a value of a protected column. */
    public Refusal refusal() {
        return refusal;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bystander that
                && parameter.equals(that.parameter)
                && literal.equals(that.literal)
                && textOnly == that.textOnly
                && refusal.equals(that.refusal);
    }

    @Override
    public int hashCode() {
        return Objects.hash(parameter, literal, textOnly, refusal);
    }

    @Override
    public String toString() {
        return parameter.isPresent() ? "parameter " + parameter.getAsInt() : "a literal";
    }
}
