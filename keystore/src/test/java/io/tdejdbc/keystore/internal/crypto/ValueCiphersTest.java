package io.tdejdbc.keystore.internal.crypto;

import static io.tdejdbc.keystore.internal.crypto.Columns.CONTEXT;
import static io.tdejdbc.keystore.internal.crypto.Columns.DEPLOYMENT;
import static io.tdejdbc.keystore.internal.crypto.Columns.TABLE;
import static io.tdejdbc.keystore.internal.crypto.Columns.cipher;
import static io.tdejdbc.keystore.internal.crypto.Columns.failure;
import static io.tdejdbc.keystore.internal.crypto.Columns.key;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.keystore.TypeFamily;
import io.tdejdbc.keystore.ValueCipher;
import io.tdejdbc.keystore.crypto.ColumnCipher;
import io.tdejdbc.keystore.crypto.Envelope;
import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import io.tdejdbc.keystore.crypto.ValueCiphers;
import io.tdejdbc.keystore.crypto.ValueContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What both modes promise alike. */
class ValueCiphersTest {

    @ParameterizedTest
    @EnumSource
    void readsWhatItWrote(ProtectionMode mode) throws KeystoreException {
        Random random = new Random(1);
        try (ColumnCipher cipher = cipher(mode)) {
            for (int length = 0; length < 600; length++) {
                byte[] plaintext = new byte[length];
                random.nextBytes(plaintext);
                byte[] before = plaintext.clone();
                byte[] envelope = cipher.encrypt(plaintext);
                assertThat(plaintext).as("left as it was").isEqualTo(before);
                assertThat(envelope).hasSize(length + cipher.overhead());
                assertThat(Envelope.isEnvelope(envelope)).isTrue();
                assertThat(envelope[0]).isEqualTo(Envelope.format(mode));
                assertThat(Envelope.generation(envelope)).isEqualTo(2);
                assertThat(cipher.decrypt(envelope)).isEqualTo(plaintext);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsLargeValues(ProtectionMode mode) throws KeystoreException {
        byte[] plaintext = new byte[3_000_017];
        new Random(2).nextBytes(plaintext);
        try (ColumnCipher cipher = cipher(mode)) {
            assertThat(cipher.decrypt(cipher.encrypt(plaintext))).isEqualTo(plaintext);
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsAllLiveGenerations(ProtectionMode mode) throws KeystoreException {
        byte[] plaintext = {1, 2, 3};
        try (ColumnCipher older = cipher(mode, CONTEXT, Map.of(1, key(1)), 1);
                ColumnCipher announced = cipher(mode, CONTEXT, Map.of(1, key(1), 2, key(2)), 1);
                ColumnCipher newer = cipher(mode, CONTEXT, Map.of(1, key(1), 2, key(2)), 2)) {
            byte[] first = older.encrypt(plaintext);
            byte[] second = newer.encrypt(plaintext);
            assertThat(Envelope.generation(announced.encrypt(plaintext))).isEqualTo(1);
            for (ValueCipher reader : List.of(announced, newer)) {
                assertThat(reader.decrypt(first)).isEqualTo(plaintext);
                assertThat(reader.decrypt(second)).isEqualTo(plaintext);
            }
            assertThat(failure(older, second)).isEqualTo("TDE-CRY-004");
        }
    }

    @ParameterizedTest
    @EnumSource
    void encryptsManyInOrderAndLeavesNullAsItIs(ProtectionMode mode) throws KeystoreException {
        byte[][] plaintexts = {{1}, null, {}, {2, 3}, new byte[1000]};
        try (ColumnCipher cipher = cipher(mode)) {
            byte[][] envelopes = cipher.encryptAll(plaintexts);
            assertThat(envelopes.length).isEqualTo(5);
            assertThat(envelopes[1]).isNull();
            for (int i : new int[] {0, 2, 3, 4}) {
                assertThat(cipher.decrypt(envelopes[i])).isEqualTo(plaintexts[i]);
            }
            assertThat(cipher.encryptAll(new byte[0][]).length).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void catchesTenThousandFlippedBits(ProtectionMode mode) throws KeystoreException {
        Random random = new Random(10_000);
        int caught = 0;
        try (ColumnCipher cipher = cipher(mode)) {
            for (int i = 0; i < 10_000; i++) {
                byte[] plaintext = new byte[random.nextInt(80)];
                random.nextBytes(plaintext);
                byte[] envelope = cipher.encrypt(plaintext);
                int bit = random.nextInt(8 * envelope.length);
                envelope[bit / 8] ^= (byte) (1 << bit % 8);
                caught += failure(cipher, envelope).startsWith("TDE-CRY-") ? 1 : 0;
            }
        }
        assertThat(caught).isEqualTo(10_000);
    }

    @ParameterizedTest
    @EnumSource
    void catchesEveryTruncationAndExtension(ProtectionMode mode) throws KeystoreException {
        try (ColumnCipher cipher = cipher(mode)) {
            byte[] envelope = cipher.encrypt(new byte[70]);
            for (int length = 0; length < envelope.length; length++) {
                String expected =
                        length == 0 ? "TDE-CRY-001" : length < cipher.overhead() ? "TDE-CRY-002" : "TDE-CRY-005";
                assertThat(failure(cipher, Arrays.copyOf(envelope, length)))
                        .as("length %d", length)
                        .isEqualTo(expected);
            }
            assertThat(failure(cipher, Arrays.copyOf(envelope, envelope.length + 1)))
                    .isEqualTo("TDE-CRY-005");
        }
    }

    @ParameterizedTest
    @EnumSource
    void catchesValuesMovedElsewhere(ProtectionMode mode) throws KeystoreException {
        Map<Integer, SecretKeyBytes> keys = Map.of(1, key(1), 2, key(2));
        UUID other = new UUID(0xe, 5);
        List<ValueContext> elsewhere = List.of(
                ValueContext.ofColumn(other, TABLE, CONTEXT.column(), TypeFamily.TEXT),
                ValueContext.ofColumn(DEPLOYMENT, other, CONTEXT.column(), TypeFamily.TEXT),
                ValueContext.ofColumn(DEPLOYMENT, TABLE, other, TypeFamily.TEXT),
                ValueContext.ofColumn(DEPLOYMENT, CONTEXT.column(), TABLE, TypeFamily.TEXT),
                ValueContext.ofColumn(DEPLOYMENT, TABLE, CONTEXT.column(), TypeFamily.BINARY));
        try (ColumnCipher cipher = cipher(mode)) {
            byte[] envelope = cipher.encrypt(new byte[10]);
            for (ValueContext context : elsewhere) {
                try (ColumnCipher there = cipher(mode, context, keys, 2)) {
                    assertThat(failure(there, envelope)).as("%s", context).isEqualTo("TDE-CRY-005");
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void catchesValuesMovedToAnotherGeneration(ProtectionMode mode) throws KeystoreException {
        // Even where both generations have the same key: the generation is part of the associated data.
        try (ColumnCipher cipher = cipher(mode, CONTEXT, Map.of(1, key(1), 2, key(1)), 1)) {
            byte[] envelope = cipher.encrypt(new byte[10]);
            envelope[3] = 2;
            assertThat(failure(cipher, envelope)).isEqualTo("TDE-CRY-005");
        }
    }

    @ParameterizedTest
    @EnumSource
    void catchesTheWrongKey(ProtectionMode mode) throws KeystoreException {
        try (ColumnCipher cipher = cipher(mode);
                ColumnCipher wrong = cipher(mode, CONTEXT, Map.of(2, key(3)), 2)) {
            assertThat(failure(wrong, cipher.encrypt(new byte[10]))).isEqualTo("TDE-CRY-005");
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatIsNoEnvelopeAndWhatIsOfAnotherFormat(ProtectionMode mode) throws KeystoreException {
        ProtectionMode other = mode == ProtectionMode.RANDOM ? ProtectionMode.EQUALITY : ProtectionMode.RANDOM;
        try (ColumnCipher cipher = cipher(mode);
                ColumnCipher otherMode = cipher(other)) {
            assertThat(failure(cipher, new byte[0])).isEqualTo("TDE-CRY-001");
            assertThat(failure(cipher, "123-45-6789, which is plain text of some length".getBytes(UTF_8)))
                    .isEqualTo("TDE-CRY-001");
            assertThat(failure(cipher, otherMode.encrypt(new byte[100]))).isEqualTo("TDE-CRY-003");
            assertThat(failure(cipher, new byte[] {Envelope.PLAIN, '4', '2'})).isEqualTo("TDE-CRY-003");
            byte[] reserved = cipher.encrypt(new byte[50]);
            reserved[0] = Envelope.FOLD;
            assertThat(failure(cipher, reserved)).isEqualTo("TDE-CRY-003");
        }
    }

    @Test
    void failuresShowThePlaceAndTheFormButNoContent() throws KeystoreException {
        try (ColumnCipher cipher = cipher(ProtectionMode.RANDOM)) {
            byte[] envelope = cipher.encrypt("secret".getBytes(UTF_8));
            envelope[40] ^= 1;
            assertThatExceptionOfType(KeystoreException.class)
                    .isThrownBy(() -> cipher.decrypt(envelope))
                    .satisfies(e -> {
                        assertThat(e.code()).isEqualTo("TDE-CRY-005");
                        assertThat(e.kind()).isEqualTo(KeystoreException.Kind.DATA);
                        assertThat(e)
                                .hasMessageStartingWith("TDE-CRY-005 ")
                                .hasMessageContaining(TABLE.toString())
                                .hasMessageContaining("| found: 50 bytes of generation 2 | expected: ")
                                .hasMessageContaining("| fix: ")
                                .hasMessageNotContaining("secret");
                    });
            assertThatExceptionOfType(KeystoreException.class)
                    .isThrownBy(() -> cipher.decrypt("123-45-6789".getBytes(UTF_8)))
                    .withMessageNotContaining("123-45");
        }
    }

    @ParameterizedTest
    @EnumSource
    void doesNothingOnceClosed(ProtectionMode mode) throws KeystoreException {
        ColumnCipher cipher = cipher(mode);
        byte[] envelope = cipher.encrypt(new byte[4]);
        cipher.close();
        cipher.close();
        assertThat(failure(cipher, envelope)).isEqualTo("TDE-CRY-007");
        assertThatExceptionOfType(KeystoreException.class)
                .isThrownBy(() -> cipher.encrypt(new byte[4]))
                .satisfies(e -> assertThat(e.code()).isEqualTo("TDE-CRY-007"));
        assertThatExceptionOfType(KeystoreException.class)
                .isThrownBy(() -> cipher.encryptAll(new byte[40][4]))
                .satisfies(e -> assertThat(e.code()).isEqualTo("TDE-CRY-007"));
    }

    @Test
    void equalValuesAreStoredEquallyInEqualityColumnsAlone() throws KeystoreException {
        byte[] plaintext = {5, 5, 5};
        try (ColumnCipher random = cipher(ProtectionMode.RANDOM);
                ColumnCipher equality = cipher(ProtectionMode.EQUALITY);
                ColumnCipher again = cipher(ProtectionMode.EQUALITY)) {
            assertThat(random.encrypt(plaintext)).isNotEqualTo(random.encrypt(plaintext));
            assertThat(equality.encrypt(plaintext)).isEqualTo(again.encrypt(plaintext));
            assertThat(equality.encrypt(new byte[] {5, 5, 6})).isNotEqualTo(equality.encrypt(plaintext));
        }
    }

    @Test
    void columnsOfADomainStoreEqualValuesEqually() throws KeystoreException {
        ValueContext domain = ValueContext.ofDomain(DEPLOYMENT, new UUID(0xd0, 1), TypeFamily.INTEGER);
        assertThat(domain.isDomain()).isTrue();
        try (ColumnCipher one = ValueCiphers.equality(domain, Map.of(1, key(9)), 1);
                ColumnCipher two = ValueCiphers.equality(domain, Map.of(1, key(9)), 1)) {
            assertThat(one.encrypt(new byte[8])).isEqualTo(two.encrypt(new byte[8]));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> ValueCiphers.random(domain, Map.of(1, key(9)), 1));
    }

    @Test
    void checksKeysAndGenerations() {
        assertThatIllegalArgumentException().isThrownBy(() -> ValueCiphers.random(CONTEXT, Map.of(1, key(1)), 2));
        assertThatIllegalArgumentException().isThrownBy(() -> ValueCiphers.random(CONTEXT, Map.of(0, key(1)), 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValueCiphers.equality(CONTEXT, Map.of(1 << 24, key(1)), 1 << 24));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValueCiphers.equality(CONTEXT, Map.of(1, SecretKeyBytes.random(16)), 1));
        UUID nil = new UUID(0, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValueContext.ofColumn(DEPLOYMENT, TABLE, nil, TypeFamily.TEXT));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValueContext.ofColumn(nil, TABLE, CONTEXT.column(), TypeFamily.TEXT));
        assertThatIllegalArgumentException().isThrownBy(() -> ValueContext.ofDomain(DEPLOYMENT, nil, TypeFamily.TEXT));
    }
}
