package io.tdejdbc.keystore.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.aead.XAesGcmKey;
import com.google.crypto.tink.aead.XAesGcmParameters;
import com.google.crypto.tink.aead.subtle.XAesGcmAead;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.AEADBadTagException;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.junit.jupiter.api.Test;

class XaesGcmTest {

    private static final byte[] NONCE = "ABCDEFGHIJKLMNOPQRSTUVWX".getBytes(US_ASCII);
    private static final byte[] PLAINTEXT = "XAES-256-GCM".getBytes(US_ASCII);

    @Test
    void c2spVectorWithTheMostSignificantBitOfLClear() throws AEADBadTagException {
        byte[] sealed = Vectors.hex("ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271");
        assertThat(XaesGcm.seal(repeated(1), NONCE, new byte[0], PLAINTEXT)).isEqualTo(sealed);
        assertThat(XaesGcm.open(repeated(1), NONCE, new byte[0], sealed)).isEqualTo(PLAINTEXT);
    }

    @Test
    void c2spVectorWithTheMostSignificantBitOfLSet() throws AEADBadTagException {
        byte[] ad = "c2sp.org/XAES-256-GCM".getBytes(US_ASCII);
        byte[] sealed = Vectors.hex("986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d");
        assertThat(XaesGcm.seal(repeated(3), NONCE, ad, PLAINTEXT)).isEqualTo(sealed);
        assertThat(XaesGcm.open(repeated(3), NONCE, ad, sealed)).isEqualTo(PLAINTEXT);
    }

    @Test
    void c2spAccumulatedVectorsOfTenThousandRandomMessages() throws AEADBadTagException {
        SHAKEDigest source = new SHAKEDigest(128);
        SHAKEDigest ciphertexts = new SHAKEDigest(128);
        for (int i = 0; i < 10_000; i++) {
            SecretKeyBytes key = SecretKeyBytes.copyOf(squeeze(source, 32));
            byte[] nonce = squeeze(source, 24);
            byte[] plaintext = squeeze(source, squeeze(source, 1)[0] & 0xff);
            byte[] ad = squeeze(source, squeeze(source, 1)[0] & 0xff);
            byte[] sealed = XaesGcm.seal(key, nonce, ad, plaintext);
            if (!Arrays.equals(plaintext, XaesGcm.open(key, nonce, ad, sealed))) {
                throw new AssertionError("message " + i + " does not open");
            }
            ciphertexts.update(sealed, 0, sealed.length);
        }
        assertThat(squeeze(ciphertexts, 32))
                .isEqualTo(Vectors.hex("e6b9edf2df6cec60c8cbd864e2211b597fb69a529160cd040d56c0c210081939"));
    }

    @Test
    void tinkOpensWhatIsSealedAndTheOtherWayRound() throws GeneralSecurityException {
        Random random = new Random(256);
        for (int length = 0; length < 200; length++) {
            byte[] key = new byte[32];
            byte[] nonce = new byte[24];
            byte[] ad = new byte[random.nextInt(80)];
            byte[] plaintext = new byte[length];
            for (byte[] bytes : new byte[][] {key, nonce, ad, plaintext}) {
                random.nextBytes(bytes);
            }
            Aead tink = XAesGcmAead.create(XAesGcmKey.create(
                    XAesGcmParameters.create(XAesGcmParameters.Variant.NO_PREFIX, 12),
                    SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()),
                    null));
            byte[] sealed = XaesGcm.seal(SecretKeyBytes.copyOf(key), nonce, ad, plaintext);
            byte[] withNonce = Arrays.copyOf(nonce, 24 + sealed.length);
            System.arraycopy(sealed, 0, withNonce, 24, sealed.length);
            assertThat(tink.decrypt(withNonce, ad)).as("length %d", length).isEqualTo(plaintext);

            byte[] theirs = tink.encrypt(plaintext, ad);
            assertThat(XaesGcm.open(
                            SecretKeyBytes.copyOf(key),
                            Arrays.copyOf(theirs, 24),
                            ad,
                            Arrays.copyOfRange(theirs, 24, theirs.length)))
                    .isEqualTo(plaintext);
        }
    }

    @Test
    void everythingIsAuthenticated() {
        byte[] ad = {1, 2, 3};
        byte[] sealed = XaesGcm.seal(repeated(1), NONCE, ad, PLAINTEXT);
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            refuses(repeated(1), NONCE, ad, flipped(sealed, bit));
        }
        for (int bit = 0; bit < 8 * NONCE.length; bit++) {
            refuses(repeated(1), flipped(NONCE, bit), ad, sealed);
        }
        for (int bit = 0; bit < 8 * ad.length; bit++) {
            refuses(repeated(1), NONCE, flipped(ad, bit), sealed);
        }
        for (int length = 0; length < sealed.length; length++) {
            refuses(repeated(1), NONCE, ad, Arrays.copyOf(sealed, length));
        }
        refuses(repeated(2), NONCE, ad, sealed);
    }

    @Test
    void refusesKeysAndNoncesOfOtherLengths() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> XaesGcm.seal(SecretKeyBytes.random(16), NONCE, new byte[0], PLAINTEXT));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> XaesGcm.seal(repeated(1), new byte[12], new byte[0], PLAINTEXT));
    }

    private static void refuses(SecretKeyBytes key, byte[] nonce, byte[] ad, byte[] sealed) {
        assertThatExceptionOfType(AEADBadTagException.class).isThrownBy(() -> XaesGcm.open(key, nonce, ad, sealed));
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] flipped = bytes.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return flipped;
    }

    private static byte[] squeeze(SHAKEDigest digest, int length) {
        byte[] bytes = new byte[length];
        digest.doOutput(bytes, 0, length);
        return bytes;
    }

    private static SecretKeyBytes repeated(int value) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) value);
        return SecretKeyBytes.copyOf(key);
    }
}
