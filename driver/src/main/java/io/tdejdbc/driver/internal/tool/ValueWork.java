package io.tdejdbc.driver.internal.tool;

import io.tdejdbc.driver.internal.dialect.Dialect;
import io.tdejdbc.keystore.ColumnKeys;
import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.ColumnState;
import io.tdejdbc.keystore.KeyDomain;
import io.tdejdbc.keystore.KeyJob;
import io.tdejdbc.keystore.KeyLife;
import io.tdejdbc.keystore.KeyProgress;
import io.tdejdbc.keystore.KeyScope;
import io.tdejdbc.keystore.Keystore;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.Metadata;
import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.keystore.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Work on stored values whose keys have older generations. Each method may be killed at any point and run again. */
public final class ValueWork {
    private final ToolAccess access;
    private final KeyLife life;
    private final Pace pace;
    private final Progress progress;

    /** Work over one connection. */
    public ValueWork(ToolAccess access, KeyLife life, Pace pace, Progress progress) {
        this.access = access;
        this.life = life;
        this.pace = pace;
        this.progress = progress;
    }

    /**
     * What was done.
     *
     * @param columns the columns whose values are now all of the current generation
     * @param rows rows that were written
     * @param retired ids of keys that were taken out of use
     */
    public record Outcome(List<String> columns, long rows, List<UUID> retired) {
        /** Copies the lists. */
        public Outcome {
            columns = List.copyOf(columns);
            retired = List.copyOf(retired);
        }
    }

    /**
     * Writes the values of a table that older generations of its data key encrypted anew by the current one.
     *
     * @throws KeystoreException TDE-KEY-029 if a value does not decrypt, after all others were written; UNAVAILABLE if
     *     the work has to stop: what was done is kept
     */
    public Outcome reencrypt(TableName table) throws SQLException, KeystoreException {
        KeyScope scope = KeyScope.of(table);
        try (KeyJob job = life.job(KeyJob.Kind.REENCRYPT, scope);
                Keystore keystore = access.keystore()) {
            Metadata metadata = keystore.metadata();
            List<ColumnRecord> records = records(metadata, scope, false);
            boolean older = records.stream()
                    .map(record -> metadata.keys().get(record.columnId()))
                    .anyMatch(keys -> keys.live().size() > 1);
            OnlineRewriting rewriting = rewriting(job, keystore, records);
            long rows = older ? rewriting.run() : 0;
            if (older) {
                job.rewritten();
            }
            job.finish();
            return new Outcome(rewriting.places(), rows, List.of());
        }
    }

    /**
     * Takes the older generations of a table's data key out of use, if no value of them is stored.
     *
     * @param destroy whether they are made unreadable for good
     * @throws KeystoreException TDE-KEY-029 if a value is left
     */
    public Outcome retire(TableName table, boolean destroy) throws SQLException, KeystoreException {
        KeyScope scope = KeyScope.of(table);
        try (KeyJob job = life.job(KeyJob.Kind.REENCRYPT, scope);
                Keystore keystore = access.keystore()) {
            OnlineRewriting rewriting = rewriting(job, keystore, records(keystore.metadata(), scope, false));
            rewriting.awaitDrivers();
            rewriting.requireNoneLeft();
            List<UUID> retired = job.retireOld(destroy);
            job.finish();
            return new Outcome(rewriting.places(), 0, retired);
        }
    }

    /**
     * Gives a table or a domain new keys, search keys too, writes all values by them, and takes the old keys out of use.
     *
     * @param destroy whether the old keys are made unreadable for good
     */
    public Outcome rekey(KeyScope scope, boolean destroy) throws SQLException, KeystoreException {
        try (KeyJob job = life.job(KeyJob.Kind.REKEY, scope)) {
            if (!job.begun() && !job.searchKeysChange()) {
                requireAddresses(scope);
                job.rotate(access.configuration().lease(), keyProgress());
                progress.end();
            }
            job.step("new keys are written");
            try (Keystore keystore = access.keystore()) {
                Metadata metadata = keystore.metadata();
                List<ColumnRecord> records = records(metadata, scope, true);
                Set<TableName> locked = lockedTables(records);
                OnlineRewriting rewriting = rewriting(job, keystore, records);
                long rows = 0;
                if (!locked.isEmpty()) {
                    rewriting.awaitDrivers();
                    rewriting.rest();
                    rows = new LockedRewriting(access, rewriting.rewriters(locked), foreignKeys(records), job, pace)
                            .run();
                }
                rows += rewriting.run();
                job.rewritten();
                List<UUID> retired = job.retireOld(destroy);
                job.finish();
                return new Outcome(rewriting.places(), rows, retired);
            }
        }
    }

