package io.tdejdbc.keystore.internal.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * AES-SIV of one short value at a time with ciphers and buffers that stay: one call of AES-CBC for the synthetic IV, and
 * one of AES-ECB over the counter blocks, where AES-CTR would have to be given its key anew for every value. Reusable;
 * not thread-safe.
 */
final class ShortSiv {

    /** The longest plaintext it takes. */
    static final int MAX_LENGTH = 256;

    private final SivKey key;
    private final Cipher mac;
    private final Cipher ecb;
    private final byte[] message = new byte[MAX_LENGTH];
    /** CBC's output, of which the last block counts, and then the key stream. */
    private final byte[] blocks = new byte[MAX_LENGTH];

    /** Takes ciphers that have their keys. */
    ShortSiv(SivKey key, Cipher mac, Cipher ecb) {
        this.key = key;
        this.mac = mac;
        this.ecb = ecb;
    }

    /** Writes the synthetic IV and the ciphertext. */
    void seal(byte[] plaintext, byte[] target, int at) throws GeneralSecurityException {
        int ivAt = syntheticIv(plaintext);
        System.arraycopy(blocks, ivAt, target, at, 16);
        keyStream(target, at, plaintext.length);
        Words.xor(plaintext, 0, blocks, 0, target, at + 16, plaintext.length);
        forget(plaintext.length);
    }

    /**
     * Reads what {@link #seal} wrote.
     *
     * @param plaintext filled with the plaintext, or with zeros
     * @return whether it is genuine
     */
    boolean open(byte[] sealed, int at, byte[] plaintext) throws GeneralSecurityException {
        keyStream(sealed, at, plaintext.length);
        Words.xor(sealed, at + 16, blocks, 0, plaintext, 0, plaintext.length);
        int ivAt = syntheticIv(plaintext);
        long difference = Words.little(sealed, at) ^ Words.little(blocks, ivAt)
                | Words.little(sealed, at + 8) ^ Words.little(blocks, ivAt + 8);
        forget(plaintext.length);
        if (difference != 0) {
            Arrays.fill(plaintext, (byte) 0);
        }
        return difference == 0;
    }

    /** Where in {@link #blocks} it is then. */
    private int syntheticIv(byte[] plaintext) throws GeneralSecurityException {
        int end = key.putMessage(plaintext, message, 0);
        mac.doFinal(message, 0, end, blocks, 0);
        return end - 16;
    }

    private void keyStream(byte[] iv, int at, int length) throws GeneralSecurityException {
        int end = SivKey.putCounters(iv, at, message, 0, length + 15 >>> 4);
        ecb.update(message, 0, end, blocks, 0);
    }

    private void forget(int length) {
        int used = Math.max(16, length + 15 & ~15);
        Arrays.fill(message, 0, used, (byte) 0);
        Arrays.fill(blocks, 0, used, (byte) 0);
    }
}
