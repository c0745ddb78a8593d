package io.tdejdbc.driver.internal.types;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;

/** The values that pgjdbc sends for java.time objects: in microseconds, with the extremes for infinity. */
final class PgJavaTime {
    private static final LocalDate FIRST = LocalDate.of(-4712, 1, 1);
    private static final LocalTime LAST_TIME = LocalTime.MAX.minusNanos(500);
    private static final LocalDateTime LAST_MOMENT = LocalDateTime.MAX.minusNanos(500_000_000);
    private static final OffsetDateTime FIRST_INSTANT = FIRST.atStartOfDay().atOffset(ZoneOffset.UTC);
    private static final OffsetDateTime LAST_INSTANT = OffsetDateTime.MAX.minusNanos(500_000_000);
    private static final int OFFSET_LIMIT = 16 * 3600;

    private PgJavaTime() {}

    static PgValue value(LocalDate date) throws SQLException {
        if (LocalDate.MAX.equals(date)) {
            return new PgValue(PgKind.DATE, Canonical.INFINITY);
        } else if (date.isBefore(FIRST)) {
            return new PgValue(PgKind.DATE, Canonical.MINUS_INFINITY);
        }
        return new PgValue(PgKind.DATE, PgTemporalInput.inRange(date));
    }

    static PgValue value(LocalTime time) {
        long nanoOfDay = time.isAfter(LAST_TIME) ? PgTemporal.NANOS_PER_DAY : time.toNanoOfDay();
        return new PgValue(PgKind.TIME, cut(nanoOfDay % 1000 > 499 ? nanoOfDay + 1000 : nanoOfDay));
    }

    /** Fractions of microseconds are cut, not rounded, unless they round up to the next day. */
    static PgValue value(OffsetTime time) throws SQLException {
        LocalTime local = time.toLocalTime();
        long nanoOfDay = local.isAfter(LAST_TIME) ? PgTemporal.NANOS_PER_DAY : local.toNanoOfDay();
        return new PgValue(PgKind.TIMETZ, new PgOffsetTime(cut(nanoOfDay), offset(time.getOffset(), PgKind.TIMETZ)));
    }

    static PgValue value(LocalDateTime moment) throws SQLException {
        if (moment.isAfter(LAST_MOMENT)) {
            return new PgValue(PgKind.TIMESTAMP, new PgMoment(Canonical.INFINITY, 0));
        } else if (moment.toLocalDate().isBefore(FIRST)) {
            return new PgValue(PgKind.TIMESTAMP, new PgMoment(Canonical.MINUS_INFINITY, 0));
        }
        return new PgValue(PgKind.TIMESTAMP, PgTemporalInput.inRange(rounded(moment, 0), PgKind.TIMESTAMP));
    }

    static PgValue value(OffsetDateTime moment) throws SQLException {
        if (moment.isAfter(LAST_INSTANT)) {
            return new PgValue(PgKind.TIMESTAMPTZ, new PgMoment(Canonical.INFINITY, 0));
        } else if (moment.isBefore(FIRST_INSTANT)) {
            return new PgValue(PgKind.TIMESTAMPTZ, new PgMoment(Canonical.MINUS_INFINITY, 0));
        }
        PgMoment instant = rounded(moment.toLocalDateTime(), offset(moment.getOffset(), PgKind.TIMESTAMPTZ));
        return new PgValue(PgKind.TIMESTAMPTZ, PgTemporalInput.inRange(instant, PgKind.TIMESTAMPTZ));
    }

    private static int offset(ZoneOffset offset, PgKind target) throws SQLException {
        int seconds = offset.getTotalSeconds();
        if (Math.abs(seconds) >= OFFSET_LIMIT) {
            throw PgErrors.offsetRange(target);
        }
        return seconds;
    }

    private static PgMoment rounded(LocalDateTime moment, int offset) {
        LocalDateTime rounded = moment.getNano() % 1000 > 499 ? moment.plusNanos(1000) : moment;
        return new PgMoment(rounded.toEpochSecond(ZoneOffset.UTC) - offset, (int) cut(rounded.getNano()));
    }

    private static long cut(long nanos) {
        return nanos - nanos % 1000;
    }
}
