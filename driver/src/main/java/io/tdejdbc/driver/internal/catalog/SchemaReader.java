package io.tdejdbc.driver.internal.catalog;

import io.tdejdbc.driver.internal.config.TdeConfiguration;
import io.tdejdbc.driver.internal.dialect.CheckConstraint;
import io.tdejdbc.driver.internal.dialect.Dialect;
import io.tdejdbc.driver.internal.dialect.Reaching;
import io.tdejdbc.driver.internal.dialect.StoredColumn;
import io.tdejdbc.driver.internal.metrics.Metrics;
import io.tdejdbc.driver.internal.plan.ColumnBinding;
import io.tdejdbc.driver.internal.types.DeclaredType;
import io.tdejdbc.keystore.ColumnKeys;
import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.ColumnState;
import io.tdejdbc.keystore.KeyDomain;
import io.tdejdbc.keystore.Keystore;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.Metadata;
import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.keystore.TypeFamily;
import io.tdejdbc.keystore.ValueCipher;
import io.tdejdbc.sqlparse.ProtectedColumn.SearchKeys;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares the rules of the configuration with the metadata and the tables, and makes the view that statements are
 * analysed against. The stricter of file and metadata wins; every disagreement that could let plaintext through is an
 * error.
 */
public final class SchemaReader {
    /** Stands in the place of a declared type until the table's CREATE TABLE is seen. */
    public static final String UNDECLARED = "-";

    private static final System.Logger LOG = System.getLogger("io.tdejdbc");
    private static final Set<Reaching.Kind> VOUCHABLE =
            Set.of(Reaching.Kind.ROUTINE, Reaching.Kind.LINK, Reaching.Kind.TRIGGER);

    private final TdeConfiguration configuration;
    private final Dialect dialect;
    private final Keystore keystore;
    private final Metrics metrics;

    /** A reader for one backend, whose values nobody counts. */
    public SchemaReader(TdeConfiguration configuration, Dialect dialect, Keystore keystore) {
        this(configuration, dialect, keystore, Metrics.NONE);
    }

    /** A reader for one backend. */
    public SchemaReader(TdeConfiguration configuration, Dialect dialect, Keystore keystore, Metrics metrics) {
        this.metrics = metrics;
        this.configuration = configuration;
        this.dialect = dialect;
        this.keystore = keystore;
    }

    /**
     * Reads everything.
     *
     * @param previous the view before, whose bindings are kept where nothing changed
     * @return the previous view itself if nothing changed
     * @throws SQLException TDE-POL-nnn for a disagreement, or what the backend's driver throws
     */
    public ProtectedSchema read(Connection connection, Metadata metadata, Optional<ProtectedSchema> previous)
            throws SQLException, KeystoreException {
        List<RulePlace> places = RulePlaces.of(configuration.rules(), dialect, connection);
        Map<TableName, Optional<List<StoredColumn>>> relations = relations(connection, metadata, places);
        Map<List<Object>, ColumnRecord> records = new LinkedHashMap<>();
        metadata.columns().forEach(record -> records.put(List.of(record.table(), record.column()), record));
        Map<TableName, Set<String>> pending = new TreeMap<>(SchemaReader::compare);
        Set<ColumnRecord> required = new LinkedHashSet<>();
        for (RulePlace place : places) {
            Optional<ColumnRecord> record = Optional.ofNullable(records.get(List.of(place.table(), place.column())));
            Optional<List<StoredColumn>> stored = relations.get(place.table());
            record.ifPresent(required::add);
            if (record.isPresent()) {
                requireSame(place, record.get());
            }
            if (stored.isEmpty()) {
                requirePending(connection, place);
                pending.computeIfAbsent(place.table(), key -> new LinkedHashSet<>())
                        .add(place.column());
            } else {
                if (configuration.pendingColumns() && !place.isIn(stored.get())) {
                    waitsForColumn(place, previous.isEmpty());
                    pending.computeIfAbsent(place.table(), key -> new LinkedHashSet<>())
                            .add(place.column());
                }
                requireColumn(place, stored.get());
                if (record.isEmpty()) {
                    throw PolicyError.NOT_REGISTERED.because(
                            place.describe() + " without a row in tde_column", "a column in state ENCRYPTED");
                }
            }
        }
        List<ColumnRecord> encrypted = new ArrayList<>();
        for (ColumnRecord record : metadata.columns()) {
            if (!required.contains(record)) {
                notInFile(record, previous.isEmpty());
            }
            if (isEncrypted(record, relations.get(record.table()))) {
                encrypted.add(record);
            }
        }
        return build(connection, metadata, previous, relations, encrypted, pending);
    }

