package io.tdejdbc.driver.internal.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.sqlparse.LiteralValue;
import io.tdejdbc.sqlparse.ValueUse;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The frozen form of plaintext: what is written today, and what every later version must still read. */
class CanonicalVectorsTest {
    private static final String NOT_TEXT = "(not text)";

    private static TimeZone zoneBefore;

    @BeforeAll
    static void useUtc() {
        zoneBefore = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    }

    @AfterAll
    static void restore() {
        TimeZone.setDefault(zoneBefore);
    }

    static Stream<String> vectors() throws IOException {
        try (InputStream file = CanonicalVectorsTest.class.getResourceAsStream("canonical-vectors.tsv")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.startsWith("#") && !line.isBlank()).toList().stream();
        }
    }

    private static ColumnCodec codec(String[] vector) {
        BackendTypes types = switch (vector[0]) {
            case "H2" -> new H2Types();
            case "MariaDB" -> new MariaTypes(Optional.of(ZoneOffset.ofHours(2)), false);
            default -> new PostgresTypes();
        };
        return types.codec(types.ofDefinition(vector[1]).orElseThrow(), ProtectionMode.valueOf(vector[2]));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void areWrittenAndRead(String line) throws SQLException {
        String[] vector = line.split("\t", -1);
        ColumnCodec codec = codec(vector);
        byte[] canonical = HexFormat.of().parseHex(vector[5]);
        LiteralValue literal = new LiteralValue(LiteralValue.Kind.valueOf(vector[3]), vector[4]);
        assertThat(codec.encodeLiteral(literal, ValueUse.ASSIGNED)).isEqualTo(canonical);
        if (NOT_TEXT.equals(vector[6])) {
            assertThat(codec.getBytes(canonical)).isEqualTo(canonical);
        } else {
            assertThat(codec.getString(canonical)).isEqualTo(vector[6]);
        }
    }

    @Test
    void integersBeyond64BitsTakeTheLeastBytes() {
        assertThat(Canonical.integer(BigInteger.ONE.shiftLeft(63)))
                .isEqualTo(HexFormat.of().parseHex("008000000000000000"));
        assertThat(Canonical.integer(BigInteger.valueOf(-1)))
                .isEqualTo(HexFormat.of().parseHex("ffffffffffffffff"));
    }

    @Test
    void whatNeverMatchesIsNoValueOfAnyFamily() {
        byte[] never = Canonical.never();
        assertThat(Canonical.text(Canonical.text(never))).isNotEqualTo(never);
        for (String definition : new String[] {"integer", "boolean", "date", "timestamp", "uuid", "numeric(10,2)"}) {
            ColumnCodec codec = codec(new String[] {"PostgreSQL", definition, "EQUALITY"});
            if (!"boolean".equals(definition)) {
                assertThatThrownBy(() -> codec.getString(never))
                        .as(definition)
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("TDE-JDB-104");
            }
        }
    }

    @Test
    void binaryIsCopiedBothWays() throws SQLException {
        ColumnCodec codec = codec(new String[] {"H2", "VARBINARY(4)", "RANDOM"});
        byte[] set = {1, 2};
        byte[] canonical = codec.encode(SetterValue.of(set), ValueUse.ASSIGNED);
        set[0] = 9;
        assertThat(canonical).containsExactly(1, 2);
        codec.getBytes(canonical)[1] = 9;
        assertThat(canonical).containsExactly(1, 2);
    }

    @Test
    void equalDecimalsAreEqualBytesInEqualityAndKeepTheirScaleInRandom() throws SQLException {
        BackendTypes types = new PostgresTypes();
        ColumnCodec wide = types.codec(types.ofDefinition("numeric(12,4)").orElseThrow(), ProtectionMode.EQUALITY);
        ColumnCodec narrow = types.codec(types.ofDefinition("numeric(10,1)").orElseThrow(), ProtectionMode.EQUALITY);
        ColumnCodec random = types.codec(types.ofDefinition("numeric").orElseThrow(), ProtectionMode.RANDOM);
        LiteralValue literal = new LiteralValue(LiteralValue.Kind.NUMBER, "1.10");
        assertThat(wide.encodeLiteral(literal, ValueUse.ASSIGNED))
                .isEqualTo(narrow.encodeLiteral(literal, ValueUse.ASSIGNED));
        assertThat(wide.getString(wide.encodeLiteral(literal, ValueUse.ASSIGNED)))
                .isEqualTo("1.1000");
        assertThat(random.getString(random.encodeLiteral(literal, ValueUse.ASSIGNED)))
                .isEqualTo("1.10");
    }
}
