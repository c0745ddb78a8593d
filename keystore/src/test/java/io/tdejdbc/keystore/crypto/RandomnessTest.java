package io.tdejdbc.keystore.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RandomnessTest {

    @Test
    void fillsExactlyThePartItIsGiven() {
        byte[] target = new byte[64];
        Randomness.fill(target, 16, 32);
        assertThat(Arrays.copyOf(target, 16)).isEqualTo(new byte[16]);
        assertThat(Arrays.copyOfRange(target, 48, 64)).isEqualTo(new byte[16]);
        assertThat(Arrays.copyOfRange(target, 16, 48)).isNotEqualTo(new byte[32]);
        assertThat(Randomness.bytes(0)).isEmpty();
    }

    @Test
    void refusesAPartOutsideTheArray() {
        assertThatThrownBy(() -> Randomness.fill(new byte[8], 4, 5)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void setsEveryBitAboutHalfOfTheTime() {
        int[] counts = new int[96];
        int draws = 20_000;
        byte[] nonce = new byte[12];
        for (int i = 0; i < draws; i++) {
            Randomness.fill(nonce, 0, 12);
            for (int bit = 0; bit < 96; bit++) {
                counts[bit] += nonce[bit / 8] >> bit % 8 & 1;
            }
        }
        // Eight standard deviations: 1e-15 per bit.
        assertThat(Arrays.stream(counts)).allMatch(count -> Math.abs(count - draws / 2) < 8 * Math.sqrt(draws) / 2);
    }

    @Test
    void uuidsAreRandomOnes() {
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            UUID id = Randomness.uuid();
            assertThat(id.version()).isEqualTo(4);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(seen.add(id)).isTrue();
        }
    }
}
