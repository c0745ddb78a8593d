package io.tdejdbc.driver.internal.types;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** A call of a setter with a value. */
record Sent(String name, Call call) {
    private static final int LONGEST_NAME = 90;
    private static final List<JDBCType> TARGETS = List.of(
            JDBCType.CHAR,
            JDBCType.VARCHAR,
            JDBCType.NVARCHAR,
            JDBCType.LONGVARCHAR,
            JDBCType.BINARY,
            JDBCType.VARBINARY,
            JDBCType.BOOLEAN,
            JDBCType.TINYINT,
            JDBCType.SMALLINT,
            JDBCType.INTEGER,
            JDBCType.BIGINT,
            JDBCType.NUMERIC,
            JDBCType.DECIMAL,
            JDBCType.REAL,
            JDBCType.DOUBLE,
            JDBCType.DATE,
            JDBCType.TIME,
            JDBCType.TIMESTAMP,
            JDBCType.TIMESTAMP_WITH_TIMEZONE);
    private static final List<String> ZONES = List.of("America/New_York", "GMT+05:30", "Asia/Tokyo");

    /** Sets the first parameter. */
    interface Call {
        void set(PreparedStatement statement) throws SQLException;
    }

    /** Each setter of JDBC 4.3 in turn, with values drawn by a seed. */
    static List<Sent> drawn(long seed, int count) {
        Random random = new Random(seed);
        RandomValues values = new RandomValues(random);
        List<Function<RandomValues, Sent>> setters = setters();
        List<Sent> drawn = new ArrayList<>();
        int first = random.nextInt(setters.size());
        for (int i = 0; i < count; i++) {
            drawn.add(setters.get((first + i) % setters.size()).apply(values));
        }
        return drawn;
    }

    private static Sent named(String setter, Object value, Call call) {
        String text = value instanceof byte[] bytes
                ? "byte[] " + HexFormat.of().formatHex(bytes)
                : value.getClass().getSimpleName() + " " + value;
        String name = setter + " " + text.replaceAll("\\R", "/").replace('|', '/');
        return new Sent(name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "..." : name, call);
    }

    private static List<Function<RandomValues, Sent>> setters() {
        List<Function<RandomValues, Sent>> setters = new ArrayList<>(values());
        setters.addAll(moments());
        setters.addAll(streams());
        setters.addAll(objects());
        setters.addAll(nulls());
        return setters;
    }

    private static List<Function<RandomValues, Sent>> values() {
        return List.of(
                v -> {
                    String text = v.text();
                    return named("setString", text, s -> s.setString(1, text));
                },
                v -> {
                    String text = v.text();
                    return named("setNString", text, s -> s.setNString(1, text));
                },
                v -> {
                    long number = v.integer(64);
                    return named("setLong", number, s -> s.setLong(1, number));
                },
                v -> {
                    int number = (int) v.integer(32);
                    return named("setInt", number, s -> s.setInt(1, number));
                },
                v -> {
                    short number = (short) v.integer(16);
                    return named("setShort", number, s -> s.setShort(1, number));
                },
                v -> {
                    byte number = (byte) v.integer(8);
                    return named("setByte", number, s -> s.setByte(1, number));
                },
                v -> {
                    double number = v.floating();
                    return named("setDouble", number, s -> s.setDouble(1, number));
                },
                v -> {
                    float number = (float) v.floating();
                    return named("setFloat", number, s -> s.setFloat(1, number));
                },
                v -> {
                    java.math.BigDecimal number = v.decimal();
                    return named("setBigDecimal", number, s -> s.setBigDecimal(1, number));
                },
                v -> {
                    boolean truth = v.truth();
                    return named("setBoolean", truth, s -> s.setBoolean(1, truth));
                },
                v -> {
                    byte[] bytes = v.bytes();
                    return named("setBytes", bytes, s -> s.setBytes(1, bytes));
                });
    }

