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
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;

/** AES-GCM of single short values under a key that is ready, against the platform's. */
class SessionGcmTest {

    private final Random random = new Random(38_4);

    @Test
    void passesWycheproof() throws GeneralSecurityException {
        int valid = 0;
        int invalid = 0;
        SessionGcm gcm = new SessionGcm();
        for (Vector vector : Vectors.read("wycheproof/aes_gcm.json", "tests")) {
            byte[] message = vector.bytes("msg");
            if (message.length > SessionGcm.MAX_LENGTH) {
                continue;
            }
            byte[] envelope = Vectors.hex(
                    "f9000001" + "00".repeat(12) + vector.text("iv") + vector.text("ct") + vector.text("tag"));
            byte[] plaintext = new byte[message.length];
            gcm.start(new AesKey(vector.bytes("key")), vector.bytes("aad"));
            assertThat(gcm.open(envelope, plaintext)).as("%s", vector).isEqualTo(vector.valid());
            assertThat(plaintext).as("%s", vector).isEqualTo(vector.valid() ? message : new byte[message.length]);
            if (vector.valid()) {
                valid++;
            } else {
                invalid++;
            }
        }
        assertThat(valid).isGreaterThan(20);
        assertThat(invalid).isEqualTo(27);
    }

    @Test
    void equalsThePlatformForAllLengthsOfTextAndAssociatedData() throws GeneralSecurityException {
        SessionGcm gcm = new SessionGcm();
        Cipher platform = Jce.cipher(Jce.GCM);
        for (int adLength = 0; adLength <= 300; adLength++) {
            AesKey key = new AesKey(bytes(32));
            byte[] ad = bytes(adLength);
            gcm.start(key, ad);
            for (int length = 0; length <= SessionGcm.MAX_LENGTH; length++) {
                byte[] plaintext = bytes(length);
                byte[] envelope = bytes(length + Envelope.RANDOM_OVERHEAD);
                gcm.seal(plaintext, envelope);
                platform.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, envelope, 16, 12));
                platform.updateAAD(ad);
                byte[] expected = platform.doFinal(plaintext);
                if (!Arrays.equals(expected, 0, expected.length, envelope, 28, envelope.length)) {
                    throw new AssertionError("text of " + length + " bytes, associated data of " + adLength);
                }
                byte[] back = new byte[length];
                if (!gcm.open(envelope, back) || !Arrays.equals(back, plaintext)) {
                    throw new AssertionError("back: text of " + length + " bytes, associated data of " + adLength);
                }
            }
            gcm.wipe();
        }
    }

    @Test
    void opensWhatBouncyCastleSeals() throws GeneralSecurityException, InvalidCipherTextException {
        SessionGcm gcm = new SessionGcm();
        GCMModeCipher castle = GCMBlockCipher.newInstance(AESEngine.newInstance());
        for (int length = 0; length <= SessionGcm.MAX_LENGTH; length++) {
            byte[] key = bytes(32);
            byte[] ad = bytes(53);
            byte[] plaintext = bytes(length);
            byte[] envelope = bytes(length + Envelope.RANDOM_OVERHEAD);
            castle.init(true, new AEADParameters(new KeyParameter(key), 128, Arrays.copyOfRange(envelope, 16, 28), ad));
            int done = castle.processBytes(plaintext, 0, length, envelope, 28);
            castle.doFinal(envelope, 28 + done);
            byte[] back = new byte[length];
            gcm.start(new AesKey(key), ad);
            assertThat(gcm.open(envelope, back)).as("length %d", length).isTrue();
            assertThat(back).isEqualTo(plaintext);
        }
    }

    @Test
    void catchesEveryFlippedBitAndReleasesNothing() throws GeneralSecurityException {
        SessionGcm gcm = new SessionGcm();
        gcm.start(new AesKey(bytes(32)), bytes(53));
        for (int length = 0; length <= SessionGcm.MAX_LENGTH; length += 13) {
            byte[] plaintext = bytes(length);
            byte[] envelope = bytes(length + Envelope.RANDOM_OVERHEAD);
            gcm.seal(plaintext, envelope);
            for (int bit = 8 * RandomCipher.NONCE_AT; bit < 8 * envelope.length; bit++) {
                envelope[bit / 8] ^= (byte) (1 << bit % 8);
                byte[] back = new byte[length];
                assertThat(gcm.open(envelope, back)).as("bit %d", bit).isFalse();
                assertThat(back).isEqualTo(new byte[length]);
                envelope[bit / 8] ^= (byte) (1 << bit % 8);
            }
        }
    }

    @Test
    void aSessionThatEndedHasNoKeyReady() throws GeneralSecurityException {
        SessionKey session = new SessionKey(new AesKey(bytes(32)), bytes(53));
        byte[] envelope = bytes(50);
        SessionGcm inUse = session.take();
        inUse.seal(new byte[6], envelope);
        session.destroy();
        assertThat(inUse.open(envelope, new byte[6])).as("what is in use stays").isTrue();
        session.give(inUse);
        assertThat(inUse.open(envelope, new byte[6])).as("but not after that").isFalse();
        assertThat(session.take().open(envelope, new byte[6])).isFalse();
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
