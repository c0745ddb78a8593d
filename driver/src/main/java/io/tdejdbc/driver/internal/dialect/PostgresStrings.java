package io.tdejdbc.driver.internal.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.core.BaseConnection;

/** How pgjdbc sends strings: {@code stringtype=unspecified} makes them fit columns of every type. */
final class PostgresStrings {
    private PostgresStrings() {}

    static boolean unspecified(Connection connection) throws SQLException {
        try {
            return Typed.unspecified(connection);
        } catch (NoClassDefFoundError e) {
            // The real driver was loaded by a class loader that ours cannot see: its default is assumed, under which
            // a string for a column of another type is an error and never a wrong value.
            return false;
        }
    }

    /** Loaded only where pgjdbc is visible. */
    private static final class Typed {
        static boolean unspecified(Connection connection) throws SQLException {
            return connection.isWrapperFor(BaseConnection.class)
                    && !connection.unwrap(BaseConnection.class).getStringVarcharFlag();
        }
    }
}
