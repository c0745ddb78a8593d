package io.tdejdbc.keystore.internal.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPayloadTest {

    private static final UUID A = UUID.fromString("00000000-0000-4000-8000-00000000000a");
    private static final UUID B = UUID.fromString("00000000-0000-4000-8000-00000000000b");
    private static final UUID C = UUID.fromString("00000000-0000-4000-8000-00000000000c");
    private static final KeyIdentity ROW = new KeyIdentity(A, B, C, KeyKind.DATA, KeyPayload.ALGORITHM, 5);
    private static final SecretKeyBytes KEY = SecretKeyBytes.random(KeyPayload.KEY_LENGTH);

    static Stream<Arguments> otherRows() {
        return Stream.of(
                Arguments.of("deployment", new KeyIdentity(B, B, C, KeyKind.DATA, KeyPayload.ALGORITHM, 5)),
                Arguments.of("key id", new KeyIdentity(A, A, C, KeyKind.DATA, KeyPayload.ALGORITHM, 5)),
                Arguments.of("owner", new KeyIdentity(A, B, A, KeyKind.DATA, KeyPayload.ALGORITHM, 5)),
                Arguments.of("kind", new KeyIdentity(A, B, C, KeyKind.SEARCH, KeyPayload.ALGORITHM, 5)),
                Arguments.of("algorithm", new KeyIdentity(A, B, C, KeyKind.DATA, "other", 5)),
                Arguments.of("creation time", new KeyIdentity(A, B, C, KeyKind.DATA, KeyPayload.ALGORITHM, 6)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherRows")
    void everyFieldIsComparedWithTheRow(String field, KeyIdentity row) {
        assertThatThrownBy(() -> KeyPayload.decode(row, KeyPayload.encode(ROW, KEY)))
                .hasMessageStartingWith("TDE-KEY-008 key row copied or altered ")
                .hasMessageContaining("differs in " + field + " |")
                .isInstanceOfSatisfying(
                        KeystoreException.class, e -> assertThat(e.kind()).isEqualTo(KeystoreException.Kind.DATA));
    }

    @Test
    void everyByteBeforeTheKeyIsCompared() {
        for (int i = 0; i < KeyPayload.LENGTH - KeyPayload.KEY_LENGTH; i++) {
            byte[] payload = KeyPayload.encode(ROW, KEY);
            payload[i] ^= 1;
            assertThatThrownBy(() -> KeyPayload.decode(ROW, payload)).hasMessageStartingWith("TDE-KEY-008 ");
            assertThat(payload).as("a refused payload is wiped too").containsOnly(0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 94, 96, 256})
    void otherLengthsAreRefused(int length) {
        byte[] payload = Arrays.copyOf(KeyPayload.encode(ROW, KEY), length);
        assertThatThrownBy(() -> KeyPayload.decode(ROW, payload)).hasMessageStartingWith("TDE-KEY-008 ");
    }
}
