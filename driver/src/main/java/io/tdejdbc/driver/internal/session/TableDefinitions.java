package io.tdejdbc.driver.internal.session;

import io.tdejdbc.driver.internal.catalog.BoundColumn;
import io.tdejdbc.driver.internal.catalog.PolicyError;
import io.tdejdbc.driver.internal.catalog.SessionCatalog;
import io.tdejdbc.driver.internal.dialect.Dialect;
import io.tdejdbc.driver.internal.plan.ProtectedPlan;
import io.tdejdbc.driver.internal.plan.StatementPlan;
import io.tdejdbc.driver.internal.runtime.BackendRuntime;
import io.tdejdbc.driver.internal.runtime.DeclaredColumn;
import io.tdejdbc.driver.internal.types.DeclaredType;
import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.KeyDomain;
import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.sqlparse.Plan;
import io.tdejdbc.sqlparse.ProtectedColumn;
import io.tdejdbc.sqlparse.TableDefinition;
import io.tdejdbc.sqlparse.TableDefinition.DefinedColumn;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The CREATE TABLE and ALTER TABLE ADD statements of one session that make protected columns. What they declare goes into the metadata just
 * before they are executed and stays there if they fail or are rolled back: a registered column without a table waits
 * for the next CREATE TABLE, and taking it out again could take it from another session that has just made the table.
 */
final class TableDefinitions {
    private static final int MOST = 256;

    private final BackendRuntime runtime;
    private final Dialect dialect;

    /** The newest ones; equal plans declare the same. */
    private final Map<ProtectedPlan, Declaration> declarations = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ProtectedPlan, Declaration> eldest) {
            return size() > MOST;
        }
    };

    private record Declaration(TableName table, Map<String, DeclaredColumn> columns) {}

    TableDefinitions(BackendRuntime runtime) {
        this.runtime = runtime;
        this.dialect = runtime.dialect();
    }

    /** The statement with stored types and the second net. */
    ProtectedPlan plan(TableDefinition definition, SessionCatalog catalog) throws SQLException {
        TableName table = catalog.pendingTable(definition.name())
                .orElseThrow(() -> PolicyError.DEFINITION_UNSUITABLE.refused(
                        "the definition of " + definition.name(), "the name of a table that a rule waits for"));
        Map<String, DeclaredColumn> declared = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder(definition.text());
        StringBuilder checks = new StringBuilder();
        Map<DefinedColumn, String> storedTypes = new LinkedHashMap<>();
        for (DefinedColumn column : definition.columns()) {
            DeclaredColumn wanted = declared(table, column);
            declared.put(column.name(), wanted);
            storedTypes.put(column, dialect.storedType(DeclaredType.parse(wanted.type()), wanted.mode()));
            dialect.check(table, column.name(), wanted.mode())
                    .clause()
                    .map(clause ->
                            definition.kind() == TableDefinition.Kind.ADD ? dialect.addedCheck(clause) : ", " + clause)
                    .ifPresent(checks::append);
        }
        text.insert(definition.constraintOffset(), checks);
        storedTypes.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<DefinedColumn, String> entry) ->
                                entry.getKey().typeStart())
                        .reversed())
                .forEach(entry ->
                        text.replace(entry.getKey().typeStart(), entry.getKey().typeEnd(), entry.getValue()));
        ProtectedPlan plan = new ProtectedPlan(
                Plan.Kind.UTILITY,
                List.of(new ProtectedPlan.Piece.Text(text.toString())),
                0,
                List.of(),
                definition.effects());
        declarations.put(plan, new Declaration(table, declared));
        return plan;
    }

    private DeclaredColumn declared(TableName table, DefinedColumn column) throws SQLException {
        ColumnRecord record = runtime.schema().metadata().columns().stream()
                .filter(one -> one.table().equals(table) && one.column().equals(column.name()))
                .findFirst()
                .orElseThrow(() -> PolicyError.NOT_REGISTERED.refused(
                        table + "." + column.name() + " without a row in tde_column", "a registered column"));
        DeclaredType type = dialect.types()
                .ofDefinition(column.type())
                .orElseThrow(() -> PolicyError.DEFINITION_UNSUITABLE.refused(
                        table + "." + column.name() + " of type " + column.type(), "a type that can be protected"));
        boolean smallDomain = runtime.configuration().rules().stream()
                .anyMatch(rule -> rule.smallDomainAccepted()
                        && dialect.spelled(rule.table().text(), rule.table().quoted())
                                .equals(table.name())
                        && rule.column().folded(dialect.folding()).equals(column.name()));
        Optional<String> objection = dialect.types().objection(type, record.mode(), record.comparison(), smallDomain);
        if (objection.isPresent()) {
            throw PolicyError.DEFINITION_UNSUITABLE.refused(
                    table + "." + column.name() + " of type " + column.type() + " as "
                            + record.mode().name().toLowerCase(Locale.ROOT),
                    objection.get());
        }
        if (column.key() && record.mode() == ProtectionMode.RANDOM) {
            // The backend would take equal values twice without a word.
            throw PolicyError.UNIQUE_RANDOM.refused(
                    "a definition of " + table + " with a key over " + column.name() + ", which is random", "equality");
        }
        requireAlike(table, column, record, type);
        return new DeclaredColumn(
                type.serialise(),
                type.family(),
                record.mode(),
                record.domain().map(KeyDomain::name),
                record.comparison());
    }

    /** A foreign key holds if both of its ends are stored alike. */
    private void requireAlike(TableName table, DefinedColumn column, ColumnRecord record, DeclaredType type)
            throws SQLException {
        for (ProtectedColumn other : column.references()) {
            String group = BoundColumn.comparisonGroup(record, type, type.family());
            if (record.mode() != ProtectionMode.EQUALITY || !group.equals(other.comparisonGroup())) {
                throw PolicyError.DEFINITION_UNSUITABLE.refused(
                        table + "." + column.name() + " with a foreign key to " + other.table() + "." + other.column(),
                        "two equality columns of one domain and of one kind of type");
            }
        }
    }

    /** Whether a plan is one of these. */
    boolean has(StatementPlan plan) {
        return plan instanceof ProtectedPlan guarded && declarations.containsKey(guarded);
    }

    /** Puts into the metadata what a statement declares; nothing for other statements. */
    void declare(ProtectedPlan plan) throws SQLException {
        Declaration declaration = declarations.get(plan);
        if (declaration != null) {
            runtime.declare(declaration.table(), declaration.columns());
        }
    }
}
