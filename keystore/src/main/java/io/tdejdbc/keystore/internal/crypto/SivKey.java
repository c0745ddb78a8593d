package io.tdejdbc.keystore.internal.crypto;

import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;

/** AES-SIV (RFC 5297) under one key and fixed associated data, whose part of S2V is worked out once. Thread-safe. */
public final class SivKey {

    private static final int MAX_STRINGS = 126;

    private final CmacKey mac;
    private final AesKey streamKey;
    private final Pool<Cipher> ctr = new Pool<>(() -> Jce.cipher(Jce.CTR));
    private final Pool<Cipher> macEcb;
    private final Pool<Cipher> streamEcb;
    /** S2V's D after all associated data. */
    private final byte[] state = new byte[16];
    /** The same doubled, as messages shorter than a block take it. */
    private final byte[] doubled;

    /** A key of 32, 48 or 64 bytes: the first half authenticates, the second encrypts. */
    public SivKey(SecretKeyBytes key, byte[]... associatedData) {
        if (key.length() != 32 && key.length() != 48 && key.length() != 64) {
            throw new IllegalArgumentException("AES-SIV takes keys of 32, 48 or 64 bytes, not " + key.length());
        }
        if (associatedData.length > MAX_STRINGS) {
            throw new IllegalArgumentException("AES-SIV takes up to 126 associated strings");
        }
        int half = key.length() / 2;
        mac = new CmacKey(new AesKey(key.<byte[], RuntimeException>use(bytes -> Arrays.copyOf(bytes, half))));
        streamKey = new AesKey(key.<byte[], RuntimeException>use(bytes -> Arrays.copyOfRange(bytes, half, 2 * half)));
        macEcb = ecb(mac.key());
        streamEcb = ecb(streamKey);
        mac.tag(new byte[16], 0, 16, state, 0);
        byte[] tag = new byte[16];
        for (byte[] string : associatedData) {
            Blocks.doubleInPlace(state);
            mac.tag(string, 0, string.length, tag, 0);
            Blocks.xor(tag, 0, state, 0);
        }
        doubled = state.clone();
        Blocks.doubleInPlace(doubled);
    }

    private static Pool<Cipher> ecb(AesKey key) {
        return new Pool<>(() -> {
            Cipher cipher = Jce.cipher(Jce.ECB);
            cipher.init(Cipher.ENCRYPT_MODE, key);
            return cipher;
        });
    }

    /** Writes the synthetic IV and the ciphertext, 16 bytes more than the plaintext. */
    public void seal(byte[] plaintext, byte[] target, int at) {
        byte[] iv = new byte[16];
        syntheticIv(plaintext, iv);
        System.arraycopy(iv, 0, target, at, 16);
        stream(iv, plaintext, 0, plaintext.length, target, at + 16);
    }

    /**
     * Reads IV and ciphertext from the offset to the end of the array.
     *
     * @param plaintext filled with the plaintext, or with zeros
     * @return whether it is genuine
     */
    public boolean open(byte[] sealed, int offset, byte[] plaintext) {
        byte[] iv = Arrays.copyOfRange(sealed, offset, offset + 16);
        stream(iv.clone(), sealed, offset + 16, plaintext.length, plaintext, 0);
        byte[] expected = new byte[16];
        syntheticIv(plaintext, expected);
        if (MessageDigest.isEqual(expected, iv)) {
            return true;
        }
        Arrays.fill(plaintext, (byte) 0);
        return false;
    }

    /** S2V's last step. */
    private void syntheticIv(byte[] plaintext, byte[] iv) {
        if (plaintext.length >= 16) {
            mac.tag(plaintext, 0, plaintext.length, state, iv, 0);
            return;
        }
        byte[] block = Arrays.copyOf(plaintext, 16);
        block[plaintext.length] = (byte) 0x80;
        Blocks.xor(doubled, 0, block, 0);
        mac.tag(block, 0, 16, iv, 0);
        Arrays.fill(block, (byte) 0);
    }

    /** Counter mode from the IV with its 31st and 63rd bit cleared; changes the IV. */
    private void stream(byte[] iv, byte[] source, int from, int length, byte[] target, int to) {
        if (length == 0) {
            return;
        }
        iv[8] &= 0x7f;
        iv[12] &= 0x7f;
        try {
            Cipher cipher = ctr.take();
            cipher.init(Cipher.ENCRYPT_MODE, streamKey, new IvParameterSpec(iv));
            cipher.doFinal(source, from, length, target, to);
            ctr.give(cipher);
        } catch (GeneralSecurityException e) {
            throw Jce.broken(e);
        }
    }

    /** Single blocks under the authenticating half. */
    Pool<Cipher> macEcb() {
        return macEcb;
    }

    /** Single blocks under the encrypting half. */
    Pool<Cipher> streamEcb() {
        return streamEcb;
    }

    /** What the last 16 bytes of a message of at least a block are masked with; not to be changed. */
    byte[] state() {
        return state;
    }

    /** What a padded message of less than a block is masked with; not to be changed. */
    byte[] doubled() {
        return doubled;
    }

    /** CMAC's sub-key for whole blocks; not to be changed. */
    byte[] k1() {
        return mac.k1();
    }

    /** CMAC's sub-key for padded ones; not to be changed. */
    byte[] k2() {
        return mac.k2();
    }

    /** Zeroes the key; what is worked on meanwhile is worthless: see {@link #isWiped}. */
    void wipe() {
        mac.wipe();
        streamKey.destroy();
        ctr.clear();
        macEcb.clear();
        streamEcb.clear();
        Arrays.fill(state, (byte) 0);
        Arrays.fill(doubled, (byte) 0);
    }

    boolean isWiped() {
        return streamKey.isDestroyed() || mac.isWiped();
    }
}
