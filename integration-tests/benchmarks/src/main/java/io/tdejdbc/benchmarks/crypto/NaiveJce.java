package io.tdejdbc.benchmarks.crypto;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-GCM as most tutorials write it: a new cipher object and a new random source for every value. */
final class NaiveJce {

    private final byte[] key;
    private final byte[] associatedData;

    NaiveJce(byte[] key, byte[] associatedData) {
        this.key = key;
        this.associatedData = associatedData;
    }

    byte[] encrypt(byte[] plaintext) throws GeneralSecurityException {
        byte[] nonce = new byte[12];
        new SecureRandom().nextBytes(nonce);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(associatedData);
        byte[] sealed = cipher.doFinal(plaintext);
        byte[] stored = Arrays.copyOf(nonce, 12 + sealed.length);
        System.arraycopy(sealed, 0, stored, 12, sealed.length);
        return stored;
    }

    byte[] decrypt(byte[] stored) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                new GCMParameterSpec(128, Arrays.copyOf(stored, 12)));
        cipher.updateAAD(associatedData);
        return cipher.doFinal(Arrays.copyOfRange(stored, 12, stored.length));
    }
}
