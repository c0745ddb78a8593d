package io.tdejdbc.driver.internal.session;

import io.tdejdbc.driver.PlanCacheMXBean;
import io.tdejdbc.driver.internal.catalog.BoundColumn;
import io.tdejdbc.driver.internal.catalog.CatalogFailure;
import io.tdejdbc.driver.internal.catalog.FoldedColumns;
import io.tdejdbc.driver.internal.catalog.MetadataTables;
import io.tdejdbc.driver.internal.catalog.PolicyError;
import io.tdejdbc.driver.internal.catalog.ProtectedSchema;
import io.tdejdbc.driver.internal.catalog.SessionCatalog;
import io.tdejdbc.driver.internal.dialect.Dialect;
import io.tdejdbc.driver.internal.dialect.HeldRows;
import io.tdejdbc.driver.internal.dialect.Reaching;
import io.tdejdbc.driver.internal.dialect.SessionFingerprint;
import io.tdejdbc.driver.internal.error.SqlErrors;
import io.tdejdbc.driver.internal.metrics.Metrics;
import io.tdejdbc.driver.internal.plan.ColumnBinding;
import io.tdejdbc.driver.internal.plan.PlainLiterals;
import io.tdejdbc.driver.internal.plan.PlainPlan;
import io.tdejdbc.driver.internal.plan.ProtectedPlan;
import io.tdejdbc.driver.internal.plan.StatementPlan;
import io.tdejdbc.driver.internal.plan.StatementPlanner;
import io.tdejdbc.driver.internal.plan.Unwrapping;
import io.tdejdbc.driver.internal.runtime.BackendRuntime;
import io.tdejdbc.driver.internal.runtime.ColumnMove;
import io.tdejdbc.driver.internal.runtime.PlanKey;
import io.tdejdbc.driver.internal.runtime.RuntimeRegistry;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.sqlparse.Analysis;
import io.tdejdbc.sqlparse.Effects;
import io.tdejdbc.sqlparse.PassThrough;
import io.tdejdbc.sqlparse.Plan;
import io.tdejdbc.sqlparse.Refusal;
import io.tdejdbc.sqlparse.SqlAnalyzer;
import io.tdejdbc.sqlparse.SqlAnalyzers;
import io.tdejdbc.sqlparse.TableChange;
import io.tdejdbc.sqlparse.TableDefinition;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Plans the statements of one connection. Several threads may share the connection: no lock is held while the database
 * works, so what one of them learns is published in immutable pieces, and a change that comes while another is reading
 * the settings is never lost.
 */
public final class SessionPlanner implements StatementPlanner {
    private static final System.Logger LOG = System.getLogger("io.tdejdbc");
    private static final SqlAnalyzer ANALYZER = SqlAnalyzers.standard();

    private final Connection connection;
    private final RuntimeRegistry.Share share;
    private final BackendRuntime runtime;
    private final Dialect dialect;
    private final TableDefinitions definitions;
    private final TableChanges tableChanges;
    private final ResultCheck results;
    private final RoutineCalls calls;
    private final SessionZone zone;
    private final TransactionEnds ends;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Counts what may have changed the settings. */
    private final AtomicLong changes = new AtomicLong();

    private volatile Settings settings;
    /** Settings were changed in the transaction that is open, so that its end may change them again. */
    private volatile boolean sessionTouched;
    /** What the metadata has to follow after the definition that is being executed. */
    private volatile List<ColumnMove> moving = List.of();
    /** Relations may have changed since the shared view was read. */
    private volatile boolean schemaStale;
    /** Relations were changed in a transaction that is still open: only this session sees them. */
    private volatile boolean schemaOwn;
    /** The relations as they were after a statement of which nothing else is known. */
    private volatile Optional<Mark> lastMark = Optional.empty();
    /** What reaches protected tables in such a transaction. */
    private volatile Optional<Map<TableName, Reaching>> ownReaching = Optional.empty();
    /** The plan that was last found to hold. */
    private volatile Optional<Held> held = Optional.empty();

    /** The session's settings, and how many changes there had been when they were about to be read. */
    private record Settings(SessionFingerprint session, long changes) {}

    /** {@link Dialect#schemaMark}, and the version of what had been read of the relations then. */
    private record Mark(String text, long version) {}

    /** A plan, and the state of settings and schema in which it was found to hold. */
    private record Held(StatementPlan plan, long changes, long version) {}

    private SessionPlanner(
            Connection connection, RuntimeRegistry.Share share, SessionFingerprint session, TransactionEnds ends) {
        this.connection = connection;
        this.share = share;
        this.ends = ends;
        this.runtime = share.runtime();
        this.dialect = runtime.dialect();
        this.definitions = new TableDefinitions(runtime);
        this.tableChanges = new TableChanges(runtime);
        this.results = new ResultCheck(runtime);
        this.calls = new RoutineCalls(runtime.configuration().calls(), dialect.folding());
        this.settings = new Settings(runtime.plans().same(session), 0);
        this.zone = new SessionZone(dialect.timeZone().orElse(session.timeZone()));
    }

