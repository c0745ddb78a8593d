package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.sqlparse.ValueUse;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Calendar;
import java.util.Optional;
import java.util.Set;

/**
 * TIME from -838:59:59 to 838:59:59, kept as signed nanoseconds. The classes that know no such times get what
 * Connector/J makes of them.
 */
final class MariaTimeCodec extends MariaTemporalCodec {
    private static final int DAY_HOURS = 24;

    private final int precision;

    MariaTimeCodec(DeclaredType type, ProtectionMode mode) {
        super(type, mode);
        this.precision = type.scale();
    }

    @Override
    Set<Class<?>> classes() {
        return MariaClasses.TIME;
    }

    @Override
    byte[] assign(MariaTemporal.Parsed value) throws SQLException {
        // The text of a date alone is none of a time.
        long micros = value.micros().orElseThrow(() -> MariaErrors.badMoment(type()));
        return Canonical.integer(MariaTemporal.cut(micros, precision) * 1000);
    }

    @Override
    void requireKind(MariaTemporal.Parsed value, ValueUse use) throws SQLException {
        if (use == ValueUse.ASSIGNED) {
            // A date is cut.
            return;
        }
        if (value.dated()) {
            throw MariaErrors.otherForm(use, MariaKind.DATETIME, type());
        }
        if (!value.possible()) {
            // The server compares with what it cuts such a time to.
            throw MariaErrors.otherForm(use, MariaKind.TIME, type());
        }
    }

    @Override
    byte[] compare(MariaTemporal.Parsed value) {
        return Canonical.integer(value.micros().orElseThrow() * 1000);
    }

    private long micros(byte[] canonical) throws SQLException {
        requireLength(canonical, 8);
        long micros = Canonical.number(canonical) / 1000;
        if (Math.abs(micros) > MariaTemporal.MAX_TIME || micros == Long.MIN_VALUE) {
            throw TypeErrors.malformed(type());
        }
        return micros;
    }

    @Override
    public String getString(byte[] canonical) throws SQLException {
        return MariaTemporal.time(micros(canonical), precision);
    }

    @Override
    public Time getTime(byte[] canonical, Optional<Calendar> calendar) throws SQLException {
        return new Time(micros(canonical) / 1000 - MariaText.offset(calendar));
    }

    @Override
    public Timestamp getTimestamp(byte[] canonical, Optional<Calendar> calendar) throws SQLException {
        long micros = micros(canonical);
        long size = Math.abs(micros);
        int sign = micros < 0 ? -1 : 1;
        Calendar fields = MariaText.fresh(calendar);
        int seconds = sign * (int) (size / MariaTemporal.MICROS % 60);
        fields.set(
                1970,
                Calendar.JANUARY,
                1,
                sign * (int) (size / (3600 * MariaTemporal.MICROS)),
                sign * (int) (size / (60 * MariaTemporal.MICROS) % 60),
                micros < 0 ? seconds - 1 : seconds);
        Timestamp timestamp = new Timestamp(fields.getTimeInMillis());
        int nanos = (int) (size % MariaTemporal.MICROS) * 1000;
        if (micros < 0 && nanos == 0) {
            // Connector/J asks for a billion nanoseconds and fails.
            throw MariaErrors.unreadable(type(), "Timestamp");
        }
        timestamp.setNanos(micros < 0 ? 1_000_000_000 - nanos : nanos);
        return timestamp;
    }

    @Override
    Object javaTime(byte[] canonical, Class<?> target) throws SQLException {
        if (target == OffsetDateTime.class) {
            return super.javaTime(canonical, target);
        }
        long micros = micros(canonical);
        long rest = Math.abs(micros) % (DAY_HOURS * 3600 * MariaTemporal.MICROS);
        if (target == LocalTime.class) {
            // A whole negative day is a nanosecond too many for LocalTime, and fails.
            long ofDay = micros < 0 ? MariaTemporal.DAY - rest : rest;
            if (ofDay == MariaTemporal.DAY) {
                throw MariaErrors.unreadable(type(), "LocalTime");
            }
            return LocalTime.ofNanoOfDay(ofDay * 1000);
        }
        LocalDateTime start = LocalDate.EPOCH.atStartOfDay();
        LocalDateTime moment = start.plusNanos((micros < 0 ? -rest : rest) * 1000);
        return MariaText.ofZoned(moment.atZone(zone()), target);
    }

    @Override
    public Object getObject(byte[] canonical) throws SQLException {
        return getTime(canonical, Optional.empty());
    }
}
