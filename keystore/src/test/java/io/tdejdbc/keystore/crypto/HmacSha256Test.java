package io.tdejdbc.keystore.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.keystore.crypto.Vectors.Vector;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HmacSha256Test {

    @Test
    void wycheproof() {
        int checked = 0;
        for (Vector vector : Vectors.read("wycheproof/hmac_sha256.json", "tests")) {
            int length = vector.number("tagSize") / 8;
            byte[] tag = Arrays.copyOf(HmacSha256.tag(vector.key("key"), vector.bytes("msg")), length);
            assertThat(Arrays.equals(tag, vector.bytes("tag"))).as("%s", vector).isEqualTo(vector.valid());
            if (length == HmacSha256.TAG_LENGTH) {
                assertThat(HmacSha256.verify(vector.key("key"), vector.bytes("msg"), vector.bytes("tag")))
                        .as("%s", vector)
                        .isEqualTo(vector.valid());
            }
            checked++;
        }
        assertThat(checked).isEqualTo(174);
    }

    @Test
    void acceptsNoShortenedTag() {
        SecretKeyBytes key = SecretKeyBytes.random(32);
        byte[] message = {1, 2, 3};
        byte[] tag = HmacSha256.tag(key, message);
        assertThat(HmacSha256.verify(key, message, tag)).isTrue();
        for (int length = 0; length < tag.length; length++) {
            assertThat(HmacSha256.verify(key, message, Arrays.copyOf(tag, length)))
                    .isFalse();
        }
    }
}
