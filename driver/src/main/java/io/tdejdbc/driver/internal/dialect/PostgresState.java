package io.tdejdbc.driver.internal.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** What pgjdbc knows of its connection; where it was loaded by a class loader that ours cannot see, its defaults. */
final class PostgresState {
    private PostgresState() {}

    /** Whether strings are sent such that they fit columns of every type: {@code stringtype=unspecified}. */
    static boolean unspecifiedStrings(Connection connection) throws SQLException {
        try {
            return Typed.unspecifiedStrings(connection);
        } catch (NoClassDefFoundError e) {
            // A string for a column of another type is an error then and never a wrong value.
            return false;
        }
    }

    /** Whether the server has a transaction open, as its last answer said. */
    static boolean inTransaction(Connection connection) throws SQLException {
        try {
            return Typed.inTransaction(connection);
        } catch (NoClassDefFoundError e) {
            return false;
        }
    }

    /** Loaded only where pgjdbc is visible. */
    private static final class Typed {
        static boolean unspecifiedStrings(Connection connection) throws SQLException {
            return connection.isWrapperFor(BaseConnection.class)
                    && !connection.unwrap(BaseConnection.class).getStringVarcharFlag();
        }

        static boolean inTransaction(Connection connection) throws SQLException {
            return connection.isWrapperFor(BaseConnection.class)
                    && connection.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE;
        }
    }
}
