package io.tdejdbc.driver.internal.runtime;

import io.tdejdbc.driver.TdeProperty;
import io.tdejdbc.driver.internal.catalog.FoldedColumns;
import io.tdejdbc.driver.internal.catalog.PolicyError;
import io.tdejdbc.driver.internal.catalog.Preflight;
import io.tdejdbc.driver.internal.catalog.ProtectedSchema;
import io.tdejdbc.driver.internal.catalog.SchemaReader;
import io.tdejdbc.driver.internal.catalog.SessionCatalog;
import io.tdejdbc.driver.internal.config.TdeConfiguration;
import io.tdejdbc.driver.internal.dialect.Dialect;
import io.tdejdbc.driver.internal.dialect.Dialects;
import io.tdejdbc.driver.internal.dialect.Reaching;
import io.tdejdbc.driver.internal.dialect.SessionFingerprint;
import io.tdejdbc.driver.internal.dialect.StoredColumn;
import io.tdejdbc.driver.internal.error.SqlErrors;
import io.tdejdbc.driver.internal.error.SqlErrors.Phase;
import io.tdejdbc.driver.internal.metrics.Metrics;
import io.tdejdbc.driver.internal.types.DeclaredType;
import io.tdejdbc.keystore.ColumnName;
import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.ColumnRegistration;
import io.tdejdbc.keystore.ColumnState;
import io.tdejdbc.keystore.KeyDomain;
import io.tdejdbc.keystore.Keystore;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.KeystoreSettings;
import io.tdejdbc.keystore.Keystores;
import io.tdejdbc.keystore.MasterKeyProvider;
import io.tdejdbc.keystore.Metadata;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.sqlparse.Relation;
import io.tdejdbc.sqlparse.RelationName;
import io.tdejdbc.sqlparse.SqlSession;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Everything that the connections of one configuration to one backend share: keys, the view of what is protected, and
 * the plans. Thread-safe.
 */
