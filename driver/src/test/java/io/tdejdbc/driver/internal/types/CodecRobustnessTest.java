package io.tdejdbc.driver.internal.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.sqlparse.LiteralValue;
import io.tdejdbc.sqlparse.ValueUse;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Extreme and malformed input: an SQLException or a value, nothing else, and no value in a message. */
class CodecRobustnessTest {
    private static final List<Object> EXTREMES = List.of(
            LocalDate.MAX,
            LocalDate.MIN,
            LocalTime.MAX,
            LocalDateTime.MAX,
            LocalDateTime.MIN,
            OffsetDateTime.MAX,
            OffsetDateTime.MIN,
            OffsetTime.MAX,
            OffsetTime.MIN,
            Instant.MAX,
            Instant.MIN,
            ZonedDateTime.of(LocalDateTime.MAX, ZoneOffset.MIN),
            new java.sql.Date(Long.MAX_VALUE),
            new java.sql.Time(Long.MIN_VALUE),
            new java.sql.Timestamp(Long.MAX_VALUE),
            new java.sql.Timestamp(Long.MIN_VALUE),
            Double.MAX_VALUE,
            "9".repeat(400),
            "1e999999999",
            "1e-999999999",
            new Object());

    static Stream<ColumnCodec> codecs() {
        List<ColumnCodec> codecs = new ArrayList<>();
        for (String definition : List.of(
                "char(4)",
                "varchar(10)",
                "smallint",
                "integer",
                "bigint",
                "numeric(10,2)",
                "real",
                "double precision",
                "boolean",
                "date",
                "time",
                "time(3) with time zone",
                "timestamp(3)",
                "timestamp with time zone",
                "bytea",
                "uuid")) {
            for (BackendTypes types : List.of(new H2Types(), new PostgresTypes())) {
                DeclaredType type = types.ofDefinition(definition).orElseThrow();
                codecs.add(types.codec(type, ProtectionMode.RANDOM));
                codecs.add(types.codec(type, ProtectionMode.EQUALITY));
            }
        }
        for (String definition : List.of(
                "char(4)",
                "varchar(10)",
                "longtext",
                "boolean",
                "tinyint unsigned",
                "int",
                "bigint unsigned",
                "decimal(10,2)",
                "float",
                "double",
                "date",
                "time(3)",
                "datetime(6)",
                "timestamp",
                "binary(4)",
                "varbinary(10)",
                "blob",
                "uuid")) {
            BackendTypes types = new MariaTypes(Optional.of(ZoneOffset.UTC), false);
            DeclaredType type = types.ofDefinition(definition).orElseThrow();
            codecs.add(types.codec(type, ProtectionMode.RANDOM));
            codecs.add(types.codec(type, ProtectionMode.EQUALITY));
        }
        DeclaredType clob = new H2Types().ofDefinition("CLOB").orElseThrow();
        codecs.add(new H2Types().codec(clob, ProtectionMode.RANDOM));
        DeclaredType numeric = new PostgresTypes().ofDefinition("numeric").orElseThrow();
        codecs.add(new PostgresTypes().codec(numeric, ProtectionMode.RANDOM));
        return codecs.stream();
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void extremesGiveValuesOrSqlExceptions(ColumnCodec codec) {
        int values = 0;
        for (Object extreme : EXTREMES) {
            for (ValueUse use : ValueUse.values()) {
                values += attempt(() -> codec.encode(SetterValue.of(extreme), use)) ? 1 : 0;
            }
            List<byte[]> stored = new ArrayList<>();
            attempt(() -> stored.add(codec.encode(SetterValue.of(extreme), ValueUse.ASSIGNED)));
            stored.forEach(canonical -> Getter.all()
                    .forEach(getter -> attempt(() -> getter.protectedOne().get(codec, canonical))));
        }
        assertThat(values).isLessThan((ValueUse.values().length - 1) * EXTREMES.size());
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void otherBytesGiveValuesOrSqlExceptions(ColumnCodec codec) {
        Random random = new Random(20261122);
        int refused = 0;
        for (int i = 0; i < 400; i++) {
            byte[] canonical = new byte[i % 20];
            random.nextBytes(canonical);
            if (canonical.length > 4) {
                // A decimal's scale of billions would only show that such a number has billions of digits.
                canonical[1] = 0;
                canonical[2] = 0;
            }
            for (Getter getter : Getter.all()) {
                refused += attempt(() -> getter.protectedOne().get(codec, canonical)) ? 0 : 1;
            }
        }
        assertThat(refused).isPositive();
    }

    private interface Attempt {
        Object run() throws SQLException;
    }

    /** Whether there was a value; an exception other than an SQLException fails the test. */
    private static boolean attempt(Attempt attempt) {
        try {
            attempt.run();
            return true;
        } catch (SQLException e) {
            assertThat(e.getMessage()).contains("TDE-JDB-1", " | found: ", " | expected: ", " | fix: ");
            assertThat(e.getSQLState()).hasSize(5);
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void messagesHoldNoValue(ColumnCodec codec) {
        String secret = "sEcReT-4711-which-is-too-long-for-most";
        List<Attempt> attempts = List.of(
                () -> codec.encodeString(secret, ValueUse.ASSIGNED),
                () -> codec.encodeString(secret, ValueUse.COMPARED),
                () -> codec.encodeLiteral(new LiteralValue(LiteralValue.Kind.STRING, secret), ValueUse.ASSIGNED),
                () -> codec.encode(SetterValue.of(secret), ValueUse.ASSIGNED));
        for (Attempt attempt : attempts) {
            try {
                assertThat(attempt.run()).isNotNull();
            } catch (SQLException e) {
                assertThat(e.toString()).doesNotContain("4711");
                assertThat(e.getCause()).isNull();
            }
        }
        assertThat(SetterValue.of(secret).toString()).doesNotContain("4711");
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void typesSurviveTheMetadataTables(ColumnCodec codec) {
        DeclaredType type = codec.type();
        assertThat(DeclaredType.parse(type.serialise())).isEqualTo(type);
        assertThatThrownBy(() -> DeclaredType.parse("2\t" + type.serialise()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
