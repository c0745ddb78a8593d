package io.tdejdbc.keystore.internal.file;

import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.crypto.HmacSha256;
import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The content of a key file: the versions of one master key, and below which of them none may be used. */
final class KeyFile {

    /** Bytes of a master key. */
    static final int KEY_LENGTH = 32;

    private static final byte[] FINGERPRINT_LABEL =
            "tde-jdbc v1 file master key fingerprint\0".getBytes(StandardCharsets.US_ASCII);

    private final NavigableMap<Integer, Version> versions;
    private final int retiredBelow;

    /** One version of the master key. */
    record Version(int number, Instant created, SecretKeyBytes key) {}

    KeyFile(NavigableMap<Integer, Version> versions, int retiredBelow) {
        this.versions = new TreeMap<>(versions);
        this.retiredBelow = retiredBelow;
    }

    static KeyFile firstVersion(Instant now) {
        NavigableMap<Integer, Version> versions = new TreeMap<>();
        versions.put(1, new Version(1, now, SecretKeyBytes.random(KEY_LENGTH)));
        return new KeyFile(versions, 1);
    }

    KeyFile withNewVersion(Instant now) {
        NavigableMap<Integer, Version> more = new TreeMap<>(versions);
        int number = current().number() + 1;
        more.put(number, new Version(number, now, SecretKeyBytes.random(KEY_LENGTH)));
        return new KeyFile(more, retiredBelow);
    }

    KeyFile withRetiredBelow(int below) {
        return new KeyFile(versions, below);
    }

    Version current() {
        return versions.lastEntry().getValue();
    }

    Optional<Version> version(int number) {
        return Optional.ofNullable(versions.get(number));
    }

    Iterable<Version> versions() {
        return versions.values();
    }

    int retiredBelow() {
        return retiredBelow;
    }

    /** Sixteen hexadecimal digits that name a version and say nothing about its bytes. */
    static String fingerprint(Version version) {
        byte[] tag = HmacSha256.tag(version.key(), FINGERPRINT_LABEL);
        return HexFormat.of().formatHex(Arrays.copyOf(tag, 8));
    }

    void wipe() {
        versions.values().forEach(version -> version.key().wipe());
    }

    static KeyFile parse(byte[] json, String path) throws KeystoreException {
        return KeyFileFormat.parse(json, path);
    }
}
