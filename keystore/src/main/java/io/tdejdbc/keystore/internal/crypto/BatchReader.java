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

    /** Declares those altered that have neither plaintext nor failure. */
    void failUnread(int from, int to) {
        for (int i = from; i < to; i++) {
            if (envelopes[i] != null && values[i] == null && (found.length == 0 || found[i] == null)) {
                fail(i, failures.notAuthentic(envelopes[i]));
            }
        }
    }

    /** Takes back what was read and fails all. */
    void failAll(int from, int to, KeystoreException failure) {
        for (int i = from; i < to; i++) {
            if (envelopes[i] != null) {
                values[i] = null;
                fail(i, failure);
            }
        }
    }

    DecryptedValues result() {
        return new DecryptedValues(values, found);
    }

    private void fail(int index, KeystoreException failure) {
        if (found.length == 0) {
            found = new KeystoreException[envelopes.length];
        }
        found[index] = failure;
    }
}
