package io.tdejdbc.driver.internal.plan;

import io.tdejdbc.driver.internal.types.ColumnCodec;
import io.tdejdbc.keystore.DecryptedValues;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.ValueCipher;
import java.util.Objects;

/** A protected column as the JDBC layer uses it: its codec and its cipher. Immutable and thread-safe. */
public final class ColumnBinding {
    private final String table;
    private final String column;
    private final ColumnCodec codec;
    private final ValueCipher cipher;

    /**
     * @param table the qualified catalog name, for messages
     * @param column the column's catalog name
     */
    public ColumnBinding(String table, String column, ColumnCodec codec, ValueCipher cipher) {
        this.table = Objects.requireNonNull(table);
        this.column = Objects.requireNonNull(column);
        this.codec = Objects.requireNonNull(codec);
        this.cipher = Objects.requireNonNull(cipher);
    }

    /** The qualified table name. */
    public String table() {
        return table;
    }

    /** The column's name. */
    public String column() {
        return column;
    }

    /** The codec of the declared type. */
    public ColumnCodec codec() {
        return codec;
    }

    /** Encrypts canonical bytes. */
    public byte[] encrypt(byte[] canonical) throws KeystoreException {
        return cipher.encrypt(canonical);
    }

    /** Encrypts many; null elements stay null. */
    public byte[][] encryptAll(byte[][] canonicals) throws KeystoreException {
        return cipher.encryptAll(canonicals);
    }

    /** Decrypts an envelope into canonical bytes. */
    public byte[] decrypt(byte[] envelope) throws KeystoreException {
        return cipher.decrypt(envelope);
    }

    /** Decrypts many; null elements stay null, and each fails by itself. */
    public DecryptedValues decryptAll(byte[][] envelopes) {
        return cipher.decryptAll(envelopes);
    }

    @Override
    public String toString() {
        return table + "." + column;
    }
}