    private static int compare(TableName a, TableName b) {
        return a.toString().compareTo(b.toString());
    }

    private Map<TableName, Optional<List<StoredColumn>>> relations(
            Connection connection, Metadata metadata, List<RulePlace> places) throws SQLException {
        Set<TableName> names = new LinkedHashSet<>();
        places.forEach(place -> names.add(place.table()));
        metadata.columns().forEach(record -> names.add(record.table()));
        Map<TableName, List<StoredColumn>> columns = dialect.columns(connection, names);
        Map<TableName, Optional<List<StoredColumn>>> relations = new HashMap<>();
        names.forEach(name -> relations.put(name, Optional.ofNullable(columns.get(name))));
        return relations;
    }

    private static void requireSame(RulePlace place, ColumnRecord record) throws SQLException {
        String wanted = describe(
                place.rule().mode().name(), place.rule().domain(), place.rule().comparison());
        String found = describe(record.mode().name(), record.domain().map(KeyDomain::name), record.comparison());
        if (!wanted.equals(found)) {
            throw PolicyError.DIFFERS.because(place.describe() + " = " + wanted, found + ", as the metadata has it");
        }
    }

    private static String describe(String mode, Optional<String> domain, String comparison) {
        return mode.toLowerCase(Locale.ROOT)
                + domain.map(name -> " domain=" + name).orElse("")
                + (comparison.isEmpty() ? "" : " compare=" + comparison);
    }

    private void requirePending(Connection connection, RulePlace place) throws SQLException {
        if (!configuration.pendingTables()) {
            throw PolicyError.TABLE_MISSING.because(
                    place.describe(),
                    MetadataTables.others(dialect, connection, place.table().schema()));
        }
    }

    private static void waitsForColumn(RulePlace place, boolean first) {
        LOG.log(
                first ? Level.WARNING : Level.DEBUG,
                "{0} is no column of the table; the rule waits for an ALTER TABLE ADD",
                place.describe());
    }

    private void requireColumn(RulePlace place, List<StoredColumn> stored) throws SQLException {
        if (!configuration.pendingColumns() && !place.isIn(stored)) {
            throw PolicyError.COLUMN_MISSING.because(
                    place.describe(),
                    "one of the columns of " + place.table() + ": "
                            + listed(stored.stream().map(StoredColumn::name).toList()));
        }
    }

    /** A list that stays readable. */
    static String listed(List<String> names) {
        int shown = Math.min(names.size(), 20);
        String text = names.isEmpty() ? "none" : String.join(", ", names.subList(0, shown));
        return names.size() > shown ? text + " and " + (names.size() - shown) + " more" : text;
    }

    private void notInFile(ColumnRecord record, boolean first) throws SQLException {
        String column = record.table() + "." + record.column();
        if (configuration.strict()) {
            throw PolicyError.NOT_IN_FILE.because(
                    column + " in the metadata and not in " + configuration.file(), "the same columns in both");
        }
        LOG.log(
                first ? Level.WARNING : Level.DEBUG,
                "{0} is protected by the database''s metadata and not named in {1}; it stays encrypted",
                column,
                configuration.file());
    }

