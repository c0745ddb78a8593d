package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.sqlparse.ValueUse;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.Optional;

/** date, time, timetz, timestamp and timestamptz, rounded to their precision as the server rounds. */
final class PgTemporalCodec extends PgCodec {
    private static final long EPOCH_2000 = LocalDate.of(2000, 1, 1).toEpochDay() * 86_400;
    private static final long[] UNIT = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};

    private final int precision;

    PgTemporalCodec(DeclaredType type, ProtectionMode mode, PgKind kind, PgBinding binding) {
        super(type, mode, kind, binding);
        this.precision = type.scale();
    }

    @Override
    byte[] assign(PgValue value) throws SQLException {
        PgValue own = value.kind() == PgKind.UNKNOWN ? PgTemporalInput.parse(value.string(), kind(), zone()) : value;
        return switch (kind()) {
            case DATE -> Canonical.integer(date(own));
            case TIME -> Canonical.integer(round(time(own)));
            case TIMETZ -> {
                PgOffsetTime time = offsetTime(own);
                yield Canonical.offsetTime(round(time.nanoOfDay()), time.offset());
            }
            case TIMESTAMP -> bytes(round(timestamp(own)));
            default -> bytes(round(instant(own)));
        };
    }

    private long date(PgValue value) throws SQLException {
        return switch (value.kind()) {
            case DATE -> value.number();
            case TIMESTAMP, TIMESTAMPTZ -> {
                PgMoment local = local(value);
                yield local.isFinite() ? Math.floorDiv(local.second(), 86_400L) : local.second();
            }
            default -> throw PgErrors.notAssignable(value.kind(), type());
        };
    }

    private PgMoment local(PgValue value) {
        PgMoment moment = (PgMoment) value.object();
        return value.kind() == PgKind.TIMESTAMPTZ ? PgTemporal.toLocal(moment, zone()) : moment;
    }

    private long time(PgValue value) throws SQLException {
        return switch (value.kind()) {
            case TIME -> value.number();
            case TIMETZ -> ((PgOffsetTime) value.object()).nanoOfDay();
            case TIMESTAMP, TIMESTAMPTZ -> nanoOfDay(local(value));
            default -> throw PgErrors.notAssignable(value.kind(), type());
        };
    }

    /** The server makes NULL of an infinite timestamp's time, which only it can do. */
    private long nanoOfDay(PgMoment local) throws SQLException {
        if (!local.isFinite()) {
            throw TypeErrors.refused(
                    "an infinite timestamp has no time of day",
                    "infinity",
                    type().definition(),
                    "set a finite timestamp, or NULL");
        }
        return Math.floorMod(local.second(), 86_400L) * 1_000_000_000L + local.nano();
    }

    private PgOffsetTime offsetTime(PgValue value) throws SQLException {
        return switch (value.kind()) {
            case TIMETZ -> (PgOffsetTime) value.object();
            case TIME -> new PgOffsetTime(value.number(), PgTemporalInput.currentOffset(zone()));
            case TIMESTAMPTZ -> {
                PgMoment moment = (PgMoment) value.object();
                long nanoOfDay = nanoOfDay(PgTemporal.toLocal(moment, zone()));
                yield new PgOffsetTime(nanoOfDay, PgTemporal.offset(moment, zone()));
            }
            default -> throw PgErrors.notAssignable(value.kind(), type());
        };
    }

    private PgMoment timestamp(PgValue value) throws SQLException {
        return switch (value.kind()) {
            case TIMESTAMP, TIMESTAMPTZ -> local(value);
            case DATE -> midnight(value.number());
            default -> throw PgErrors.notAssignable(value.kind(), type());
        };
    }

    private PgMoment midnight(long epochDay) throws SQLException {
        boolean finite = epochDay != Canonical.INFINITY && epochDay != Canonical.MINUS_INFINITY;
        return PgTemporalInput.inRange(new PgMoment(finite ? epochDay * 86_400 : epochDay, 0), kind());
    }

    private PgMoment instant(PgValue value) throws SQLException {
        return switch (value.kind()) {
            case TIMESTAMPTZ -> (PgMoment) value.object();
            case TIMESTAMP, DATE -> {
                PgMoment local = timestamp(value);
                yield local.isFinite() ? PgTemporal.toInstant(local.local(), zone()) : local;
            }
            default -> throw PgErrors.notAssignable(value.kind(), type());
        };
    }

    private long round(long nanoOfDay) {
        long unit = UNIT[precision] * 1000;
        return (nanoOfDay + unit / 2) / unit * unit;
    }

    /** Half away from the beginning of the year 2000, from which the server counts. */
    private PgMoment round(PgMoment moment) throws SQLException {
        if (precision == 6 || !moment.isFinite()) {
            return moment;
        }
        long unit = UNIT[precision];
        long micros = (moment.second() - EPOCH_2000) * 1_000_000 + moment.nano() / 1000;
        long rounded = (Math.abs(micros) + unit / 2) / unit * unit * Long.signum(micros);
        return new PgMoment(
                Math.floorDiv(rounded, 1_000_000L) + EPOCH_2000, (int) Math.floorMod(rounded, 1_000_000L) * 1000);
    }

    @Override
    byte[] compare(PgValue value) throws SQLException {
        PgValue own = value.kind() == PgKind.UNKNOWN ? PgTemporalInput.parse(value.string(), kind(), zone()) : value;
        return switch (kind()) {
            case DATE -> compareDate(own);
            case TIME ->
                switch (own.kind()) {
                    case TIME -> Canonical.integer(own.number());
                    case TIMETZ -> throw TypeErrors.otherTypesRules(own.kind().typeName(), type());
                    default -> throw PgErrors.notComparable(own.kind(), type());
                };
            case TIMESTAMP, TIMESTAMPTZ -> compareMoment(own);
            default -> throw PgErrors.notComparable(own.kind(), type());
        };
    }

    private byte[] compareDate(PgValue value) throws SQLException {
        return switch (value.kind()) {
            case DATE -> Canonical.integer(value.number());
            case TIMESTAMP, TIMESTAMPTZ -> {
                PgMoment local = local(value);
                boolean midnight = !local.isFinite() || nanoOfDay(local) == 0;
                yield midnight && isOwnLocal(value, local) ? Canonical.integer(date(value)) : Canonical.never();
            }
            default -> throw PgErrors.notComparable(value.kind(), type());
        };
    }

    /** Whether the server takes the local time for this instant: an overlap's earlier half is nobody's. */
    private boolean isOwnLocal(PgValue value, PgMoment local) {
        return value.kind() != PgKind.TIMESTAMPTZ
                || !local.isFinite()
                || PgTemporal.toInstant(local.local(), zone()).equals(value.object());
    }

    private byte[] compareMoment(PgValue value) throws SQLException {
        switch (value.kind()) {
            case DATE, TIMESTAMP, TIMESTAMPTZ:
                break;
            default:
                throw PgErrors.notComparable(value.kind(), type());
        }
        if (kind() == PgKind.TIMESTAMPTZ) {
            return bytes(instant(value));
        }
        PgMoment local = timestamp(value);
        if (value.kind() == PgKind.TIMESTAMPTZ && local.isFinite()) {
            requireUnambiguous((PgMoment) value.object(), value);
        }
        return isOwnLocal(value, local) ? bytes(local) : Canonical.never();
    }

    /** In the hour behind a gap two local times mean the same instant. */
    private void requireUnambiguous(PgMoment instant, PgValue value) throws SQLException {
        LocalDateTime local = PgTemporal.toLocal(instant, zone()).local();
        LocalDateTime hourBefore = local.minusHours(1);
        if (PgTemporal.toInstant(hourBefore, zone()).equals(instant)) {
            throw TypeErrors.otherTypesRules(value.kind().typeName(), type());
        }
    }

    private static byte[] bytes(PgMoment moment) {
        return Canonical.moment(moment.second(), moment.nano());
    }

    @Override
    public byte[] encode(SetterValue value, ValueUse use) throws SQLException {
        Optional<PgValue> recent = PgRecent.value(value, kind());
        if (recent.isEmpty()) {
            return super.encode(value, use);
        }
        return use == ValueUse.ASSIGNED ? assign(recent.get()) : compare(recent.get());
    }

    /** The stored value. */
    private PgValue value(byte[] canonical) throws SQLException {
        boolean single = kind() == PgKind.DATE || kind() == PgKind.TIME;
        requireLength(canonical, single ? 8 : 12);
        long first = Canonical.number(canonical);
        if (single) {
            return new PgValue(kind(), first);
        }
        int second = Canonical.number32(canonical, 8);
        return new PgValue(
                kind(), kind() == PgKind.TIMETZ ? new PgOffsetTime(first, second) : new PgMoment(first, second));
    }

    @Override
    public String getString(byte[] canonical) throws SQLException {
        PgValue value = value(canonical);
        try {
            return switch (kind()) {
                case DATE -> PgTemporal.formatDate(value.number());
                case TIME -> PgTemporal.formatTime(value.number());
                case TIMETZ -> PgTemporal.formatTime((PgOffsetTime) value.object());
                case TIMESTAMP -> PgTemporal.formatTimestamp((PgMoment) value.object());
                default -> PgTemporal.formatInstant((PgMoment) value.object(), zone());
            };
        } catch (DateTimeException e) {
            throw TypeErrors.malformed(type());
        }
    }

    @Override
    public Date getDate(byte[] canonical, Optional<Calendar> calendar) throws SQLException {
        Optional<Date> recent = calendar.isPresent() ? Optional.empty() : PgRecent.date(value(canonical), zone());
        return recent.isPresent() ? recent.get() : super.getDate(canonical, calendar);
    }

    @Override
    public Timestamp getTimestamp(byte[] canonical, Optional<Calendar> calendar) throws SQLException {
        if (kind() == PgKind.TIME || kind() == PgKind.TIMETZ) {
            return PgLegacyRead.timestampOfTime(getString(canonical), calendar);
        }
        Optional<Timestamp> recent =
                calendar.isPresent() ? Optional.empty() : PgRecent.timestamp(value(canonical), zone());
        return recent.isPresent() ? recent.get() : super.getTimestamp(canonical, calendar);
    }

    @Override
    Object javaTime(byte[] canonical, Class<?> target) throws SQLException {
        PgValue value = value(canonical);
        try {
            return switch (kind()) {
                case DATE -> target == LocalDate.class ? localDate(value.number()) : mismatch(target);
                case TIME -> target == LocalTime.class ? localTime(value.number()) : mismatch(target);
                case TIMETZ -> ofOffsetTime((PgOffsetTime) value.object(), target);
                default -> ofMoment((PgMoment) value.object(), target);
            };
        } catch (DateTimeException e) {
            throw PgErrors.badDate();
        }
    }

    private Object mismatch(Class<?> target) throws SQLException {
        throw PgErrors.mismatch(type(), target);
    }

    private static LocalDate localDate(long epochDay) {
        if (epochDay == Canonical.INFINITY) {
            return LocalDate.MAX;
        }
        return epochDay == Canonical.MINUS_INFINITY ? LocalDate.MIN : LocalDate.ofEpochDay(epochDay);
    }

    private static LocalTime localTime(long nanoOfDay) {
        return nanoOfDay == PgTemporal.NANOS_PER_DAY ? LocalTime.MAX : LocalTime.ofNanoOfDay(nanoOfDay);
    }

    private Object ofOffsetTime(PgOffsetTime time, Class<?> target) throws SQLException {
        if (target == OffsetTime.class && time.nanoOfDay() == PgTemporal.NANOS_PER_DAY) {
            return OffsetTime.MAX;
        } else if (target != OffsetTime.class && target != OffsetDateTime.class) {
            return mismatch(target);
        }
        OffsetTime own =
                OffsetTime.of(LocalTime.ofNanoOfDay(time.nanoOfDay()), ZoneOffset.ofTotalSeconds(time.offset()));
        return target == OffsetTime.class ? own : own.atDate(LocalDate.EPOCH);
    }

    /** Instants come in UTC; so do local timestamps that are asked for as instants. */
    private Object ofMoment(PgMoment moment, Class<?> target) throws SQLException {
        if (target == OffsetDateTime.class) {
            if (!moment.isFinite()) {
                return moment.second() > 0 ? OffsetDateTime.MAX : OffsetDateTime.MIN;
            }
            return moment.local().atOffset(ZoneOffset.UTC);
        } else if (kind() == PgKind.TIMESTAMPTZ || target != LocalDateTime.class && target != LocalDate.class) {
            return mismatch(target);
        }
        LocalDateTime local = moment.local(LocalDateTime.MIN, LocalDateTime.MAX);
        return target == LocalDateTime.class ? local : local.toLocalDate();
    }
}
