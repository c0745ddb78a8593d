package io.tdejdbc.keystore.internal.crypto;

import io.tdejdbc.keystore.DecryptedValues;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.ValueCipher;

/** Collects the plaintexts and failures of a {@code decryptAll}. */
final class BatchReader {

    private static final KeystoreException[] NONE = {};

    private final byte[][] envelopes;
    private final byte[][] values;
    private final Failures failures;
    private KeystoreException[] found = NONE;

    BatchReader(byte[][] envelopes, Failures failures) {
        this.envelopes = envelopes;
        this.values = new byte[envelopes.length][];
        this.failures = failures;
    }

    /** Where plaintexts go. */
    byte[][] values() {
        return values;
    }

    void readSingly(int from, int to, ValueCipher cipher) {
        for (int i = from; i < to; i++) {
            if (envelopes[i] != null) {
                try {
                    values[i] = cipher.decrypt(envelopes[i]);
                } catch (KeystoreException e) {
                    fail(i, e);
                }
            }
        }
    }

    /** Takes back what was read of a value. */
    void forget(int index) {
        values[index] = null;
    }

    /** Declares a value altered if it has neither plaintext nor failure. */
    void failIfUnread(int index) {
        if (envelopes[index] != null && values[index] == null && (found.length == 0 || found[index] == null)) {
            fail(index, failures.notAuthentic(envelopes[index]));
        }
    }

    /** Takes back what was read of a value; null does not fail. */
    void fail(int index, KeystoreException failure) {
        if (envelopes[index] == null) {
            return;
        }
        values[index] = null;
        if (found.length == 0) {
            found = new KeystoreException[envelopes.length];
        }
        found[index] = failure;
    }

    DecryptedValues result() {
        return new DecryptedValues(values, found);
    }
}
