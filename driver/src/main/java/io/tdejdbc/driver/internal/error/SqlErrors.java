package io.tdejdbc.driver.internal.error;

import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.sqlparse.Refusal;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the SQL exceptions of the driver's own failures. Messages name code, finding, expectation and remedy; no
 * message holds a key, a token, a literal or a value.
 */
public final class SqlErrors {
    private static final Pattern CODE = Pattern.compile("TDE-[A-Z]{3}-[0-9]{3}(?= )");

    /** When a failure comes: it decides whether a pool may close the connection for it. */
    public enum Phase {
        /** There is no connection yet. */
        CONNECTING,
        /** The application has its connection. */
        CONNECTED
    }

    private SqlErrors() {}

    /** A failure around keys or ciphertext. */
    public static SQLException of(KeystoreException failure, Phase phase) {
        return of(failure, phase, failure.getMessage());
    }

    /**
     * A failure while a value of a column was encrypted or decrypted.
     *
     * @param column {@code table.column}
     */
    public static SQLException ofValue(KeystoreException failure, String column) {
        return of(failure, Phase.CONNECTED, failure.getMessage() + " | column: " + column);
    }

    private static SQLException of(KeystoreException failure, Phase phase, String message) {
        boolean connecting = phase == Phase.CONNECTING;
        return switch (failure.kind()) {
            case DATA -> new SQLDataException(message, SqlStates.DATA, failure);
            case DENIED -> new SQLInvalidAuthorizationSpecException(message, SqlStates.ACCESS_DENIED, failure);
            case UNAVAILABLE ->
                new SQLTransientConnectionException(
                        message, connecting ? SqlStates.CONNECTION_FAILED : SqlStates.KEYS_UNAVAILABLE, failure);
            case CONFIGURATION ->
                connecting
                        ? new SQLNonTransientConnectionException(message, SqlStates.CONNECTION_REJECTED, failure)
                        : new SQLNonTransientException(message, SqlStates.CONFIGURATION, failure);
        };
    }

    /** A statement that the analysis refused. */
    public static SQLFeatureNotSupportedException refused(Refusal refusal) {
        String found = refusal.construct()
                + refusal.column().map(column -> " (" + column + ")").orElse("")
                + " at " + refusal.position();
        return new SQLFeatureNotSupportedException(
                message(
                        refusal.code(),
                        "the statement names encrypted data and cannot be answered as the plain table would",
                        found,
                        "a statement that works on encrypted values",
                        refusal.remedy() + "; see " + refusal.page()),
                SqlStates.REFUSED);
    }

    /**
     * A failure of JDBC use.
     *
     * @param what what was tried, on what
     * @param found what stood in the way
     * @param expected what would have been right
     * @param fix what to do
     */
    public static SQLException of(JdbcErrorCode code, String what, String found, String expected, String fix) {
        String message = message(code.code(), what, found, expected, fix);
        return switch (code.sqlState()) {
            case SqlStates.REFUSED -> new SQLFeatureNotSupportedException(message, SqlStates.REFUSED);
            case SqlStates.STALE_STATEMENT -> new SQLTransientException(message, code.sqlState());
            case SqlStates.STREAM_LENGTH, SqlStates.LOB_POSITION, SqlStates.ROW_COUNT ->
                new SQLDataException(message, code.sqlState());
            default -> new SQLException(message, code.sqlState());
        };
    }

    /**
     * An unexpected failure inside the driver: runtime exceptions must not leave a JDBC method. The cause is replaced by
     * its class and stack trace, as messages such as that of a NumberFormatException quote the value.
     */
    public static SQLException internal(String what, RuntimeException failure) {
        IllegalStateException cause =
                new IllegalStateException(failure.getClass().getName());
        cause.setStackTrace(failure.getStackTrace());
        return new SQLException(
                message(
                        JdbcErrorCode.INTERNAL.code(),
                        what,
                        failure.getClass().getName(),
                        "no such failure",
                        "report it with the stack trace of the cause, which holds no values"),
                SqlStates.GENERAL,
                cause);
    }

    /** The code of one of the driver's own failures; empty for those of the database. */
    public static Optional<String> code(SQLException failure) {
        Matcher matcher = CODE.matcher(Optional.ofNullable(failure.getMessage()).orElse(""));
        return matcher.lookingAt() ? Optional.of(matcher.group()) : Optional.empty();
    }

    /** The common form of a message. */
    public static String message(String code, String what, String found, String expected, String fix) {
        return code + " " + what + " | found: " + found + " | expected: " + expected + " | fix: " + fix;
    }
}
