package io.tdejdbc.keystore.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tdejdbc.keystore.crypto.Vectors.Vector;
import org.junit.jupiter.api.Test;

class HkdfTest {

    @Test
    void rfc5869Case1() {
        SecretKeyBytes prk = Hkdf.extract(
                Vectors.hex("000102030405060708090a0b0c"), Vectors.key("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"));
        assertThat(prk).isEqualTo(Vectors.key("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5"));
        assertThat(Hkdf.expand(prk, Vectors.hex("f0f1f2f3f4f5f6f7f8f9"), 42))
                .isEqualTo(Vectors.key(
                        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"));
    }

    @Test
    void rfc5869Case3WithoutSaltAndInfo() {
        SecretKeyBytes prk = Hkdf.extract(new byte[0], Vectors.key("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"));
        assertThat(prk).isEqualTo(Vectors.key("19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04"));
        assertThat(Hkdf.expand(prk, new byte[0], 42))
                .isEqualTo(Vectors.key(
                        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"));
    }

    @Test
    void wycheproof() {
        int checked = 0;
        for (Vector vector : Vectors.read("wycheproof/hkdf_sha256.json", "tests")) {
            SecretKeyBytes prk = Hkdf.extract(vector.bytes("salt"), vector.key("ikm"));
            int size = vector.number("size");
            if (vector.valid()) {
                assertThat(Hkdf.expand(prk, vector.bytes("info"), size))
                        .as("%s", vector)
                        .isEqualTo(vector.key("okm"));
            } else {
                assertThatIllegalArgumentException()
                        .as("%s", vector)
                        .isThrownBy(() -> Hkdf.expand(prk, vector.bytes("info"), size));
            }
            checked++;
        }
        assertThat(checked).isEqualTo(86);
    }

    @Test
    void refusesShortKeysAndLengthsOutOfRange() {
        SecretKeyBytes key = SecretKeyBytes.random(32);
        assertThatIllegalArgumentException().isThrownBy(() -> Hkdf.expand(SecretKeyBytes.random(31), new byte[0], 32));
        assertThatIllegalArgumentException().isThrownBy(() -> Hkdf.expand(key, new byte[0], 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Hkdf.expand(key, new byte[0], 8161));
        assertThat(Hkdf.expand(key, new byte[0], 8160).length()).isEqualTo(8160);
    }
}
