package io.tdejdbc.driver.internal.runtime;

import io.tdejdbc.driver.internal.catalog.RulePlace;
import io.tdejdbc.driver.internal.catalog.RulePlaces;
import io.tdejdbc.driver.internal.catalog.SchemaReader;
import io.tdejdbc.driver.internal.config.TdeConfiguration;
import io.tdejdbc.driver.internal.dialect.Dialect;
import io.tdejdbc.driver.internal.dialect.StoredColumn;
import io.tdejdbc.keystore.ColumnRegistration;
import io.tdejdbc.keystore.ColumnState;
import io.tdejdbc.keystore.Keystore;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.Metadata;
import io.tdejdbc.keystore.TypeFamily;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules whose tables or columns are yet to be made: their keys are made before any statement needs them. */
final class PendingRules {

    private PendingRules() {}

    /** Registers what the configuration lets wait and nobody has registered; gives the metadata afterwards. */
    static Metadata register(TdeConfiguration configuration, Dialect dialect, Keystore keystore, Connection connection)
            throws SQLException, KeystoreException {
        Metadata metadata = keystore.metadata();
        if (!configuration.pendingTables() && !configuration.pendingColumns()) {
            return metadata;
        }
        List<ColumnRegistration> missing = new ArrayList<>();
        for (RulePlace place : RulePlaces.of(configuration.rules(), dialect, connection)) {
            boolean registered = metadata.columns().stream()
                    .anyMatch(record -> record.table().equals(place.table())
                            && record.column().equals(place.column()));
            if (!registered && isWaitedFor(configuration, dialect.columns(connection, place.table()), place)) {
                missing.add(new ColumnRegistration(
                        place.table(),
                        place.column(),
                        place.rule().mode(),
                        place.rule().domain(),
                        place.rule().comparison(),
                        SchemaReader.UNDECLARED,
                        TypeFamily.TEXT,
                        ColumnState.ENCRYPTED));
            }
        }
        return missing.isEmpty() ? metadata : keystore.register(missing);
    }

    private static boolean isWaitedFor(
            TdeConfiguration configuration, Optional<List<StoredColumn>> columns, RulePlace place) {
        return columns.isPresent()
                ? configuration.pendingColumns() && !place.isIn(columns.get())
                : configuration.pendingTables();
    }
}
