package io.tdejdbc.keystore.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tdejdbc.keystore.crypto.Vectors.Vector;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AesSivTest {

    @Test
    void rfc5297DeterministicExample() {
        SecretKeyBytes key = Vectors.key("fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0 f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
        byte[] ad = Vectors.hex("101112131415161718191a1b1c1d1e1f 2021222324252627");
        byte[] plaintext = Vectors.hex("112233445566778899aabbccddee");
        byte[] sealed = Vectors.hex("85632d07c6e8f37f950acd320a2ecc93 40c02b9690c4dc04daef7f6afe5c");
        assertThat(AesSiv.seal(key, plaintext, ad)).isEqualTo(sealed);
        assertThat(AesSiv.open(key, sealed, ad)).hasValue(plaintext);
    }

    @Test
    void rfc5297NonceExample() {
        SecretKeyBytes key = Vectors.key("7f7e7d7c7b7a79787776757473727170 404142434445464748494a4b4c4d4e4f");
        byte[] ad1 = Vectors.hex("00112233445566778899aabbccddeeff deaddadadeaddadaffeeddccbbaa9988 7766554433221100");
        byte[] ad2 = Vectors.hex("102030405060708090a0");
        byte[] nonce = Vectors.hex("09f911029d74e35bd84156c5635688c0");
        byte[] plaintext = Vectors.hex(
                "7468697320697320736f6d6520706c61 696e7465787420746f20656e63727970" + "74207573696e67205349562d414553");
        byte[] sealed = Vectors.hex("7bdb6e3b432667eb06f4d14bff2fbd0f cb900f2fddbe404326601965c889bf17"
                + "dba77ceb094fa663b7a3f748ba8af829 ea64ad544a272e9c485b62a3fd5c0d");
        assertThat(AesSiv.seal(key, plaintext, ad1, ad2, nonce)).isEqualTo(sealed);
        assertThat(AesSiv.open(key, sealed, ad1, ad2, nonce)).hasValue(plaintext);
        assertThat(AesSiv.open(key, sealed, ad2, ad1, nonce)).isEmpty();
    }

    @Test
    void wycheproof() {
        int valid = 0;
        int invalid = 0;
        for (Vector vector : Vectors.read("wycheproof/aead_aes_siv_cmac.json", "tests")) {
            // Wycheproof keeps the synthetic IV apart, as an AEAD's tag.
            byte[] sealed = Vectors.hex(vector.text("tag") + vector.text("ct"));
            byte[] ad = vector.bytes("aad");
            byte[] nonce = vector.bytes("iv");
            SecretKeyBytes key = vector.key("key");
            if (vector.valid()) {
                assertThat(AesSiv.open(key, sealed, ad, nonce)).as("%s", vector).hasValue(vector.bytes("msg"));
                assertThat(AesSiv.seal(key, vector.bytes("msg"), ad, nonce))
                        .as("%s", vector)
                        .isEqualTo(sealed);
                valid++;
            } else {
                assertThat(AesSiv.open(key, sealed, ad, nonce)).as("%s", vector).isEmpty();
                invalid++;
            }
        }
        assertThat(valid).isEqualTo(126);
        assertThat(invalid).isEqualTo(324);
    }

    @Test
    void equalsTink() throws GeneralSecurityException {
        Random random = new Random(5297);
        byte[] key = new byte[64];
        random.nextBytes(key);
        com.google.crypto.tink.subtle.AesSiv tink = new com.google.crypto.tink.subtle.AesSiv(key);
        for (int length = 0; length < 300; length++) {
            byte[] plaintext = new byte[length];
            byte[] ad = new byte[random.nextInt(80)];
            random.nextBytes(plaintext);
            random.nextBytes(ad);
            byte[] sealed = AesSiv.seal(SecretKeyBytes.copyOf(key), plaintext, ad);
            assertThat(sealed).as("length %d", length).isEqualTo(tink.encryptDeterministically(plaintext, ad));
            assertThat(tink.decryptDeterministically(sealed, ad)).isEqualTo(plaintext);
        }
    }

    @Test
    void refusesWhatIsTooShort() {
        SecretKeyBytes key = SecretKeyBytes.random(64);
        byte[] sealed = AesSiv.seal(key, new byte[0]);
        assertThat(AesSiv.open(key, sealed)).hasValue(new byte[0]);
        for (int length = 0; length < sealed.length; length++) {
            assertThat(AesSiv.open(key, Arrays.copyOf(sealed, length))).isEmpty();
        }
    }

    @Test
    void refusesKeysOfOtherLengthsAndTooManyStrings() {
        assertThatIllegalArgumentException().isThrownBy(() -> AesSiv.seal(SecretKeyBytes.random(63), new byte[0]));
        byte[][] strings = new byte[127][0];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AesSiv.seal(SecretKeyBytes.random(64), new byte[0], strings));
    }
}