    private boolean isEncrypted(ColumnRecord record, Optional<List<StoredColumn>> stored) throws SQLException {
        String place = record.table() + "." + record.column();
        switch (record.state()) {
            case ENCRYPTED:
                return true;
            case PLAIN:
                if (!configuration.migrationAllowed()) {
                    throw PolicyError.NOT_ENCRYPTED.because(
                            place + " in state " + record.state(), "state " + ColumnState.ENCRYPTED);
                }
                if (stored.isPresent()
                        && isBinary(record, stored.get())
                        && declaredBinary(record).isEmpty()) {
                    throw PolicyError.NOT_ENCRYPTED.because(
                            place + " in state PLAIN with a binary stored type", "the end of 'tde encrypt'");
                }
                return false;
            default:
                throw PolicyError.STATE_UNSUPPORTED.because(
                        place + " in state " + record.state(), "PLAIN or ENCRYPTED");
        }
    }

    /** The declared type, if it is itself a byte string. */
    private static Optional<DeclaredType> declaredBinary(ColumnRecord record) {
        return record.declaredType().equals(UNDECLARED) || record.family() != TypeFamily.BINARY
                ? Optional.empty()
                : Optional.of(DeclaredType.parse(record.declaredType()));
    }

    private static boolean isBinary(ColumnRecord record, List<StoredColumn> stored) {
        return stored.stream().anyMatch(column -> column.name().equals(record.column()) && column.binary());
    }

    private ProtectedSchema build(
            Connection connection,
            Metadata metadata,
            Optional<ProtectedSchema> previous,
            Map<TableName, Optional<List<StoredColumn>>> relations,
            List<ColumnRecord> encrypted,
            Map<TableName, Set<String>> pending)
            throws SQLException, KeystoreException {
        List<BoundColumn> columns = new ArrayList<>();
        Map<TableName, Map<String, BoundColumn>> tables = new LinkedHashMap<>();
        Map<TableName, List<StoredColumn>> stored = new LinkedHashMap<>();
        for (ColumnRecord record : encrypted) {
            Optional<List<StoredColumn>> present = relations.get(record.table());
            if (present.isEmpty()) {
                pending.computeIfAbsent(record.table(), key -> new LinkedHashSet<>())
                        .add(record.column());
            } else if (!pending.getOrDefault(record.table(), Set.of()).contains(record.column())) {
                requireStored(connection, record, present.get(), previous);
                stored.put(record.table(), present.get());
            }
            if (!record.declaredType().equals(UNDECLARED)) {
                BoundColumn bound = bind(
                        columns.size(),
                        record,
                        searched(metadata, record),
                        present.isPresent() && inKey(connection, metadata, record),
                        previous);
                columns.add(bound);
                tables.computeIfAbsent(record.table(), key -> new LinkedHashMap<>())
                        .put(record.column(), bound);
            }
        }
        ProtectedSchema fresh = new ProtectedSchema(
                dialect.folding(),
                metadata,
                columns,
                tables,
                stored,
                pending,
                configuration.pendingColumns(),
                reaching(connection, metadata, stored.keySet()));
        return previous.filter(fresh::sameAs)
                .filter(same -> same.metadata().epoch() == metadata.epoch())
                .orElse(fresh);
    }

    private void requireStored(
            Connection connection, ColumnRecord record, List<StoredColumn> stored, Optional<ProtectedSchema> previous)
            throws SQLException {
        String place = record.table() + "." + record.column();
        Optional<StoredColumn> column = stored.stream()
                .filter(one -> one.name().equals(record.column()))
                .findFirst();
        if (column.isEmpty()) {
            throw PolicyError.COLUMN_MISSING.withFix(
                    place + " registered as encrypted and not in the table",
                    "one of the columns "
                            + listed(stored.stream().map(StoredColumn::name).toList()),
                    "restore the column, or run 'tde forget' if it was dropped on purpose");
        }
        if (record.declaredType().equals(UNDECLARED) || !column.get().binary()) {
            throw PolicyError.STORED_PLAIN.because(
                    place + " of type " + column.get().type(), "the binary type and CHECK that this driver makes");
        }
        boolean known = previous.isPresent()
                && previous.get()
                        .stored()
                        .getOrDefault(record.table(), List.of())
                        .equals(stored)
                && previous.get().column(record.table(), record.column()).isPresent();
        CheckConstraint check = dialect.check(record.table(), record.column(), record.mode());
        if (!known && !dialect.hasCheck(connection, check)) {
            throw PolicyError.NO_SECOND_NET.because(place + " without it", check.repair());
        }
    }

