package io.tdejdbc.benchmarks.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-GCM as a careful programmer writes it for one thread: one cipher object, initialised for every value under one key,
 * nonces by counter, output straight to its place.
 */
final class ReusedJce {

    private final Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    private final SecretKeySpec key;
    private final byte[] associatedData;
    private final byte[] head = new byte[28];
    private long counter;

    ReusedJce(byte[] key, byte[] associatedData) throws GeneralSecurityException {
        this.key = new SecretKeySpec(key, "AES");
        this.associatedData = associatedData;
    }

    byte[] encrypt(byte[] plaintext) throws GeneralSecurityException {
        byte[] envelope = new byte[28 + plaintext.length + 16];
        ByteBuffer.wrap(head).putLong(20, ++counter);
        System.arraycopy(head, 0, envelope, 0, 28);
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, envelope, 16, 12));
        cipher.updateAAD(associatedData);
        cipher.doFinal(plaintext, 0, plaintext.length, envelope, 28);
        return envelope;
    }

    byte[] decrypt(byte[] envelope) throws GeneralSecurityException {
        byte[] plaintext = new byte[envelope.length - 44];
        cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, envelope, 16, 12));
        cipher.updateAAD(associatedData);
        cipher.doFinal(envelope, 28, envelope.length - 28, plaintext, 0);
        return plaintext;
    }
}
