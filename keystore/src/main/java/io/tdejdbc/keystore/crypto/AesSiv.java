package io.tdejdbc.keystore.crypto;

import io.tdejdbc.keystore.internal.crypto.SivKey;
import java.util.Optional;

/**
 * AES-SIV (RFC 5297): deterministic authenticated encryption. Equal plaintexts under equal associated data give equal
 * ciphertexts, and nothing else shows but the length. For single messages; the values of a column go through
 * {@link ValueCiphers}.
 */
public final class AesSiv {

    /** Bytes by which a sealed message is longer than the message. */
    public static final int IV_LENGTH = 16;

    private AesSiv() {}

    /**
     * Encrypts and authenticates.
     *
     * @param key 32, 48 or 64 bytes: for AES-128, AES-192 or AES-256
     * @param plaintext the message, also an empty one
     * @param associatedData any number of authenticated strings up to 126, in order; a nonce, if any, comes last
     * @return the 16-byte synthetic IV, then the ciphertext
     */
    public static byte[] seal(SecretKeyBytes key, byte[] plaintext, byte[]... associatedData) {
        byte[] sealed = new byte[IV_LENGTH + plaintext.length];
        new SivKey(key, associatedData).seal(plaintext, sealed, 0);
        return sealed;
    }

    /**
     * Decrypts and verifies what {@link #seal} gave.
     *
     * @return the message, or empty if anything was altered
     */
    public static Optional<byte[]> open(SecretKeyBytes key, byte[] sealed, byte[]... associatedData) {
        if (sealed.length < IV_LENGTH) {
            return Optional.empty();
        }
        byte[] plaintext = new byte[sealed.length - IV_LENGTH];
        return new SivKey(key, associatedData).open(sealed, 0, plaintext) ? Optional.of(plaintext) : Optional.empty();
    }
}