    /** The generations of search keys by which values may be stored, if there are several. */
    private static List<Integer> searched(Metadata metadata, ColumnRecord record) {
        ColumnKeys keys = metadata.keys().get(record.columnId());
        return record.mode() != ProtectionMode.EQUALITY
                        || keys == null
                        || keys.live().size() < 2
                ? List.of()
                : keys.live();
    }

    private boolean inKey(Connection connection, Metadata metadata, ColumnRecord record) throws SQLException {
        return !searched(metadata, record).isEmpty()
                && dialect.keyColumns(connection, record.table(), Set.of(record.column()))
                        .contains(record.column());
    }

    private BoundColumn bind(
            int id, ColumnRecord record, List<Integer> searched, boolean inKey, Optional<ProtectedSchema> previous)
            throws SQLException, KeystoreException {
        if (searched.size() > 2) {
            throw PolicyError.STATE_UNSUPPORTED.because(
                    record.table() + "." + record.column() + " under " + searched.size() + " search keys",
                    "at most two");
        }
        SearchKeys searchKeys = searched.isEmpty() ? SearchKeys.ONE : inKey ? SearchKeys.TWO_IN_KEY : SearchKeys.TWO;
        Optional<BoundColumn> before = previous.flatMap(schema -> schema.column(record.table(), record.column()))
                .filter(bound -> bound.record().equals(record));
        if (before.isPresent()
                && before.get().searched().equals(searched)
                && before.get().column().searchKeys() == searchKeys) {
            return before.get().withId(id);
        }
        DeclaredType type = DeclaredType.parse(record.declaredType());
        List<ColumnBinding> lookups = new ArrayList<>();
        for (int generation : searched) {
            lookups.add(binding(record, type, keystore.cipher(record.columnId(), generation)));
        }
        ValueCipher cipher = keystore.cipher(record.columnId());
        // What neither looks up nor is kept from writing goes on as it was.
        Optional<ColumnBinding> kept = before.filter(
                        bound -> !inKey && bound.column().searchKeys() != SearchKeys.TWO_IN_KEY)
                .map(BoundColumn::binding);
        return new BoundColumn(
                record,
                BoundColumn.describe(id, record, type, dialect.types(), searchKeys),
                kept.isPresent()
                        ? kept.get()
                        : binding(record, type, inKey ? new UnwrittenCipher(cipher, record) : cipher),
                lookups,
                searched);
    }

    private ColumnBinding binding(ColumnRecord record, DeclaredType type, ValueCipher cipher) {
        String table = record.table().toString();
        return new ColumnBinding(
                table, record.column(), dialect.types().codec(type, record.mode()), metrics.counting(table, cipher));
    }

    /**
     * What reaches the tables, but for routines, links and triggers that the configuration vouches for; and tables with encrypted
     * columns that nobody registered: renamed or restored ones.
     */
    public Map<TableName, Reaching> reaching(Connection connection, Metadata metadata, Set<TableName> tables)
            throws SQLException {
        Map<TableName, Reaching> reaching = new LinkedHashMap<>();
        for (Reaching one : dialect.reaching(connection, tables)) {
            boolean vouched = VOUCHABLE.contains(one.kind())
                    && configuration.allowedDependents().contains(one.allowance());
            if (!vouched) {
                reaching.put(one.name(), one);
            }
        }
        for (TableName table : dialect.encryptedTables(connection)) {
            boolean registered = metadata.columns().stream()
                    .anyMatch(record -> record.table().equals(table));
            if (!registered) {
                reaching.putIfAbsent(
                        table,
                        new Reaching(
                                Reaching.Kind.UNREGISTERED_TABLE, table, "columns that the metadata does not know"));
            }
        }
        return reaching;
    }
}
