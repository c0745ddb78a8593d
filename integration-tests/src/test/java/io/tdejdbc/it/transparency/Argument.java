package io.tdejdbc.it.transparency;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * An argument of a call, made anew for each side: a stream can be read once, an array belongs to its connection.
 *
 * @param name what it is, for the name of the call
 */
record Argument(String name, Maker maker) {

    /** Makes the argument for a connection. */
    interface Maker {
        Object make(Connection connection) throws SQLException;
    }

    static Argument of(Object value) {
        return new Argument(
                value instanceof Class<?> type ? type.getSimpleName() : String.valueOf(value), connection -> value);
    }

    static Argument made(String name, Maker maker) {
        return new Argument(name, maker);
    }
}
