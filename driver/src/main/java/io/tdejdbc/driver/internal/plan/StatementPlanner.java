package io.tdejdbc.driver.internal.plan;

import io.tdejdbc.driver.PlanCacheMXBean;
import io.tdejdbc.driver.internal.dialect.HeldRows;
import io.tdejdbc.driver.internal.metrics.Metrics;
import io.tdejdbc.sqlparse.Effects;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What the JDBC layer asks of a connection's SQL side. One per connection, used by one thread at a time like the
 * connection itself.
 */
public interface StatementPlanner {

    /**
     * The plan of a statement text in the session's present state.
     *
     * @throws SQLException SQLState 0AT00 if the statement is refused; the lease and session errors of the runtime
     */
    StatementPlan plan(String sql) throws SQLException;

    /**
     * Whether a plan may still be executed: same protected columns in the same states, same session, lease alive. Asked
     * before every execution of a prepared statement, so it must be cheap.
     *
     * @param sql the text it was made from
     * @throws SQLException as {@link #plan}
     */
    default boolean holds(String sql, StatementPlan plan) throws SQLException {
        return plan.equals(plan(sql));
    }

    /**
     * The present plan of a text, if what is sent by an earlier one is still what is to be sent: only the columns that a
     * star stands for have come or gone.
     *
     * @throws SQLException as {@link #plan}
     */
    default Optional<ProtectedPlan> followed(String sql, StatementPlan plan) throws SQLException {
        return plan instanceof ProtectedPlan before
                        && plan(sql) instanceof ProtectedPlan now
                        && now.sendsTheSame(before)
                ? Optional.of(now)
                : Optional.empty();
    }

    /**
     * As {@link #followed}, after the catalog was read anew.
     *
     * @throws SQLException as {@link #plan}
     */
    default Optional<ProtectedPlan> renewed(String sql, StatementPlan plan) throws SQLException {
        return followed(sql, plan);
    }

    /**
     * To be called before a statement of kind {@link io.tdejdbc.sqlparse.Plan.Kind#UTILITY} is executed, such as the
     * CREATE TABLE of a pending table. Where it throws, nothing is executed.
     */
    default void beforeExecution(ProtectedPlan plan) throws SQLException {}

    /**
     * To be called after {@link #beforeExecution} and the execution itself.
     *
     * @param succeeded whether the inner driver threw nothing
     */
    default void afterExecution(ProtectedPlan plan, boolean succeeded) throws SQLException {}

    /** To be called once when the connection is closed or aborted; never fails. */
    default void close() {}

    /**
     * To be called before a statement with these effects is executed: a text by which {@link #executed} finds that the
     * statement changed no relation; empty where it need not or cannot be told.
     */
    default Optional<String> schemaMark(Effects effects) {
        return Optional.empty();
    }

    /**
     * To be called after a statement with these effects was executed, also when it failed.
     *
     * @param schemaMark what {@link #schemaMark} gave before
     */
    void executed(Effects effects, Optional<String> schemaMark);

    /** To be called after a JDBC method changed schema, catalog or transaction state (setSchema, commit, rollback …). */
    void sessionChanged();

    /**
     * To be called after a JDBC method that may have ended a transaction and changed nothing else (setAutoCommit, commit,
     * rollback): cheaper than {@link #sessionChanged} where no setting was changed inside the transaction.
     */
    default void transactionEnded() {
        sessionChanged();
    }

    /**
     * Finds the protected columns of a result set that has no plan (generated keys, further results, cursors) by the
     * inner driver's base tables and columns, or by label where it knows none.
     *
     * @return one entry for each column; empty for those that are surely plain
     * @throws SQLException 0AT00 if it cannot be told and the column is binary
     */
    List<Optional<ColumnBinding>> resolve(ResultSetMetaData metaData) throws SQLException;

    /**
     * Compares a planned result with what the inner driver reports: count, labels, stored types, and base table and
     * column where it can tell them.
     *
     * @throws SQLException SQLState 0AT00 if they differ
     */
    void verify(List<ProtectedPlan.Output> planned, ResultSetMetaData actual) throws SQLException;

    /**
     * To be called with a value of a result without protected columns that begins like an envelope: somebody may have put
     * a view or function in front of a protected table since the schema was last read.
     *
     * @throws SQLException 0AT00 if the value decrypts under a key of this deployment
     */
    default void refuseEnvelope(byte[] value) throws SQLException {}

    /** The rows that the inner driver holds in memory for an open result set, where it can be told. */
    default Optional<HeldRows> heldRows(ResultSet inner) {
        return Optional.empty();
    }

    /**
     * The session's day, as the database's own CURRENT_DATE gives it in the transaction that is open.
     *
     * @throws SQLException as the database fails
     */
    LocalDate currentDate() throws SQLException;

    /** A binary literal of the backend's dialect for a ciphertext. */
    String binaryLiteral(byte[] envelope);

    /** The application's view of a catalog column, if it is protected; for DatabaseMetaData.getColumns. */
    Optional<ColumnBinding> protectedColumn(String schema, String table, String column);

    /** Whether a table is one of the metadata tables, to be hidden from DatabaseMetaData. */
    boolean isMetadataTable(String schema, String table);

    /** Whether a type belongs to encrypted columns or metadata tables, to be hidden from DatabaseMetaData. */
    default boolean isStoredType(String name) {
        return false;
    }

    /** The protected column whose values a routine's parameter carries; position 0 is what a call returns. */
    default Optional<ColumnBinding> parameterColumn(String schema, String routine, int position) {
        return Optional.empty();
    }

    /** Whether DatabaseMetaData shows what the database really holds. */
    default boolean physicalCatalog() {
        return false;
    }

    /** The counters of the cache that plans come from, if there is one. */
    default Optional<PlanCacheMXBean> planCache() {
        return Optional.empty();
    }

    /** What is told to whoever listens. */
    default Metrics metrics() {
        return Metrics.NONE;
    }

    /** What becomes of an unwrap to the real driver's objects. */
    default Unwrapping unwrapping() {
        return Unwrapping.ALLOWED;
    }

    /** To be called when an object of the real driver is given out and {@link #unwrapping} warns. */
    default void unwrapped(Class<?> type) {}
}
