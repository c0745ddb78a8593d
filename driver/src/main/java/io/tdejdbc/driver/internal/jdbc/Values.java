package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.error.SqlErrors;
import io.tdejdbc.driver.internal.plan.ColumnBinding;
import io.tdejdbc.driver.internal.types.SetterValue;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.sqlparse.LiteralValue;
import io.tdejdbc.sqlparse.ValueUse;
import java.sql.SQLException;

/** Codec and cipher calls with their failures made into SQL exceptions. */
final class Values {
    private Values() {}

    /** The canonical bytes of a setter's value; never the caller's own array. */
    static byte[] encode(ColumnBinding column, SetterValue value, ValueUse use) throws SQLException {
        try {
            byte[] canonical = column.codec().encode(value, use);
            return canonical == value.value() ? canonical.clone() : canonical;
        } catch (RuntimeException e) {
            throw SqlErrors.internal("a value for " + column + " could not be encoded", e);
        }
    }

    /** The canonical bytes of a string. */
    static byte[] encode(ColumnBinding column, String value, ValueUse use) throws SQLException {
        try {
            return column.codec().encodeString(value, use);
        } catch (RuntimeException e) {
            throw SqlErrors.internal("a value for " + column + " could not be encoded", e);
        }
    }

    /** The canonical bytes of a whole number. */
    static byte[] encode(ColumnBinding column, long value, int sourceType, ValueUse use) throws SQLException {
        try {
            return column.codec().encodeLong(value, sourceType, use);
        } catch (RuntimeException e) {
            throw SqlErrors.internal("a value for " + column + " could not be encoded", e);
        }
    }

    /** The canonical bytes of a literal. */
    static byte[] encodeLiteral(ColumnBinding column, LiteralValue value, ValueUse use) throws SQLException {
        try {
            return column.codec().encodeLiteral(value, use);
        } catch (RuntimeException e) {
            throw SqlErrors.internal("a literal for " + column + " could not be encoded", e);
        }
    }

    /** One envelope. */
    static byte[] encrypt(ColumnBinding column, byte[] canonical) throws SQLException {
        try {
            return column.encrypt(canonical);
        } catch (KeystoreException e) {
            throw SqlErrors.ofValue(e, column.toString());
        } catch (RuntimeException e) {
            throw SqlErrors.internal("a value for " + column + " could not be encrypted", e);
        }
    }

    /** Many envelopes; null elements stay null. */
    static byte[][] encryptAll(ColumnBinding column, byte[][] canonicals) throws SQLException {
        try {
            return column.encryptAll(canonicals);
        } catch (KeystoreException e) {
            throw SqlErrors.ofValue(e, column.toString());
        } catch (RuntimeException e) {
            throw SqlErrors.internal("values for " + column + " could not be encrypted", e);
        }
    }

    /** The canonical bytes of an envelope; null stays null. */
    static byte[] decrypt(ColumnBinding column, byte[] envelope) throws SQLException {
        if (envelope == null) {
            return null;
        }
        try {
            return column.decrypt(envelope);
        } catch (KeystoreException e) {
            throw SqlErrors.ofValue(e, column.toString());
        } catch (RuntimeException e) {
            throw SqlErrors.internal("a value of " + column + " could not be decrypted", e);
        }
    }
}
