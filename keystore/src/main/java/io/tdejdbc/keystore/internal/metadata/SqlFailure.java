package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.util.Set;
import java.util.stream.Stream;

/** What an SQLException of the metadata connection means. */
final class SqlFailure {

    // PostgreSQL; H2 (also 90079, schema); standard.
    private static final Set<String> NO_TABLE = Set.of("42P01", "3F000", "42S02", "42S03", "42S04", "90079");
    private static final Set<String> NO_COLUMN = Set.of("42703", "42S22");
    // PostgreSQL: privilege, read-only transaction; H2: rights, read-only database, admin rights.
    private static final Set<String> REFUSED = Set.of("42501", "25006", "90096", "90097", "90040");
    private static final Set<String> GENERAL = Set.of("42000", "HY000", "25006");
    // MariaDB: no right to a database, table, column or statement; a server or transaction that only reads.
    private static final Set<Integer> REFUSED_BY_MARIADB = Set.of(1044, 1142, 1143, 1227, 1290, 1792, 1836);
    // MariaDB: a row that changed since it was read, lock wait.
    private static final Set<Integer> CONFLICT_IN_MARIADB = Set.of(1020, 1205);
    // Serialization failure, deadlock; H2: lock timeout, concurrent update of a row; MySQL: lock wait.
    private static final Set<String> CONFLICT = Set.of("40001", "40P01", "HYT00", "90131", "41000");

    private SqlFailure() {}

    static boolean isMissingTable(SQLException failure) {
        return states(failure).anyMatch(NO_TABLE::contains);
    }

    static boolean isWrongShape(SQLException failure) {
        return states(failure).anyMatch(NO_COLUMN::contains);
    }

    static boolean isRefused(SQLException failure) {
        return states(failure).anyMatch(REFUSED::contains) || isOfMariaDb(failure, REFUSED_BY_MARIADB);
    }

    /** Whether another writer was there at the same time: a unique key taken, a lock, a serialisation failure. */
    static boolean isConflict(SQLException failure) {
        return failure instanceof SQLTransactionRollbackException
                || states(failure).anyMatch(state -> state.startsWith("23") || CONFLICT.contains(state))
                || isOfMariaDb(failure, CONFLICT_IN_MARIADB);
    }

    /** MariaDB has few SQLStates of its own; its error codes tell what a general one means. */
    private static boolean isOfMariaDb(SQLException failure, Set<Integer> codes) {
        return chain(failure)
                .anyMatch(e -> GENERAL.contains(String.valueOf(e.getSQLState())) && codes.contains(e.getErrorCode()));
    }

    static KeystoreException unreachable(String what, String backend, SQLException cause) {
        return KeystoreError.METADATA_UNREACHABLE.because(
                what + " on " + backend + ": " + describe(cause), "an answer", cause);
    }

    static KeystoreException notReadable(String backend, SQLException cause) {
        return KeystoreError.NOT_READABLE.because(
                backend + ": " + describe(cause), "a database user who may read the metadata tables", cause);
    }

    static KeystoreException notWritable(String backend, SQLException cause) {
        return KeystoreError.NOT_WRITABLE.because(
                backend + ": " + describe(cause), "a database user who may write the metadata tables", cause);
    }

    /** The state alone: a database's message may quote what it was sent. */
    private static String describe(SQLException failure) {
        return failure.getClass().getSimpleName() + " with SQLState " + failure.getSQLState();
    }

    private static Stream<String> states(SQLException failure) {
        return chain(failure).map(SQLException::getSQLState).filter(state -> state != null);
    }

    private static Stream<SQLException> chain(SQLException failure) {
        return Stream.iterate(failure, e -> e != null, SQLException::getNextException)
                .limit(10);
    }
}
