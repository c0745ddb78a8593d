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
    private final Pool<ShortSiv> shorts;
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
        shorts = new Pool<>(() -> new ShortSiv(this, mac.cbc(), ecbCipher(streamKey)));
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
        return new Pool<>(() -> ecbCipher(key));
    }

    private static Cipher ecbCipher(AesKey key) throws GeneralSecurityException {
        Cipher cipher = Jce.cipher(Jce.ECB);
        cipher.init(Cipher.ENCRYPT_MODE, key);
        return cipher;
    }

    /** Writes the synthetic IV and the ciphertext, 16 bytes more than the plaintext. */
    public void seal(byte[] plaintext, byte[] target, int at) {
        if (plaintext.length <= ShortSiv.MAX_LENGTH) {
            try {
                ShortSiv siv = shorts.take();
                siv.seal(plaintext, target, at);
                shorts.give(siv);
                return;
            } catch (GeneralSecurityException e) {
                throw Jce.broken(e);
            }
        }
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
        if (plaintext.length <= ShortSiv.MAX_LENGTH) {
            try {
                ShortSiv siv = shorts.take();
                boolean genuine = siv.open(sealed, offset, plaintext);
                shorts.give(siv);
                return genuine;
            } catch (GeneralSecurityException e) {
                throw Jce.broken(e);
            }
        }
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

    /** S2V's last step, for a message of at least a block. */
    private void syntheticIv(byte[] plaintext, byte[] iv) {
        mac.tag(plaintext, 0, plaintext.length, state, iv, 0);
    }

    /**
     * Writes S2V's last string with what CMAC adds to its last block, so that plain chaining gives the synthetic IV; where
     * it ends.
     */
    int putMessage(byte[] plaintext, byte[] message, int at) {
        int length = plaintext.length;
        int end = at + Math.max(16, length + 15 & ~15);
        Words.putLittle(message, end - 16, 0);
        Words.putLittle(message, end - 8, 0);
        System.arraycopy(plaintext, 0, message, at, length);
        if (length >= 16) {
            Blocks.add(state, message, at + length - 16);
        } else {
            Blocks.add(doubled, message, at);
            message[at + length] ^= (byte) 0x80;
        }
        if (length >= 16 && (length & 15) != 0) {
            message[at + length] = (byte) 0x80;
            Blocks.add(mac.k2(), message, end - 16);
        } else {
            Blocks.add(mac.k1(), message, end - 16);
        }
        return end;
    }

    /** Writes so many counter blocks, from the synthetic IV with two bits cleared; where they end. */
    static int putCounters(byte[] iv, int ivAt, byte[] target, int at, int count) {
        long first = Words.big(iv, ivAt);
        long second = Words.big(iv, ivAt + 8) & 0x7fffffff_7fffffffL;
        int end = at + 16 * count;
        for (int to = at; to < end; to += 16, second++) {
            Words.putBig(target, to, first);
            Words.putBig(target, to + 8, second);
        }
        return end;
    }

    /** Counter mode from the IV with its 31st and 63rd bit cleared; changes the IV. */
    private void stream(byte[] iv, byte[] source, int from, int length, byte[] target, int to) {
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

    /** Zeroes the key; what is worked on meanwhile is worthless: see {@link #isWiped}. */
    void wipe() {
        mac.wipe();
        streamKey.destroy();
        ctr.clear();
        macEcb.clear();
        streamEcb.clear();
        shorts.clear();
        Arrays.fill(state, (byte) 0);
        Arrays.fill(doubled, (byte) 0);
    }

    boolean isWiped() {
        return streamKey.isDestroyed() || mac.isWiped();
    }
}
