package io.tdejdbc.keystore.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.keystore.crypto.Envelope;
import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import io.tdejdbc.keystore.crypto.Vectors;
import io.tdejdbc.keystore.crypto.Vectors.Vector;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The batched AES-SIV against the one value by value, which Wycheproof, RFC 5297 and Tink vouch for. */
class SivBatchTest {

    private static final int HEADER = 0xfa000001;

    private final Random random = new Random(5297);

    @Test
    void passesWycheproof() throws GeneralSecurityException {
        int valid = 0;
        int invalid = 0;
        SivBatch batch = new SivBatch();
        for (Vector vector : Vectors.read("wycheproof/aead_aes_siv_cmac.json", "tests")) {
            byte[] message = vector.bytes("msg");
            byte[] envelope = Vectors.hex("fa000001" + vector.text("tag") + vector.text("ct"));
            SivKey key = new SivKey(vector.key("key"), vector.bytes("aad"), vector.bytes("iv"));
            byte[][] plaintexts = new byte[1][];
            batch.add(0, envelope.length - Envelope.EQUALITY_OVERHEAD);
            batch.decrypt(key, new byte[][] {envelope}, plaintexts);
            if (vector.valid()) {
                assertThat(plaintexts[0]).as("%s", vector).isEqualTo(message);
                byte[][] envelopes = new byte[1][];
                batch.add(0, message.length);
                batch.encrypt(key, plaintexts, HEADER, envelopes);
                assertThat(envelopes[0]).as("%s", vector).isEqualTo(envelope);
                valid++;
            } else {
                assertThat(plaintexts[0]).as("%s", vector).isNull();
                invalid++;
            }
        }
        assertThat(valid).isEqualTo(126);
        assertThat(invalid).isEqualTo(324);
    }

    @Test
    void equalsThePerValuePathForAllLengthsOfTextAndAssociatedData() throws GeneralSecurityException {
        SivBatch batch = new SivBatch();
        for (int adLength = 0; adLength <= 300; adLength++) {
            SivKey key = new SivKey(SecretKeyBytes.copyOf(bytes(64)), bytes(adLength));
            byte[][] plaintexts = new byte[ShortSiv.MAX_LENGTH + 20][];
            for (int length = 0; length < plaintexts.length; length++) {
                plaintexts[length] = bytes(length);
            }
            byte[][] envelopes = new byte[plaintexts.length][];
            for (int i = 0; i < plaintexts.length; i++) {
                if (!batch.add(i, i)) {
                    batch.encrypt(key, plaintexts, HEADER, envelopes);
                    batch.add(i, i);
                }
            }
            batch.encrypt(key, plaintexts, HEADER, envelopes);
            byte[][] back = new byte[plaintexts.length][];
            for (int i = 0; i < plaintexts.length; i++) {
                byte[] expected = new byte[i + Envelope.EQUALITY_OVERHEAD];
                Words.putBigInt(expected, 0, HEADER);
                key.seal(plaintexts[i], expected, EqualityCipher.BODY_AT);
                if (!Arrays.equals(expected, envelopes[i])) {
                    throw new AssertionError("text of " + i + " bytes, associated data of " + adLength);
                }
                if (!batch.add(i, i)) {
                    batch.decrypt(key, envelopes, back);
                    batch.add(i, i);
                }
            }
            batch.decrypt(key, envelopes, back);
            assertThat(Arrays.deepEquals(back, plaintexts))
                    .as("back, associated data of %d", adLength)
                    .isTrue();
            batch.wipe();
            key.wipe();
        }
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
