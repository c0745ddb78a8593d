package io.tdejdbc.driver.internal.tool;

import io.tdejdbc.driver.internal.catalog.MetadataTables;
import io.tdejdbc.driver.internal.catalog.PolicyError;
import io.tdejdbc.driver.internal.catalog.Preflight;
import io.tdejdbc.driver.internal.catalog.RulePlace;
import io.tdejdbc.driver.internal.catalog.RulePlaces;
import io.tdejdbc.driver.internal.catalog.SchemaReader;
import io.tdejdbc.driver.internal.config.TdeConfiguration;
import io.tdejdbc.driver.internal.dialect.Dialect;
import io.tdejdbc.driver.internal.dialect.StoredColumn;
import io.tdejdbc.driver.internal.types.DeclaredType;
import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.ColumnRegistration;
import io.tdejdbc.keystore.ColumnState;
import io.tdejdbc.keystore.Keystore;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.Metadata;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.keystore.TypeFamily;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gets the rules of a configuration into the metadata, with all their keys, and columns that are plain as plain. */
final class Registrations {
    private final ToolAccess access;
    private final Dialect dialect;
    private final TdeConfiguration configuration;

    Registrations(ToolAccess access) {
        this.access = access;
        this.dialect = access.dialect();
        this.configuration = access.configuration();
    }

    /** The places of all rules. */
    List<RulePlace> places() throws SQLException {
        return RulePlaces.of(configuration.rules(), dialect, access.connection());
    }

    /** How the rules' existing columns are to be protected. */
    Map<TableName, Map<String, Preflight.Protection>> protections(List<RulePlace> places) throws SQLException {
        Map<TableName, Map<String, Preflight.Protection>> protections = new LinkedHashMap<>();
        for (RulePlace place : places) {
            Optional<List<StoredColumn>> columns = dialect.columns(access.connection(), place.table());
            if (columns.isPresent() && (!configuration.pendingColumns() || place.isIn(columns.get()))) {
                protections
                        .computeIfAbsent(place.table(), key -> new LinkedHashMap<>())
                        .put(
                                place.column(),
                                new Preflight.Protection(
                                        place.rule().mode(), place.rule().domain()));
            }
        }
        return protections;
    }

    /**
     * Registers what is not registered yet.
     *
     * @return the metadata afterwards
     * @throws SQLException TDE-POL-nnn for a rule that cannot be kept; nothing is registered then
     */
    Metadata complete(Keystore keystore, List<RulePlace> places) throws SQLException, KeystoreException {
        Metadata metadata = keystore.metadata();
        List<ColumnRegistration> missing = new ArrayList<>();
        for (RulePlace place : places) {
            if (record(metadata, place).isEmpty()) {
                missing.add(registration(place));
            }
        }
        return missing.isEmpty() ? metadata : keystore.register(missing);
    }

    /** The record of a rule's column. */
    static Optional<ColumnRecord> record(Metadata metadata, RulePlace place) {
        return metadata.columns().stream()
                .filter(record ->
                        record.table().equals(place.table()) && record.column().equals(place.column()))
                .findFirst();
    }

    private ColumnRegistration registration(RulePlace place) throws SQLException {
        Connection connection = access.connection();
        Optional<List<StoredColumn>> columns = dialect.columns(connection, place.table());
        if (columns.isPresent() && configuration.pendingColumns() && !place.isIn(columns.get())) {
            return registration(place, SchemaReader.UNDECLARED, TypeFamily.TEXT, ColumnState.ENCRYPTED);
        }
        if (columns.isEmpty()) {
            if (!configuration.pendingTables()) {
                throw PolicyError.TABLE_MISSING.because(
                        place.describe(),
                        MetadataTables.others(dialect, connection, place.table().schema()));
            }
            return registration(place, SchemaReader.UNDECLARED, TypeFamily.TEXT, ColumnState.ENCRYPTED);
        }
        DeclaredType type = PlainTypes.of(dialect, connection, place);
        return registration(place, type.serialise(), type.family(), ColumnState.PLAIN);
    }

    private static ColumnRegistration registration(
            RulePlace place, String declaredType, TypeFamily family, ColumnState state) {
        return new ColumnRegistration(
                place.table(),
                place.column(),
                place.rule().mode(),
                place.rule().domain(),
                place.rule().comparison(),
                declaredType,
                family,
                state);
    }
}
