package io.tdejdbc.driver.internal.dialect;

import io.tdejdbc.keystore.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The backend's own part of encrypting the values of an existing column while nobody else uses the table. */
public interface MigrationSteps {

    /**
     * Other sessions that stand in the way, as phrases; empty if the table can be had alone.
     */
    List<String> otherSessions(Connection connection) throws SQLException;

    /** Puts a table right whose columns were being changed when a process was killed; nothing where the backend does so. */
    default void recover(Connection connection, TableName table) throws SQLException {}

    /** To be called before the first change of a table's columns, so that {@link #recover} will know the table. */
    default void begin(Connection connection, TableName table) throws SQLException {}

    /** To be called after the last change of a table's columns, also after one that failed. */
    default void end(Connection connection, TableName table) throws SQLException {}

    /** Keeps everybody else from the table until {@link #unlock}, as far as the backend can. */
    void lock(Connection connection, TableName table) throws SQLException;

    /** Lets the others in again; nothing where the end of the transaction does. */
    void unlock(Connection connection, TableName table) throws SQLException;

    /** What follows the assignments of an UPDATE so that it changes no other column: the empty string, or assignments. */
    default String untouched(Connection connection, TableName table) throws SQLException {
        return "";
    }

    /** The expression that addresses a row for the length of the lock. */
    String rowAddress();

    /** Sets a row address, as read by {@code getString}, as the last parameters of a statement, which begin at an index. */
    void setRowAddress(PreparedStatement statement, int index, String address) throws SQLException;

    /**
     * The condition that goes on after a row in address order. Empty where rows get new addresses when they are updated:
     * there one cursor reads all rows as they were at its beginning.
     */
    Optional<String> rowAddressAfter();

    /** The condition {@code row address = ?} of a statement. */
    String rowAddressEquals();

    /**
     * Puts the values of another column of the same row, and its type, in place of a column's, in one step that is done
     * or not done. The other column may be gone then, and the second net may be there.
     *
     * @param check the second net of the column
     */
    void replaceValues(Connection connection, CheckConstraint check, String storedType, String sourceColumn)
            throws SQLException;

    /** Whether all steps can run in one transaction, so that a crash leaves the plain table. */
    boolean atomic();

    /** Whether the values are kept in files that {@link #purge} has to clean. */
    boolean persistent();

    /** Rewrites files so that as few copies of the plain values as possible remain. */
    List<String> purge(Connection connection, TableName table) throws SQLException;

    /** What {@link #purge} cannot reach, as sentences for a person. */
    List<String> remains();
}
