package io.tdejdbc.driver.internal.plan;

import io.tdejdbc.driver.internal.types.ColumnCodec;
import io.tdejdbc.keystore.DecryptedValues;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.ValueCipher;
import java.util.Objects;
import java.util.Optional;

/** A protected column as the JDBC layer uses it: its codec and its cipher. Immutable and thread-safe. */
public final class ColumnBinding {
    private final String table;
    private final String column;
    private final ColumnCodec codec;
    private final ValueCipher cipher;
    private final Optional<ColumnBinding> origin;

    /**
     * @param table the qualified catalog name, for messages
     * @param column the column's catalog name
     */
    public ColumnBinding(String table, String column, ColumnCodec codec, ValueCipher cipher) {
        this(table, column, codec, cipher, Optional.empty());
    }

    private ColumnBinding(
            String table, String column, ColumnCodec codec, ValueCipher cipher, Optional<ColumnBinding> origin) {
        this.table = Objects.requireNonNull(table);
        this.column = Objects.requireNonNull(column);
        this.codec = Objects.requireNonNull(codec);
        this.cipher = Objects.requireNonNull(cipher);
        this.origin = origin;
    }

    /**
     * The same column, into which values come through another codec.
     *
     * @param through computes the value that is stored or looked up from the one that is set
     */
    public ColumnBinding taking(ColumnCodec through) {
        return new ColumnBinding(table, column, through, cipher, Optional.of(itself()));
    }

    /** The column that takes values as they are. */
    public ColumnBinding itself() {
        return origin.orElse(this);
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

    /** Columns are themselves; what computes a value into one column in the same way is equal. */
    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof ColumnBinding that
                        && origin.isPresent()
                        && that.origin.isPresent()
                        && origin.get() == that.origin.get()
                        && codec.equals(that.codec);
    }

    @Override
    public int hashCode() {
        return origin.isPresent() ? 31 * origin.get().hashCode() + codec.hashCode() : System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return table + "." + column;
    }
}
