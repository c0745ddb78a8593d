package io.tdejdbc.driver.internal.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A setter call with its value, to be made on an inner marker: now, and again for each replay of a batch row. */
interface SetterCall {
    void apply(PreparedStatement statement, int index) throws SQLException;
}