    /**
     * The planner of a fresh connection.
     *
     * @param share given back when the planner is closed
     * @param ends who may end its transactions
     */
    public static SessionPlanner of(Connection connection, RuntimeRegistry.Share share, TransactionEnds ends)
            throws SQLException {
        return new SessionPlanner(connection, share, share.runtime().dialect().fingerprint(connection), ends);
    }

    @Override
    public StatementPlan plan(String sql) throws SQLException {
        followResource();
        Optional<SQLException> unknown = refreshSession();
        if (schemaStale) {
            schemaStale = false;
            runtime.refresh();
        }
        SessionFingerprint session = settings.session();
        if (schemaOwn || unknown.isPresent()) {
            return fresh(sql, session, unknown);
        }
        PlanKey key = new PlanKey(sql, session, runtime.version());
        Optional<StatementPlan> cached = runtime.plans().find(key);
        if (cached.isPresent()) {
            if (cached.get() instanceof ProtectedPlan) {
                runtime.requireLive();
            }
            return key.version() == runtime.version() ? cached.get() : plan(sql);
        }
        StatementPlan plan = fresh(sql, session, unknown);
        if (!isOnce(plan) && key.version() == runtime.version()) {
            runtime.plans().keep(key, plan);
        }
        return plan;
    }

    /**
     * How a statement is understood; it is not executed.
     *
     * @throws SQLException as {@link #plan}, but for a refusal by the analysis
     */
    public Explanation explain(String sql) throws SQLException {
        SessionFingerprint session = settings.session();
        ProtectedSchema schema = runtime.schema();
        SeenRelations seen = new SeenRelations(catalog(session, schema));
        try {
            Analysis analysis = ANALYZER.analyze(sql, runtime.how(session), seen);
            boolean call = calls.plan(sql, runtime.how(session), schema, session.path())
                    .isPresent();
            return analysis instanceof Refusal refusal && !call
                    ? Explanation.of(refusal, seen.all(), schema)
                    : Explanation.of(plan(sql), seen.all(), schema, runtime.how(session));
        } catch (CatalogFailure e) {
            throw e.failure();
        }
    }

    /** A rollback of the resource takes settings and relations back, and nothing tells: pgjdbc always says auto-commit. */
    private void followResource() {
        if (ends == TransactionEnds.BY_RESOURCE && sessionTouched) {
            changes.incrementAndGet();
        }
    }

    /**
     * Reads the settings again if they may have changed, and in a transaction that changed relations what reaches
     * protected tables there.
     *
     * @return why that was not possible, as in a transaction that has failed
     */
    private Optional<SQLException> refreshSession() {
        try {
            long seen = changes.get();
            if (settings.changes() != seen) {
                settings =
                        new Settings(runtime.plans().same(dialect.fingerprint(connection, settings.session())), seen);
            }
            ownReaching = schemaOwn
                    ? Optional.of(runtime.reader()
                            .reaching(
                                    connection,
                                    runtime.schema().metadata(),
                                    runtime.schema().tables()))
                    : Optional.empty();
            return Optional.empty();
        } catch (SQLException e) {
            ownReaching = Optional.empty();
            return Optional.of(e);
        }
    }

    /** Whether a plan is that of a definition, which is made anew each time. */
    private boolean isOnce(StatementPlan plan) {
        return definitions.has(plan) || tableChanges.has(plan);
    }

    private StatementPlan fresh(String sql, SessionFingerprint session, Optional<SQLException> unknown)
            throws SQLException {
        Optional<ProtectedPlan> call = calls.plan(sql, runtime.how(session), runtime.schema(), session.path());
        if (call.isPresent()) {
            return boundCall(call.get(), sql, session, unknown);
        }
        ProtectedSchema before = runtime.schema();
        Analysis analysis = analyse(sql, session, before);
        if (runtime.schema() != before) {
            // The analysis itself may have come upon a table that is newer than the view.
            return fresh(sql, session, unknown);
        }
        if (analysis instanceof PassThrough pass) {
            return new PlainPlan(sql, pass.effects());
        }
        if (unknown.isPresent()) {
            throw unknown.get();
        }
        if (!session.objection().isEmpty()) {
            throw PolicyError.SESSION_UNREADABLE.refused(session.objection(), "a session in its regular mode");
        }
        runtime.requireLive();
        if (runtime.schema() != before) {
            return fresh(sql, session, unknown);
        }
        if (analysis instanceof Refusal refusal) {
            throw SqlErrors.refused(refusal);
        }
        if (analysis instanceof TableDefinition definition) {
            return definitions.plan(definition, catalog(session, before));
        }
        if (analysis instanceof TableChange change) {
            return tableChanges.plan(change, before, connection);
        }
        ProtectedPlan plan = PlanBinder.bind((Plan) analysis, before, runtime);
        PlainLiterals.requireOthers(plan);
        if (plan.arrangement().isPresent() && !session.plainNulls()) {
            throw PolicyError.SESSION_UNREADABLE.refused(
                    "ORDER BY encrypted columns where a setting of the database puts NULLs elsewhere",
                    "DEFAULT_NULL_ORDERING LOW");
        }
        zone.require(plan, session.timeZone());
        return plan;
    }

