package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.error.JdbcErrorCode;
import io.tdejdbc.driver.internal.error.SqlErrors;
import io.tdejdbc.driver.internal.plan.PlainPlan;
import io.tdejdbc.driver.internal.plan.ProtectedPlan;
import io.tdejdbc.driver.internal.plan.StatementPlan;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLType;

/** A prepared statement that names nothing protected: setters go straight to the inner statement. */
class TdePreparedStatement extends AbstractDelegatingPreparedStatement {
    private final String sql;
    private StatementPlan plan;

    TdePreparedStatement(TdeConnection connection, PreparedStatement prepared, String sql, StatementPlan plan) {
        super(connection, prepared);
        this.sql = sql;
        this.plan = plan;
    }

    final StatementPlan plan() {
        return plan;
    }

    /** Whether the plan still holds; to be asked before anything of an execution reaches the backend. */
    final void requireCurrentPlan() throws SQLException {
        if (!connection().planner().holds(sql, plan)) {
            follow(connection().planner().followed(sql, plan).orElseThrow(StalePlan::failure));
        }
    }

    /** Executes what was bound, by the plan that was found to hold. */
    final <T> T runAgain(Execution<T> execution) throws SQLException {
        return runRepeated(plan, sql, execution);
    }

    /** The plan whose columns are those of a result that is described before it is there. */
    final ProtectedPlan planDescribing(ResultSetMetaData metaData) throws SQLException {
        ProtectedPlan known = (ProtectedPlan) plan;
        return ResultShape.labelled(known, metaData) ? known : fitting(sql, known, metaData);
    }

    @Override
    void follow(ProtectedPlan now) {
        super.follow(now);
        plan = now;
    }

    /** Readies the inner statement for one execution. */
    void bind() throws SQLException {}

    /** Executes the prepared statement once. */
    final <T> T runPrepared(Execution<T> execution) throws SQLException {
        try {
            requireCurrentPlan();
            bind();
        } catch (SQLException e) {
            throw connection().metrics().failed(e);
        }
        return runAgain(execution);
    }

    private <T> T runBatch(Execution<T> execution) throws SQLException {
        try {
            requireCurrentPlan();
        } catch (SQLException e) {
            throw connection().metrics().failed(e);
        }
        return connection().metrics().batchExecuted(runAgain(execution));
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        return result(runPrepared(prepared::executeQuery));
    }

    @Override
    public boolean execute() throws SQLException {
        return runPrepared(prepared::execute);
    }

    @Override
    public int executeUpdate() throws SQLException {
        return runPrepared(prepared::executeUpdate);
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        return runPrepared(prepared::executeLargeUpdate);
    }

    @Override
    public void addBatch(String text) throws SQLException {
        // Most drivers refuse this on a prepared statement; where one does not, the batch of texts has no place to
        // wait.
        if (!(connection().planner().plan(text) instanceof PlainPlan)) {
            throw SqlErrors.of(
                    JdbcErrorCode.TEXT_IN_PREPARED_BATCH,
                    "addBatch(String) on a prepared statement",
                    "a statement text that names encrypted data",
                    "a text that names none",
                    "use Statement.addBatch for statement texts");
        }
        prepared.addBatch(text);
    }

    @Override
    public int[] executeBatch() throws SQLException {
        return runBatch(prepared::executeBatch);
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        return runBatch(prepared::executeLargeBatch);
    }

    @Override
    public void clearBatch() throws SQLException {
        prepared.clearBatch();
    }

    @Override
    public void setArray(int index, Array value) throws SQLException {
        prepared.setArray(index, Wrapping.inner(value));
    }

    @Override
    public void setObject(int index, Object value) throws SQLException {
        prepared.setObject(index, Wrapping.inner(value));
    }

    @Override
    public void setObject(int index, Object value, int type) throws SQLException {
        prepared.setObject(index, Wrapping.inner(value), type);
    }

    @Override
    public void setObject(int index, Object value, int type, int scaleOrLength) throws SQLException {
        prepared.setObject(index, Wrapping.inner(value), type, scaleOrLength);
    }

    @Override
    public void setObject(int index, Object value, SQLType type) throws SQLException {
        prepared.setObject(index, Wrapping.inner(value), type);
    }

    @Override
    public void setObject(int index, Object value, SQLType type, int scaleOrLength) throws SQLException {
        prepared.setObject(index, Wrapping.inner(value), type, scaleOrLength);
    }
}
