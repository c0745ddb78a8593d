package io.tdejdbc.keystore.crypto;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;

/**
 * The bytes of one secret key. They can be used but not printed: {@link #toString} tells the length alone, and there is
 * no getter. Thread-safe; a key that was wiped cannot be used any more, and one that is being used is not pulled away
 * under its user, who works on a copy of his own.
 */
public final class SecretKeyBytes {

    private final byte[] bytes;
    private boolean wiped;

    private SecretKeyBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A key of the given bytes; the caller keeps, and should wipe, his array. */
    public static SecretKeyBytes copyOf(byte[] bytes) {
        return new SecretKeyBytes(bytes.clone());
    }

    /** A part of an array as a key; the caller keeps, and should wipe, his array. */
    public static SecretKeyBytes copyOf(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        return new SecretKeyBytes(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    /** A new key from the operating system's random source. */
    public static SecretKeyBytes random(int length) {
        return new SecretKeyBytes(Randomness.bytes(length));
    }

    /** What is done with key bytes. */
    @FunctionalInterface
    public interface Use<T, X extends Exception> {
        /** Works on the bytes; must not keep the array, which is zeroed afterwards. */
        T apply(byte[] key) throws X;
    }

    /**
     * Hands a copy of the bytes to the action and zeroes the copy afterwards.
     *
     * @throws IllegalStateException if the key was wiped
     */
    public <T, X extends Exception> T use(Use<T, X> action) throws X {
        byte[] copy;
        synchronized (bytes) {
            if (wiped) {
                throw new IllegalStateException("the key was wiped");
            }
            copy = bytes.clone();
        }
        try {
            return action.apply(copy);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    /** Number of bytes. */
    public int length() {
        return bytes.length;
    }

    /** Overwrites the bytes with zeros and refuses every later use. Silent when repeated. */
    public void wipe() {
        synchronized (bytes) {
            wiped = true;
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Whether {@link #wipe} was called. */
    public boolean isWiped() {
        synchronized (bytes) {
            return wiped;
        }
    }

    /** Compares in time that depends on the lengths alone. A wiped key equals only itself. */
    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof SecretKeyBytes that) || isWiped() || that.isWiped()) {
            return false;
        }
        return this.<Boolean, RuntimeException>use(
                mine -> that.<Boolean, RuntimeException>use(others -> MessageDigest.isEqual(mine, others)));
    }

    /** Depends on the length alone, so that no hash of a key leaks into logs or heap dumps of maps. */
    @Override
    public int hashCode() {
        return bytes.length;
    }

    @Override
    public String toString() {
        return "SecretKeyBytes[" + bytes.length + " bytes]";
    }
}
