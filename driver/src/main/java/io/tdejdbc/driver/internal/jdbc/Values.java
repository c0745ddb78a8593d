package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.error.JdbcErrorCode;
import io.tdejdbc.driver.internal.error.SqlErrors;
import io.tdejdbc.driver.internal.plan.ColumnBinding;
import io.tdejdbc.driver.internal.plan.StatementPlanner;
import io.tdejdbc.driver.internal.types.SetterValue;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.sqlparse.LiteralValue;
import io.tdejdbc.sqlparse.ValueUse;
import java.sql.SQLException;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/** Codec and cipher calls with their failures made into SQL exceptions. */
final class Values {
    /** H2 cuts a binary value that is compared with others at a megabyte. */
    private static final int LONGEST_COMPARED = 1_000_000;

    private Values() {}

    /** One way to the canonical bytes of a value. */
    private interface Encoding {
        byte[] by(ValueUse use) throws SQLException;
    }

    /** A value that is both stored and compared; where the column would store another value, what then is equal to it is not sure. */
    private static byte[] both(ColumnBinding column, Encoding encoding) throws SQLException {
        byte[] stored = encoding.by(ValueUse.ASSIGNED);
        if (stored.length > LONGEST_COMPARED || !Arrays.equals(stored, encoding.by(ValueUse.COMPARED))) {
            throw SqlErrors.of(
                    JdbcErrorCode.SETTER_REFUSED,
                    "a value that is both stored in encrypted column " + column + " and compared with it",
                    "a value that the column stores otherwise than it compares it",
                    "exactly a value that the column can hold",
                    "round, cut or convert the value in the application");
        }
        return stored;
    }

    /** The literal, or the value that it stands for now. */
    static LiteralValue present(LiteralValue literal, StatementPlanner planner) throws SQLException {
        return literal.kind() == LiteralValue.Kind.CURRENT_DATE
                ? new LiteralValue(
                        LiteralValue.Kind.DATE, DateTimeFormatter.ISO_LOCAL_DATE.format(planner.currentDate()))
                : literal;
    }

    /** The canonical bytes of a setter's value; never the caller's own array. */
    static byte[] encode(ColumnBinding column, SetterValue value, ValueUse use) throws SQLException {
        if (use == ValueUse.ASSIGNED_AND_COMPARED) {
            return both(column, one -> encode(column, value, one));
        }
        try {
            byte[] canonical = column.codec().encode(value, use);
            return canonical == value.value() ? canonical.clone() : canonical;
        } catch (RuntimeException e) {
            throw SqlErrors.internal("a value for " + column + " could not be encoded", e);
        }
    }

    /** The canonical bytes of a string. */
    static byte[] encode(ColumnBinding column, String value, ValueUse use) throws SQLException {
        if (use == ValueUse.ASSIGNED_AND_COMPARED) {
            return both(column, one -> encode(column, value, one));
        }
        try {
            return column.codec().encodeString(value, use);
        } catch (RuntimeException e) {
            throw SqlErrors.internal("a value for " + column + " could not be encoded", e);
        }
    }

    /** The canonical bytes of a whole number. */
    static byte[] encode(ColumnBinding column, long value, int sourceType, ValueUse use) throws SQLException {
        if (use == ValueUse.ASSIGNED_AND_COMPARED) {
            return both(column, one -> encode(column, value, sourceType, one));
        }
        try {
            return column.codec().encodeLong(value, sourceType, use);
        } catch (RuntimeException e) {
            throw SqlErrors.internal("a value for " + column + " could not be encoded", e);
        }
    }

    /** The canonical bytes of a literal. */
    static byte[] encodeLiteral(ColumnBinding column, LiteralValue value, ValueUse use) throws SQLException {
        if (use == ValueUse.ASSIGNED_AND_COMPARED) {
            return both(column, one -> encodeLiteral(column, value, one));
        }
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
