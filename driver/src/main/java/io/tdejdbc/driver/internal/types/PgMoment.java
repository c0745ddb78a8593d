package io.tdejdbc.driver.internal.types;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * A timestamp of PostgreSQL, in microseconds. Without zone it counts as if in UTC.
 *
 * @param second since 1970; {@link Canonical#INFINITY} and {@link Canonical#MINUS_INFINITY} stand for themselves
 * @param nano within the second
 */
record PgMoment(long second, int nano) {

    static PgMoment of(LocalDateTime local) {
        return new PgMoment(local.toEpochSecond(ZoneOffset.UTC), local.getNano());
    }

    boolean isFinite() {
        return second != Canonical.INFINITY && second != Canonical.MINUS_INFINITY;
    }

    /** As {@link #local()}, with values that stand for the infinities. */
    LocalDateTime local(LocalDateTime minusInfinity, LocalDateTime infinity) {
        if (isFinite()) {
            return local();
        }
        return second > 0 ? infinity : minusInfinity;
    }

    LocalDateTime local() {
        return LocalDateTime.ofEpochSecond(second, nano, ZoneOffset.UTC);
    }
}