    private StatementPlan boundCall(
            ProtectedPlan call, String sql, SessionFingerprint session, Optional<SQLException> unknown)
            throws SQLException {
        if (unknown.isPresent()) {
            throw unknown.get();
        }
        ProtectedSchema before = runtime.schema();
        runtime.requireLive();
        if (runtime.schema() != before) {
            return fresh(sql, session, unknown);
        }
        zone.require(call, session.timeZone());
        return call;
    }

    private Analysis analyse(String sql, SessionFingerprint session, ProtectedSchema schema) throws SQLException {
        try {
            return ANALYZER.analyze(sql, runtime.how(session), catalog(session, schema));
        } catch (CatalogFailure e) {
            throw e.failure();
        }
    }

    private SessionCatalog catalog(SessionFingerprint session, ProtectedSchema schema) {
        Optional<Map<TableName, Reaching>> own = ownReaching;
        if (own.isPresent()) {
            return new SessionCatalog(
                    schema.reachedBy(own.get()),
                    session,
                    runtime.how(session),
                    table -> runtime.upToDate(table, FoldedColumns.read(dialect, connection, table)),
                    dialect.temporaryTablesFirst());
        }
        return new SessionCatalog(
                schema,
                session,
                runtime.how(session),
                table -> dialect.sessionSchema(table.schema())
                        ? dialect.columns(connection, table)
                        : runtime.columns(table),
                dialect.temporaryTablesFirst());
    }

    @Override
    public boolean holds(String sql, StatementPlan plan) throws SQLException {
        followResource();
        Optional<Held> last = held;
        if (!schemaStale && last.isPresent() && stillHolds(last.get(), plan)) {
            if (plan instanceof ProtectedPlan) {
                runtime.requireLive();
            }
            if (stillHolds(last.get(), plan)) {
                return true;
            }
        }
        if (isOnce(plan)) {
            return true;
        }
        Held candidate = new Held(plan, changes.get(), runtime.version());
        if (!plan.equals(plan(sql))) {
            return false;
        }
        held = Optional.of(candidate);
        return true;
    }

    @Override
    public Optional<ProtectedPlan> renewed(String sql, StatementPlan plan) throws SQLException {
        runtime.refresh();
        return followed(sql, plan);
    }

    private boolean stillHolds(Held last, StatementPlan plan) {
        return last.plan() == plan && last.changes() == changes.get() && last.version() == runtime.version();
    }

    @Override
    public void beforeExecution(ProtectedPlan plan) throws SQLException {
        definitions.declare(plan);
        moving = tableChanges.before(plan, dialect.transactionalDdl() && inTransaction());
    }

    @Override
    public void afterExecution(ProtectedPlan plan, boolean succeeded) throws SQLException {
        if (succeeded) {
            tableChanges.retype(plan);
        }
    }

    /**
     * Of what a routine did nothing is known, and reading all relations after every call costs more than most calls. The
     * mark from after an earlier call serves as well, while nothing was read anew: at worst, relations that somebody else
     * changed are read again.
     */
    @Override
    public Optional<String> schemaMark(Effects effects) {
        if (!effects.isEverything()) {
            return Optional.empty();
        }
        Optional<Mark> last = lastMark;
        return last.isPresent() && last.get().version() == runtime.version()
                ? Optional.of(last.get().text())
                : readMark();
    }

    private Optional<String> readMark() {
        try {
            return dialect.transactionalDdl() ? dialect.schemaMark(connection) : runtime.schemaMark();
        } catch (SQLException e) {
            // As in a transaction that has failed.
            return Optional.empty();
        }
    }

