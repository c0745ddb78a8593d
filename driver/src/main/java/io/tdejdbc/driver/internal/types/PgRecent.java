package io.tdejdbc.driver.internal.types;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Shortcuts for java.sql dates and timestamps from 1970 to 2100 in the default zone, where the legacy calendar and
 * java.time agree. Everything else goes by the texts that pgjdbc and the server exchange.
 */
final class PgRecent {
    private static final long END = 4_102_444_800L;

    private PgRecent() {}

    /** What the column's input function makes of the text that pgjdbc sends; empty if this is no case for a shortcut. */
    static Optional<PgValue> value(SetterValue setter, PgKind column) {
        if (setter.targetType().isPresent() || setter.calendar().isPresent()) {
            return Optional.empty();
        }
        Object value = setter.value();
        if (value.getClass() == Timestamp.class) {
            Timestamp timestamp = (Timestamp) value;
            long second = Math.floorDiv(timestamp.getTime(), 1000L);
            return isRecent(second) ? of(micros(second, timestamp.getNanos()), column) : Optional.empty();
        } else if (value.getClass() == Date.class && column == PgKind.DATE) {
            long second = Math.floorDiv(((Date) value).getTime(), 1000L);
            return isRecent(second) ? of(new PgMoment(second, 0), column) : Optional.empty();
        }
        return Optional.empty();
    }

    /** From a day after the epoch, so that the local time is recent in every zone. */
    private static boolean isRecent(long second) {
        return second >= 86_400 && second < END;
    }

    private static PgMoment micros(long second, int nano) {
        if (nano >= 999_999_500) {
            return new PgMoment(second + 1, 0);
        }
        int rounded = nano % 1000 > 499 ? nano + 1000 : nano;
        return new PgMoment(second, rounded - rounded % 1000);
    }

    private static Optional<PgValue> of(PgMoment instant, PgKind column) {
        ZoneId zone = AbstractCodec.zone();
        return switch (column) {
            case TIMESTAMPTZ -> Optional.of(new PgValue(column, instant));
            case TIMESTAMP -> Optional.of(new PgValue(column, PgTemporal.toLocal(instant, zone)));
            case DATE ->
                Optional.of(new PgValue(
                        column, Math.floorDiv(PgTemporal.toLocal(instant, zone).second(), 86_400L)));
            default -> Optional.empty();
        };
    }

    /** What {@code getTimestamp} gives. */
    static Optional<Timestamp> timestamp(PgValue value, ZoneId zone) {
        if (!(value.object() instanceof PgMoment moment) || !isRecent(moment.second())) {
            return Optional.empty();
        }
        long second = moment.second();
        if (value.kind() == PgKind.TIMESTAMP) {
            LocalDateTime local = moment.local();
            if (zone.getRules().getValidOffsets(local).size() != 1) {
                return Optional.empty();
            }
            second = PgTemporal.toInstant(local, zone).second();
        }
        Timestamp result = new Timestamp(second * 1000);
        result.setNanos(moment.nano());
        return Optional.of(result);
    }

    /** What {@code getDate} gives. */
    static Optional<Date> date(PgValue value, ZoneId zone) {
        LocalDate date;
        if (value.kind() == PgKind.DATE) {
            if (value.number() < 2 || value.number() >= END / 86_400) {
                return Optional.empty();
            }
            date = LocalDate.ofEpochDay(value.number());
        } else if (value.object() instanceof PgMoment moment && isRecent(moment.second())) {
            PgMoment local = value.kind() == PgKind.TIMESTAMP ? moment : PgTemporal.toLocal(moment, zone);
            date = local.local().toLocalDate();
        } else {
            return Optional.empty();
        }
        LocalDateTime midnight = date.atStartOfDay();
        return zone.getRules().getValidOffsets(midnight).size() == 1
                ? Optional.of(new Date(PgTemporal.toInstant(midnight, zone).second() * 1000))
                : Optional.empty();
    }
}
