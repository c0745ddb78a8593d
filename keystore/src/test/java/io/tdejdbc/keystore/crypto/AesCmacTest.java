package io.tdejdbc.keystore.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tdejdbc.keystore.crypto.Vectors.Vector;
import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.macs.CMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AesCmacTest {

    /** The message of all examples of RFC 4493 and SP 800-38B. */
    private static final byte[] MESSAGE =
            Vectors.hex("6bc1bee22e409f96e93d7e117393172a ae2d8a571e03ac9c9eb76fac45af8e51"
                    + "30c81c46a35ce411e5fbc1191a0a52ef f69f2445df4f9b17ad2b417be66c3710");

    @ParameterizedTest
    @CsvSource({
        "0, bb1d6929e95937287fa37d129b756746",
        "16, 070a16b46b4d4144f79bdd9dd04a287c",
        "40, dfa66747de9ae63030ca32611497c827",
        "64, 51f0bebf7e3b9d92fc49741779363cfe"
    })
    void rfc4493(int length, String tag) {
        SecretKeyBytes key = Vectors.key("2b7e151628aed2a6abf7158809cf4f3c");
        assertThat(AesCmac.tag(key, Arrays.copyOf(MESSAGE, length))).isEqualTo(Vectors.hex(tag));
    }

    @ParameterizedTest
    @CsvSource({
        "0, d17ddf46adaacde531cac483de7a9367",
        "16, 9e99a7bf31e710900662f65e617c5184",
        "40, 8a1de5be2eb31aad089a82e6ee908b0e",
        "64, a1d5df0eed790f794d77589659f39a11"
    })
    void sp80038bAes192(int length, String tag) {
        SecretKeyBytes key = Vectors.key("8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b");
        assertThat(AesCmac.tag(key, Arrays.copyOf(MESSAGE, length))).isEqualTo(Vectors.hex(tag));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 028962f61b7bf89efc6b551f4667d983",
        "16, 28a7023f452e8f82bd4bf28d8c37c35c",
        "40, aaf3d8f1de5640c232f5b169b9c911e6",
        "64, e1992190549f6ed5696a2c056c315410"
    })
    void sp80038bAes256(int length, String tag) {
        SecretKeyBytes key = Vectors.key("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4");
        assertThat(AesCmac.tag(key, Arrays.copyOf(MESSAGE, length))).isEqualTo(Vectors.hex(tag));
    }

    @Test
    void wycheproof() {
        int checked = 0;
        for (Vector vector : Vectors.read("wycheproof/aes_cmac.json", "tests")) {
            SecretKeyBytes key = vector.key("key");
            checked++;
            if (key.length() != 16 && key.length() != 24 && key.length() != 32) {
                assertThatIllegalArgumentException()
                        .as("%s", vector)
                        .isThrownBy(() -> AesCmac.tag(key, vector.bytes("msg")));
                continue;
            }
            assertThat(AesCmac.verify(key, vector.bytes("msg"), vector.bytes("tag")))
                    .as("%s", vector)
                    .isEqualTo(vector.valid());
        }
        assertThat(checked).isEqualTo(311);
    }

    @Test
    void equalsBouncyCastleAtEveryLength() {
        Random random = new Random(4493);
        byte[] key = new byte[32];
        random.nextBytes(key);
        for (int length : lengths()) {
            byte[] message = new byte[length];
            random.nextBytes(message);
            CMac mac = new CMac(AESEngine.newInstance());
            mac.init(new KeyParameter(key));
            mac.update(message, 0, length);
            byte[] expected = new byte[16];
            mac.doFinal(expected, 0);
            assertThat(AesCmac.tag(SecretKeyBytes.copyOf(key), message))
                    .as("length %d", length)
                    .isEqualTo(expected);
        }
    }

    private static int[] lengths() {
        int[] lengths = new int[210];
        for (int i = 0; i < 200; i++) {
            lengths[i] = i;
        }
        int[] long_ = {4079, 4080, 4095, 4096, 4097, 4111, 4112, 8192, 8209, 70_000};
        System.arraycopy(long_, 0, lengths, 200, 10);
        return lengths;
    }
}
