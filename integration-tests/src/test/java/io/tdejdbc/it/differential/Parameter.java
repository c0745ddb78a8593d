package io.tdejdbc.it.differential;

import io.tdejdbc.it.harness.Backend;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/**
 * A statement parameter as the list of statements writes it: a type and a text. {@code null:<type>} is NULL.
 *
 * @param type the name of the setter's type
 * @param text its value
 */
record Parameter(String type, String text) {

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    /** Sets it with the setter that an application would use for the type. */
    void set(PreparedStatement statement, int index) throws SQLException {
        if (type.startsWith("null:")) {
            statement.setNull(index, sqlType(type.substring("null:".length())));
            return;
        }
        switch (type) {
            case "varchar" -> statement.setString(index, text);
            case "int" -> statement.setInt(index, Integer.parseInt(text));
            case "bigint" -> statement.setLong(index, Long.parseLong(text));
            case "smallint" -> statement.setShort(index, Short.parseShort(text));
            case "decimal" -> statement.setBigDecimal(index, new BigDecimal(text));
            case "double" -> statement.setDouble(index, Double.parseDouble(text));
            case "boolean" -> statement.setBoolean(index, Boolean.parseBoolean(text));
            case "date" -> statement.setDate(index, Date.valueOf(text));
            case "time" -> statement.setTime(index, Time.valueOf(LocalTime.parse(text)));
            case "timestamp" -> statement.setTimestamp(index, Timestamp.valueOf((LocalDateTime) value()));
            case "timestamptz", "uuid" -> statement.setObject(index, value());
            case "bytes" -> statement.setBytes(index, (byte[]) value());
            default -> throw new IllegalArgumentException("unknown parameter type " + type);
        }
    }

    /** Sets it with {@code setObject}. */
    void setObject(PreparedStatement statement, int index) throws SQLException {
        if (type.startsWith("null:")) {
            statement.setObject(index, null);
        } else {
            statement.setObject(index, value());
        }
    }

    private Object value() {
        return switch (type) {
            case "varchar" -> text;
            case "int" -> Integer.valueOf(text);
            case "bigint" -> Long.valueOf(text);
            case "smallint" -> Short.valueOf(text);
            case "decimal" -> new BigDecimal(text);
            case "double" -> Double.valueOf(text);
            case "boolean" -> Boolean.valueOf(text);
            case "date" -> LocalDate.parse(text);
            case "time" -> LocalTime.parse(text);
            case "timestamp" -> LocalDateTime.parse(text.replace(' ', 'T'));
            case "timestamptz" -> OffsetDateTime.parse(text.replace(' ', 'T'));
            case "uuid" -> UUID.fromString(text);
            case "bytes" -> HexFormat.of().parseHex(text);
            default -> throw new IllegalArgumentException("unknown parameter type " + type);
        };
    }

    /** The literal that an application would write in its place. */
    String literal(Backend.Kind kind) {
        if (type.startsWith("null:")) {
            return "NULL";
        }
        return switch (type) {
            case "varchar" -> {
                String escaped = kind == Backend.Kind.MARIADB ? text.replace("\\", "\\\\") : text;
                yield "'" + escaped.replace("'", "''") + "'";
            }
            case "int", "bigint", "smallint", "decimal", "double" -> text;
            case "boolean" -> text.toUpperCase(Locale.ROOT);
            case "date" -> "DATE '" + text + "'";
            case "time" -> "TIME '" + text + "'";
            case "timestamp" -> "TIMESTAMP '" + TIMESTAMP.format((LocalDateTime) value()) + "'";
            case "timestamptz" -> {
                // MariaDB's sessions are in UTC here, and its literals have no zone.
                String utc = TIMESTAMP.format(((OffsetDateTime) value()).withOffsetSameInstant(ZoneOffset.UTC));
                yield kind == Backend.Kind.MARIADB
                        ? "TIMESTAMP '" + utc + "'"
                        : "TIMESTAMP WITH TIME ZONE '" + text + "'";
            }
            case "uuid" -> kind == Backend.Kind.H2 ? "UUID '" + text + "'" : "'" + text + "'";
            case "bytes" -> kind == Backend.Kind.POSTGRESQL ? "'\\x" + text + "'" : "X'" + text + "'";
            default -> throw new IllegalArgumentException("unknown parameter type " + type);
        };
    }

    private static int sqlType(String name) {
        return switch (name) {
            case "varchar" -> Types.VARCHAR;
            case "int" -> Types.INTEGER;
            case "bigint" -> Types.BIGINT;
            case "smallint" -> Types.SMALLINT;
            case "decimal" -> Types.NUMERIC;
            case "double" -> Types.DOUBLE;
            case "boolean" -> Types.BOOLEAN;
            case "date" -> Types.DATE;
            case "time" -> Types.TIME;
            case "timestamp" -> Types.TIMESTAMP;
            case "timestamptz" -> Types.TIMESTAMP_WITH_TIMEZONE;
            case "bytes" -> Types.VARBINARY;
            case "uuid" -> Types.OTHER;
            default -> throw new IllegalArgumentException("unknown parameter type " + name);
        };
    }
}
