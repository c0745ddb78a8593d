package io.tdejdbc.it.transparency;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * An object of a JDBC interface in a known state.
 *
 * @param name the interface, and the state if there are several
 * @param type the interface
 * @param indexes how many columns or parameters it has
 * @param methods the names of the methods that mean something in this state, as a regular expression
 * @param maker makes it on a fresh or rolled back connection
 * @param aftermath what to look at after the call
 */
record Subject(String name, Class<?> type, int indexes, String methods, Maker maker, Aftermath aftermath) {
    /** An object all of whose methods are called. */
    Subject(String name, Class<?> type, int indexes, Maker maker, Aftermath aftermath) {
        this(name, type, indexes, ".*", maker, aftermath);
    }

    /** An object all of whose methods are called, with all columns of the table. */
    Subject(String name, Class<?> type, Maker maker, Aftermath aftermath) {
        this(name, type, Things.COLUMNS.size(), maker, aftermath);
    }

    /** Makes the object. */
    interface Maker {
        Object make(Connection connection) throws SQLException;
    }

    /** Looks at what a call has changed. */
    interface Aftermath {
        String look(Connection connection, Object target, Call call, Rendering rendering)
                throws SQLException, IOException;
    }
}
