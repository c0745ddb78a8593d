package io.tdejdbc.driver.internal.metrics;

import io.tdejdbc.keystore.DecryptedValues;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.ValueCipher;

/** A column's cipher whose values are counted for its table; only made where somebody listens. */
final class CountingCipher implements ValueCipher {
    private final ValueCipher cipher;
    private final TableCounts counts;

    CountingCipher(ValueCipher cipher, TableCounts counts) {
        this.cipher = cipher;
        this.counts = counts;
    }

    @Override
    public byte[] encrypt(byte[] plaintext) throws KeystoreException {
        byte[] envelope = cipher.encrypt(plaintext);
        counts.encrypted(1, plaintext.length);
        return envelope;
    }

    @Override
    public byte[][] encryptAll(byte[][] plaintexts) throws KeystoreException {
        byte[][] envelopes = cipher.encryptAll(plaintexts);
        long values = 0;
        long bytes = 0;
        for (byte[] plaintext : plaintexts) {
            if (plaintext != null) {
                values++;
                bytes += plaintext.length;
            }
        }
        counts.encrypted(values, bytes);
        return envelopes;
    }

    @Override
    public byte[] decrypt(byte[] envelope) throws KeystoreException {
        byte[] plaintext = cipher.decrypt(envelope);
        counts.decrypted(1, plaintext.length);
        return plaintext;
    }

    @Override
    public DecryptedValues decryptAll(byte[][] envelopes) {
        DecryptedValues plaintexts = cipher.decryptAll(envelopes);
        long values = 0;
        long bytes = 0;
        for (int i = 0; i < envelopes.length; i++) {
            if (envelopes[i] != null && plaintexts.failure(i).isEmpty()) {
                values++;
                bytes += envelopes[i].length - cipher.overhead();
            }
        }
        counts.decrypted(values, bytes);
        return plaintexts;
    }

    @Override
    public int overhead() {
        return cipher.overhead();
    }
}
