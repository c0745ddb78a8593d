package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.error.JdbcErrorCode;
import io.tdejdbc.driver.internal.error.SqlErrors;
import io.tdejdbc.driver.internal.plan.ColumnBinding;
import io.tdejdbc.driver.internal.plan.PlainPlan;
import io.tdejdbc.driver.internal.plan.ProtectedPlan;
import io.tdejdbc.driver.internal.plan.RowArrangement;
import io.tdejdbc.driver.internal.plan.StatementPlan;
import io.tdejdbc.driver.internal.plan.StatementPlanner;
import io.tdejdbc.driver.internal.types.ValueOrder;
import io.tdejdbc.sqlparse.Arrangement;
import io.tdejdbc.sqlparse.Effects;
import io.tdejdbc.sqlparse.LiteralValue;
import io.tdejdbc.sqlparse.Plan;
import io.tdejdbc.sqlparse.ValueUse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A statement whose texts are planned before they reach the inner driver. Literals of protected columns go as binary
 * literals that are made anew at each execution.
 */
class TdeStatement extends AbstractDelegatingStatement {
    private final TdeConnection connection;
    private final TextBatch batch;
    private StatementPlan current = new PlainPlan("", Effects.NONE);
    private String currentText = "";
    private boolean first = true;
    private TdeResultSet lastResult;
    private TdeResultSet lastKeys;
    private boolean repeated;
    private ResultShape shape;
    /** The inner statement of the last execution; another thread may cancel it. */
    private volatile Statement executing;

    /** Made when a result has to be sorted and the inner statement's results cannot be. */
    private Statement beside;

    private boolean escapes = true;
    private int mostRows;
    private byte[][] operands = new byte[0][];

    TdeStatement(TdeConnection connection, Statement delegate) {
        super(delegate);
        this.executing = delegate;
        this.connection = connection;
        this.batch = new TextBatch(delegate);
    }

