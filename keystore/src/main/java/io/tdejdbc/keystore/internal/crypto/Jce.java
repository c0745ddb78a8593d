package io.tdejdbc.keystore.internal.crypto;

import java.security.GeneralSecurityException;
import java.security.NoSuchProviderException;
import javax.crypto.Cipher;

/** The JDK's AES. */
public final class Jce {

    /** AES-GCM. */
    public static final String GCM = "AES/GCM/NoPadding";
    /** Single blocks. */
    public static final String ECB = "AES/ECB/NoPadding";
    /** Chained blocks. */
    public static final String CBC = "AES/CBC/NoPadding";
    /** Key stream. */
    public static final String CTR = "AES/CTR/NoPadding";

    private Jce() {}

    /**
     * A new cipher, from the JDK's own provider where it is there: an application may have put a slower one first.
     *
     * @throws GeneralSecurityException if no provider has it
     */
    public static Cipher cipher(String transformation) throws GeneralSecurityException {
        try {
            return Cipher.getInstance(transformation, "SunJCE");
        } catch (NoSuchProviderException e) {
            return Cipher.getInstance(transformation);
        }
    }

    /** A failure of the platform's AES, which no input can cause. */
    static IllegalStateException broken(GeneralSecurityException e) {
        return new IllegalStateException("the Java platform's AES does not work", e);
    }
}