public final class BackendRuntime implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.tdejdbc");
    private static final System.Logger CONCERNS = System.getLogger("io.tdejdbc.concerns");
    private static final int MOST_RELATIONS = 2_000;

    private final TdeConfiguration configuration;
    private final Dialect dialect;
    private final BackendAccess access;
    private final Keystore keystore;
    private final Metrics metrics;
    private final SchemaReader reader;
    private final ReentrantLock refreshing = new ReentrantLock();
    /** What the last whole reading began with; guarded by the lock. */
    private Optional<Reading> lastReading = Optional.empty();

    private final PlanCache plans;
    private final Set<String> unwrapped = ConcurrentHashMap.newKeySet();
    private volatile View view;
    /** When the reading began that the view was last found to agree with. */
    private volatile long confirmed;

    /**
     * What plans are made against.
     *
     * @param version another one for every difference that could change a plan
     * @param schema what is protected
     * @param relations columns of relations that were asked for, by name; grows
     * @param failure why protected names cannot be used now
     */
    private record View(
            long version,
            ProtectedSchema schema,
            Map<TableName, Optional<List<StoredColumn>>> relations,
            Optional<SQLException> failure) {}

    /** {@link Dialect#schemaMark} and the metadata before a reading. */
    private record Reading(String mark, Metadata metadata) {}

    private BackendRuntime(
            TdeConfiguration configuration, Dialect dialect, BackendAccess access, Keystore keystore, Metrics metrics)
            throws SQLException, KeystoreException {
        this.metrics = metrics;
        this.configuration = configuration;
        this.dialect = dialect;
        this.access = access;
        this.keystore = keystore;
        this.reader = new SchemaReader(configuration, dialect, keystore, metrics);
        this.plans = new PlanCache(configuration.planCacheBytes());
        metrics.follow(plans);
        this.confirmed = System.nanoTime();
        ProtectedSchema schema = access.query(this::firstLook);
        this.view = new View(1, schema, new ConcurrentHashMap<>(), Optional.empty());
    }

    /**
     * Opens what a backend needs, or fails and leaves nothing open.
     *
     * @param application the first connection of the application, fresh
     * @param metrics what is told of it
     */
    static BackendRuntime open(
            TdeConfiguration configuration,
            MasterKeyProvider provider,
            ConnectionSource source,
            Connection application,
            Metrics metrics)
            throws SQLException {
        Dialect dialect =
                Dialects.of(application, source.innerUrl(), source.properties(), configuration.metadataSchema());
        BackendAccess access = BackendAccess.of(source, dialect, application, configuration.metadataSchema());
        Optional<Keystore> keystore = Optional.empty();
        boolean opened = false;
        try {
            keystore = Optional.of(keystore(configuration, provider, access, dialect));
            BackendRuntime runtime = new BackendRuntime(configuration, dialect, access, keystore.get(), metrics);
            runtime.announce(provider);
            opened = true;
            return runtime;
        } catch (KeystoreException e) {
            throw SqlErrors.of(e, Phase.CONNECTING);
        } finally {
            if (!opened) {
                keystore.ifPresent(Keystore::close);
                access.close();
            }
        }
    }

    private static Keystore keystore(
            TdeConfiguration configuration, MasterKeyProvider provider, BackendAccess access, Dialect dialect)
            throws SQLException, KeystoreException {
        if (configuration.init()) {
            access.initialise(provider, configuration.requiredDeployment(), dialect);
        }
        return Keystores.open(
                new KeystoreSettings(
                        configuration.requiredDeployment(),
                        configuration.anchor(),
                        configuration.poll(),
                        configuration.lease(),
                        !access.single(),
                        configuration.keyTtl(),
                        configuration.keyMaxStale()),
                access,
                provider);
    }

    private void announce(MasterKeyProvider provider) throws KeystoreException {
        ProtectedSchema schema = view.schema();
        LOG.log(
                Level.INFO,
                "TDE-JDBC {0}: key manager {1} ({2}, version {3}), {4} protected columns in {5} tables of {6}",
                productVersion(),
                provider.kind(),
                provider.keyName(),
                Integer.toString(provider.currentVersion()),
                schema.columns().size(),
                schema.tables().size(),
                access.description());
        provider.concerns().forEach(concern -> CONCERNS.log(Level.WARNING, concern));
    }

    /** The product's version; {@code development} where classes do not come from a jar. */
    public static String productVersion() {
        return Optional.ofNullable(BackendRuntime.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    /** The first reading, with everything that is looked at only once. */
    private ProtectedSchema firstLook(Connection connection) throws SQLException {
        try {
            Metadata metadata = PendingRules.register(configuration, dialect, keystore, connection);
            ProtectedSchema schema = reader.read(connection, metadata, Optional.empty());
            Map<TableName, Map<String, Preflight.Protection>> protections = new LinkedHashMap<>();
            for (ColumnRecord record : metadata.columns()) {
                if (schema.stored().containsKey(record.table())
                        && !schema.pending(record.table()).contains(record.column())
                        && schema.column(record.table(), record.column()).isPresent()) {
                    protections
                            .computeIfAbsent(record.table(), key -> new LinkedHashMap<>())
                            .put(
                                    record.column(),
                                    new Preflight.Protection(
                                            record.mode(), record.domain().map(KeyDomain::name)));
                }
            }
            Set<String> allowed = new HashSet<>(configuration.allowedDependents());
            allowed.addAll(readableViews(connection, schema));
            new Preflight(dialect, allowed, true).require(connection, protections);
            return schema;
        } catch (KeystoreException e) {
            throw SqlErrors.of(e, Phase.CONNECTING);
        }
    }

    /** Views that are followed need no plain values; as {@code tde.preflight.allow} writes them. */
    private Set<String> readableViews(Connection connection, ProtectedSchema schema) throws SQLException {
        SessionFingerprint session = dialect.fingerprint(connection);
        SessionCatalog catalog = new SessionCatalog(
                schema,
                session,
                how(session),
                table -> FoldedColumns.read(dialect, connection, table),
                dialect.temporaryTablesFirst());
        Set<String> views = new HashSet<>();
        for (Reaching reaching : schema.reaching().values()) {
            RelationName name =
                    RelationName.of(reaching.name().schema(), reaching.name().name());
            if (reaching.view().isPresent()
                    && catalog.resolve(name)
                            .filter(Relation.View.class::isInstance)
                            .isPresent()) {
                views.add(reaching.allowance());
            }
        }
        return views;
    }

    /** How statements of a session are read. */
    public SqlSession how(SessionFingerprint session) {
        return new SqlSession(
                dialect.family(),
                dialect.folding(),
                session.backslashEscapes(),
                session.plainCase(),
                session.doubleQuotedStrings(),
                session.concatenatingBars());
    }

    /** The dialect. */
    public Dialect dialect() {
        return dialect;
    }

    /** The configuration. */
    public TdeConfiguration configuration() {
        return configuration;
    }

    /** The schema of the metadata tables. */
    public String metadataSchema() {
        return access.schema();
    }

    /** What is told to whoever listens. */
    public Metrics metrics() {
        return metrics;
    }

    /** Plans by text and state. */
    public PlanCache plans() {
        return plans;
    }

    /** What is protected, by the newest reading, whether or not it may be relied on. */
    public ProtectedSchema schema() {
        return view.schema();
    }

    /** Changes whenever plans may have to be made anew. */
    public long version() {
        return view.version();
    }

    /**
     * Follows the metadata if it changed.
     *
     * @throws SQLException if protected columns must not be used now: the lease is out, the metadata was altered, or
     *     rules, metadata and tables disagree
     */
    public void requireLive() throws SQLException {
        try {
            Metadata metadata = keystore.metadata();
            if (metadata.epoch() != view.schema().metadata().epoch()) {
                refresh();
            }
        } catch (KeystoreException e) {
            throw SqlErrors.of(e, Phase.CONNECTED);
        }
        Optional<SQLException> failure = view.failure();
        if (failure.isPresent()) {
            throw refusal(failure.get());
        }
        long age = System.nanoTime() - confirmed;
        if (!access.single() && age > configuration.lease().toNanos()) {
            throw SqlErrors.of(
                    KeystoreError.LEASE_EXPIRED.because(
                            "the last good reading of the catalog " + age / 1_000_000_000 + " s ago",
                            "one within " + configuration.lease().toSeconds() + " s"),
                    Phase.CONNECTED);
        }
    }

    /**
     * Refuses a new connection for what a session would be refused for.
     *
     * @throws SQLException as at the first connection
     */
    void requireHealthy() throws SQLException {
        Optional<SQLException> failure = view.failure();
        if (failure.isPresent()) {
            SQLException found = failure.get();
            throw found.getCause() instanceof KeystoreException keys ? SqlErrors.of(keys, Phase.CONNECTING) : found;
        }
    }

    /** A finding of the policy is no reason for a pool to give up a connection. */
    private static SQLException refusal(SQLException failure) {
        boolean policy = failure.getMessage() != null && failure.getMessage().startsWith("TDE-POL");
        return policy ? new SQLFeatureNotSupportedException(failure.getMessage(), "0AT00", failure) : failure;
    }

    /** Reads tables and views anew. A failure is kept for {@link #requireLive}. */
    public void refresh() {
        refresh(false);
    }

    /** {@link Dialect#schemaMark} by the connection that reads relations. */
    public Optional<String> schemaMark() throws SQLException {
        return access.query(dialect::schemaMark);
    }

    /** As {@link #refresh}, where nothing is known to have changed: a database that is away is borne for the lease. */
    void poll() {
        refresh(true);
    }

    private void refresh(boolean patient) {
        refreshing.lock();
        try {
            View before = view;
            long begun = System.nanoTime();
            try {
                view = access.query(connection -> reread(connection, before));
                confirmed = begun;
                if (view.version() != before.version()) {
                    plans.clear();
                }
            } catch (SQLException e) {
                SQLException failure = told(e);
                boolean away = failure != e;
                if (patient && away && !access.single()) {
                    LOG.log(Level.DEBUG, "what is protected could not be read: {0}", e.getSQLState());
                    return;
                }
                LOG.log(Level.WARNING, "what is protected could not be read anew: {0}", failure.getMessage());
                view = new View(before.version() + 1, before.schema(), before.relations(), Optional.of(failure));
            }
        } finally {
            refreshing.unlock();
        }
    }

    /** A failure of a connection of ours, which must not look like one of the application's; our findings as they are. */
    private SQLException told(SQLException failure) {
        return BackendAccess.isAnswer(failure)
                ? failure
                : SqlErrors.of(
                        KeystoreError.CATALOG_UNREACHABLE.because(
                                access.description() + ": " + failure.getClass().getSimpleName() + " with SQLState "
                                        + failure.getSQLState(),
                                "an answer",
                                failure),
                        Phase.CONNECTED);
    }

    private <T> T ask(BackendAccess.Work<T> work) throws SQLException {
        try {
            return access.query(work);
        } catch (SQLException e) {
            throw told(e);
        }
    }

    private View reread(Connection connection, View before) throws SQLException {
        try {
            Metadata metadata = keystore.metadata();
            // Only where definitions come with their transaction is none under way that the mark knows and the catalog
            // does not.
            Optional<String> mark = dialect.transactionalDdl() ? dialect.schemaMark(connection) : Optional.empty();
            if (mark.isPresent()
                    && before.failure().isEmpty()
                    && lastReading.equals(mark.map(text -> new Reading(text, metadata)))) {
                return before;
            }
            ProtectedSchema schema = reader.read(connection, metadata, Optional.of(before.schema()));
            Map<TableName, Optional<List<StoredColumn>>> relations = new ConcurrentHashMap<>();
            if (before.relations().size() <= MOST_RELATIONS) {
                Set<TableName> names = Set.copyOf(before.relations().keySet());
                Map<TableName, List<StoredColumn>> columns = FoldedColumns.read(dialect, connection, names);
                names.forEach(name -> relations.put(name, Optional.ofNullable(columns.get(name))));
            }
            lastReading = mark.map(text -> new Reading(text, metadata));
            boolean same = schema == before.schema()
                    && before.failure().isEmpty()
                    && relations.equals(new HashMap<>(before.relations()));
            return same ? before : new View(before.version() + 1, schema, relations, Optional.empty());
        } catch (KeystoreException e) {
            throw SqlErrors.of(e, Phase.CONNECTED);
        }
    }

    /** Columns of a relation as every new session sees it, with {@link #upToDate}. */
    public Optional<List<StoredColumn>> columns(TableName table) throws SQLException {
        return upToDate(table, known(table));
    }

    /**
     * Reads anew what is protected if a relation has columns that are newer than that.
     *
     * @param known its columns as a session sees them
     * @return the same
     * @throws SQLException if they cannot be encrypted all the same
     */
    public Optional<List<StoredColumn>> upToDate(TableName table, Optional<List<StoredColumn>> known)
            throws SQLException {
        if (known.isPresent() && view.schema().isBehind(table, known.get())) {
            try {
                keystore.refresh();
            } catch (KeystoreException e) {
                throw SqlErrors.of(e, Phase.CONNECTED);
            }
            refresh();
            requireLive();
            if (view.schema().isBehind(table, known.get())) {
                throw PolicyError.STORED_PLAIN.refused(
                        table + " with a column that its rule waits for", "a table that was made through this driver");
            }
        }
        return known;
    }

    private Optional<List<StoredColumn>> known(TableName table) throws SQLException {
        View now = view;
        Optional<List<StoredColumn>> known = now.relations().get(table);
        if (known == null) {
            known = ask(connection -> FoldedColumns.read(dialect, connection, table));
            now.relations().putIfAbsent(table, known);
        }
        return known;
    }

    /** What reaches the protected tables as one session sees it. */
    public SchemaReader reader() {
        return reader;
    }

    /**
     * Puts the types of a CREATE TABLE or ALTER TABLE ADD into the metadata, before it is executed. Columns that are there
     * already are left alone.
     *
     * @param declared serialised types by column
     */
    public void declare(TableName table, Map<String, DeclaredColumn> declared) throws SQLException {
        try {
            List<StoredColumn> columns =
                    ask(connection -> dialect.columns(connection, table).orElse(List.of()));
            Metadata metadata = keystore.metadata();
            List<ColumnRegistration> missing = new ArrayList<>();
            for (Map.Entry<String, DeclaredColumn> column : declared.entrySet()) {
                DeclaredColumn wanted = column.getValue();
                Optional<ColumnRecord> record = metadata.columns().stream()
                        .filter(one -> one.table().equals(table) && one.column().equals(column.getKey()))
                        .findFirst();
                if (record.isEmpty()) {
                    missing.add(new ColumnRegistration(
                            table,
                            column.getKey(),
                            wanted.mode(),
                            wanted.domain(),
                            wanted.comparison(),
                            wanted.type(),
                            wanted.family(),
                            ColumnState.ENCRYPTED));
                } else if (columns.stream().noneMatch(one -> one.name().equals(column.getKey()))
                        && !record.get().declaredType().equals(wanted.type())) {
                    keystore.redeclare(record.get().columnId(), wanted.type(), wanted.family());
                }
            }
            if (!missing.isEmpty()) {
                keystore.register(missing);
            }
        } catch (KeystoreException e) {
            throw SqlErrors.of(e, Phase.CONNECTED);
        }
        refresh();
    }

    /** Tells once for each class that objects of the real driver were given out. */
    public void warnOfUnwrap(Class<?> type) {
        if (unwrapped.add(type.getName())) {
            LOG.log(
                    Level.WARNING,
                    "unwrap to {0}: what goes through it is neither encrypted nor decrypted ({1} decides)",
                    type.getName(),
                    TdeProperty.UNWRAP.key());
        }
    }

    /**
     * Lets the metadata follow what the database did. A column that is still where it was, or is not where it should be
     * now, is left alone.
     */
    public void follow(List<ColumnMove> moves) throws SQLException {
        try {
            Map<UUID, ColumnName> renamed = new LinkedHashMap<>();
            List<UUID> dropped = new ArrayList<>();
            for (ColumnMove move : moves) {
                ColumnRecord record = move.record();
                boolean gone = !exists(new ColumnName(record.table(), record.column()));
                if (gone && move.newName().isEmpty()) {
                    dropped.add(record.columnId());
                } else if (gone && exists(move.newName().get())) {
                    renamed.put(record.columnId(), move.newName().get());
                }
            }
            if (!renamed.isEmpty()) {
                keystore.rename(renamed);
            }
            if (!dropped.isEmpty()) {
                keystore.unregister(dropped);
            }
        } catch (KeystoreException e) {
            throw SqlErrors.of(e, Phase.CONNECTED);
        } finally {
            refresh();
        }
    }

    /** Puts another declared type of a column into the metadata. */
    public void redeclare(ColumnRecord record, DeclaredType type) throws SQLException {
        try {
            keystore.redeclare(record.columnId(), type.serialise(), type.family());
        } catch (KeystoreException e) {
            throw SqlErrors.of(e, Phase.CONNECTED);
        } finally {
            refresh();
        }
    }

    private boolean exists(ColumnName name) throws SQLException {
        return ask(connection -> dialect.columns(connection, name.table()).stream()
                .flatMap(List::stream)
                .anyMatch(column -> column.name().equals(name.column())));
    }

    /** The identity of its keys. */
    UUID deployment() {
        return view.schema().metadata().deployment();
    }

    /** Its keys. */
    Keystore keystore() {
        return keystore;
    }

    /** Whether no other connection reaches the data. */
    boolean single() {
        return access.single();
    }

    @Override
    public void close() {
        keystore.close();
        access.close();
        plans.clear();
    }

    @Override
    public String toString() {
        return access.description();
    }
}
