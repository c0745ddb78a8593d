package io.tdejdbc.driver.internal.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.UUID;

/** Boundary values. The default zone of the tests is Europe/Berlin, with a gap on 2024-03-31 and an overlap on 2024-10-27. */
final class Samples {
    static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "ab  ",
            "  ab",
            "abcd",
            "abcd      ",
            "abcde",
            "abcdefghijklmnop",
            "ä€",
            "😀😀",
            "😀😀😀",
            "😀😀😀😀😀",
            "zero\0byte",
            "half \uD83D",
            "1",
            "0",
            " 42 ",
            "+7",
            "-129",
            "128",
            "32768",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "1.5",
            "2.5",
            "-2.5",
            ".5",
            "1.",
            "99999999.994",
            "99999999.995",
            "1e3",
            "1e400",
            "1e-400",
            "0x1F",
            "1_000",
            "NaN",
            "nan",
            "Infinity",
            "-infinity",
            "inf",
            "true",
            "TRUE ",
            "t",
            "tr",
            "f",
            "yes",
            "N",
            "on",
            "of",
            "off",
            "truex",
            "2024-02-29",
            "2023-02-29",
            "2024-2-9",
            "20240229",
            "0001-01-01",
            "9999-12-31",
            "10000-01-01",
            "0044-03-15 BC",
            "1582-10-10",
            "2024-02-29 12:34:56",
            "2024-02-29 12:34:56.789012345",
            "2024-02-29 23:59:59.9999999",
            "2024-02-29T12:34:56Z",
            "2024-02-29 12:34:56+05:30",
            "2024-02-29 12:34:56 -03",
            "2024-03-31 02:30:00",
            "2024-10-27 02:30:00",
            "2024-02-29 24:00:00",
            "2024-02-29 25:00:00",
            "12:34:56",
            "12:34",
            "12:34:56.5",
            "12:34:56.0000005",
            "23:59:59.9999999",
            "12:34:56+02",
            "12:34:56-05:30",
            "24:00:00",
            "12:34:60",
            "25:00:00",
            "-838:59:59",
            "-00:00:00.5",
            "839:00:00",
            "0000-00-00",
            "2024-00-10",
            "0000-00-00 00:00:00",
            "epoch",
            "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
            "A0EEBC999C0B4EF8BB6D6BB9BD380A11",
            "{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}",
            "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1",
            "\\x0102",
            "\\x010",
            "\\001\\\\",
            "\\",
            "x".repeat(300));

    static final List<Long> INTEGERS = List.of(
            0L,
            1L,
            -1L,
            42L,
            127L,
            -128L,
            128L,
            32_767L,
            -32_768L,
            32_768L,
            2_147_483_647L,
            -2_147_483_648L,
            2_147_483_648L,
            9_007_199_254_740_993L,
            99_999_999_999L,
            Long.MAX_VALUE,
            Long.MIN_VALUE);

    static final List<Double> DOUBLES = List.of(
            0d,
            -0d,
            1d,
            0.1d,
            1.5d,
            2.5d,
            -2.5d,
            127.5d,
            1e15,
            1e16,
            123456789012345.6d,
            1e-5,
            1.2345678901234567e-7,
            1e22,
            2e-3,
            0.30000000000000004d,
            9.007199254740993e15,
            9.3e18,
            Double.MAX_VALUE,
            Double.MIN_VALUE,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY);

    static final List<Float> FLOATS = List.of(
            0f,
            -0f,
            0.1f,
            1.5f,
            16_777_216f,
            123_456.7f,
            1_234_567.9f,
            1e10f,
            1e-5f,
            2e-45f,
            Float.MAX_VALUE,
            Float.NaN,
            Float.NEGATIVE_INFINITY);

    static final List<BigDecimal> DECIMALS = List.of(
            BigDecimal.ZERO,
            new BigDecimal("0.00"),
            BigDecimal.ONE,
            new BigDecimal("1.10"),
            new BigDecimal("1.005"),
            new BigDecimal("1.235"),
            new BigDecimal("-1.235"),
            new BigDecimal("2.5"),
            new BigDecimal("3.5"),
            new BigDecimal("-2.5"),
            new BigDecimal("99999999.994"),
            new BigDecimal("99999999.995"),
            new BigDecimal("1E+3"),
            new BigDecimal("1E-10"),
            new BigDecimal("1E+30"),
            new BigDecimal("123456789012345678901234567890.123456789"),
            new BigDecimal("0.1234567890123456789012345678901234567890"));

    static final List<byte[]> BYTES = List.of(
            new byte[0],
            new byte[] {1},
            new byte[] {1, 2},
            new byte[] {0, 0, 0, 42},
            new byte[] {(byte) 0xFF, (byte) 0xFE, (byte) 0xFD},
            "abcd".getBytes(StandardCharsets.UTF_8),
            "2024-02-29".getBytes(StandardCharsets.UTF_8),
            new byte[] {0, 0, 0, 0, 0, 0, 1, 0},
            new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16},
            new byte[300]);

    /** Years 1 and 9999, before and after the Gregorian reform, the DST gap and overlap, PostgreSQL's infinity. */
    static final List<Long> MILLIS = List.of(
            0L,
            -1L,
            1_709_206_496_789L,
            1_711_846_800_000L,
            1_711_848_600_000L,
            1_729_989_000_000L,
            1_729_992_600_000L,
            -12_219_292_800_000L,
            -12_219_292_800_001L,
            -62_135_596_800_000L,
            -62_200_000_000_000L,
            253_402_297_199_000L,
            -3_600_000L,
            45_296_000L,
            86_399_999L,
            9_223_372_036_825_200_000L,
            -9_223_372_036_832_400_000L);

    static final List<Object> OBJECTS = List.of(
            BigInteger.TEN,
            BigInteger.ONE.shiftLeft(63),
            BigInteger.ONE.shiftLeft(100),
            'x',
            UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
            LocalDate.of(1, 1, 1),
            LocalDate.of(0, 3, 1),
            LocalDate.of(-4000, 3, 1),
            LocalDate.of(1500, 2, 28),
            LocalDate.of(1582, 10, 10),
            LocalDate.of(1969, 12, 31),
            LocalDate.of(2024, 2, 29),
            LocalDate.of(2024, 3, 31),
            LocalDate.of(9999, 12, 31),
            LocalDate.of(200_000, 1, 1),
            LocalTime.MIDNIGHT,
            LocalTime.of(12, 34),
            LocalTime.of(12, 34, 56, 789_012_345),
            LocalTime.of(12, 34, 56, 999_999_500),
            LocalTime.of(23, 59, 59, 999_999_000),
            LocalTime.MAX,
            OffsetTime.of(12, 34, 56, 789_012_345, ZoneOffset.ofHours(2)),
            OffsetTime.of(23, 59, 59, 999_999_000, ZoneOffset.ofHoursMinutes(-5, -30)),
            OffsetTime.of(23, 59, 59, 999_999_999, ZoneOffset.UTC),
            OffsetTime.of(0, 0, 0, 0, ZoneOffset.ofHours(14)),
            LocalDateTime.of(1, 1, 1, 0, 0),
            LocalDateTime.of(1582, 10, 10, 12, 0),
            LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_999),
            LocalDateTime.of(1999, 12, 31, 23, 59, 59, 500_000_000),
            LocalDateTime.of(1999, 12, 31, 23, 59, 59, 123_500_000),
            LocalDateTime.of(2024, 2, 29, 12, 34, 56, 789_012_345),
            LocalDateTime.of(2024, 2, 29, 0, 0),
            LocalDateTime.of(2024, 3, 31, 2, 30),
            LocalDateTime.of(2024, 3, 31, 3, 30),
            LocalDateTime.of(2024, 10, 27, 2, 30),
            LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_999),
            OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC),
            OffsetDateTime.of(2024, 2, 29, 12, 34, 56, 789_012_345, ZoneOffset.ofHours(-5)),
            OffsetDateTime.of(2024, 2, 29, 0, 0, 0, 0, ZoneOffset.ofHours(1)),
            OffsetDateTime.of(2024, 3, 31, 1, 30, 0, 0, ZoneOffset.UTC),
            OffsetDateTime.of(2024, 10, 27, 0, 30, 0, 0, ZoneOffset.UTC),
            OffsetDateTime.of(2024, 10, 27, 1, 30, 0, 0, ZoneOffset.UTC),
            OffsetDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_999, ZoneOffset.ofHoursMinutes(5, 30)),
            Instant.ofEpochSecond(1_709_206_496L, 789_012_345),
            LocalDateTime.of(2024, 7, 1, 12, 0).atZone(ZoneId.of("America/New_York")),
            new java.util.Date(1_709_206_496_789L),
            calendar(),
            new StringBuilder("builder"));

    /** Values for every target type of {@code setObject}. */
    static final List<Object> TARGETED = targeted();

    private Samples() {}

    private static GregorianCalendar calendar() {
        GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone("America/New_York"), Locale.ROOT);
        calendar.setTimeInMillis(1_709_206_496_789L);
        return calendar;
    }

    private static List<Object> targeted() {
        List<Object> values = new ArrayList<>(List.of(
                "abcd",
                "ab  ",
                "42",
                "1.5",
                "true",
                "2024-02-29",
                "12:34:56",
                "2024-02-29 12:34:56.789",
                "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
                'x',
                '7',
                true,
                (byte) 7,
                (short) 300,
                70_000,
                5_000_000_000L,
                1.5f,
                2.5d,
                1e10,
                Double.NaN,
                new BigDecimal("1.235"),
                new BigDecimal("1E+3"),
                BigInteger.TEN,
                new byte[] {0, 0, 0, 42},
                UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
                new Date(1_709_161_200_000L),
                new Time(45_296_000L),
                new Timestamp(1_709_206_496_789L),
                new java.util.Date(1_709_206_496_789L)));
        values.addAll(List.of(
                LocalDate.of(2024, 2, 29),
                LocalTime.of(12, 34, 56, 789_012_345),
                OffsetTime.of(12, 34, 56, 0, ZoneOffset.ofHours(2)),
                LocalDateTime.of(2024, 2, 29, 12, 34, 56, 789_012_345),
                OffsetDateTime.of(2024, 2, 29, 12, 34, 56, 0, ZoneOffset.ofHours(-5))));
        return values;
    }
}
