package io.tdejdbc.sqlparse;

import java.util.List;
import java.util.Optional;

/**
 * A statement that names something protected and is fully understood.
 *
 * @param kind what it is
 * @param segments the rewritten statement
 * @param outerParameters number of parameter markers in the application's text
 * @param result the result columns of a query or RETURNING clause; empty if it gives no rows
 * @param effects what it may change beside rows
 * @param bystanders plain values that must not equal a protected one
 * @param arrangement what the driver does with the rows; empty if they come as they are to be handed out
 */
public record Plan(
        Kind kind,
        List<Segment> segments,
        int outerParameters,
        List<ResultColumn> result,
        Effects effects,
        List<Bystander> bystanders,
        Optional<Arrangement> arrangement)
        implements Analysis {

    /** The kinds of statements. */
    public enum Kind {
        /** Gives rows. */
        QUERY,
        /** INSERT. */
        INSERT,
        /** UPDATE. */
        UPDATE,
        /** DELETE. */
        DELETE,
        /** MERGE and its relatives. */
        MERGE,
        /** DDL, TRUNCATE, LOCK and other utility statements that are passed by a rule. */
        UTILITY,
        /** A call of a routine with protected parameters. */
        CALL
    }

    /** Copies the lists. */
    public Plan {
        segments = List.copyOf(segments);
        result = List.copyOf(result);
        bystanders = List.copyOf(bystanders);
    }

    /** A statement whose rows come as they are to be handed out. */
    public Plan(
            Kind kind,
            List<Segment> segments,
            int outerParameters,
            List<ResultColumn> result,
            Effects effects,
            List<Bystander> bystanders) {
        this(kind, segments, outerParameters, result, effects, bystanders, Optional.empty());
    }
}
