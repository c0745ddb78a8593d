package io.tdejdbc.driver.internal.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/** Values of every class that setters take, drawn by a seed and crowded where conversions differ. */
final class RandomValues {
    /** One to four UTF-8 bytes, a combining mark, quotes, and what LIKE and escapes know. */
    private static final List<String> CHARACTERS = List.of(
            "a",
            "Z",
            "0",
            "7",
            ".",
            "-",
            "+",
            "e",
            " ",
            "'",
            "\"",
            "\\",
            "%",
            "_",
            "\t",
            "\n",
            "ß",
            "é",
            "e\u0301",
            "€",
            "李",
            "\uFFFD",
            "🙂",
            "\uD834\uDD1E");

    private static final List<String> WORDS = List.of(
            "",
            " ",
            "true",
            "FALSE",
            "t",
            "no",
            "on",
            "NaN",
            "Infinity",
            "-Infinity",
            "null",
            "1e5",
            "-0",
            "+12",
            " 3 ",
            "0x10",
            "abc",
            "abc   ");
    private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();
    /** Days of Europe/Berlin with an hour too few or too many, the ends of years, and days around the epoch. */
    private static final List<LocalDate> DAYS = List.of(
            LocalDate.of(2024, 3, 31),
            LocalDate.of(2024, 10, 27),
            LocalDate.of(1980, 4, 6),
            LocalDate.of(1945, 5, 24),
            LocalDate.of(1969, 12, 31),
            LocalDate.of(1970, 1, 1),
            LocalDate.of(2000, 2, 29),
            LocalDate.of(2038, 1, 19),
            LocalDate.of(1, 1, 1),
            LocalDate.of(9999, 12, 31));

    private static final int[] FRACTIONS = {0, 1, 500_000_000, 999_999_999, 123_456_789, 999_999_500, 120_000_000};

    private final Random random;

    RandomValues(Random random) {
        this.random = random;
    }

    <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    boolean truth() {
        return random.nextBoolean();
    }

    /** Any integer of so many bits, as often short as long. */
    long integer(int bits) {
        return random.nextLong() >> 64 - bits + random.nextInt(bits);
    }

    double floating() {
        return switch (random.nextInt(4)) {
            case 0 -> integer(54);
            case 1 -> Double.longBitsToDouble(random.nextLong());
            case 2 -> integer(30) / 100d;
            default -> random.nextDouble();
        };
    }

    BigDecimal decimal() {
        return new BigDecimal(new BigInteger(1 + random.nextInt(70), random), random.nextInt(14) - 3)
                .multiply(random.nextBoolean() ? BigDecimal.ONE : BigDecimal.ONE.negate());
    }

    byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(24)];
        random.nextBytes(bytes);
        return random.nextInt(3) > 0 ? bytes : text().getBytes(StandardCharsets.UTF_8);
    }

    UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    LocalDate date() {
        return random.nextBoolean()
                ? any(DAYS)
                : LocalDate.ofEpochDay(
                        random.nextInt(4) > 0
                                ? random.nextInt(40_000) - 10_000
                                : FIRST_DAY + (long) (random.nextDouble() * (LAST_DAY - FIRST_DAY)));
    }

    LocalTime time() {
        LocalTime time = LocalTime.of(
                random.nextBoolean() ? random.nextInt(4) : random.nextInt(24), random.nextInt(60), random.nextInt(60));
        return random.nextInt(8) == 0 ? LocalTime.MAX : time.withNano(FRACTIONS[random.nextInt(FRACTIONS.length)]);
    }

    LocalDateTime moment() {
        return LocalDateTime.of(date(), time());
    }

    ZoneOffset offset() {
        return ZoneOffset.ofTotalSeconds((random.nextInt(8 * 12) - 4 * 12) * 15 * 60);
    }

    /** The milliseconds since the epoch of a local moment, read as UTC. */
    long millis() {
        return moment().toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    int nanos() {
        return FRACTIONS[random.nextInt(FRACTIONS.length)];
    }

    String text() {
        return switch (random.nextInt(9)) {
            case 0 -> decimal().toPlainString();
            case 1 -> Long.toString(integer(64));
            case 2 -> date().toString();
            case 3 -> String.format(Locale.ROOT, "%tT", time()) + any(List.of("", ".5", ".123456", ".9999999"));
            case 4 -> date() + " " + String.format(Locale.ROOT, "%tT", time()) + any(List.of("", ".5", ".123456"));
            case 5 -> any(WORDS);
            case 6 -> uuid().toString();
            case 7 -> characters(random.nextInt(400));
            default -> characters(random.nextInt(12));
        };
    }

    private String characters(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(any(CHARACTERS));
        }
        return text.toString();
    }

    /** A value of any class that {@code setObject} may be given. */
    Object object() {
        return switch (random.nextInt(22)) {
            case 0 -> (byte) integer(8);
            case 1 -> (short) integer(16);
            case 2 -> (int) integer(32);
            case 3 -> integer(64);
            case 4 -> (float) floating();
            case 5 -> floating();
            case 6 -> decimal();
            case 7 -> decimal().toBigInteger();
            case 8 -> truth();
            case 9 -> any(CHARACTERS).charAt(0) == '\uD834' ? 'x' : 'y';
            case 10 -> bytes();
            case 11 -> uuid();
            case 12 -> new java.sql.Date(millis());
            case 13 -> new java.sql.Time(millis());
            case 14 -> timestamp();
            case 15 -> date();
            case 16 -> time();
            case 17 -> moment();
            case 18 -> OffsetTime.of(time(), offset());
            case 19 -> OffsetDateTime.of(moment(), offset());
            case 20 ->
                random.nextBoolean() ? Instant.ofEpochMilli(millis()) : ZonedDateTime.of(moment(), ZoneOffset.UTC);
            default -> text();
        };
    }

    java.sql.Timestamp timestamp() {
        java.sql.Timestamp timestamp = new java.sql.Timestamp(millis());
        timestamp.setNanos(nanos());
        return timestamp;
    }
}
