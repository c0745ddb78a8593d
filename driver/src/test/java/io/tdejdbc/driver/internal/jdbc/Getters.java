package io.tdejdbc.driver.internal.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;

/** Every getter of a result set for one column, by name. */
final class Getters {
    /** A getter call. */
    interface Getter {
        Object get(ResultSet result, int column) throws SQLException;
    }

    private static final List<Class<?>> CLASSES = List.of(
            Object.class,
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
            byte[].class,
            java.sql.Date.class,
            java.sql.Time.class,
            java.sql.Timestamp.class,
            java.util.Date.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            OffsetTime.class,
            ZonedDateTime.class,
            Instant.class,
            UUID.class,
            Blob.class,
            Clob.class,
            InputStream.class,
            Reader.class,
            StringBuilder.class);

    private Getters() {}

    @SuppressWarnings("deprecation")
    static Map<String, Getter> all() {
        Map<String, Getter> getters = new LinkedHashMap<>();
        getters.put("getString", ResultSet::getString);
        getters.put("getNString", ResultSet::getNString);
        getters.put("getBoolean", ResultSet::getBoolean);
        getters.put("getByte", ResultSet::getByte);
        getters.put("getShort", ResultSet::getShort);
        getters.put("getInt", ResultSet::getInt);
        getters.put("getLong", ResultSet::getLong);
        getters.put("getFloat", ResultSet::getFloat);
        getters.put("getDouble", ResultSet::getDouble);
        getters.put("getBigDecimal", ResultSet::getBigDecimal);
        getters.put("getBigDecimal scale", (r, c) -> r.getBigDecimal(c, 1));
        getters.put("getBytes", ResultSet::getBytes);
        getters.put("getDate", ResultSet::getDate);
        getters.put("getTime", ResultSet::getTime);
        getters.put("getTimestamp", ResultSet::getTimestamp);
        getters.put("getDate calendar", (r, c) -> r.getDate(c, calendar()));
        getters.put("getTime calendar", (r, c) -> r.getTime(c, calendar()));
        getters.put("getTimestamp calendar", (r, c) -> r.getTimestamp(c, calendar()));
        getters.put("getAsciiStream", ResultSet::getAsciiStream);
        getters.put("getBinaryStream", ResultSet::getBinaryStream);
        getters.put("getCharacterStream", ResultSet::getCharacterStream);
        getters.put("getNCharacterStream", ResultSet::getNCharacterStream);
        getters.put("getBlob", ResultSet::getBlob);
        getters.put("getClob", ResultSet::getClob);
        getters.put("getNClob", ResultSet::getNClob);
        getters.put("getObject", ResultSet::getObject);
        getters.put("getObject map", (r, c) -> r.getObject(c, Map.of()));
        getters.put("getArray", ResultSet::getArray);
        getters.put("getRef", ResultSet::getRef);
        getters.put("getRowId", ResultSet::getRowId);
        getters.put("getSQLXML", ResultSet::getSQLXML);
        getters.put("getURL", ResultSet::getURL);
        for (Class<?> type : CLASSES) {
            getters.put("getObject " + type.getSimpleName(), (r, c) -> r.getObject(c, type));
        }
        return getters;
    }

    private static Calendar calendar() {
        return Calendar.getInstance(TimeZone.getTimeZone("America/St_Johns"), Locale.ROOT);
    }
}