    /** Before a key is made by which the values could then not be written. */
    private void requireAddresses(KeyScope scope) throws SQLException, KeystoreException {
        try (Keystore keystore = access.keystore()) {
            for (ColumnRecord record : records(keystore.metadata(), scope, true)) {
                access.dialect().rewriting().addresses(access.connection(), record.table());
            }
        }
    }

    private KeyProgress keyProgress() {
        return new KeyProgress() {
            @Override
            public void begin(long seconds) {
                progress.begin("wait for drivers", seconds);
            }

            @Override
            public void advance(long seconds) {
                progress.advance(seconds);
            }
        };
    }

    /** The columns that exist and whose values the keys of a scope encrypt. */
    private List<ColumnRecord> records(Metadata metadata, KeyScope scope, boolean searched) throws SQLException {
        List<ColumnRecord> records = new ArrayList<>();
        for (ColumnRecord record : metadata.columns()) {
            boolean of = scope.domain().isPresent()
                    ? record.domain().map(KeyDomain::name).equals(scope.domain())
                    : record.table().equals(scope.table().orElseThrow())
                            && record.domain().isEmpty()
                            && (searched || record.mode() == ProtectionMode.RANDOM);
            if (of && record.state() == ColumnState.ENCRYPTED && exists(record)) {
                records.add(record);
            }
        }
        return records;
    }

    private boolean exists(ColumnRecord record) throws SQLException {
        return access.dialect().columns(access.connection(), record.table()).stream()
                .flatMap(List::stream)
                .anyMatch(column -> column.name().equals(record.column()));
    }

    private OnlineRewriting rewriting(KeyJob job, Keystore keystore, List<ColumnRecord> records)
            throws SQLException, KeystoreException {
        access.connection().setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        Map<TableName, List<RewriteColumn>> tables = new LinkedHashMap<>();
        for (ColumnRecord record : records) {
            ColumnKeys keys = keystore.metadata().keys().get(record.columnId());
            tables.computeIfAbsent(record.table(), key -> new ArrayList<>())
                    .add(new RewriteColumn(record, keystore.cipher(record.columnId()), keys.current()));
        }
        List<ValueRewriter> rewriters = new ArrayList<>();
        for (Map.Entry<TableName, List<RewriteColumn>> table : tables.entrySet()) {
            rewriters.add(new ValueRewriter(access.dialect(), access.connection(), table.getKey(), table.getValue()));
        }
        List<String> places = records.stream()
                .map(record -> record.table() + "." + record.column())
                .toList();
        return new OnlineRewriting(access, job, rewriters, places, pace, progress);
    }

    private static Map<TableName, Set<String>> searched(List<ColumnRecord> records) {
        return records.stream()
                .filter(record -> record.mode() == ProtectionMode.EQUALITY)
                .collect(Collectors.groupingBy(
                        ColumnRecord::table, Collectors.mapping(ColumnRecord::column, Collectors.toSet())));
    }

    /** Tables in which a key would be broken while values of two generations lie side by side. */
    private Set<TableName> lockedTables(List<ColumnRecord> records) throws SQLException {
        Dialect dialect = access.dialect();
        Set<TableName> locked = new HashSet<>();
        for (Map.Entry<TableName, Set<String>> table : searched(records).entrySet()) {
            Set<String> keys = new HashSet<>(dialect.keyColumns(access.connection(), table.getKey(), table.getValue()));
            keys.retainAll(table.getValue());
            if (!keys.isEmpty()) {
                locked.add(table.getKey());
            }
        }
        return locked;
    }

    private boolean foreignKeys(List<ColumnRecord> records) throws SQLException {
        for (Map.Entry<TableName, Set<String>> table : searched(records).entrySet()) {
            if (!access.dialect()
                    .foreignKeyColumns(access.connection(), table.getKey(), table.getValue())
                    .isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** What is said of values that cannot be written anew. */
    static KeystoreException left(TableName table, long rows, String failure) {
        return KeystoreError.VALUES_LEFT.because(
                rows + " rows of " + table + (failure.isEmpty() ? "" : ", the first of which has " + failure), "none");
    }
}
