package io.tdejdbc.driver.internal.dialect;

import io.tdejdbc.keystore.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** The backend's own part of writing stored values anew while others use their table. */
public interface RewriteSteps {

    /**
     * How the rows of a table are told apart.
     *
     * @throws SQLException TDE-CFG-022 if nothing tells them apart
     */
    RowAddresses addresses(Connection connection, TableName table) throws SQLException;

    /** The end of a query that locks the rows it gives and leaves out those that others have locked. */
    String lockRows();

    /** Some bytes of a stored value, as an expression. */
    default String part(String column, int from, int length) {
        return "SUBSTRING(" + column + " FROM " + from + " FOR " + length + ")";
    }

    /**
     * Waits for a moment until everybody is gone who had changed or locked rows of a table when this was called.
     *
     * @param connection in auto-commit mode
     * @param column one of the table's encrypted columns
     * @return false if they were not gone in that moment
     */
    boolean awaitWriters(Connection connection, TableName table, String column) throws SQLException;

    /**
     * Begins a transaction in which nobody else writes the tables.
     *
     * @return false if that could not be had within a moment; nothing has begun then
     */
    boolean begin(Connection connection, Collection<TableName> tables) throws SQLException;

    /**
     * Lets foreign keys of some columns rest until {@link #checkForeignKeys}; inside the transaction.
     *
     * @return the statements that put them in force again
     */
    List<String> restForeignKeys(Connection connection, Collection<TableName> tables) throws SQLException;

    /** Puts foreign keys in force again by the statements of {@link #restForeignKeys}; inside the transaction. */
    default void checkForeignKeys(Connection connection, List<String> resting) throws SQLException {
        for (String statement : resting) {
            Queries.execute(connection, statement);
        }
    }

    /** Ends what {@link #begin} began, with a commit or without. */
    void end(Connection connection, boolean commit) throws SQLException;
}
