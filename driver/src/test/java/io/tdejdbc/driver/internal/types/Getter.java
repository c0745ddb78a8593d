package io.tdejdbc.driver.internal.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.UUID;

/** A getter on the plain column and on the codec. */
record Getter(String name, Plain plain, Protected protectedOne) {
    interface Plain {
        Object get(ResultSet row) throws SQLException;
    }

    interface Protected {
        Object get(ColumnCodec codec, byte[] canonical) throws SQLException;
    }

    static List<Getter> all() {
        List<Getter> getters = new ArrayList<>(List.of(
                new Getter("getString", r -> r.getString(1), ColumnCodec::getString),
                new Getter("getBoolean", r -> r.getBoolean(1), ColumnCodec::getBoolean),
                new Getter("getByte", r -> r.getByte(1), (c, b) -> (byte) c.getIntegral(b, 8)),
                new Getter("getShort", r -> r.getShort(1), (c, b) -> (short) c.getIntegral(b, 16)),
                new Getter("getInt", r -> r.getInt(1), (c, b) -> (int) c.getIntegral(b, 32)),
                new Getter("getLong", r -> r.getLong(1), (c, b) -> c.getIntegral(b, 64)),
                new Getter("getFloat", r -> r.getFloat(1), ColumnCodec::getFloat),
                new Getter("getDouble", r -> r.getDouble(1), ColumnCodec::getDouble),
                new Getter("getBigDecimal", r -> r.getBigDecimal(1), ColumnCodec::getBigDecimal),
                new Getter("getBytes", r -> r.getBytes(1), ColumnCodec::getBytes),
                new Getter("getDate", r -> r.getDate(1), (c, b) -> c.getDate(b, Optional.empty())),
                new Getter("getTime", r -> r.getTime(1), (c, b) -> c.getTime(b, Optional.empty())),
                new Getter("getTimestamp", r -> r.getTimestamp(1), (c, b) -> c.getTimestamp(b, Optional.empty())),
                new Getter("getObject", r -> r.getObject(1), ColumnCodec::getObject)));
        for (String zone : List.of("America/New_York", "GMT+05:30")) {
            getters.addAll(withCalendar(zone));
        }
        for (Class<?> type : List.of(
                String.class,
                Boolean.class,
                Byte.class,
                Short.class,
                Integer.class,
                Long.class,
                Float.class,
                Double.class,
                BigDecimal.class,
                BigInteger.class,
                Character.class,
                byte[].class,
                UUID.class,
                Date.class,
                Time.class,
                Timestamp.class,
                java.util.Date.class,
                Calendar.class,
                LocalDate.class,
                LocalTime.class,
                LocalDateTime.class,
                OffsetTime.class,
                OffsetDateTime.class,
                ZonedDateTime.class,
                Instant.class,
                StringBuilder.class)) {
            getters.add(new Getter(
                    "getObject " + type.getSimpleName(), r -> r.getObject(1, type), (c, b) -> c.getObject(b, type)));
        }
        return getters;
    }

    private static List<Getter> withCalendar(String zone) {
        return List.of(
                new Getter(
                        "getDate " + zone,
                        r -> r.getDate(1, calendar(zone)),
                        (c, b) -> c.getDate(b, Optional.of(calendar(zone)))),
                new Getter(
                        "getTime " + zone,
                        r -> r.getTime(1, calendar(zone)),
                        (c, b) -> c.getTime(b, Optional.of(calendar(zone)))),
                new Getter(
                        "getTimestamp " + zone,
                        r -> r.getTimestamp(1, calendar(zone)),
                        (c, b) -> c.getTimestamp(b, Optional.of(calendar(zone)))));
    }

    static Calendar calendar(String zone) {
        return new GregorianCalendar(TimeZone.getTimeZone(zone), Locale.ROOT);
    }
}
