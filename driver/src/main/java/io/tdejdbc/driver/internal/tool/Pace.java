package io.tdejdbc.driver.internal.tool;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How fast values are written anew.
 *
 * @param batchSize the most rows of one transaction, at least 1
 * @param rowsPerSecond the most rows in a second, at least 1; empty for no limit
 * @param patience how long the work goes on without a row that it can have
 * @param hours when the work may go on
 */
public record Pace(int batchSize, OptionalInt rowsPerSecond, Duration patience, Hours hours) {
    /** How long rows may stay locked by others. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    /** No number is below 1. */
    public Pace {
        if (batchSize < 1 || rowsPerSecond.orElse(1) < 1) {
            throw new IllegalArgumentException("at least one row");
        }
    }

    /** At any time of the day. */
    public Pace(int batchSize, OptionalInt rowsPerSecond, Duration patience) {
        this(batchSize, rowsPerSecond, patience, Hours.always());
    }

    /** The most rows of one transaction: no more than those of a second. */
    int rowsAtOnce() {
        return Math.min(batchSize, rowsPerSecond.orElse(batchSize));
    }
}
