package io.tdejdbc.keystore;

import java.util.Objects;
import java.util.Set;

/**
 * A failure around keys, metadata or ciphertext. The message holds what was tried, on what, and what to do; never a key,
 * a token or plaintext.
 */
public final class KeystoreException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What kind of failure it is; a caller maps it to its own exception classes. */
    public enum Kind {
        /** A stored value or row is damaged, forged, swapped or replayed, or belongs to another key. */
        DATA,
        /** The key manager refused: wrong key, no right. Trying again does not help. */
        DENIED,
        /** The key manager or the metadata cannot be reached now. Trying again may help. */
        UNAVAILABLE,
        /** A property, a key file or the set-up is wrong. */
        CONFIGURATION
    }

    private static final Set<String> CLIENT_REFUSED = Set.of(
            KeystoreError.MASTER_KEY_REFUSED.code(),
            KeystoreError.VAULT_FORBIDDEN.code(),
            KeystoreError.VAULT_LOGIN.code(),
            KeystoreError.VAULT_CAPABILITY.code());

    private final String code;
    private final Kind kind;

    /** A failure without a cause. */
    public KeystoreException(String code, Kind kind, String message) {
        super(code + " " + message);
        this.code = Objects.requireNonNull(code);
        this.kind = Objects.requireNonNull(kind);
    }

    /** A failure with its cause. */
    public KeystoreException(String code, Kind kind, String message, Throwable cause) {
        super(code + " " + message, cause);
        this.code = Objects.requireNonNull(code);
        this.kind = Objects.requireNonNull(kind);
    }

    /** The same failure once more, for another caller: its own stack, this one as its cause. */
    public KeystoreException again() {
        return new KeystoreException(code, kind, getMessage().substring(code.length() + 1), this);
    }

    /**
     * Whether the key manager refuses this client, whatever it is asked for: another key or another wrapping would fare no
     * better.
     */
    public boolean refusesClient() {
        return CLIENT_REFUSED.contains(code);
    }

    /** {@code TDE-xxx-nnn}, stable. */
    public String code() {
        return code;
    }

    /** The kind. */
    public Kind kind() {
        return kind;
    }
}
