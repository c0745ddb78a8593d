package io.tdejdbc.keystore.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.keystore.crypto.Envelope;
import io.tdejdbc.keystore.crypto.Vectors;
import io.tdejdbc.keystore.crypto.Vectors.Vector;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectorised AES-GCM against the platform's. */
class XaesBatchTest {

    private final Random random = new Random(38);

    /** With GHASH in lanes, and one value after the other as in a small window. */
    @ParameterizedTest
    @ValueSource(ints = {1, BatchLimits.NEVER})
    void passesWycheproof(int lanesFrom) throws GeneralSecurityException {
        int valid = 0;
        int invalid = 0;
        XaesBatch batch = new XaesBatch();
        batch.setLanesFrom(lanesFrom);
        for (Vector vector : Vectors.read("wycheproof/aes_gcm.json", "tests")) {
            if (vector.bytes("msg").length > XaesBatch.MAX_LENGTH) {
                continue;
            }
            byte[] envelope = Vectors.hex(
                    "f9000001" + "00".repeat(12) + vector.text("iv") + vector.text("ct") + vector.text("tag"));
            byte[][] plaintexts = new byte[1][];
            batch.start(new AesKey(vector.bytes("key")), vector.bytes("aad"));
            batch.add(0, envelope.length - Envelope.RANDOM_OVERHEAD);
            batch.decrypt(new byte[][] {envelope}, plaintexts);
            if (vector.valid()) {
                assertThat(plaintexts[0]).as("%s", vector).isEqualTo(vector.bytes("msg"));
                valid++;
            } else {
                assertThat(plaintexts[0]).as("%s", vector).isNull();
                invalid++;
            }
        }
        assertThat(valid).isGreaterThan(30);
        assertThat(invalid).isEqualTo(27);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, BatchLimits.NEVER})
    void equalsThePlatformForAllLengthsOfTextAndAssociatedData(int lanesFrom) throws GeneralSecurityException {
        XaesBatch batch = new XaesBatch();
        batch.setLanesFrom(lanesFrom);
        Cipher gcm = Jce.cipher(Jce.GCM);
        for (int adLength = 0; adLength <= 300; adLength++) {
            AesKey key = new AesKey(bytes(32));
            byte[] ad = bytes(adLength);
            byte[][] plaintexts = new byte[XaesBatch.MAX_LENGTH + 1][];
            for (int length = 0; length < plaintexts.length; length++) {
                plaintexts[length] = bytes(length);
            }
            byte[] head = bytes(24);
            byte[][] envelopes = new byte[plaintexts.length][];
            batch.start(key, ad);
            run(batch, plaintexts, head, envelopes);
            for (int i = 0; i < plaintexts.length; i++) {
                gcm.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, envelopes[i], 16, 12));
                gcm.updateAAD(ad);
                byte[] expected = gcm.doFinal(plaintexts[i]);
                if (!Arrays.equals(expected, 0, expected.length, envelopes[i], 28, envelopes[i].length)) {
                    throw new AssertionError("text of " + i + " bytes, associated data of " + adLength);
                }
            }
            byte[][] back = new byte[plaintexts.length][];
            batch.start(key, ad);
            for (int i = 0; i < envelopes.length; i++) {
                if (!batch.add(i, plaintexts[i].length)) {
                    batch.decrypt(envelopes, back);
                    batch.add(i, plaintexts[i].length);
                }
            }
            batch.decrypt(envelopes, back);
            assertThat(Arrays.deepEquals(back, plaintexts))
                    .as("back, associated data of %d", adLength)
                    .isTrue();
            batch.wipe();
        }
    }

    @Test
    void writesHeadAndCounterIntoEveryEnvelope() throws GeneralSecurityException {
        XaesBatch batch = new XaesBatch();
        byte[] head = bytes(24);
        byte[][] envelopes = new byte[300][];
        byte[][] plaintexts = new byte[300][3];
        batch.start(new AesKey(bytes(32)), bytes(53));
        run(batch, plaintexts, head, envelopes);
        for (int i = 0; i < 300; i++) {
            assertThat(Arrays.copyOf(envelopes[i], 24)).isEqualTo(head);
            assertThat(Words.bigInt(envelopes[i], 24)).isEqualTo(i);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, BatchLimits.NEVER})
    void multipliesAsThePlatformDoesWhenOperandsAreExtreme(int lanesFrom) throws GeneralSecurityException {
        // All ones and all zeros in text and key: the carries between the masked parts are at their worst.
        XaesBatch batch = new XaesBatch();
        batch.setLanesFrom(lanesFrom);
        Cipher gcm = Jce.cipher(Jce.GCM);
        for (int value : new int[] {0, 0xff, 0x11, 0x88, 0x80, 1}) {
            byte[] keyBytes = new byte[32];
            Arrays.fill(keyBytes, (byte) value);
            byte[][] plaintexts = new byte[128][256];
            for (byte[] plaintext : plaintexts) {
                Arrays.fill(plaintext, (byte) ~value);
            }
            byte[][] envelopes = new byte[128][];
            AesKey key = new AesKey(keyBytes);
            batch.start(key, keyBytes);
            run(batch, plaintexts, new byte[24], envelopes);
            for (int i = 0; i < 128; i++) {
                gcm.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, envelopes[i], 16, 12));
                gcm.updateAAD(keyBytes);
                assertThat(gcm.doFinal(envelopes[i], 28, 272)).isEqualTo(plaintexts[i]);
            }
        }
    }

    private static void run(XaesBatch batch, byte[][] plaintexts, byte[] head, byte[][] envelopes)
            throws GeneralSecurityException {
        for (int i = 0; i < plaintexts.length; i++) {
            if (!batch.add(i, plaintexts[i].length)) {
                batch.encrypt(plaintexts, head, envelopes);
                batch.add(i, plaintexts[i].length);
            }
        }
        batch.encrypt(plaintexts, head, envelopes);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
