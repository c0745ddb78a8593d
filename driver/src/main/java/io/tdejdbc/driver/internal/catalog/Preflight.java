package io.tdejdbc.driver.internal.catalog;

import io.tdejdbc.driver.TdePolicyException;
import io.tdejdbc.driver.internal.dialect.Dependent;
import io.tdejdbc.driver.internal.dialect.Dialect;
import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.keystore.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds everything in the schema that cannot work with encrypted columns. */
public final class Preflight {
    private final Dialect dialect;
    private final Set<String> allowed;
    private final boolean foreignKeysWork;

    /**
     * @param allowed the {@code kind:name} forms of what the configuration accepts
     * @param foreignKeysWork whether a foreign key is fine if both its ends are stored alike; false while the stored
     *     types are changed
     */
    public Preflight(Dialect dialect, Set<String> allowed, boolean foreignKeysWork) {
        this.dialect = dialect;
        this.allowed = allowed;
        this.foreignKeysWork = foreignKeysWork;
    }

    /**
     * How a column is or will be protected.
     *
     * @param domain its key domain
     */
    public record Protection(ProtectionMode mode, Optional<String> domain) {}

    /**
     * What is in the way, one line each: {@code kind:name (column …)}.
     *
     * @param tables all columns that are or will be protected
     */
    public List<String> findings(Connection connection, Map<TableName, Map<String, Protection>> tables)
            throws SQLException {
        List<String> findings = new ArrayList<>();
        for (Map.Entry<TableName, Map<String, Protection>> table : tables.entrySet()) {
            Set<String> columns = table.getValue().keySet();
            for (Dependent dependent : dialect.dependents(connection, table.getKey(), columns)) {
                if (!allowed.contains(dependent.allowance())
                        && !(foreignKeysWork && comparable(table.getKey(), dependent, tables))) {
                    findings.add(dependent.allowance()
                            + dependent
                                    .column()
                                    .map(column -> " (on " + table.getKey() + "." + column + ")")
                                    .orElse(" (on " + table.getKey() + ")"));
                }
            }
        }
        return findings;
    }

    /**
     * Throws for anything that is in the way.
     *
     * @throws TdePolicyException TDE-POL-011 with all findings, TDE-POL-013 for a unique key over a random column
     */
    public void require(Connection connection, Map<TableName, Map<String, Protection>> tables) throws SQLException {
        for (Map.Entry<TableName, Map<String, Protection>> table : tables.entrySet()) {
            Set<String> unique = dialect.uniqueColumns(connection, table.getKey());
            for (Map.Entry<String, Protection> column : table.getValue().entrySet()) {
                if (column.getValue().mode() == ProtectionMode.RANDOM
                        && unique.contains(column.getKey())
                        && !allowed.contains("unique:" + table.getKey() + "." + column.getKey())) {
                    throw PolicyError.UNIQUE_RANDOM.because(
                            "a unique key with " + table.getKey() + "." + column.getKey() + " as random", "equality");
                }
            }
        }
        List<String> findings = findings(connection, tables);
        if (!findings.isEmpty()) {
            throw PolicyError.DEPENDENTS.because(String.join("; ", findings), "nothing that needs plain values");
        }
    }

    /** A foreign key works if both its ends are stored alike. */
    private static boolean comparable(
            TableName table, Dependent dependent, Map<TableName, Map<String, Protection>> tables) {
        if (dependent.counterpart().isEmpty() || dependent.column().isEmpty()) {
            return false;
        }
        Dependent.Counterpart other = dependent.counterpart().get();
        Optional<Protection> here =
                Optional.ofNullable(tables.get(table).get(dependent.column().get()));
        Optional<Protection> there =
                Optional.ofNullable(tables.getOrDefault(other.table(), Map.of()).get(other.column()));
        return here.isPresent()
                && there.isPresent()
                && here.get().mode() == ProtectionMode.EQUALITY
                && here.get().domain().isPresent()
                && here.get().equals(there.get());
    }
}
