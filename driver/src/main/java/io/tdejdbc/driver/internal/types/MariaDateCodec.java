package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.sqlparse.ValueUse;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Calendar;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;

/** DATE: a time of day that comes with it is cut. */
final class MariaDateCodec extends MariaTemporalCodec {
    MariaDateCodec(DeclaredType type, ProtectionMode mode) {
        super(type, mode);
    }

    @Override
    Set<Class<?>> classes() {
        return MariaClasses.DATE;
    }

    @Override
    void requireKind(MariaTemporal.Parsed value, ValueUse use) throws SQLException {
        requireDate(value, use);
    }

    @Override
    byte[] assign(MariaTemporal.Parsed value) {
        return Canonical.integer(value.date().orElseThrow().toEpochDay());
    }

    @Override
    byte[] compare(MariaTemporal.Parsed value) {
        return value.micros().orElse(0L) == 0
                ? Canonical.integer(value.date().orElseThrow().toEpochDay())
                : Canonical.never();
    }

    private LocalDate day(byte[] canonical) throws SQLException {
        requireLength(canonical, 8);
        try {
            return LocalDate.ofEpochDay(Canonical.number(canonical));
        } catch (DateTimeException e) {
            throw TypeErrors.malformed(type());
        }
    }

    @Override
    public String getString(byte[] canonical) throws SQLException {
        return MariaTemporal.date(day(canonical));
    }

    @Override
    public Date getDate(byte[] canonical, Optional<Calendar> calendar) throws SQLException {
        return new Date(millis(canonical, calendar));
    }

    private long millis(byte[] canonical, Optional<Calendar> calendar) throws SQLException {
        LocalDate day = day(canonical);
        Calendar fields = MariaText.fresh(calendar);
        fields.set(day.getYear(), day.getMonthValue() - 1, day.getDayOfMonth());
        return fields.getTimeInMillis();
    }

    @Override
    public Timestamp getTimestamp(byte[] canonical, Optional<Calendar> calendar) throws SQLException {
        boolean own = calendar.isEmpty() || calendar.get().getTimeZone().equals(TimeZone.getDefault());
        return own
                ? new Timestamp(Date.valueOf(getString(canonical)).getTime())
                : new Timestamp(millis(canonical, calendar));
    }

    @Override
    Object javaTime(byte[] canonical, Class<?> target) throws SQLException {
        if (target == OffsetDateTime.class) {
            return super.javaTime(canonical, target);
        }
        LocalDate day = day(canonical);
        return target == LocalDate.class
                ? day
                : MariaText.ofZoned(day.atStartOfDay().atZone(zone()), target);
    }

    @Override
    public Object getObject(byte[] canonical) throws SQLException {
        return getDate(canonical, Optional.empty());
    }

    @Override
    public boolean sendsDatesAsTexts() {
        return true;
    }
}