    @Override
    public Connection getConnection() throws SQLException {
        // The delegate decides whether a closed statement still answers.
        delegate.getConnection();
        return connection;
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return connection.unwrap(this, delegate, type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return connection.isWrapperFor(this, delegate, type);
    }

    final TdeConnection connection() {
        return connection;
    }

    /** An execution in the inner driver. */
    interface Execution<T> {
        T run() throws SQLException;
    }

    /** An execution of a text in the inner driver. */
    interface TextExecution<T> {
        T run(Statement statement, String text) throws SQLException;
    }

    private <T> T runText(String sql, TextExecution<T> execution) throws SQLException {
        StatementPlan plan = connection.plan(sql);
        String text;
        Statement target;
        try {
            text = plan instanceof ProtectedPlan guarded ? StatementText.render(guarded, connection.planner()) : sql;
            target = arranges(plan) ? scrollable() : delegate;
        } catch (SQLException e) {
            throw connection.metrics().failed(e);
        }
        if (target != executing && lastResult != null) {
            lastResult.close();
        }
        executing = target;
        repeated = false;
        currentText = sql;
        return run(plan, () -> execution.run(target, text));
    }

    private static boolean arranges(StatementPlan plan) {
        return plan instanceof ProtectedPlan guarded && guarded.arrangement().isPresent();
    }

    /** A statement whose results can be sorted: the inner one if it was made so, or one beside it. */
    private Statement scrollable() throws SQLException {
        new ResultKind(delegate.getResultSetType(), delegate.getResultSetConcurrency(), OptionalInt.empty())
                .requireArrangeable();
        if (delegate.getResultSetType() == ResultSet.TYPE_SCROLL_INSENSITIVE) {
            return delegate;
        }
        if (beside == null || beside.isClosed()) {
            beside = connection.delegate.createStatement(
                    ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY, delegate.getResultSetHoldability());
        }
        beside.setEscapeProcessing(escapes);
        beside.setQueryTimeout(delegate.getQueryTimeout());
        return beside;
    }

    /** Executes a plan that will be executed again, so that the shape of its result is remembered. */
    final <T> T runRepeated(StatementPlan plan, String sql, Execution<T> execution) throws SQLException {
        repeated = true;
        currentText = sql;
        return run(plan, execution);
    }

    private <T> T run(StatementPlan plan, Execution<T> execution) throws SQLException {
        try {
            T result = runPlanned(plan, execution);
            connection.metrics().executed(plan instanceof ProtectedPlan);
            return result;
        } catch (SQLException e) {
            throw connection.metrics().failed(e);
        } finally {
            connection.metrics().tell();
        }
    }

    private <T> T runPlanned(StatementPlan plan, Execution<T> execution) throws SQLException {
        if (plan instanceof ProtectedPlan guarded
                && guarded.result().stream().anyMatch(column -> column.column().isPresent())) {
            requireWholeFields(delegate);
        }
        if (plan instanceof ProtectedPlan guarded && guarded.kind() == Plan.Kind.UTILITY) {
            return runUtilities(List.of(guarded), plan, execution);
        }
        return runAndTell(plan, execution);
    }

    /** The inner driver would cut what is stored, of which nothing can be decrypted then. */
    static void requireWholeFields(Statement inner) throws SQLException {
        if (inner.getMaxFieldSize() > 0) {
            throw SqlErrors.of(
                    JdbcErrorCode.MAX_FIELD_SIZE,
                    "a result with encrypted columns",
                    "setMaxFieldSize",
                    "no limit, which is 0",
                    "cut the value in the application, or leave the encrypted columns out");
        }
    }

    private <T> T runAndTell(StatementPlan plan, Execution<T> execution) throws SQLException {
        current = plan;
        first = true;
        lastResult = null;
        lastKeys = null;
        StatementPlanner planner = connection.planner();
        Optional<String> schemaMark = planner.schemaMark(plan.effects());
        try {
            return plan instanceof ProtectedPlan guarded
                            && guarded.arrangement().isPresent()
                    ? runAll(guarded.arrangement().get(), execution)
                    : execution.run();
        } finally {
            planner.executed(plan.effects(), schemaMark);
        }
    }

    /** All rows have to come, whatever number the application asked for, but no more than can be sorted. */
    private <T> T runAll(RowArrangement arrangement, Execution<T> execution) throws SQLException {
        operands = operands(arrangement);
        Statement target = executing;
        mostRows = delegate.getMaxRows();
        target.setMaxRows(arrangement.mostRows() + 1);
        try {
            return execution.run();
        } finally {
            if (!target.isClosed()) {
                target.setMaxRows(target == delegate ? mostRows : 0);
            }
        }
    }

    private byte[][] operands(RowArrangement arrangement) throws SQLException {
        byte[][] found = new byte[arrangement.conditions().size()][];
        for (int i = 0; i < found.length; i++) {
            RowArrangement.Condition condition = arrangement.conditions().get(i);
            if (condition.literal().isPresent()) {
                LiteralValue literal = Values.present(condition.literal().get(), connection.planner());
                found[i] = Values.encodeLiteral(condition.operand(), literal, ValueUse.COMPARED);
            } else {
                found[i] = executedOperand(i);
            }
            if (found[i] != null && !ValueOrder.isValue(found[i])) {
                throw SqlErrors.of(
                        JdbcErrorCode.SETTER_REFUSED,
                        "a range of encrypted column " + condition.column(),
                        "a value that the column cannot hold",
                        "a value of the column's own type",
                        "round or convert the value in the application");
            }
        }
        return found;
    }

    /** What a condition of the plan compared with at the last execution; null for NULL. */
    byte[] executedOperand(int condition) throws SQLException {
        throw ownParameter("condition " + (condition + 1) + " of a range");
    }

    /** The number of rows that a parameter of the application held at the last execution. */
    long executedCount(int index) throws SQLException {
        throw ownParameter("parameter " + index + " in LIMIT or OFFSET");
    }

    private static SQLException ownParameter(String found) {
        return SqlErrors.of(
                JdbcErrorCode.UNSET_PARAMETER,
                "a statement text was executed",
                found,
                "a text without parameters",
                "prepare the statement");
    }

    private <T> T runUtilities(List<ProtectedPlan> utilities, StatementPlan plan, Execution<T> execution)
            throws SQLException {
        for (ProtectedPlan utility : utilities) {
            connection.planner().beforeExecution(utility);
        }
        boolean succeeded = false;
        try {
            T result = runAndTell(plan, execution);
            succeeded = true;
            return result;
        } finally {
            for (ProtectedPlan utility : utilities) {
                connection.planner().afterExecution(utility, succeeded);
            }
        }
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        return result(runText(sql, Statement::executeQuery));
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        return runText(sql, Statement::execute);
    }

    @Override
    public boolean execute(String sql, int generatedKeys) throws SQLException {
        return runText(sql, (inner, text) -> inner.execute(text, generatedKeys));
    }

    @Override
    public boolean execute(String sql, int[] columnIndexes) throws SQLException {
        return runText(sql, (inner, text) -> inner.execute(text, columnIndexes));
    }

    @Override
    public boolean execute(String sql, String[] columnNames) throws SQLException {
        return runText(sql, (inner, text) -> inner.execute(text, columnNames));
    }

    @Override
    public int executeUpdate(String sql) throws SQLException {
        return runText(sql, Statement::executeUpdate);
    }

    @Override
    public int executeUpdate(String sql, int generatedKeys) throws SQLException {
        return runText(sql, (inner, text) -> inner.executeUpdate(text, generatedKeys));
    }

    @Override
    public int executeUpdate(String sql, int[] columnIndexes) throws SQLException {
        return runText(sql, (inner, text) -> inner.executeUpdate(text, columnIndexes));
    }

    @Override
    public int executeUpdate(String sql, String[] columnNames) throws SQLException {
        return runText(sql, (inner, text) -> inner.executeUpdate(text, columnNames));
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        return runText(sql, Statement::executeLargeUpdate);
    }

    @Override
    public long executeLargeUpdate(String sql, int generatedKeys) throws SQLException {
        return runText(sql, (inner, text) -> inner.executeLargeUpdate(text, generatedKeys));
    }

    @Override
    public long executeLargeUpdate(String sql, int[] columnIndexes) throws SQLException {
        return runText(sql, (inner, text) -> inner.executeLargeUpdate(text, columnIndexes));
    }

    @Override
    public long executeLargeUpdate(String sql, String[] columnNames) throws SQLException {
        return runText(sql, (inner, text) -> inner.executeLargeUpdate(text, columnNames));
    }

    @Override
    public void addBatch(String sql) throws SQLException {
        batch.add(connection.plan(sql), sql);
    }

    @Override
    public void clearBatch() throws SQLException {
        batch.clear();
        delegate.clearBatch();
    }

    @Override
    public int[] executeBatch() throws SQLException {
        return runBatch(delegate::executeBatch);
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        return runBatch(delegate::executeLargeBatch);
    }

    private <T> T runBatch(Execution<T> execution) throws SQLException {
        try {
            batch.prepare(connection.planner());
            repeated = false;
            StatementPlan plan = batch.plan();
            try {
                T counts = runUtilities(batch.utilities(), plan, execution);
                connection.metrics().executed(plan instanceof ProtectedPlan);
                return connection.metrics().batchExecuted(counts);
            } finally {
                batch.clear();
            }
        } catch (SQLException e) {
            throw connection.metrics().failed(e);
        } finally {
            connection.metrics().tell();
        }
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        return result(executing.getResultSet());
    }

    @Override
    public boolean getMoreResults() throws SQLException {
        first = false;
        return executing.getMoreResults();
    }

    @Override
    public boolean getMoreResults(int closing) throws SQLException {
        first = false;
        return executing.getMoreResults(closing);
    }

    @Override
    public int getUpdateCount() throws SQLException {
        return executing.getUpdateCount();
    }

    @Override
    public long getLargeUpdateCount() throws SQLException {
        return executing.getLargeUpdateCount();
    }

    @Override
    public SQLWarning getWarnings() throws SQLException {
        return executing.getWarnings();
    }

    @Override
    public void clearWarnings() throws SQLException {
        executing.clearWarnings();
    }

    @Override
    public void cancel() throws SQLException {
        executing.cancel();
    }

    @Override
    public void setEscapeProcessing(boolean enable) throws SQLException {
        delegate.setEscapeProcessing(enable);
        escapes = enable;
    }

    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        ResultSet inner = delegate.getGeneratedKeys();
        if (inner == null) {
            return null;
        }
        if (lastKeys == null || lastKeys.delegate != inner) {
            lastKeys = closingOnFailure(
                    inner, () -> surelyPlain() ? new TdeResultSet(connection, this, inner) : unplanned(inner));
        }
        return lastKeys;
    }

