package io.tdejdbc.keystore.crypto;

import io.tdejdbc.keystore.internal.crypto.CmacKey;
import java.security.MessageDigest;

/** AES-CMAC (NIST SP 800-38B, RFC 4493) over the JDK's AES. */
public final class AesCmac {

    /** Bytes of a full tag. */
    public static final int TAG_LENGTH = 16;

    private AesCmac() {}

    /**
     * The tag of a message.
     *
     * @param key 16, 24 or 32 bytes
     * @return 16 bytes
     */
    public static byte[] tag(SecretKeyBytes key, byte[] message) {
        CmacKey cmac = new CmacKey(key);
        byte[] tag = new byte[TAG_LENGTH];
        cmac.tag(message, 0, message.length, tag, 0);
        return tag;
    }

    /** Whether the tag is the message's, in time that does not depend on where they differ; no shortened tag passes. */
    public static boolean verify(SecretKeyBytes key, byte[] message, byte[] tag) {
        return MessageDigest.isEqual(tag(key, message), tag);
    }
}
