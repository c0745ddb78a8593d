package io.tdejdbc.driver.internal.tool;

import io.tdejdbc.driver.internal.catalog.PolicyError;
import io.tdejdbc.driver.internal.catalog.Preflight;
import io.tdejdbc.driver.internal.catalog.RulePlace;
import io.tdejdbc.driver.internal.catalog.SchemaReader;
import io.tdejdbc.driver.internal.dialect.Dialect;
import io.tdejdbc.driver.internal.error.SqlErrors;
import io.tdejdbc.driver.internal.error.SqlErrors.Phase;
import io.tdejdbc.driver.internal.types.DeclaredType;
import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.ColumnState;
import io.tdejdbc.keystore.Keystore;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.Metadata;
import io.tdejdbc.keystore.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Encrypts the values of all columns that the rules name and that are still plain, while the applications are stopped.
 * May be killed at any point and run again.
 */
public final class Encryption {
    private final ToolAccess access;
    private final Dialect dialect;
    private final Progress progress;

    /** Encryption over one connection. */
    public Encryption(ToolAccess access, Progress progress) {
        this.access = access;
        this.dialect = access.dialect();
        this.progress = progress;
    }

    /**
     * What was done.
     *
     * @param tables one entry for each table that was worked on
     * @param purged what was done to get rid of old copies
     * @param remains where copies of plain values may still be
     */
    public record Outcome(List<Encrypted> tables, List<String> purged, List<String> remains) {
        /** Copies the lists. */
        public Outcome {
            tables = List.copyOf(tables);
            purged = List.copyOf(purged);
            remains = List.copyOf(remains);
        }
    }

    /** One table. */
    public record Encrypted(TableName table, List<String> columns, long rows) {}

    /**
     * Runs it. The connection may be closed afterwards.
     *
     * @throws SQLException TDE-POL-nnn if a rule cannot be kept or something is in the way: then nothing was changed
     */
    public Outcome run() throws SQLException {
        try (Keystore keystore = access.keystore()) {
            return run(keystore);
        } catch (KeystoreException e) {
            throw SqlErrors.of(e, Phase.CONNECTED);
        }
    }

    private Outcome run(Keystore keystore) throws SQLException, KeystoreException {
        Connection connection = access.connection();
        Registrations registrations = new Registrations(access);
        List<RulePlace> places = registrations.places();
        Set<TableName> tables = places.stream().map(RulePlace::table).collect(Collectors.toSet());
        for (TableName table : tables) {
            dialect.migration().recover(connection, table);
        }
        Map<TableName, List<ColumnRecord>> work = work(registrations.complete(keystore, places), places);
        if (work.isEmpty()) {
            return new Outcome(List.of(), List.of(), List.of());
        }
        new Preflight(dialect, access.configuration().allowedDependents(), false)
                .require(connection, registrations.protections(places));
        List<String> others = dialect.migration().otherSessions(connection);
        if (!others.isEmpty()) {
            throw PolicyError.OTHER_SESSIONS.because(String.join("; ", others), "this session alone");
        }
        List<Encrypted> done = new ArrayList<>();
        for (Map.Entry<TableName, List<ColumnRecord>> table : work.entrySet()) {
            done.add(encrypt(keystore, table.getKey(), table.getValue()));
        }
        List<String> purged = new ArrayList<>();
        for (Encrypted table : done) {
            purged.addAll(dialect.migration().purge(connection, table.table()));
            if (connection.isClosed() || dialect.embedded()) {
                // The database was shut down and written anew as a whole.
                break;
            }
        }
        return new Outcome(
                done, purged.stream().distinct().toList(), dialect.migration().remains());
    }

    private Map<TableName, List<ColumnRecord>> work(Metadata metadata, List<RulePlace> places) throws SQLException {
        Map<TableName, List<ColumnRecord>> work = new LinkedHashMap<>();
        for (RulePlace place : places) {
            ColumnRecord record = Registrations.record(metadata, place).orElseThrow();
            boolean exists = dialect.columns(access.connection(), place.table())
                    .filter(columns -> !access.configuration().pendingColumns() || place.isIn(columns))
                    .isPresent();
            if (exists && record.declaredType().equals(SchemaReader.UNDECLARED)) {
                throw PolicyError.STORED_PLAIN.withFix(
                        place.describe() + ", whose table was created without this driver",
                        "a table that this driver creates",
                        "run 'tde forget " + record.table() + "." + record.column() + "' and then this command again");
            }
            if (record.state() == ColumnState.PLAIN) {
                if (!exists) {
                    throw PolicyError.TABLE_MISSING.withFix(
                            place.describe() + ", whose values were still plain when it was last seen",
                            "the table with the column",
                            "restore it, or run 'tde forget " + record.table() + "." + record.column()
                                    + "' if it is gone for good");
                }
                work.computeIfAbsent(place.table(), key -> new ArrayList<>()).add(record);
            }
        }
        return work;
    }

    private Encrypted encrypt(Keystore keystore, TableName table, List<ColumnRecord> records)
            throws SQLException, KeystoreException {
        List<ColumnWork> columns = new ArrayList<>();
        for (ColumnRecord record : records) {
            DeclaredType type = DeclaredType.parse(record.declaredType());
            ColumnWork column = new ColumnWork(
                    record,
                    type,
                    dialect.types().codec(type, record.mode()),
                    keystore.cipher(record.columnId()),
                    dialect.folding().fold("tde_tmp_", false) + record.column(),
                    dialect.storedType(type, record.mode()),
                    dialect.check(table, record.column(), record.mode()));
            column.warm();
            columns.add(column);
        }
        long rows = new TableEncryption(dialect, access.connection(), table, columns, progress).run();
        List<UUID> ids = records.stream().map(ColumnRecord::columnId).toList();
        keystore.changeState(records.get(0).tableId(), ids, ColumnState.PLAIN, ColumnState.ENCRYPTED);
        return new Encrypted(table, records.stream().map(ColumnRecord::column).toList(), rows);
    }
}
