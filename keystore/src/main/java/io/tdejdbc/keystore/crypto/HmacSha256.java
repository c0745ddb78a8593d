package io.tdejdbc.keystore.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 (RFC 2104, FIPS 180-4) under a {@link SecretKeyBytes} key. */
public final class HmacSha256 {

    /** Bytes of a full tag. */
    public static final int TAG_LENGTH = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private HmacSha256() {}

    /**
     * The tag of a message. A message of several fields must say where each begins, or two messages share a tag.
     *
     * @param key any length above zero
     * @return 32 bytes
     */
    public static byte[] tag(SecretKeyBytes key, byte[] message) {
        return key.<byte[], RuntimeException>use(bytes -> tag(bytes, message));
    }

    /** Whether the tag is the message's, in time that does not depend on where they differ; no shortened tag passes. */
    public static boolean verify(SecretKeyBytes key, byte[] message, byte[] tag) {
        return MessageDigest.isEqual(tag(key, message), tag);
    }

    static byte[] tag(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256, which every Java platform has, does not work", e);
        }
    }
}
