package io.tdejdbc.driver.internal.plan;

import io.tdejdbc.sqlparse.Bystander;
import io.tdejdbc.sqlparse.Effects;
import io.tdejdbc.sqlparse.LiteralValue;
import io.tdejdbc.sqlparse.Plan;
import io.tdejdbc.sqlparse.ValueUse;
import java.util.List;
import java.util.Optional;

/**
 * A statement that names something protected, with its columns bound to codecs and ciphers.
 *
 * @param kind what the statement is
 * @param pieces the rewritten statement in text order
 * @param outerParameters number of parameters the application sees; pieces name them by their index from 1
 * @param result the result columns; empty if the statement gives no rows
 * @param effects what it may change beside rows
 * @param bystanders plain values that must not equal a protected one
 * @param arrangement how the driver sorts the rows; empty if the backend gives them as they are to be handed out
 */
public record ProtectedPlan(
        Plan.Kind kind,
        List<Piece> pieces,
        int outerParameters,
        List<Output> result,
        Effects effects,
        List<Bystander> bystanders,
        Optional<RowArrangement> arrangement)
        implements StatementPlan {

    /** Copies the lists. */
    public ProtectedPlan {
        pieces = List.copyOf(pieces);
        result = List.copyOf(result);
        bystanders = List.copyOf(bystanders);
    }

    /** A plan without plain values. */
    public ProtectedPlan(
            Plan.Kind kind, List<Piece> pieces, int outerParameters, List<Output> result, Effects effects) {
        this(kind, pieces, outerParameters, result, effects, List.of(), Optional.empty());
    }

    /** Whether both send the same with the same values, so that only what is known of the result may differ. */
    public boolean sendsTheSame(ProtectedPlan other) {
        return kind == other.kind
                && outerParameters == other.outerParameters
                && pieces.equals(other.pieces)
                && arrangement.equals(other.arrangement)
                && effects.equals(other.effects);
    }

    /** A piece of the statement for the backend. */
    public sealed interface Piece {
        /** Text without any protected value. */
        record Text(String text) implements Piece {
            @Override
            public String toString() {
                return "text of " + text.length() + " characters";
            }
        }

        /** A marker fed from an outer parameter as it is. */
        record PlainParameter(int outerIndex) implements Piece {}

        /** A marker fed from an outer parameter, encrypted. */
        record ProtectedParameter(int outerIndex, ColumnBinding column, ValueUse use) implements Piece {}

        /** A marker fed from an outer parameter that is an array, with encrypted elements. */
        record ProtectedArray(int outerIndex, ColumnBinding column) implements Piece {}

        /** A marker that tells only whether the outer parameter is NULL. */
        record NullTest(int outerIndex, Optional<ColumnBinding> column) implements Piece {}

        /** A value that stood as a literal: a marker in a prepared statement, a binary literal in a plain one. */
        record ProtectedLiteral(LiteralValue value, ColumnBinding column, ValueUse use) implements Piece {}
    }

    /** A result column: the label it must have, where known, and its protected column, if it is one. */
    public record Output(Optional<String> label, Optional<ColumnBinding> column) {}
}
