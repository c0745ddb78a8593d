package io.tdejdbc.driver.internal.types;

import io.tdejdbc.sqlparse.ValueUse;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A setter with a value, on the plain statement and on the codec. */
record Setter(String name, Plain plain, Protected protectedOne) {
    interface Plain {
        void set(PreparedStatement statement) throws SQLException;
    }

    interface Protected {
        byte[] encode(ColumnCodec codec, ValueUse use) throws SQLException;
    }

    private static final int[] TARGETS = {
        Types.CHAR,
        Types.VARCHAR,
        Types.LONGVARCHAR,
        Types.CLOB,
        Types.BINARY,
        Types.VARBINARY,
        Types.BLOB,
        Types.BIT,
        Types.BOOLEAN,
        Types.TINYINT,
        Types.SMALLINT,
        Types.INTEGER,
        Types.BIGINT,
        Types.NUMERIC,
        Types.DECIMAL,
        Types.REAL,
        Types.DOUBLE,
        Types.DATE,
        Types.TIME,
        Types.TIME_WITH_TIMEZONE,
        Types.TIMESTAMP,
        Types.TIMESTAMP_WITH_TIMEZONE,
        Types.OTHER
    };

    static List<Setter> all() {
        List<Setter> setters = new ArrayList<>();
        for (String text : Samples.TEXTS) {
            setters.add(new Setter(
                    "setString " + show(text), s -> s.setString(1, text), (c, u) -> c.encodeString(text, u)));
            setters.add(typed(text, Types.OTHER));
        }
        for (long number : Samples.INTEGERS) {
            addIntegers(setters, number);
        }
        Samples.DOUBLES.forEach(d -> setters.add(
                new Setter("setDouble " + d, s -> s.setDouble(1, d), (c, u) -> c.encode(SetterValue.of(d), u))));
        Samples.FLOATS.forEach(f -> setters.add(
                new Setter("setFloat " + f, s -> s.setFloat(1, f), (c, u) -> c.encode(SetterValue.of(f), u))));
        Samples.DECIMALS.forEach(d -> setters.add(new Setter(
                "setBigDecimal " + d, s -> s.setBigDecimal(1, d), (c, u) -> c.encode(SetterValue.of(d), u))));
        Samples.BYTES.forEach(b -> setters.add(
                new Setter("setBytes " + show(b), s -> s.setBytes(1, b), (c, u) -> c.encode(SetterValue.of(b), u))));
        for (boolean truth : new boolean[] {true, false}) {
            setters.add(new Setter(
                    "setBoolean " + truth, s -> s.setBoolean(1, truth), (c, u) -> c.encode(SetterValue.of(truth), u)));
        }
        Samples.MILLIS.forEach(m -> addLegacy(setters, m));
        for (Object value : Samples.OBJECTS) {
            setters.add(new Setter(
                    "setObject " + show(value),
                    s -> s.setObject(1, value),
                    (c, u) -> c.encode(SetterValue.of(value), u)));
        }
        for (Object value : Samples.TARGETED) {
            for (int target : TARGETS) {
                setters.add(typed(value, target));
            }
        }
        setters.add(new Setter(
                "setObject 1.2355 NUMERIC 3",
                s -> s.setObject(1, "1.2355", Types.NUMERIC, 3),
                (c, u) -> c.encode(
                        new SetterValue("1.2355", OptionalInt.of(Types.NUMERIC), OptionalInt.of(3), Optional.empty()),
                        u)));
        return setters;
    }

    private static Setter typed(Object value, int target) {
        return new Setter(
                "setObject " + show(value) + " " + JDBCType.valueOf(target),
                s -> s.setObject(1, value, target),
                (c, u) -> c.encode(
                        new SetterValue(value, OptionalInt.of(target), OptionalInt.empty(), Optional.empty()), u));
    }

    private static void addIntegers(List<Setter> setters, long number) {
        setters.add(new Setter(
                "setLong " + number, s -> s.setLong(1, number), (c, u) -> c.encodeLong(number, Types.BIGINT, u)));
        if ((int) number == number) {
            setters.add(new Setter(
                    "setInt " + number,
                    s -> s.setInt(1, (int) number),
                    (c, u) -> c.encodeLong(number, Types.INTEGER, u)));
        }
        if ((short) number == number) {
            setters.add(new Setter(
                    "setShort " + number,
                    s -> s.setShort(1, (short) number),
                    (c, u) -> c.encodeLong(number, Types.SMALLINT, u)));
        }
        if ((byte) number == number) {
            setters.add(new Setter(
                    "setByte " + number,
                    s -> s.setByte(1, (byte) number),
                    (c, u) -> c.encodeLong(number, Types.TINYINT, u)));
        }
    }

    private static void addLegacy(List<Setter> setters, long millis) {
        Date date = new Date(millis);
        Time time = new Time(millis);
        Timestamp timestamp = new Timestamp(millis);
        timestamp.setNanos(timestamp.getNanos() + 123_456 % (1_000_000));
        setters.add(
                new Setter("setDate " + millis, s -> s.setDate(1, date), (c, u) -> c.encode(SetterValue.of(date), u)));
        setters.add(
                new Setter("setTime " + millis, s -> s.setTime(1, time), (c, u) -> c.encode(SetterValue.of(time), u)));
        setters.add(new Setter(
                "setTimestamp " + millis,
                s -> s.setTimestamp(1, timestamp),
                (c, u) -> c.encode(SetterValue.of(timestamp), u)));
        for (String zone : List.of("America/New_York", "GMT+05:30")) {
            setters.add(new Setter(
                    "setDate " + millis + " " + zone,
                    s -> s.setDate(1, date, Getter.calendar(zone)),
                    (c, u) -> c.encode(withCalendar(date, zone), u)));
            setters.add(new Setter(
                    "setTime " + millis + " " + zone,
                    s -> s.setTime(1, time, Getter.calendar(zone)),
                    (c, u) -> c.encode(withCalendar(time, zone), u)));
            setters.add(new Setter(
                    "setTimestamp " + millis + " " + zone,
                    s -> s.setTimestamp(1, timestamp, Getter.calendar(zone)),
                    (c, u) -> c.encode(withCalendar(timestamp, zone), u)));
        }
    }

    private static SetterValue withCalendar(Object value, String zone) {
        Calendar calendar = Getter.calendar(zone);
        return new SetterValue(value, OptionalInt.empty(), OptionalInt.empty(), Optional.of(calendar));
    }

    private static String show(Object value) {
        String text = value instanceof byte[] bytes
                ? "byte[" + bytes.length + "]"
                : value.getClass().getSimpleName() + " " + value;
        return text.length() > 60 ? text.substring(0, 60) + "..." : text.replace("\0", "<zero>");
    }
}
