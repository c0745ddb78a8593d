package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;

/** DATE, TIME and TIMESTAMP, with and without time zone. Fractions are rounded half up to the declared precision. */
final class H2TemporalCodec extends H2Codec {
    private final int precision;

    H2TemporalCodec(DeclaredType type, ProtectionMode mode, H2Kind kind) {
        super(type, mode, kind);
        this.precision = type.scale();
    }

    @Override
    byte[] assign(H2Value value) throws SQLException {
        return switch (kind()) {
            case DATE -> bytes(H2Conversion.date(value));
            case TIME -> bytes(H2Temporal.round(H2Conversion.time(value), precision));
            case TIME_TZ -> {
                OffsetTime time = H2Conversion.offsetTime(value);
                yield bytes(OffsetTime.of(H2Temporal.round(time.toLocalTime(), precision), time.getOffset()));
            }
            case TIMESTAMP -> bytes(H2Temporal.round(H2Conversion.timestamp(value), precision));
            default -> {
                OffsetDateTime moment = H2Conversion.offsetTimestamp(value);
                yield bytes(
                        OffsetDateTime.of(H2Temporal.round(moment.toLocalDateTime(), precision), moment.getOffset()));
            }
        };
    }

    @Override
    byte[] compare(H2Value value) throws SQLException {
        H2Kind from = value.kind();
        if (!from.isTemporal() && !from.isText()) {
            throw TypeErrors.h2Conversion(from.sqlName(), kind().sqlName());
        }
        return switch (kind()) {
            case DATE -> compareDate(value);
            case TIME -> {
                if (from != H2Kind.TIME && !from.isText()) {
                    throw incomparable(value);
                }
                yield bytes(H2Conversion.time(value));
            }
            case TIMESTAMP -> compareTimestamp(value);
            default -> throw incomparable(value);
        };
    }

    private byte[] compareDate(H2Value value) throws SQLException {
        return switch (value.kind()) {
            case DATE, CHAR, VARCHAR, VARCHAR_IGNORECASE -> bytes(H2Conversion.date(value));
            case TIMESTAMP, TIMESTAMP_TZ -> {
                LocalDateTime local = localOf(value);
                yield local.toLocalTime().equals(LocalTime.MIDNIGHT) ? bytes(local.toLocalDate()) : Canonical.never();
            }
            default -> throw incomparable(value);
        };
    }

    private byte[] compareTimestamp(H2Value value) throws SQLException {
        return switch (value.kind()) {
            case TIME, TIME_TZ -> throw incomparable(value);
            case TIMESTAMP_TZ -> bytes(localOf(value));
            default -> bytes(H2Conversion.timestamp(value));
        };
    }

    /**
     * The only local time that H2 takes for the instant. In the hour behind a gap two local times mean the same
     * instant, and of an overlap the later half is no local time's instant.
     */
    private LocalDateTime localOf(H2Value value) throws SQLException {
        if (value.kind() != H2Kind.TIMESTAMP_TZ) {
            return H2Conversion.timestamp(value);
        }
        OffsetDateTime moment = (OffsetDateTime) value.object();
        ZoneId zone = zone();
        ZoneOffsetTransition last =
                zone.getRules().previousTransition(moment.toInstant().plusNanos(1));
        if (last != null
                && Duration.between(last.getInstant(), moment.toInstant())
                                .compareTo(last.getDuration().abs())
                        < 0) {
            throw incomparable(value);
        }
        return H2Temporal.toLocal(moment);
    }

    private static byte[] bytes(LocalDate date) {
        return Canonical.integer(date.toEpochDay());
    }

    private static byte[] bytes(LocalTime time) {
        return Canonical.integer(time.toNanoOfDay());
    }

    private static byte[] bytes(OffsetTime time) {
        return Canonical.offsetTime(
                time.toLocalTime().toNanoOfDay(), time.getOffset().getTotalSeconds());
    }

    private static byte[] bytes(LocalDateTime moment) {
        return Canonical.moment(moment.toEpochSecond(ZoneOffset.UTC), moment.getNano());
    }

    private static byte[] bytes(OffsetDateTime moment) {
        return Canonical.moment(
                moment.toEpochSecond(), moment.getNano(), moment.getOffset().getTotalSeconds());
    }

    @Override
    H2Value value(byte[] canonical) throws SQLException {
        requireLength(canonical, length());
        try {
            return new H2Value(kind(), object(canonical));
        } catch (DateTimeException e) {
            throw TypeErrors.malformed(type());
        }
    }

    private int length() {
        return switch (kind()) {
            case DATE, TIME -> 8;
            case TIMESTAMP_TZ -> 16;
            default -> 12;
        };
    }

    private Object object(byte[] canonical) {
        long first = Canonical.number(canonical);
        return switch (kind()) {
            case DATE -> LocalDate.ofEpochDay(first);
            case TIME -> LocalTime.ofNanoOfDay(first);
            case TIME_TZ ->
                OffsetTime.of(
                        LocalTime.ofNanoOfDay(first), ZoneOffset.ofTotalSeconds(Canonical.number32(canonical, 8)));
            case TIMESTAMP -> LocalDateTime.ofEpochSecond(first, Canonical.number32(canonical, 8), ZoneOffset.UTC);
            default -> {
                ZoneOffset offset = ZoneOffset.ofTotalSeconds(Canonical.number32(canonical, 12));
                yield LocalDateTime.ofEpochSecond(first, Canonical.number32(canonical, 8), offset)
                        .atOffset(offset);
            }
        };
    }
}
