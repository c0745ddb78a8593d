package io.tdejdbc.keystore.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SecretKeyBytesTest {

    private static final byte[] BYTES = Vectors.hex("00112233445566778899aabbccddeeff");

    @Test
    void keepsACopyOfItsOwn() {
        byte[] source = BYTES.clone();
        SecretKeyBytes key = SecretKeyBytes.copyOf(source);
        source[0] = 1;
        assertThat(bytesOf(key)).isEqualTo(BYTES);
        assertThat(key.length()).isEqualTo(16);
    }

    @Test
    void takesAPartOfAnArray() {
        assertThat(bytesOf(SecretKeyBytes.copyOf(BYTES, 2, 3))).isEqualTo(Vectors.hex("223344"));
        assertThatThrownBy(() -> SecretKeyBytes.copyOf(BYTES, 10, 7)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void zeroesWhatItLent() {
        AtomicReference<byte[]> lent = new AtomicReference<>();
        SecretKeyBytes key = SecretKeyBytes.copyOf(BYTES);
        key.use(bytes -> {
            lent.set(bytes);
            return 0;
        });
        assertThat(lent.get()).isEqualTo(new byte[16]);
        assertThatThrownBy(() -> key.use(bytes -> {
                    lent.set(bytes);
                    throw new IllegalArgumentException("on purpose");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(lent.get()).isEqualTo(new byte[16]);
        assertThat(bytesOf(key)).isEqualTo(BYTES);
    }

    @Test
    void cannotBeUsedOnceWiped() {
        SecretKeyBytes key = SecretKeyBytes.copyOf(BYTES);
        key.wipe();
        key.wipe();
        assertThat(key.isWiped()).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> bytesOf(key)).withMessage("the key was wiped");
    }

    @Test
    void comparesByContent() {
        SecretKeyBytes key = SecretKeyBytes.copyOf(BYTES);
        SecretKeyBytes same = SecretKeyBytes.copyOf(BYTES);
        assertThat(key).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(key).isNotEqualTo(SecretKeyBytes.copyOf(BYTES, 0, 15)).isNotEqualTo("other");
        byte[] other = BYTES.clone();
        other[15] ^= 1;
        assertThat(key).isNotEqualTo(SecretKeyBytes.copyOf(other));
        same.wipe();
        assertThat(key.equals(same)).isFalse();
        assertThat(same.equals(same)).isTrue();
    }

    @Test
    void showsNothingOfItself() {
        assertThat(SecretKeyBytes.copyOf(BYTES)).hasToString("SecretKeyBytes[16 bytes]");
    }

    @Test
    void randomKeysDiffer() {
        assertThat(SecretKeyBytes.random(32)).isNotEqualTo(SecretKeyBytes.random(32));
    }

    private static byte[] bytesOf(SecretKeyBytes key) {
        return key.<byte[], RuntimeException>use(byte[]::clone);
    }
}
