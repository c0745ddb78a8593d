package io.tdejdbc.it.transparency;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.NClob;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Calendar;
import java.util.Collections;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TimeZone;
import java.util.concurrent.Executor;
import javax.sql.rowset.serial.SerialBlob;
import javax.sql.rowset.serial.SerialClob;

/** Arguments for parameters of every type that the interfaces have. */
final class Samples {
    private static final String TEXT = "7";
    private static final byte[] BYTES = TEXT.getBytes(StandardCharsets.US_ASCII);
    private static final Map<Class<?>, List<Argument>> BY_TYPE = Map.ofEntries(
            Map.entry(boolean.class, List.of(Argument.of(true), Argument.of(false))),
            Map.entry(byte.class, List.of(Argument.of((byte) 7))),
            Map.entry(short.class, List.of(Argument.of((short) 7))),
            Map.entry(int.class, ints(0, 1, 2, -1, 8, 1003, 1004, 1005, 1007, 1008)),
            Map.entry(long.class, List.of(Argument.of(1L), Argument.of(0L), Argument.of(-1L))),
            Map.entry(float.class, List.of(Argument.of(7.5f))),
            Map.entry(double.class, List.of(Argument.of(7.125))),
            Map.entry(String.class, List.of(Argument.of("x"))),
            Map.entry(BigDecimal.class, List.of(Argument.of(new BigDecimal("7.25")))),
            Map.entry(byte[].class, List.of(Argument.made("bytes", c -> BYTES.clone()))),
            Map.entry(int[].class, List.of(Argument.made("{1}", c -> new int[] {1}))),
            Map.entry(
                    String[].class,
                    List.of(Argument.made("{id}", c -> new String[] {"id"}), Argument.made("{no_such}", c ->
                            new String[] {"no_such"}))),
            Map.entry(Object[].class, List.of(Argument.made("{1, 2}", c -> new Object[] {1, 2}))),
            Map.entry(
                    Object.class,
                    List.of(
                            Argument.of(TEXT),
                            Argument.of(7),
                            Argument.of(LocalDate.of(2024, 2, 3)),
                            Argument.of((Object) null))),
            Map.entry(Date.class, List.of(Argument.of(Date.valueOf("2024-02-03")))),
            Map.entry(Time.class, List.of(Argument.of(Time.valueOf("04:05:06")))),
            Map.entry(Timestamp.class, List.of(Argument.of(Timestamp.valueOf("2024-02-03 04:05:06.789")))),
            Map.entry(Calendar.class, List.of(Argument.made("calendar", c -> calendar()))),
            Map.entry(InputStream.class, List.of(Argument.made("stream", c -> new ByteArrayInputStream(BYTES)))),
            Map.entry(Reader.class, List.of(Argument.made("reader", c -> new StringReader(TEXT)))),
            Map.entry(Blob.class, List.of(Argument.made("blob", c -> new SerialBlob(BYTES)))),
            Map.entry(Clob.class, List.of(Argument.made("clob", c -> new SerialClob(TEXT.toCharArray())))),
            Map.entry(NClob.class, List.of(Argument.made("nclob", Connection::createNClob))),
            Map.entry(SQLXML.class, List.of(Argument.made("xml", Connection::createSQLXML))),
            Map.entry(
                    java.sql.Array.class,
                    List.of(Argument.made("array", c -> c.createArrayOf("INTEGER", new Object[] {1})))),
            Map.entry(Struct.class, List.of(Argument.made("struct", c -> c.createStruct("no_such", new Object[0])))),
            Map.entry(java.sql.Ref.class, List.of(Argument.of((Object) null))),
            Map.entry(java.sql.RowId.class, List.of(Argument.of((Object) null))),
            Map.entry(Savepoint.class, List.of(Argument.made("savepoint", Connection::setSavepoint))),
            Map.entry(Properties.class, List.of(Argument.made("{}", c -> new Properties()))),
            Map.entry(Map.class, List.of(Argument.of(Collections.emptyMap()))),
            Map.entry(Executor.class, List.of(Argument.made("executor", c -> (Executor) Runnable::run))),
            Map.entry(SQLType.class, List.of(Argument.of(JDBCType.VARCHAR), Argument.of(JDBCType.INTEGER))),
            Map.entry(
                    Class.class,
                    List.of(
                            Argument.of(String.class),
                            Argument.of(Integer.class),
                            Argument.of(LocalDate.class),
                            Argument.of(byte[].class))));

    private Samples() {}

    /** The arguments to try for a parameter type; a NULL for types that nothing is known of. */
    static List<Argument> of(Class<?> type) {
        if (type == java.net.URL.class) {
            return List.of(Argument.made("url", c -> url()));
        }
        return BY_TYPE.getOrDefault(type, List.of(Argument.of((Object) null)));
    }

    /** The arguments for a {@code targetSqlType}. */
    static List<Argument> sqlTypes() {
        return ints(Types.VARCHAR, Types.INTEGER);
    }

    static List<Argument> ints(Integer... values) {
        return java.util.Arrays.stream(values).map(Argument::of).toList();
    }

    static List<Argument> texts(String... values) {
        return java.util.Arrays.stream(values).map(Argument::of).toList();
    }

    private static java.net.URL url() {
        try {
            return java.net.URI.create("file:/x").toURL();
        } catch (java.net.MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Calendar calendar() {
        return new GregorianCalendar(TimeZone.getTimeZone("GMT+05:00"), Locale.ROOT);
    }
}
