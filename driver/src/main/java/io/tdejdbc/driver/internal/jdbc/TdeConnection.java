package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.PlanCacheMXBean;
import io.tdejdbc.driver.TdeProperty;
import io.tdejdbc.driver.internal.error.JdbcErrorCode;
import io.tdejdbc.driver.internal.error.SqlErrors;
import io.tdejdbc.driver.internal.metrics.Metrics;
import io.tdejdbc.driver.internal.plan.ColumnBinding;
import io.tdejdbc.driver.internal.plan.ProtectedPlan;
import io.tdejdbc.driver.internal.plan.StatementPlan;
import io.tdejdbc.driver.internal.plan.StatementPlanner;
import io.tdejdbc.driver.internal.plan.Unwrapping;
import io.tdejdbc.sqlparse.Plan;
import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.ShardingKey;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Wrapper;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The connection that the application holds. Every statement it makes goes through the planner first. It keeps no lock
 * and no closed flag of its own: the inner connection is asked.
 */
public final class TdeConnection extends AbstractDelegatingConnection {
    private final StatementPlanner planner;
    private final Metrics metrics;
    private final String url;
    private final AtomicBoolean ended = new AtomicBoolean();

    /**
     * @param delegate the inner driver's connection
     * @param planner the SQL side of this connection
     * @param url the URL that {@link DatabaseMetaData#getURL} shows, with our prefix and without secrets
     */
    public TdeConnection(Connection delegate, StatementPlanner planner, String url) {
        super(delegate);
        this.planner = planner;
        this.metrics = planner.metrics();
        this.url = url;
    }

    StatementPlanner planner() {
        return planner;
    }

    /** What is told to whoever listens. */
    Metrics metrics() {
        return metrics;
    }

    /** The plan of a text; why there is none is told. */
    StatementPlan plan(String sql) throws SQLException {
        try {
            return planner.plan(sql);
        } catch (SQLException e) {
            throw metrics.failed(e);
        }
    }

    String url() {
        return url;
    }

    @Override
    public Statement createStatement() throws SQLException {
        return new TdeStatement(this, delegate.createStatement());
    }

    @Override
    public Statement createStatement(int type, int concurrency) throws SQLException {
        return new TdeStatement(this, delegate.createStatement(type, concurrency));
    }

