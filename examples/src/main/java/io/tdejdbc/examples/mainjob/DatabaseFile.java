package io.tdejdbc.examples.mainjob;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The bytes of a closed database file, to be searched as a thief would search them. */
final class DatabaseFile {
    private static final int PREFIX = 6;
    private static final List<Charset> CHARSETS =
            List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

    private final byte[] bytes;

    private DatabaseFile(byte[] bytes) {
        this.bytes = bytes;
    }

    static DatabaseFile read(Path file) throws IOException {
        return new DatabaseFile(Files.readAllBytes(file));
    }

    int size() {
        return bytes.length;
    }

    /** How many of the values lie readable in the file, in UTF-8 or UTF-16. */
    int readable(Collection<String> values) {
        Map<Long, List<byte[]>> byPrefix = new HashMap<>();
        for (String value : values) {
            for (Charset charset : CHARSETS) {
                byte[] pattern = value.getBytes(charset);
                byPrefix.computeIfAbsent(prefix(pattern, 0), key -> new ArrayList<>())
                        .add(pattern);
            }
        }
        long found = 0;
        List<byte[]> none = List.of();
        for (int at = 0; at + PREFIX <= bytes.length; at++) {
            List<byte[]> candidates = byPrefix.getOrDefault(prefix(bytes, at), none);
            if (!candidates.isEmpty()) {
                int start = at;
                found += candidates.stream()
                        .filter(pattern -> matches(pattern, start))
                        .count();
            }
        }
        return Math.toIntExact(found);
    }

    /** Where a value first lies in UTF-8, or -1. */
    int indexOf(String value) {
        byte[] pattern = value.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at + pattern.length <= bytes.length; at++) {
            if (matches(pattern, at)) {
                return at;
            }
        }
        return -1;
    }

    /** The bytes from an offset on, those that are no printable ASCII shown as dots. */
    String printable(int offset, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int at = offset; at < Math.min(offset + length, bytes.length); at++) {
            text.append(bytes[at] >= 0x20 && bytes[at] < 0x7f ? (char) bytes[at] : '.');
        }
        return text.toString();
    }

    private boolean matches(byte[] pattern, int at) {
        return at + pattern.length <= bytes.length
                && Arrays.equals(bytes, at, at + pattern.length, pattern, 0, pattern.length);
    }

    private static long prefix(byte[] from, int at) {
        long prefix = 0;
        for (int i = at; i < at + PREFIX; i++) {
            prefix = prefix << 8 | from[i] & 0xff;
        }
        return prefix;
    }
}
