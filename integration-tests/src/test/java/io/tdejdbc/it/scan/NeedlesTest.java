package io.tdejdbc.it.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The search finds what it is meant to find. */
final class NeedlesTest {
    private static final String MARKER = "519-12-4407 Größe";

    @Test
    void findsATextInEveryForm() {
        Needles needles = new Needles().text(MARKER);
        for (byte[] form : new byte[][] {
            MARKER.getBytes(StandardCharsets.UTF_8),
            MARKER.getBytes(StandardCharsets.UTF_16LE),
            MARKER.getBytes(StandardCharsets.UTF_16BE),
            HexFormat.of().formatHex(MARKER.getBytes(StandardCharsets.UTF_8)).getBytes(StandardCharsets.US_ASCII),
            HexFormat.of()
                    .withUpperCase()
                    .formatHex(MARKER.getBytes(StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.US_ASCII)
        }) {
            assertThat(needles.in(between(form))).hasSize(1);
        }
    }

    @Test
    void findsBase64AtEveryAlignmentAndBesideAnyNeighbour() {
        Needles needles = new Needles().text(MARKER);
        assertThat(IntStream.range(0, 9)).allSatisfy(before -> {
            byte[] dump = ("x".repeat(before) + MARKER + "~".repeat(before % 4)).getBytes(StandardCharsets.UTF_8);
            byte[] encoded = Base64.getEncoder().encode(dump);
            assertThat(needles.in(encoded)).anyMatch(label -> label.contains("base64 at " + before % 3));
        });
    }

    @Test
    void findsNumbersAndUuids() {
        UUID uuid = UUID.fromString("5eedf00d-cafe-4001-8bad-f00ddeadbe1f");
        Needles needles = new Needles().number(6_917_529_027_641_081_021L).uuid(uuid);
        assertThat(needles.in(between(ByteBuffer.allocate(8)
                        .putLong(6_917_529_027_641_081_021L)
                        .array())))
                .hasSize(1);
        assertThat(needles.in(between("6917529027641081021".getBytes(StandardCharsets.US_ASCII))))
                .hasSize(1);
        assertThat(needles.in(between(HexFormat.of().parseHex("5eedf00dcafe40018badf00ddeadbe1f"))))
                .hasSize(1);
        assertThat(needles.in(between(uuid.toString().getBytes(StandardCharsets.UTF_16LE))))
                .hasSize(1);
    }

    @Test
    void findsNothingInOtherBytes() {
        Needles needles = new Needles().text(MARKER);
        assertThat(needles.in("519-12-4408 Größe, 519-12-4407".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    private static byte[] between(byte[] bytes) {
        byte[] out = new byte[bytes.length + 20];
        Arrays.fill(out, (byte) 0x55);
        System.arraycopy(bytes, 0, out, 9, bytes.length);
        return out;
    }
}
