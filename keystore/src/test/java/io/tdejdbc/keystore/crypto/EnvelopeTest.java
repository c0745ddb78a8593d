package io.tdejdbc.keystore.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tdejdbc.keystore.ProtectionMode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

    @Test
    void formatBytesNeverBeginUtf8() {
        for (int first = 0; first < 256; first++) {
            assertThat(Envelope.isFormat((byte) first)).isEqualTo(first >= 0xF8 && first <= 0xFD);
            assertThat(Envelope.isEnvelope((byte) first)).isEqualTo(first >= 0xF9 && first <= 0xFD);
        }
    }

    @Test
    void wantsFormatGenerationAndLeastLength() {
        byte[] random = new byte[44];
        random[0] = (byte) 0xF9;
        assertThat(Envelope.isEnvelope(random)).as("generation 0").isFalse();
        random[1] = 1;
        random[3] = 2;
        assertThat(Envelope.isEnvelope(random)).isTrue();
        assertThat(Envelope.generation(random)).isEqualTo(0x010002);
        assertThat(Envelope.isEnvelope(Arrays.copyOf(random, 43))).isFalse();
        random[0] = (byte) 0xFA;
        assertThat(Envelope.isEnvelope(Arrays.copyOf(random, 20))).isTrue();
        assertThat(Envelope.isEnvelope(Arrays.copyOf(random, 19))).isFalse();
        assertThat(Envelope.isEnvelope(new byte[0])).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Envelope.generation(new byte[3]));
    }

    @Test
    void knowsPlainValues() {
        assertThat(Envelope.isPlain(new byte[] {(byte) 0xF8})).isTrue();
        assertThat(Envelope.isPlain(new byte[] {'x'})).isFalse();
        assertThat(Envelope.isPlain(new byte[0])).isFalse();
    }

    @Test
    void tellsModesApart() {
        assertThat(Envelope.format(ProtectionMode.RANDOM)).isEqualTo((byte) 0xF9);
        assertThat(Envelope.format(ProtectionMode.EQUALITY)).isEqualTo((byte) 0xFA);
        assertThat(Envelope.overhead(ProtectionMode.RANDOM)).isEqualTo(44);
        assertThat(Envelope.overhead(ProtectionMode.EQUALITY)).isEqualTo(20);
        assertThat(Envelope.minimumLength(Envelope.PLAIN)).isEqualTo(1);
        assertThat(Envelope.minimumLength(Envelope.STREAM)).isEqualTo(4);
        assertThatIllegalArgumentException().isThrownBy(() -> Envelope.minimumLength((byte) 0x41));
    }
}
