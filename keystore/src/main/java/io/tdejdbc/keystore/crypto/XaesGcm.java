package io.tdejdbc.keystore.crypto;

import io.tdejdbc.keystore.internal.crypto.Jce;
import io.tdejdbc.keystore.internal.crypto.XaesKey;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * XAES-256-GCM, the AEAD with 256-bit keys and 192-bit nonces of the C2SP specification: a key and a nonce derive an
 * AES-256-GCM key, so that nonces may be drawn at random for 2^80 messages. For single messages such as wrapped keys;
 * the values of a column go through {@link ValueCiphers}.
 */
public final class XaesGcm {

    /** Bytes of a key. */
    public static final int KEY_LENGTH = 32;
    /** Bytes of a nonce. */
    public static final int NONCE_LENGTH = 24;
    /** Bytes by which a sealed message is longer than the message. */
    public static final int TAG_LENGTH = 16;

    private XaesGcm() {}

    /**
     * Encrypts and authenticates.
     *
     * @param key 32 bytes
     * @param nonce 24 bytes, never used twice with one key
     * @param associatedData authenticated, not encrypted; may be empty
     * @return ciphertext, then the 16-byte tag
     */
    public static byte[] seal(SecretKeyBytes key, byte[] nonce, byte[] associatedData, byte[] plaintext) {
        try {
            return run(Cipher.ENCRYPT_MODE, key, nonce, associatedData, plaintext);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not encrypt", e);
        }
    }

    /**
     * Verifies and decrypts what {@link #seal} gave.
     *
     * @throws AEADBadTagException if any of the four was altered or is not the one it was sealed with
     */
    public static byte[] open(SecretKeyBytes key, byte[] nonce, byte[] associatedData, byte[] sealed)
            throws AEADBadTagException {
        if (sealed.length < TAG_LENGTH) {
            throw new AEADBadTagException("a sealed message has at least 16 bytes, not " + sealed.length);
        }
        try {
            return run(Cipher.DECRYPT_MODE, key, nonce, associatedData, sealed);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not decrypt", e);
        }
    }

    private static byte[] run(int mode, SecretKeyBytes key, byte[] nonce, byte[] associatedData, byte[] input)
            throws GeneralSecurityException {
        if (key.length() != KEY_LENGTH || nonce.length != NONCE_LENGTH) {
            throw new IllegalArgumentException("XAES-256-GCM takes a key of 32 and a nonce of 24 bytes, not "
                    + key.length() + " and " + nonce.length);
        }
        XaesKey xaes = new XaesKey(key);
        try {
            Cipher gcm = Jce.cipher(Jce.GCM);
            gcm.init(mode, xaes.derive(nonce, 0), new GCMParameterSpec(8 * TAG_LENGTH, nonce, 12, 12));
            gcm.updateAAD(associatedData);
            return gcm.doFinal(input);
        } finally {
            xaes.wipe();
        }
    }
}
