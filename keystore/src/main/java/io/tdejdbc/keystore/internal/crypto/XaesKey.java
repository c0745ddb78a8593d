package io.tdejdbc.keystore.internal.crypto;

import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * The key derivation of XAES-256-GCM (C2SP): two blocks of AES-CMAC in counter mode (NIST SP 800-108) under the main key
 * turn the nonce's first 12 bytes, the salt, into an AES-256-GCM key. Thread-safe.
 */
public final class XaesKey {

    /** Bytes of a salt. */
    static final int SALT_LENGTH = 12;

    private final AesKey key;
    private final byte[] k1 = new byte[16];
    private final Pool<Cipher> ecb;

    /** A main key of 32 bytes, which is copied. */
    public XaesKey(SecretKeyBytes mainKey) {
        if (mainKey.length() != 32) {
            throw new IllegalArgumentException("XAES-256-GCM takes keys of 32 bytes, not " + mainKey.length());
        }
        key = new AesKey(mainKey.<byte[], RuntimeException>use(byte[]::clone));
        ecb = new Pool<>(() -> {
            Cipher cipher = Jce.cipher(Jce.ECB);
            cipher.init(Cipher.ENCRYPT_MODE, key);
            return cipher;
        });
        encrypt(new byte[16], k1);
        Blocks.doubleInPlace(k1);
    }

    /** The AES-256-GCM key of the 12 bytes of salt at the offset. */
    public AesKey derive(byte[] salt, int offset) {
        byte[] blocks = new byte[32];
        block(blocks, 0, (byte) 1, salt, offset);
        block(blocks, 16, (byte) 2, salt, offset);
        byte[] derived = new byte[32];
        encrypt(blocks, derived);
        return new AesKey(derived);
    }

    /** Zeroes the key. What is derived later is worthless: see {@link #isWiped}. */
    public void wipe() {
        key.destroy();
        ecb.clear();
        Arrays.fill(k1, (byte) 0);
    }

    /** Whether a key that was derived before this answer may be worthless. */
    boolean isWiped() {
        return key.isDestroyed();
    }

    /** SP 800-108's block: 16-bit counter, the label "X", a zero byte, the salt; with CMAC's sub-key already in it. */
    private void block(byte[] target, int at, byte counter, byte[] salt, int offset) {
        target[at + 1] = counter;
        target[at + 2] = 'X';
        System.arraycopy(salt, offset, target, at + 4, SALT_LENGTH);
        for (int i = 0; i < 16; i++) {
            target[at + i] ^= k1[i];
        }
    }

    private void encrypt(byte[] blocks, byte[] target) {
        try {
            Cipher cipher = ecb.take();
            cipher.doFinal(blocks, 0, blocks.length, target, 0);
            ecb.give(cipher);
        } catch (GeneralSecurityException e) {
            throw Jce.broken(e);
        }
    }
}
