package io.tdejdbc.keystore.internal.crypto;

import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;

/** A key of AES-CMAC (NIST SP 800-38B, RFC 4493) with its sub-keys ready. Thread-safe. */
public final class CmacKey {

    private static final int CHUNK = 4096;

    private final AesKey key;
    private final byte[] k1 = new byte[16];
    private final byte[] k2;
    private final Pool<Cipher> cbc;

    /** A key of 16, 24 or 32 bytes, which is copied. */
    public CmacKey(SecretKeyBytes key) {
        this(new AesKey(checked(key).<byte[], RuntimeException>use(byte[]::clone)));
    }

    CmacKey(AesKey key) {
        this.key = key;
        this.cbc = new Pool<>(this::cbc);
        chain(new byte[16], k1);
        Blocks.doubleInPlace(k1);
        k2 = k1.clone();
        Blocks.doubleInPlace(k2);
    }

    /** A cipher that chains blocks from zero on and is ready for the next message after each. */
    Cipher cbc() throws GeneralSecurityException {
        Cipher cipher = Jce.cipher(Jce.CBC);
        cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(new byte[16]));
        return cipher;
    }

    private static SecretKeyBytes checked(SecretKeyBytes key) {
        if (key.length() != 16 && key.length() != 24 && key.length() != 32) {
            throw new IllegalArgumentException("AES takes keys of 16, 24 or 32 bytes, not " + key.length());
        }
        return key;
    }

    /** Writes the 16-byte tag of a part of an array. */
    public void tag(byte[] message, int offset, int length, byte[] target, int at) {
        tag(message, offset, length, null, target, at);
    }

    /**
     * Writes the tag of a message of at least 16 bytes, the last 16 of which have {@code mask} added; with no mask, of
     * any message.
     */
    void tag(byte[] message, int offset, int length, byte[] mask, byte[] target, int at) {
        int rounded = Math.max(16, length + 15 & ~15);
        // All blocks that neither the mask nor the padding touches go as they are.
        int direct = mask == null ? rounded - 16 : Math.max(0, rounded - 32);
        byte[] tail = new byte[rounded - direct];
        System.arraycopy(message, offset + direct, tail, 0, length - direct);
        if (mask != null) {
            Blocks.xor(mask, 0, tail, length - direct - 16);
        }
        if (length == rounded) {
            Blocks.xor(k1, 0, tail, tail.length - 16);
        } else {
            tail[length - direct] = (byte) 0x80;
            Blocks.xor(k2, 0, tail, tail.length - 16);
        }
        chain(message, offset, direct, tail, target, at);
        Arrays.fill(tail, (byte) 0);
    }

    private void chain(byte[] block, byte[] target) {
        chain(block, 0, 0, block, target, 0);
    }

    /** CBC with a zero IV over {@code direct} bytes of the message and the tail; the last block is the tag. */
    private void chain(byte[] message, int offset, int direct, byte[] tail, byte[] target, int at) {
        byte[] sink = new byte[Math.max(tail.length, Math.min(direct, CHUNK))];
        try {
            Cipher cipher = cbc.take();
            for (int done = 0; done < direct; done += CHUNK) {
                cipher.update(message, offset + done, Math.min(CHUNK, direct - done), sink, 0);
            }
            cipher.doFinal(tail, 0, tail.length, sink, 0);
            cbc.give(cipher);
            System.arraycopy(sink, tail.length - 16, target, at, 16);
        } catch (GeneralSecurityException e) {
            throw Jce.broken(e);
        }
    }

    /** CMAC's sub-key for a message of whole blocks; not to be changed. */
    byte[] k1() {
        return k1;
    }

    /** CMAC's sub-key for a message that is padded; not to be changed. */
    byte[] k2() {
        return k2;
    }

    AesKey key() {
        return key;
    }

    void wipe() {
        key.destroy();
        cbc.clear();
        Arrays.fill(k1, (byte) 0);
        Arrays.fill(k2, (byte) 0);
    }

    boolean isWiped() {
        return key.isDestroyed();
    }
}
