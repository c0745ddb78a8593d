package io.tdejdbc.keystore.internal.keys;

import java.util.Locale;
import java.util.Optional;

/** What a key is for. The code is part of the wrapped payload and never changes. */
public enum KeyKind {
    /** Root of the metadata's MACs. Its owner is the deployment. */
    DEPLOYMENT(1),
    /** Encrypts nothing; unwrapping it proves the master key. Its owner is the deployment. */
    CANARY(2),
    /** Root of a table's {@code random} sub-keys. */
    DATA(3),
    /** Root of a table's {@code equality} sub-keys. */
    SEARCH(4),
    /** Root of the {@code equality} sub-key that a key domain shares. */
    DOMAIN(5);

    private final byte code;

    KeyKind(int code) {
        this.code = (byte) code;
    }

    /** The byte in the wrapped payload. */
    public byte code() {
        return code;
    }

    /** The word in the metadata. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of a word. */
    public static Optional<KeyKind> ofWord(String word) {
        for (KeyKind kind : values()) {
            if (kind.word().equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