    @Override
    public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
        return new TdeStatement(this, delegate.createStatement(type, concurrency, holdability));
    }

    /** One of the inner connection's ways to prepare a text. */
    private interface Preparation<T extends PreparedStatement> {
        T prepare(String text) throws SQLException;
    }

    private PreparedStatement prepare(String sql, Preparation<PreparedStatement> preparation) throws SQLException {
        return prepare(sql, ResultKind.DEFAULT, preparation);
    }

    private PreparedStatement prepare(String sql, ResultKind kind, Preparation<PreparedStatement> preparation)
            throws SQLException {
        StatementPlan plan = plan(sql);
        if (plan instanceof ProtectedPlan guarded) {
            PreparedLayout layout = PreparedLayout.of(guarded);
            PreparedStatement inner = guarded.arrangement().isPresent()
                    ? arrangeable(layout.sql(), kind)
                    : preparation.prepare(layout.sql());
            return new ProtectedPreparedStatement(this, inner, sql, guarded, layout, kind);
        }
        return new TdePreparedStatement(this, preparation.prepare(sql), sql, plan);
    }

    private PreparedStatement arrangeable(String text, ResultKind kind) throws SQLException {
        try {
            kind.requireArrangeable();
        } catch (SQLException e) {
            throw metrics.failed(e);
        }
        int type = ResultSet.TYPE_SCROLL_INSENSITIVE;
        return kind.holdability().isPresent()
                ? delegate.prepareStatement(
                        text,
                        type,
                        ResultSet.CONCUR_READ_ONLY,
                        kind.holdability().getAsInt())
                : delegate.prepareStatement(text, type, ResultSet.CONCUR_READ_ONLY);
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        return prepare(sql, delegate::prepareStatement);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int generatedKeys) throws SQLException {
        return prepare(sql, text -> delegate.prepareStatement(text, generatedKeys));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int[] columnIndexes) throws SQLException {
        return prepare(sql, text -> delegate.prepareStatement(text, columnIndexes));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String[] columnNames) throws SQLException {
        return prepare(sql, text -> delegate.prepareStatement(text, columnNames));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency) throws SQLException {
        return prepare(
                sql,
                new ResultKind(type, concurrency, OptionalInt.empty()),
                text -> delegate.prepareStatement(text, type, concurrency));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        return prepare(
                sql,
                new ResultKind(type, concurrency, OptionalInt.of(holdability)),
                text -> delegate.prepareStatement(text, type, concurrency, holdability));
    }

    private CallableStatement call(String sql, Preparation<CallableStatement> preparation) throws SQLException {
        StatementPlan plan = plan(sql);
        if (plan instanceof ProtectedPlan guarded) {
            if (guarded.kind() != Plan.Kind.CALL) {
                throw metrics.failed(PreparedLayout.callableRefused());
            }
            PreparedLayout layout = PreparedLayout.of(guarded);
            return new ProtectedCallableStatement(this, preparation.prepare(layout.sql()), sql, guarded, layout);
        }
        return new TdeCallableStatement(this, preparation.prepare(sql), sql, plan);
    }

    @Override
    public CallableStatement prepareCall(String sql) throws SQLException {
        return call(sql, delegate::prepareCall);
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
        return call(sql, text -> delegate.prepareCall(text, type, concurrency));
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability) throws SQLException {
        return call(sql, text -> delegate.prepareCall(text, type, concurrency, holdability));
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        return new TdeDatabaseMetaData(this, delegate.getMetaData());
    }

    @Override
    public Array createArrayOf(String typeName, Object[] elements) throws SQLException {
        return wrap(delegate.createArrayOf(typeName, elements));
    }

    @Override
    public Struct createStruct(String typeName, Object[] attributes) throws SQLException {
        Object[] inner = attributes == null ? null : attributes.clone();
        for (int i = 0; inner != null && i < inner.length; i++) {
            inner[i] = Wrapping.inner(inner[i]);
        }
        return delegate.createStruct(typeName, inner);
    }

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        endingTransaction(() -> delegate.setAutoCommit(autoCommit));
    }

    @Override
    public void commit() throws SQLException {
        endingTransaction(delegate::commit);
    }

    @Override
    public void rollback() throws SQLException {
        endingTransaction(delegate::rollback);
    }

    @Override
    public void rollback(Savepoint savepoint) throws SQLException {
        changing(() -> delegate.rollback(savepoint));
    }

    @Override
    public void setCatalog(String catalog) throws SQLException {
        changing(() -> delegate.setCatalog(catalog));
    }

    @Override
    public void setSchema(String schema) throws SQLException {
        changing(() -> delegate.setSchema(schema));
    }

    @Override
    public void beginRequest() throws SQLException {
        changing(delegate::beginRequest);
    }

    @Override
    public void endRequest() throws SQLException {
        changing(delegate::endRequest);
    }

    @Override
    public void setShardingKey(ShardingKey shardingKey) throws SQLException {
        changing(() -> delegate.setShardingKey(shardingKey));
    }

    @Override
    public void setShardingKey(ShardingKey shardingKey, ShardingKey superShardingKey) throws SQLException {
        changing(() -> delegate.setShardingKey(shardingKey, superShardingKey));
    }

    /** A JDBC call after which names may mean something else. */
    private interface SessionChange {
        void run() throws SQLException;
    }

    private void endingTransaction(SessionChange change) throws SQLException {
        try {
            change.run();
        } finally {
            planner.transactionEnded();
        }
    }

    /** Also a call that failed may have changed the session. */
    private void changing(SessionChange change) throws SQLException {
        try {
            change.run();
        } finally {
            planner.sessionChanged();
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            delegate.close();
        } finally {
            end();
        }
    }

    @Override
    public void abort(Executor executor) throws SQLException {
        try {
            delegate.abort(executor);
        } finally {
            end();
        }
    }

    private void end() {
        if (ended.compareAndSet(false, true)) {
            metrics.tellAll();
            planner.close();
        }
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        Optional<PlanCacheMXBean> counters = counters(type);
        return counters.isPresent() ? type.cast(counters.get()) : unwrap(this, delegate, type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return counters(type).isPresent() || isWrapperFor(this, delegate, type);
    }

    private Optional<PlanCacheMXBean> counters(Class<?> type) {
        return type == PlanCacheMXBean.class ? planner.planCache() : Optional.empty();
    }

    /** What one of this connection's wrappers unwraps to, if the configuration gives objects of the inner driver out. */
    <T> T unwrap(Wrapper wrapper, Wrapper inner, Class<T> type) throws SQLException {
        if (type.isInstance(wrapper)) {
            return type.cast(wrapper);
        }
        Unwrapping rule = planner.unwrapping();
        if (rule == Unwrapping.REFUSED) {
            throw SqlErrors.of(
                    JdbcErrorCode.UNWRAP_REFUSED,
                    "unwrap",
                    type.getName(),
                    "a class of this driver or an interface of JDBC",
                    "use the JDBC interface, or set " + TdeProperty.UNWRAP.key());
        }
        T inside = Wrapping.unwrap(wrapper, inner, type);
        if (rule == Unwrapping.WARNED) {
            planner.unwrapped(type);
        }
        return inside;
    }

    boolean isWrapperFor(Wrapper wrapper, Wrapper inner, Class<?> type) throws SQLException {
        return planner.unwrapping() == Unwrapping.REFUSED
                ? type.isInstance(wrapper)
                : Wrapping.isWrapperFor(wrapper, inner, type);
    }

    /** An array of the inner driver; null stays null. */
    Array wrap(Array inner) {
        return inner == null || inner instanceof TdeArray ? inner : new TdeArray(this, inner);
    }

    /** A result set in which nothing can be protected, such as an array's elements; null stays null. */
    ResultSet wrapPlain(ResultSet inner) throws SQLException {
        return inner == null ? null : new TdeResultSet(this, statementOf(inner), inner);
    }

    /** A result set without a plan: its protected columns are found by what the inner driver reports; null stays null. */
    ResultSet wrapUnplanned(ResultSet inner) throws SQLException {
        return inner == null ? null : resolved(statementOf(inner), inner);
    }

    /** A wrapper for the inner statement of a result set that none of our statements made; null if it has none. */
    Statement statementOf(ResultSet inner) throws SQLException {
        Statement statement = inner.getStatement();
        return statement == null ? null : new TdeStatement(this, statement);
    }

    /** Wraps a result set of a statement by the planner's resolution. */
    TdeResultSet resolved(Statement statement, ResultSet inner) throws SQLException {
        List<Optional<ColumnBinding>> columns = planner.resolve(inner.getMetaData());
        ColumnBinding[] bindings = new ColumnBinding[columns.size() + 1];
        for (int i = 0; i < columns.size(); i++) {
            bindings[i + 1] = columns.get(i).orElse(null);
        }
        return wrapBound(statement, inner, bindings);
    }

    /** Wraps a result set by its bindings, thinly if there are none. */
    TdeResultSet wrapBound(Statement statement, ResultSet inner, ColumnBinding[] bindings) throws SQLException {
        for (ColumnBinding binding : bindings) {
            if (binding != null) {
                if (statement != null) {
                    TdeStatement.requireWholeFields(statement);
                }
                return new ProtectedResultSet(this, statement, inner, bindings);
            }
        }
        return new TdeResultSet(this, statement, inner);
    }

    /** What the application gets for an object value of the inner driver. */
    Object wrapObject(Object inner) throws SQLException {
        if (inner instanceof Array array) {
            return wrap(array);
        }
        return inner instanceof ResultSet cursor ? wrapUnplanned(cursor) : inner;
    }

    /** As {@link #wrapObject(Object)}, where the application named a class; vendor classes stay as they are. */
    <T> T wrapObject(T inner, Class<T> type) throws SQLException {
        return type == Array.class || type == ResultSet.class || type == Object.class
                ? type.cast(wrapObject(inner))
                : inner;
    }
}
