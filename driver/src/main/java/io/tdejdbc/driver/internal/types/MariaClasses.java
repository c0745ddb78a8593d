package io.tdejdbc.driver.internal.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The classes that {@code getObject(int, Class)} of Connector/J gives, by kind of column. */
final class MariaClasses {
    static final Set<Class<?>> NUMBERS = Set.of(
            Boolean.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigDecimal.class,
            BigInteger.class,
            Number.class);

    private static final Set<Class<?>> MOMENTS =
            Set.of(Timestamp.class, LocalDateTime.class, OffsetDateTime.class, ZonedDateTime.class, Instant.class);

    static final Set<Class<?>> DATE = union(MOMENTS, Set.of(java.util.Date.class, Date.class, LocalDate.class));

    static final Set<Class<?>> TIME = union(MOMENTS, Set.of(java.util.Date.class, Time.class, LocalTime.class));

    static final Set<Class<?>> DATETIME = union(DATE, TIME);

    static final Set<Class<?>> LARGE_STRING = union(union(NUMBERS, DATETIME), Set.of(byte[].class));

    static final Set<Class<?>> STRING = union(LARGE_STRING, Set.of(UUID.class));

    private MariaClasses() {}

    private static Set<Class<?>> union(Set<Class<?>> one, Set<Class<?>> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toUnmodifiableSet());
    }
}