    @Override
    public void close() throws SQLException {
        batch.clear();
        try {
            if (beside != null) {
                beside.close();
            }
        } finally {
            delegate.close();
        }
    }

    /** The wrapper of a result set of the current execution; the same for the same one; null stays null. */
    final ResultSet result(ResultSet inner) throws SQLException {
        if (inner == null) {
            return null;
        }
        if (lastResult == null || lastResult.delegate != inner) {
            try {
                lastResult = closingOnFailure(inner, () -> wrapResult(inner));
            } catch (SQLException e) {
                throw connection.metrics().failed(e);
            }
        }
        return lastResult;
    }

    private TdeResultSet wrapResult(ResultSet inner) throws SQLException {
        if (first
                && current instanceof ProtectedPlan guarded
                && !guarded.result().isEmpty()) {
            return planned(guarded, inner);
        }
        return surelyPlain() ? new TdeResultSet(connection, this, inner) : unplanned(inner);
    }

    private TdeResultSet closingOnFailure(ResultSet inner, Execution<TdeResultSet> wrapping) throws SQLException {
        try {
            return wrapping.run();
        } catch (SQLException failure) {
            try {
                inner.close();
            } catch (SQLException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
    }

    /** A statement without protected names and without effects (a CALL has some) has no protected results either. */
    boolean surelyPlain() {
        return current instanceof PlainPlan && current.effects().equals(Effects.NONE);
    }

    private TdeResultSet unplanned(ResultSet inner) throws SQLException {
        return connection.resolved(this, inner);
    }

    private TdeResultSet planned(ProtectedPlan plan, ResultSet inner) throws SQLException {
        ResultSetMetaData metaData = inner.getMetaData();
        ProtectedPlan fitting = plan;
        if (!repeated) {
            fitting = fitting(currentText, plan, metaData);
        } else if (shape == null || !shape.describes(metaData)) {
            fitting = fitting(currentText, plan, metaData);
            shape = ResultShape.of(metaData);
        }
        ColumnBinding[] bindings = ProtectedResultSet.bindings(fitting, metaData);
        if (fitting.arrangement().isEmpty()) {
            return connection.wrapBound(this, inner, bindings);
        }
        RowArrangement arrangement = fitting.arrangement().get();
        int[] rows = window(ArrangedRows.of(inner, arrangement, operands), arrangement);
        return new ArrangedResultSet(connection, this, inner, bindings, rows, getResultSetType(), arrangement.hidden());
    }

    private int[] window(int[] rows, RowArrangement arrangement) throws SQLException {
        long from = arrangement.offset().isPresent() ? rows(arrangement.offset().get()) : 0;
        long most = arrangement.limit().isPresent() ? rows(arrangement.limit().get()) : rows.length;
        if (mostRows > 0) {
            most = Math.min(most, mostRows);
        }
        int begin = (int) Math.min(from, rows.length);
        return Arrays.copyOfRange(rows, begin, begin + (int) Math.min(most, rows.length - begin));
    }

    private long rows(Arrangement.Count count) throws SQLException {
        return count instanceof Arrangement.Count.Parameter parameter
                ? executedCount(parameter.outerIndex())
                : ((Arrangement.Count.Constant) count).rows();
    }

    /**
     * The plan that agrees with a result: the one it was executed by, or the present one where another session changed
     * the columns of a table and what was sent is the same by both.
     */
    final ProtectedPlan fitting(String sql, ProtectedPlan plan, ResultSetMetaData metaData) throws SQLException {
        try {
            connection.planner().verify(plan.result(), metaData);
            return plan;
        } catch (SQLException differs) {
            Optional<ProtectedPlan> now = connection.planner().renewed(sql, plan);
            if (now.isEmpty()) {
                throw differs;
            }
            connection.planner().verify(now.get().result(), metaData);
            follow(now.get());
            return now.get();
        }
    }

    /** Takes over a plan for later executions, whose results are verified anew. */
    void follow(ProtectedPlan now) {
        shape = null;
    }
}
