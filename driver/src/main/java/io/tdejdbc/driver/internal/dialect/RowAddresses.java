package io.tdejdbc.driver.internal.dialect;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Tells the rows of one table apart, in an order, while others use it. An address is a list of values that means something
 * to the same object alone.
 */
public interface RowAddresses {

    /** The expressions to select for an address. */
    List<String> selected();

    /** An address out of a row, whose first expression stands at an index. */
    List<Object> read(ResultSet row, int index) throws SQLException;

    /** What rows are ordered by. */
    String order();

    /** The condition that goes on after a row in that order. */
    String after();

    /** Sets the parameters of {@link #after}; gives the index of the next one. */
    int setAfter(PreparedStatement statement, int index, List<Object> address) throws SQLException;

    /** The condition that a row has an address. */
    String same();

    /** Sets the parameters of {@link #same}; gives the index of the next one. */
    int setSame(PreparedStatement statement, int index, List<Object> address) throws SQLException;
}