    @Override
    public void executed(Effects effects, Optional<String> schemaMark) {
        if (effects.session() || effects.schema()) {
            changes.incrementAndGet();
            sessionTouched = true;
        }
        if (effects.schema() && !isUnchanged(schemaMark)) {
            lastMark = Optional.empty();
            if (dialect.transactionalDdl() && inTransaction()) {
                schemaOwn = true;
                schemaStale = true;
            } else {
                // Committed: the other connections must not wait for the next poll.
                followChange();
            }
        }
        if (effects.transaction()) {
            // It may be a savepoint only, so that the transaction with its changes goes on.
            if (sessionTouched) {
                changes.incrementAndGet();
            }
            if (schemaOwn) {
                runtime.refresh();
            }
            if (!inTransaction()) {
                transactionEnded();
            }
        }
    }

    private boolean isUnchanged(Optional<String> before) {
        if (before.isEmpty()) {
            return false;
        }
        long version = runtime.version();
        Optional<String> after = readMark();
        boolean unchanged = before.equals(after);
        lastMark = unchanged ? after.map(text -> new Mark(text, version)) : Optional.empty();
        return unchanged;
    }

    private void followChange() {
        List<ColumnMove> moved = moving;
        moving = List.of();
        if (moved.isEmpty()) {
            runtime.refresh();
            return;
        }
        try {
            runtime.follow(moved);
        } catch (SQLException e) {
            // The statement is done; until the metadata follows, what it named is refused.
            LOG.log(Level.ERROR, "the metadata did not follow a definition; run ''tde rename'' or ''tde forget''", e);
        }
    }

    /** A connection that does not answer is taken as being in one, which is the safe side. */
    private boolean inTransaction() {
        try {
            return ends == TransactionEnds.BY_RESOURCE || dialect.inTransaction(connection);
        } catch (SQLException e) {
            return true;
        }
    }

    @Override
    public void sessionChanged() {
        changes.incrementAndGet();
        sessionTouched = true;
        if (schemaOwn) {
            schemaStale = true;
        }
    }

    @Override
    public void transactionEnded() {
        if (sessionTouched) {
            changes.incrementAndGet();
        }
        sessionTouched = sessionTouched && ends == TransactionEnds.BY_RESOURCE;
        if (schemaOwn || schemaStale) {
            runtime.refresh();
            schemaOwn = false;
            schemaStale = false;
        }
    }

    @Override
    public List<Optional<ColumnBinding>> resolve(ResultSetMetaData metaData) throws SQLException {
        return results.resolve(metaData);
    }

    @Override
    public void verify(List<ProtectedPlan.Output> planned, ResultSetMetaData actual) throws SQLException {
        results.verify(planned, actual);
    }

    @Override
    public void refuseEnvelope(byte[] value) throws SQLException {
        for (BoundColumn column : runtime.schema().columns()) {
            try {
                column.binding().decrypt(value);
            } catch (KeystoreException e) {
                // No envelope of this column, which is what almost every value is.
                continue;
            }
            throw PolicyError.ORIGIN_UNKNOWN.refused(
                    "an encrypted value of " + column.binding() + " in a result of a statement that does not name it",
                    "results of statements that name what they read");
        }
    }

    @Override
    public Optional<HeldRows> heldRows(ResultSet inner) {
        return dialect.heldRows(inner);
    }

    @Override
    public LocalDate currentDate() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT CURRENT_DATE")) {
            row.next();
            return row.getObject(1, LocalDate.class);
        }
    }

    @Override
    public String binaryLiteral(byte[] envelope) {
        return dialect.binaryLiteral(envelope);
    }

    @Override
    public Optional<ColumnBinding> protectedColumn(String schema, String table, String column) {
        if (schema == null || table == null || column == null) {
            return Optional.empty();
        }
        return runtime.schema()
                .column(new TableName(schema, table), dialect.folding().fold(column, true))
                .map(BoundColumn::binding);
    }

    @Override
    public boolean isMetadataTable(String schema, String table) {
        return runtime.metadataSchema().equals(schema)
                && table != null
                && MetadataTables.NAMES.contains(table.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean isStoredType(String name) {
        if (name == null) {
            return false;
        }
        // PostgreSQL makes a type of every table, and an array of every type.
        String element = name.startsWith("_") ? name.substring(1) : name;
        return dialect.storedTypes().contains(element) || MetadataTables.NAMES.contains(element);
    }

    @Override
    public Optional<ColumnBinding> parameterColumn(String schema, String routine, int position) {
        return calls.column(schema, routine, position, runtime.schema(), settings.session());
    }

    @Override
    public boolean physicalCatalog() {
        return runtime.configuration().physicalCatalog();
    }

    @Override
    public Optional<PlanCacheMXBean> planCache() {
        return Optional.of(runtime.plans());
    }

    @Override
    public Metrics metrics() {
        return runtime.metrics();
    }

    @Override
    public Unwrapping unwrapping() {
        return runtime.configuration().unwrapping();
    }

    @Override
    public void unwrapped(Class<?> type) {
        runtime.warnOfUnwrap(type);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            share.release();
        }
    }
}
