package io.tdejdbc.it.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Byte strings to be searched for, all in one pass over a file: each marker in every form in which a database, a log or
 * a dump may hold it.
 */
final class Needles {
    private static final int PREFIX = 3;
    private static final int LEAST_LENGTH = 7;
    private static final int MOST_ROUNDS = 20;

    private final BitSet prefixes = new BitSet(1 << 24);
    private final Map<Integer, List<Needle>> byPrefix = new HashMap<>();
    private int count;

    /** A byte string and what it stands for. */
    private record Needle(byte[] bytes, String label) {}

    /** A text in UTF-8, UTF-16 of both orders, H2's own form, and the hexadecimal and base64 forms of its UTF-8. */
    Needles text(String marker) {
        byte[] utf8 = marker.getBytes(StandardCharsets.UTF_8);
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            add(marker.getBytes(charset), marker + " in " + charset);
        }
        byte[] h2 = asH2Stores(marker);
        if (!Arrays.equals(h2, utf8)) {
            add(h2, marker + " as H2 stores it");
        }
        return encodings(utf8, marker);
    }

    /** H2's pages hold something like UTF-8 without the marks of the following bytes. */
    private static byte[] asH2Stores(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(3 * text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes.put((byte) c);
            } else if (c < 0x800) {
                bytes.put((byte) (0xc0 | c >> 6)).put((byte) (c & 0x3f));
            } else {
                bytes.put((byte) (0xe0 | c >> 12)).put((byte) (c >> 6 & 0x3f)).put((byte) (c & 0x3f));
            }
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /** Bytes as they are, in hexadecimal and in base64. */
    Needles bytes(byte[] marker, String label) {
        add(marker, label + " raw");
        return encodings(marker, label);
    }

    /** A long integer, big- and little-endian and as decimal text. */
    Needles number(long marker) {
        byte[] bigEndian = ByteBuffer.allocate(Long.BYTES).putLong(marker).array();
        bytes(bigEndian, marker + " big-endian");
        byte[] littleEndian = ByteBuffer.allocate(Long.BYTES)
                .putLong(Long.reverseBytes(marker))
                .array();
        bytes(littleEndian, marker + " little-endian");
        return text(Long.toString(marker));
    }

    /** A UUID as bytes and text. */
    Needles uuid(UUID marker) {
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(marker.getMostSignificantBits())
                .putLong(marker.getLeastSignificantBits())
                .array();
        return bytes(bytes, "uuid " + marker).text(marker.toString());
    }

    private Needles encodings(byte[] bytes, String label) {
        String hex = HexFormat.of().formatHex(bytes);
        add(hex.getBytes(StandardCharsets.US_ASCII), label + " in hex");
        add(hex.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII), label + " in upper-case hex");
        for (int shift = 0; shift < 3; shift++) {
            byte[] shifted = new byte[shift + bytes.length];
            System.arraycopy(bytes, 0, shifted, shift, bytes.length);
            String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            // The first and last characters also hold bits of the neighbours.
            int from = shift == 0 ? 0 : shift + 1;
            int to = base64.length() - ((shift + bytes.length) % 3 == 0 ? 0 : 1);
            add(base64.substring(from, to).getBytes(StandardCharsets.US_ASCII), label + " in base64 at " + shift);
        }
        return this;
    }

    private void add(byte[] bytes, String label) {
        if (bytes.length < LEAST_LENGTH) {
            throw new IllegalArgumentException("too short to be told from chance: " + label);
        }
        int prefix = prefix(bytes, 0);
        prefixes.set(prefix);
        byPrefix.computeIfAbsent(prefix, key -> new ArrayList<>()).add(new Needle(bytes, label));
        count++;
    }

    private static int prefix(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 16 | (bytes[at + 1] & 0xff) << 8 | bytes[at + 2] & 0xff;
    }

    /** How many byte strings are searched for. */
    int count() {
        return count;
    }

    /** What is found in a byte array. */
    Set<String> in(byte[] haystack) {
        Set<String> found = new TreeSet<>();
        for (int i = 0; i + PREFIX <= haystack.length; i++) {
            int prefix = prefix(haystack, i);
            if (prefixes.get(prefix)) {
                for (Needle needle : byPrefix.get(prefix)) {
                    int end = i + needle.bytes.length;
                    if (end <= haystack.length
                            && Arrays.equals(haystack, i, end, needle.bytes, 0, needle.bytes.length)) {
                        found.add(needle.label);
                    }
                }
            }
        }
        return found;
    }

    /**
     * What is found in all files under a folder, with the file's name. A running server removes and renames files while
     * they are read, so the search is repeated until it met every file that it had listed.
     */
    Set<String> under(Path folder) throws IOException {
        Set<String> found = new TreeSet<>();
        for (int round = 1; ; round++) {
            try {
                search(folder, found);
                return found;
            } catch (NoSuchFileException e) {
                if (round == MOST_ROUNDS) {
                    throw e;
                }
            } catch (UncheckedIOException e) {
                if (round == MOST_ROUNDS || !(e.getCause() instanceof NoSuchFileException)) {
                    throw e;
                }
            }
        }
    }

    private void search(Path folder, Set<String> found) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            for (String label : in(Files.readAllBytes(file))) {
                found.add(label + " in " + folder.relativize(file));
            }
        }
    }
}
