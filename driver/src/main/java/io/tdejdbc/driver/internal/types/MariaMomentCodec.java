package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.sqlparse.ValueUse;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * DATETIME, and TIMESTAMP, which is a point in time that the session writes and reads by its time zone. Digits beyond
 * the column's are cut.
 */
final class MariaMomentCodec extends MariaTemporalCodec {
    private final int precision;
    private final Optional<ZoneId> sessionZone;
    private final long lastSecond;

    /** DATETIME. */
    MariaMomentCodec(DeclaredType type, ProtectionMode mode) {
        this(type, mode, Optional.empty(), 0);
    }

    /**
     * TIMESTAMP.
     *
     * @param lastSecond the last second since 1970 that the server takes
     */
    MariaMomentCodec(DeclaredType type, ProtectionMode mode, ZoneId sessionZone, long lastSecond) {
        this(type, mode, Optional.of(sessionZone), lastSecond);
    }

    private MariaMomentCodec(DeclaredType type, ProtectionMode mode, Optional<ZoneId> sessionZone, long lastSecond) {
        super(type, mode);
        this.precision = type.scale();
        this.sessionZone = sessionZone;
        this.lastSecond = lastSecond;
    }

    @Override
    Set<Class<?>> classes() {
        return MariaClasses.DATETIME;
    }

    @Override
    void requireKind(MariaTemporal.Parsed value, ValueUse use) throws SQLException {
        requireDate(value, use);
    }

    @Override
    byte[] assign(MariaTemporal.Parsed value) throws SQLException {
        LocalDateTime moment = value.moment();
        long micros = MariaTemporal.cut(moment.getNano() / 1000, precision);
        LocalDateTime cut = moment.withNano((int) micros * 1000);
        return sessionZone.isPresent()
                ? instant(cut, sessionZone.get()).orElseThrow(() -> MariaErrors.badMoment(type()))
                : canonical(cut, ZoneOffset.UTC);
    }

    @Override
    byte[] compare(MariaTemporal.Parsed value) throws SQLException {
        LocalDateTime moment = value.moment();
        if (sessionZone.isEmpty()) {
            return canonical(moment, ZoneOffset.UTC);
        }
        return instant(moment, sessionZone.get())
                .orElseThrow(() -> MariaErrors.otherForm(ValueUse.COMPARED, MariaKind.DATETIME, type()));
    }

    private static byte[] canonical(LocalDateTime moment, ZoneOffset offset) {
        return Canonical.moment(moment.toEpochSecond(offset), moment.getNano());
    }

    /** Empty where the session's zone skips the moment, or beyond the range of the type. */
    private Optional<byte[]> instant(LocalDateTime moment, ZoneId zone) throws SQLException {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(moment);
        if (offsets.size() > 1) {
            // The server takes the first for named zones and the second for its system's own.
            throw MariaErrors.ambiguous(type());
        }
        if (offsets.isEmpty()) {
            return Optional.empty();
        }
        long second = moment.toEpochSecond(offsets.get(0));
        return second < 1 || second > lastSecond ? Optional.empty() : Optional.of(canonical(moment, offsets.get(0)));
    }

    private LocalDateTime moment(byte[] canonical) throws SQLException {
        requireLength(canonical, 12);
        long second = Canonical.number(canonical);
        int nano = Canonical.number32(canonical, 8);
        try {
            return sessionZone.isPresent()
                    ? LocalDateTime.ofInstant(Instant.ofEpochSecond(second, nano), sessionZone.get())
                    : LocalDateTime.ofEpochSecond(second, nano, ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw TypeErrors.malformed(type());
        }
    }

    /** The JVM's zone takes part: moments that it skips are shown an hour later. */
    @Override
    public String getString(byte[] canonical) throws SQLException {
        LocalDateTime shown = moment(canonical).atZone(zone()).toLocalDateTime();
        // Connector/J writes the year of the era, which is 1 for the year 0.
        String seconds =
                MariaTemporal.date(shown.getYear() == 0 ? shown.toLocalDate().withYear(1) : shown.toLocalDate())
                        + ' '
                        + MariaTemporal.time(shown.toLocalTime().toSecondOfDay() * MariaTemporal.MICROS, 0);
        // Connector/J writes microseconds, however few digits the column has.
        return precision == 0
                ? seconds
                : seconds + '.' + String.format(Locale.ROOT, "%0" + precision + "d", shown.getNano() / 1000);
    }

    private static long millis(LocalDateTime moment, Optional<Calendar> calendar) {
        Calendar fields = MariaText.fresh(calendar);
        fields.set(
                moment.getYear(),
                moment.getMonthValue() - 1,
                moment.getDayOfMonth(),
                moment.getHour(),
                moment.getMinute(),
                moment.getSecond());
        return fields.getTimeInMillis();
    }

    private static int milliOf(LocalDateTime moment) {
        return moment.getNano() / 1_000_000;
    }

    @Override
    public Date getDate(byte[] canonical, Optional<Calendar> calendar) throws SQLException {
        LocalDateTime moment = moment(canonical);
        return new Date(millis(moment, calendar) + milliOf(moment));
    }

    @Override
    public Time getTime(byte[] canonical, Optional<Calendar> calendar) throws SQLException {
        LocalDateTime moment = moment(canonical);
        LocalDateTime ofDay = moment.toLocalTime().atDate(LocalDate.EPOCH);
        return new Time(millis(ofDay, calendar) + milliOf(moment));
    }

    @Override
    public Timestamp getTimestamp(byte[] canonical, Optional<Calendar> calendar) throws SQLException {
        LocalDateTime moment = moment(canonical);
        Timestamp timestamp = new Timestamp(millis(moment, calendar));
        timestamp.setNanos(moment.getNano());
        return timestamp;
    }

    @Override
    Object javaTime(byte[] canonical, Class<?> target) throws SQLException {
        LocalDateTime moment = moment(canonical);
        if (target == LocalDate.class) {
            return moment.toLocalDate();
        } else if (target == LocalTime.class) {
            return moment.toLocalTime();
        }
        return MariaText.ofZoned(moment.atZone(zone()), target);
    }

    @Override
    public Object getObject(byte[] canonical) throws SQLException {
        return getTimestamp(canonical, Optional.empty());
    }
}
