package io.tdejdbc.keystore.crypto;

import java.util.Arrays;

/** HKDF with SHA-256 (RFC 5869). */
public final class Hkdf {

    private static final int HASH = HmacSha256.TAG_LENGTH;

    private Hkdf() {}

    /**
     * HKDF-Extract.
     *
     * @param salt may be empty
     * @param inputKey the keying material
     * @return a pseudo-random key of 32 bytes
     */
    public static SecretKeyBytes extract(byte[] salt, SecretKeyBytes inputKey) {
        // An HMAC key is padded with zeros, so 32 zeros are the empty salt; the JDK refuses an empty key.
        byte[] key = salt.length == 0 ? new byte[HASH] : salt;
        byte[] prk = inputKey.<byte[], RuntimeException>use(bytes -> HmacSha256.tag(key, bytes));
        try {
            return SecretKeyBytes.copyOf(prk);
        } finally {
            Arrays.fill(prk, (byte) 0);
        }
    }

    /**
     * HKDF-Expand.
     *
     * @param prk a uniformly random key of at least 32 bytes
     * @param info what the new key is for
     * @param length 1 to 8160
     * @return the new key
     */
    public static SecretKeyBytes expand(SecretKeyBytes prk, byte[] info, int length) {
        if (prk.length() < HASH) {
            throw new IllegalArgumentException("HKDF-Expand needs a key of 32 bytes or more, not " + prk.length());
        }
        if (length < 1 || length > 255 * HASH) {
            throw new IllegalArgumentException("HKDF-Expand gives 1 to 8160 bytes, not " + length);
        }
        byte[] output = new byte[length];
        byte[] block = new byte[0];
        for (int done = 0, counter = 1; done < length; done += HASH, counter++) {
            byte[] input = Arrays.copyOf(block, block.length + info.length + 1);
            System.arraycopy(info, 0, input, block.length, info.length);
            input[input.length - 1] = (byte) counter;
            Arrays.fill(block, (byte) 0);
            block = prk.<byte[], RuntimeException>use(key -> HmacSha256.tag(key, input));
            Arrays.fill(input, (byte) 0);
            System.arraycopy(block, 0, output, done, Math.min(HASH, length - done));
        }
        Arrays.fill(block, (byte) 0);
        try {
            return SecretKeyBytes.copyOf(output);
        } finally {
            Arrays.fill(output, (byte) 0);
        }
    }
}
