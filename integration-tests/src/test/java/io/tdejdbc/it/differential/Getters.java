package io.tdejdbc.it.differential;

import io.tdejdbc.it.harness.Backend;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads a cell with every getter and writes down what came: the class and value, or the SQLState of the failure. */
final class Getters {
    private static final Map<String, Getter> ALL = all();
    private static final Set<String> LOB_GETTERS = Set.of("getBlob", "getClob");
    private static final Set<String> TEMPORAL_GETTERS = Set.of("getDate", "getTime", "getTimestamp");
    private static final Set<Integer> TEMPORAL =
            Set.of(Types.DATE, Types.TIME, Types.TIME_WITH_TIMEZONE, Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE);

    private static final Set<Integer> TEXT_AND_BYTES = Set.of(
            Types.CHAR,
            Types.VARCHAR,
            Types.LONGVARCHAR,
            Types.CLOB,
            Types.BINARY,
            Types.VARBINARY,
            Types.LONGVARBINARY,
            Types.BLOB);

    private Getters() {}

    /** One getter. */
    private interface Getter {
        Object get(ResultSet rows, int column) throws SQLException, IOException;
    }

    private static Map<String, Getter> all() {
        Map<String, Getter> getters = new LinkedHashMap<>();
        getters.put("getObject", ResultSet::getObject);
        getters.put("getString", ResultSet::getString);
        getters.put("getBytes", ResultSet::getBytes);
        getters.put("getByte", ResultSet::getByte);
        getters.put("getShort", ResultSet::getShort);
        getters.put("getInt", ResultSet::getInt);
        getters.put("getLong", ResultSet::getLong);
        getters.put("getFloat", ResultSet::getFloat);
        getters.put("getDouble", ResultSet::getDouble);
        getters.put("getBigDecimal", ResultSet::getBigDecimal);
        getters.put("getBoolean", ResultSet::getBoolean);
        getters.put("getDate", ResultSet::getDate);
        getters.put("getTime", ResultSet::getTime);
        getters.put("getTimestamp", ResultSet::getTimestamp);
        getters.put("getCharacterStream", ResultSet::getCharacterStream);
        getters.put("getBinaryStream", ResultSet::getBinaryStream);
        getters.put("getAsciiStream", ResultSet::getAsciiStream);
        getters.put("getClob", ResultSet::getClob);
        getters.put("getBlob", ResultSet::getBlob);
        for (Class<?> type : new Class<?>[] {
            String.class,
            Integer.class,
            Long.class,
            Short.class,
            BigDecimal.class,
            Double.class,
            Float.class,
            Boolean.class,
            byte[].class,
            UUID.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            Instant.class,
            java.sql.Date.class,
            java.sql.Timestamp.class
        }) {
            getters.put("getObject(" + type.getSimpleName() + ")", (rows, column) -> rows.getObject(column, type));
        }
        return getters;
    }

    /** What every getter that means something for a column's type gives for a cell. */
    static String all(ResultSet rows, int column, Backend.Kind kind) throws SQLException {
        rows.getObject(column);
        if (rows.wasNull()) {
            // Whether a getter that cannot convert the type says so for NULL too is the plain driver's whim.
            return one(ResultSet::getInt, rows, column) + " / " + one(ResultSet::getBytes, rows, column);
        }
        int type = rows.getMetaData().getColumnType(column);
        StringBuilder out = new StringBuilder();
        ALL.forEach((name, getter) -> {
            if (kind == Backend.Kind.H2 || meaningful(name, type, kind)) {
                String got = one(getter, rows, column);
                // pgjdbc lets runtime exceptions out of these where a SQLException is due.
                boolean lax = name.contains("(") || TEMPORAL_GETTERS.contains(name);
                boolean failed = got.startsWith("SQLState") || got.endsWith("Exception");
                // MariaDB's driver gives no SQLState for what it cannot convert.
                lax |= kind == Backend.Kind.MARIADB;
                out.append(name)
                        .append('=')
                        .append(lax && failed ? "fails" : got)
                        .append("; ");
            }
        });
        return out.toString();
    }

    /**
     * pgjdbc takes a text or number for the name of a large object, which the driver does better, and reads dates out of
     * any text, with runtime exceptions for some. MariaDB's driver has no streams of numbers and dates, where the driver
     * has those of their text.
     */
    private static boolean meaningful(String getter, int type, Backend.Kind kind) {
        if (kind == Backend.Kind.MARIADB && getter.endsWith("Stream")) {
            return TEXT_AND_BYTES.contains(type);
        }
        return !LOB_GETTERS.contains(getter) && (TEMPORAL.contains(type) || !TEMPORAL_GETTERS.contains(getter));
    }

    /** What the two most used getters give for a cell. */
    static String few(ResultSet rows, int column) {
        return one(ResultSet::getObject, rows, column) + " / " + one(ResultSet::getString, rows, column);
    }

    private static String one(Getter getter, ResultSet rows, int column) {
        try {
            Object value = getter.get(rows, column);
            return show(value) + (rows.wasNull() ? " wasNull" : "");
        } catch (SQLException e) {
            return "SQLState " + e.getSQLState();
        } catch (IOException | RuntimeException e) {
            return e.getClass().getName();
        }
    }

    private static String show(Object value) throws SQLException, IOException {
        if (value == null) {
            return "null";
        }
        if (value instanceof byte[] bytes) {
            return "bytes " + HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Clob clob) {
            return "clob " + clob.length() + " " + clob.getSubString(1, (int) clob.length());
        }
        if (value instanceof Blob blob) {
            return "blob " + blob.length() + " " + HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
        }
        if (value instanceof InputStream in) {
            return "stream " + HexFormat.of().formatHex(in.readAllBytes());
        }
        if (value instanceof Reader reader) {
            StringWriter out = new StringWriter();
            reader.transferTo(out);
            return "reader " + out;
        }
        if (value instanceof SQLXML xml) {
            return "xml " + xml.getString();
        }
        if (value instanceof Array array) {
            return "array " + java.util.Arrays.deepToString((Object[]) array.getArray());
        }
        return value.getClass().getName() + " " + value;
    }
}
