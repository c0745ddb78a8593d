package io.tdejdbc.driver.internal.tool;

import io.tdejdbc.driver.internal.dialect.CheckConstraint;
import io.tdejdbc.driver.internal.types.ColumnCodec;
import io.tdejdbc.driver.internal.types.DeclaredType;
import io.tdejdbc.driver.internal.types.SetterValue;
import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.TypeFamily;
import io.tdejdbc.keystore.ValueCipher;
import io.tdejdbc.sqlparse.LiteralValue;
import io.tdejdbc.sqlparse.ValueUse;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;

/**
 * One column on its way from plain to encrypted.
 *
 * @param record the metadata
 * @param type as declared
 * @param codec of the declared type
 * @param cipher of the column
 * @param temporary name of the column that holds the envelopes meanwhile, catalog spelling
 * @param storedType the binary type
 * @param check the second net
 */
record ColumnWork(
        ColumnRecord record,
        DeclaredType type,
        ColumnCodec codec,
        ValueCipher cipher,
        String temporary,
        String storedType,
        CheckConstraint check) {

    String name() {
        return record.column();
    }

    String place() {
        return record.table() + "." + record.column();
    }

    /**
     * Canonical bytes of a value as the plain driver reads it; empty for NULL. Values are taken in the form that the
     * backend itself writes and reads them, so that none of them passes through a Java class that cannot hold it.
     */
    Optional<byte[]> encode(ResultSet row, int index) throws SQLException {
        if (type.family() == TypeFamily.BINARY) {
            byte[] value = row.getBytes(index);
            return value == null
                    ? Optional.empty()
                    : Optional.of(codec.encode(SetterValue.of(value), ValueUse.ASSIGNED));
        }
        String value = row.getString(index);
        if (value == null) {
            return Optional.empty();
        }
        return Optional.of(codec.encodeLiteral(new LiteralValue(LiteralValue.Kind.STRING, value), ValueUse.ASSIGNED));
    }

    /** Whether canonical bytes give back the value that the plain driver reads. */
    boolean agrees(byte[] canonical, ResultSet row, int index) throws SQLException {
        return type.family() == TypeFamily.BINARY
                ? Arrays.equals(codec.getBytes(canonical), row.getBytes(index))
                : codec.getString(canonical).equals(row.getString(index));
    }

    /** Makes the key be unwrapped now rather than when the database is locked. */
    void warm() throws KeystoreException {
        cipher.decrypt(cipher.encrypt("tde".getBytes(StandardCharsets.UTF_8)));
    }
}
