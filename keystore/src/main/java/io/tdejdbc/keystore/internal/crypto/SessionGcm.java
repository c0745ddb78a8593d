package io.tdejdbc.keystore.internal.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * AES-256-GCM under one session's key, made ready once: the platform's AES-ECB has the key, and GHASH its powers and the
 * associated data's part. A short value then costs one call of AES-ECB and a multiplication for each block, where the
 * platform's AES-GCM begins anew for every value, with a kilobyte of garbage. Gives what that gives, byte for byte.
 * Reusable; not thread-safe.
 */
final class SessionGcm {

    /** The longest plaintext it takes; from here on the platform's own GHASH wins. */
    static final int MAX_LENGTH = 64;

    private static final int STREAM_LENGTH = MAX_LENGTH + 16;

    private final Cipher ecb;
    private final GhashKey hashKey = new GhashKey(XaesBatch.MAX_BLOCKS);
    private final byte[] counters = new byte[STREAM_LENGTH];
    private final byte[] stream = new byte[STREAM_LENGTH];
    private final long[] tag = new long[2];

    SessionGcm() throws GeneralSecurityException {
        ecb = Jce.cipher(Jce.ECB);
    }

    /** Begins with a new key. */
    void start(AesKey key, byte[] associatedData) throws GeneralSecurityException {
        ecb.init(Cipher.ENCRYPT_MODE, key);
        Arrays.fill(counters, 0, 16, (byte) 0);
        ecb.update(counters, 0, 16, stream, 0);
        hashKey.start(stream, 0, associatedData);
    }

    Cipher ecb() {
        return ecb;
    }

    GhashKey hashKey() {
        return hashKey;
    }

    /** Writes ciphertext and tag into an envelope that has its head and its nonce. */
    void seal(byte[] plaintext, byte[] envelope) throws GeneralSecurityException {
        int length = plaintext.length;
        int end = RandomCipher.BODY_AT + length;
        int used = keyStream(envelope, length);
        Words.xor(plaintext, 0, stream, 16, envelope, RandomCipher.BODY_AT, length);
        computeTag(envelope, length);
        Words.putBig(envelope, end, tag[0]);
        Words.putBig(envelope, end + 8, tag[1]);
        Arrays.fill(stream, 0, used, (byte) 0);
    }

    /**
     * Decrypts an envelope if its tag is right.
     *
     * @param plaintext filled with the plaintext, or left as it is
     * @return whether it is genuine
     */
    boolean open(byte[] envelope, byte[] plaintext) throws GeneralSecurityException {
        int length = plaintext.length;
        int end = RandomCipher.BODY_AT + length;
        int used = keyStream(envelope, length);
        computeTag(envelope, length);
        long difference = Words.big(envelope, end) ^ tag[0] | Words.big(envelope, end + 8) ^ tag[1];
        boolean genuine = difference == 0;
        if (genuine) {
            Words.xor(envelope, RandomCipher.BODY_AT, stream, 16, plaintext, 0, length);
        }
        Arrays.fill(stream, 0, used, (byte) 0);
        return genuine;
    }

    /** Forgets the key. */
    void wipe() {
        try {
            ecb.init(Cipher.ENCRYPT_MODE, new AesKey(new byte[32]));
        } catch (GeneralSecurityException e) {
            throw Jce.broken(e);
        }
        hashKey.wipe();
        Arrays.fill(stream, (byte) 0);
        Arrays.fill(tag, 0);
    }

    /** The encrypted counter blocks of the envelope's nonce, the tag's first; their length. */
    private int keyStream(byte[] envelope, int length) throws GeneralSecurityException {
        int used = 16 + (length + 15 & ~15);
        long first = Words.big(envelope, RandomCipher.NONCE_AT);
        long last = (long) Words.bigInt(envelope, RandomCipher.NONCE_AT + 8) << 32;
        for (int at = 0, block = 1; at < used; at += 16, block++) {
            Words.putBig(counters, at, first);
            Words.putBig(counters, at + 8, last | block);
        }
        ecb.update(counters, 0, used, stream, 0);
        return used;
    }

    private void computeTag(byte[] envelope, int length) {
        tag[0] = Words.big(stream, 0);
        tag[1] = Words.big(stream, 8);
        hashKey.addHash(envelope, RandomCipher.BODY_AT, length, tag);
    }
}
