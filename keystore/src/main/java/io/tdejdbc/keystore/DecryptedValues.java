package io.tdejdbc.keystore;

import java.util.Arrays;
import java.util.Optional;

/**
 * The outcome of {@link ValueCipher#decryptAll}: for every stored value its plaintext or its failure. One bad value does
 * not keep the others from being read.
 */
public final class DecryptedValues {

    private final byte[][] values;
    private final KeystoreException[] failures;

    /**
     * An outcome; the arrays are taken over.
     *
     * @param values plaintexts; null where the stored value was null or failed
     * @param failures as many failures, null where there was none; or an empty array if there was none at all
     */
    public DecryptedValues(byte[][] values, KeystoreException[] failures) {
        if (failures.length != 0 && failures.length != values.length) {
            throw new IllegalArgumentException(failures.length + " failures for " + values.length + " values");
        }
        this.values = values;
        this.failures = failures;
    }

    /** Number of values. */
    public int size() {
        return values.length;
    }

    /**
     * A plaintext; null where the stored value was null.
     *
     * @throws KeystoreException what {@link ValueCipher#decrypt} would have thrown for this value
     */
    public byte[] get(int index) throws KeystoreException {
        if (failures.length != 0 && failures[index] != null) {
            throw failures[index];
        }
        return values[index];
    }

    /** Why a value could not be decrypted; empty if it could. */
    public Optional<KeystoreException> failure(int index) {
        return failures.length == 0 ? Optional.empty() : Optional.ofNullable(failures[index]);
    }

    /** The plaintexts, in order; the array is the caller's to keep. */
    public byte[][] all() throws KeystoreException {
        for (KeystoreException failure : failures) {
            if (failure != null) {
                throw failure;
            }
        }
        return Arrays.copyOf(values, values.length);
    }
}
