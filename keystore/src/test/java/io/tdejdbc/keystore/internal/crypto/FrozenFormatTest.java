package io.tdejdbc.keystore.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.TypeFamily;
import io.tdejdbc.keystore.crypto.ColumnCipher;
import io.tdejdbc.keystore.crypto.Envelope;
import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import io.tdejdbc.keystore.crypto.ValueCiphers;
import io.tdejdbc.keystore.crypto.ValueContext;
import io.tdejdbc.keystore.crypto.Vectors;
import io.tdejdbc.keystore.crypto.Vectors.Vector;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Values that format version 1 stored: every later build reads them, and writes the same where it writes version 1. */
class FrozenFormatTest {

    private static final List<Vector> VALUES = Vectors.read("format-v1.json", "values");

    @Test
    void coversAllFamiliesModesAndDomains() {
        assertThat(VALUES).hasSizeGreaterThan(100);
        Set<TypeFamily> families = EnumSet.noneOf(TypeFamily.class);
        VALUES.forEach(value -> families.add(context(value).family()));
        assertThat(families).containsExactlyInAnyOrder(TypeFamily.values());
        assertThat(VALUES).anyMatch(value -> context(value).isDomain());
        assertThat(VALUES).extracting(value -> value.text("mode")).contains("random", "equality");
    }

    @Test
    void readsThem() throws KeystoreException {
        for (Vector value : VALUES) {
            try (ColumnCipher cipher = cipher(value)) {
                assertThat(cipher.decrypt(value.bytes("envelope")))
                        .as("%s", value)
                        .isEqualTo(value.bytes("plaintext"));
            }
        }
    }

    @Test
    void writesThem() throws KeystoreException {
        for (Vector value : VALUES) {
            try (ColumnCipher cipher = value.text("mode").equals("random") ? fixedRandom(value) : cipher(value)) {
                assertThat(cipher.encrypt(value.bytes("plaintext")))
                        .as("%s", value)
                        .isEqualTo(value.bytes("envelope"));
            }
        }
    }

    @Test
    void bindsThemToTheirPlace() {
        for (Vector value : VALUES) {
            byte format = value.bytes("envelope")[0];
            assertThat(context(value).associatedData(format, value.number("generation")))
                    .as("%s", value)
                    .isEqualTo(value.bytes("associatedData"))
                    .hasSize(ValueContext.ASSOCIATED_DATA_LENGTH);
            assertThat(Envelope.isEnvelope(value.bytes("envelope"))).isTrue();
            assertThat(Envelope.generation(value.bytes("envelope"))).isEqualTo(value.number("generation"));
        }
    }

    static ColumnCipher cipher(Vector value) {
        int generation = value.number("generation");
        Map<Integer, SecretKeyBytes> keys = Map.of(generation, value.key("key"), 77, SecretKeyBytes.random(32));
        return value.text("mode").equals("random")
                ? ValueCiphers.random(context(value), keys, generation)
                : ValueCiphers.equality(context(value), keys, generation);
    }

    private static ColumnCipher fixedRandom(Vector value) {
        ArrayDeque<byte[]> draws = new ArrayDeque<>(List.of(value.bytes("salt"), value.bytes("nonce")));
        Generations generations =
                new Generations(new int[] {value.number("generation")}, new SecretKeyBytes[] {value.key("subKey")});
        return new RandomCipher(
                context(value),
                generations,
                BatchTuning.fixed(BatchLimits.OFF),
                (target, offset, length) -> System.arraycopy(draws.remove(), 0, target, offset, length),
                System::nanoTime);
    }

    private static ValueContext context(Vector value) {
        return new ValueContext(
                UUID.fromString(value.text("deployment")),
                UUID.fromString(value.text("table")),
                UUID.fromString(value.text("column")),
                TypeFamily.valueOf(value.text("family")));
    }
}
