package io.tdejdbc.keystore;

/**
 * Authenticated encryption of one column's values under its live keys. Values are bound to deployment, table and column
 * (or key domain), type family, format and key generation: a value moved to another column, or altered in one bit, does
 * not decrypt. Values can be moved between rows of one column. Their length and, in {@code equality} columns, their
 * equality show.
 *
 * <p>Thread-safe.
 */
public interface ValueCipher {

    /**
     * Encrypts one value under the current generation.
     *
     * @param plaintext canonical bytes, any length up to 2^31-1-{@link #overhead()}; not kept, not changed
     * @return the envelope, exactly {@code plaintext.length + overhead()} bytes
     */
    byte[] encrypt(byte[] plaintext) throws KeystoreException;

    /**
     * Encrypts many values of the column, as if by {@link #encrypt} one by one, but fast.
     *
     * @param plaintexts values; a null element stays null
     * @return a new array of envelopes in the same order
     */
    byte[][] encryptAll(byte[][] plaintexts) throws KeystoreException;

    /**
     * Decrypts one value of any generation that still lives.
     *
     * @param envelope what {@link #encrypt} gave
     * @return the canonical bytes
     * @throws KeystoreException kind DATA if it is no envelope of this column, altered, truncated or of an unknown
     *     generation; nothing of the plaintext is released then
     */
    byte[] decrypt(byte[] envelope) throws KeystoreException;

    /**
     * Decrypts many values of the column, as if by {@link #decrypt} one by one, but fast. Every value is verified by
     * itself, and fails by itself.
     *
     * @param envelopes stored values; a null element stays null
     * @return plaintexts and failures in the same order
     */
    default DecryptedValues decryptAll(byte[][] envelopes) {
        byte[][] values = new byte[envelopes.length][];
        KeystoreException[] failures = new KeystoreException[0];
        for (int i = 0; i < envelopes.length; i++) {
            try {
                values[i] = envelopes[i] == null ? null : decrypt(envelopes[i]);
            } catch (KeystoreException e) {
                if (failures.length == 0) {
                    failures = new KeystoreException[envelopes.length];
                }
                failures[i] = e;
            }
        }
        return new DecryptedValues(values, failures);
    }

    /** Bytes by which an envelope is longer than its plaintext. */
    int overhead();
}
