package io.tdejdbc.driver.internal.catalog;

import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.DecryptedValues;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.ValueCipher;

/**
 * The cipher of a column in a unique or foreign key while its search key is changed: whatever a value comes from, an
 * updatable result for one, it cannot be written.
 */
final class UnwrittenCipher implements ValueCipher {
    private final ValueCipher cipher;
    private final ColumnRecord record;

    UnwrittenCipher(ValueCipher cipher, ColumnRecord record) {
        this.cipher = cipher;
        this.record = record;
    }

    private KeystoreException refusal() {
        return KeystoreError.SEARCH_KEY_CHANGES.because(
                "a write to " + record.table() + "." + record.column() + ", which stands in a unique or foreign key",
                "reading alone");
    }

    @Override
    public byte[] encrypt(byte[] plaintext) throws KeystoreException {
        throw refusal();
    }

    @Override
    public byte[][] encryptAll(byte[][] plaintexts) throws KeystoreException {
        for (byte[] plaintext : plaintexts) {
            if (plaintext != null) {
                throw refusal();
            }
        }
        return new byte[plaintexts.length][];
    }

    @Override
    public byte[] decrypt(byte[] envelope) throws KeystoreException {
        return cipher.decrypt(envelope);
    }

    @Override
    public DecryptedValues decryptAll(byte[][] envelopes) {
        return cipher.decryptAll(envelopes);
    }

    @Override
    public int overhead() {
        return cipher.overhead();
    }
}