    private static List<Function<RandomValues, Sent>> moments() {
        return List.of(
                v -> {
                    Date date = new Date(v.millis());
                    return named("setDate", date.getTime(), s -> s.setDate(1, date));
                },
                v -> {
                    Time time = new Time(v.millis());
                    return named("setTime", time.getTime(), s -> s.setTime(1, time));
                },
                v -> {
                    Timestamp moment = v.timestamp();
                    return named(
                            "setTimestamp", moment.getTime() + " " + moment.getNanos(), s -> s.setTimestamp(1, moment));
                },
                v -> {
                    Date date = new Date(v.millis());
                    String zone = v.any(ZONES);
                    return named("setDate " + zone, date.getTime(), s -> s.setDate(1, date, Getter.calendar(zone)));
                },
                v -> {
                    Time time = new Time(v.millis());
                    String zone = v.any(ZONES);
                    return named("setTime " + zone, time.getTime(), s -> s.setTime(1, time, Getter.calendar(zone)));
                },
                v -> {
                    Timestamp moment = v.timestamp();
                    String zone = v.any(ZONES);
                    return named(
                            "setTimestamp " + zone,
                            moment.getTime() + " " + moment.getNanos(),
                            s -> s.setTimestamp(1, moment, Getter.calendar(zone)));
                });
    }

    private static List<Function<RandomValues, Sent>> streams() {
        return List.of(
                v -> {
                    String text = ascii(v.text());
                    return named("setAsciiStream", text, s -> s.setAsciiStream(1, latin(text)));
                },
                v -> {
                    String text = ascii(v.text());
                    return named(
                            "setAsciiStream with length", text, s -> s.setAsciiStream(1, latin(text), text.length()));
                },
                v -> {
                    String text = v.text();
                    return named("setCharacterStream", text, s -> s.setCharacterStream(1, new StringReader(text)));
                },
                v -> {
                    String text = v.text();
                    return named(
                            "setCharacterStream with length",
                            text,
                            s -> s.setCharacterStream(1, new StringReader(text), text.length()));
                },
                v -> {
                    String text = v.text();
                    return named("setNCharacterStream", text, s -> s.setNCharacterStream(1, new StringReader(text)));
                },
                v -> {
                    byte[] bytes = v.bytes();
                    return named("setBinaryStream", bytes, s -> s.setBinaryStream(1, new ByteArrayInputStream(bytes)));
                },
                v -> {
                    byte[] bytes = v.bytes();
                    return named(
                            "setBinaryStream with length",
                            bytes,
                            s -> s.setBinaryStream(1, new ByteArrayInputStream(bytes), bytes.length));
                },
                v -> {
                    String text = v.text();
                    return named("setClob", text, s -> s.setClob(1, new StringReader(text)));
                },
                v -> {
                    byte[] bytes = v.bytes();
                    return named("setBlob", bytes, s -> s.setBlob(1, new ByteArrayInputStream(bytes)));
                });
    }

    private static ByteArrayInputStream latin(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String ascii(String text) {
        return text.replaceAll("[^ -~]", "?");
    }

    private static List<Function<RandomValues, Sent>> objects() {
        Function<RandomValues, Sent> plain = v -> {
            Object value = v.object();
            return named("setObject", value, s -> s.setObject(1, value));
        };
        Function<RandomValues, Sent> targeted = v -> {
            Object value = v.object();
            JDBCType target = v.any(TARGETS);
            return named("setObject " + target, value, s -> s.setObject(1, value, target.getVendorTypeNumber()));
        };
        Function<RandomValues, Sent> byType = v -> {
            Object value = v.object();
            JDBCType target = v.any(TARGETS);
            return named("setObject SQLType " + target, value, s -> s.setObject(1, value, target));
        };
        Function<RandomValues, Sent> scaled = v -> {
            Object value = v.truth() ? v.decimal() : v.decimal().toPlainString();
            int scale = (int) Math.abs(v.integer(3));
            return named("setObject NUMERIC " + scale, value, s -> s.setObject(1, value, Types.NUMERIC, scale));
        };
        return List.of(plain, targeted, plain, byType, plain, targeted, plain, scaled);
    }

    private static List<Function<RandomValues, Sent>> nulls() {
        return List.of(
                v -> {
                    JDBCType type = v.any(TARGETS);
                    return new Sent("setNull " + type, s -> s.setNull(1, type.getVendorTypeNumber()));
                },
                v -> new Sent("setString null", s -> s.setString(1, null)),
                v -> new Sent("setObject null", s -> s.setObject(1, null)));
    }
}
