package io.tdejdbc.driver.internal.session;

import io.tdejdbc.driver.internal.catalog.PolicyError;
import io.tdejdbc.driver.internal.catalog.ProtectedSchema;
import io.tdejdbc.driver.internal.dialect.Dialect;
import io.tdejdbc.driver.internal.plan.ProtectedPlan;
import io.tdejdbc.driver.internal.plan.StatementPlan;
import io.tdejdbc.driver.internal.runtime.BackendRuntime;
import io.tdejdbc.driver.internal.runtime.ColumnMove;
import io.tdejdbc.driver.internal.types.DeclaredType;
import io.tdejdbc.keystore.ColumnName;
import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.sqlparse.IdentifierFolding;
import io.tdejdbc.sqlparse.Plan;
import io.tdejdbc.sqlparse.RelationName;
import io.tdejdbc.sqlparse.Segment;
import io.tdejdbc.sqlparse.TableChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The definitions of one session that rename or drop protected tables and columns. The metadata follows when the database
 * has made the change: a column whose name has gone and whose new name is there is put under it. If the driver dies in
 * between, {@code tde rename} does the same later; until then statements that name the table are refused.
 */
final class TableChanges {
    private static final int MOST = 256;

    private final BackendRuntime runtime;

    /** The newest ones; equal plans change the same. */
    private final Map<ProtectedPlan, List<ColumnMove>> moves = newest();

    private final Map<ProtectedPlan, NewType> types = newest();

    private record NewType(ColumnRecord record, DeclaredType type) {}

    private static <T> Map<ProtectedPlan, T> newest() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<ProtectedPlan, T> eldest) {
                return size() > MOST;
            }
        };
    }

    TableChanges(BackendRuntime runtime) {
        this.runtime = runtime;
    }

    /** The statement, and what the metadata will have to follow. */
    synchronized ProtectedPlan plan(TableChange change, ProtectedSchema schema, Connection connection)
            throws SQLException {
        TableChange.Move first = change.moves().get(0);
        if (first.newType().isPresent()) {
            return retyped(
                    change,
                    schema.column(first.column().orElseThrow()).record(),
                    first.newType().get());
        }
        List<ColumnMove> all = new ArrayList<>();
        for (TableChange.Move move : change.moves()) {
            all.addAll(moves(move, schema));
        }
        ProtectedPlan plan =
                withoutChecks(change, all, connection).orElseGet(() -> PlanBinder.bind(change.plan(), schema, runtime));
        moves.put(plan, List.copyOf(all));
        return plan;
    }

    /** The statement that also drops the second net of a dropped column; empty where that goes by itself. */
    private Optional<ProtectedPlan> withoutChecks(TableChange change, List<ColumnMove> dropped, Connection connection)
            throws SQLException {
        Dialect dialect = runtime.dialect();
        StringBuilder drops = new StringBuilder();
        for (ColumnMove move : dropped) {
            if (move.newName().isEmpty() && !move.withTable()) {
                ColumnRecord record = move.record();
                for (String name : dialect.keepsColumn(
                        connection, dialect.check(record.table(), record.column(), record.mode()))) {
                    drops.append("DROP CONSTRAINT ").append(dialect.quote(name)).append(", ");
                }
            }
        }
        return drops.isEmpty()
                ? Optional.empty()
                : Optional.of(utility(text(change).insert(change.actions(), drops), change));
    }

    private static StringBuilder text(TableChange change) {
        StringBuilder text = new StringBuilder();
        change.plan().segments().forEach(segment -> text.append(((Segment.Text) segment).text()));
        return text;
    }

    private static ProtectedPlan utility(StringBuilder text, TableChange change) {
        return new ProtectedPlan(
                Plan.Kind.UTILITY,
                List.of(new ProtectedPlan.Piece.Text(text.toString())),
                0,
                List.of(),
                change.plan().effects());
    }

    private ProtectedPlan retyped(TableChange change, ColumnRecord record, TableChange.NewType type)
            throws SQLException {
        DeclaredType before = DeclaredType.parse(record.declaredType());
        DeclaredType wanted = runtime.dialect()
                .types()
                .ofDefinition(type.type())
                .filter(after -> isWider(before, after))
                .orElseThrow(() -> PolicyError.DEFINITION_UNSUITABLE.refused(
                        record.table() + "." + record.column() + " of type " + type.type(),
                        before.definition() + " or the same type with more room"));
        ProtectedPlan plan = utility(
                text(change).replace(type.start(), type.end(), runtime.dialect().storedType(wanted, record.mode())),
                change);
        types.put(plan, new NewType(record, wanted));
        return plan;
    }

    /** What every value of the one type is in the other too, unchanged. */
    private static boolean isWider(DeclaredType before, DeclaredType after) {
        boolean roomOnly = switch (before.jdbcType()) {
            case Types.VARCHAR, Types.VARBINARY, Types.NUMERIC, Types.DECIMAL -> true;
            default -> false;
        };
        return roomOnly
                && after.jdbcType() == before.jdbcType()
                && after.typeName().equals(before.typeName())
                && after.scale() == before.scale()
                && before.precision() > 0
                && after.precision() >= before.precision();
    }

    /** Puts into the metadata what type a column has after a statement; nothing for other statements. */
    void retype(ProtectedPlan plan) throws SQLException {
        Optional<NewType> type;
        synchronized (this) {
            type = Optional.ofNullable(types.get(plan));
        }
        if (type.isPresent()) {
            runtime.redeclare(type.get().record(), type.get().type());
        }
    }

    private List<ColumnMove> moves(TableChange.Move move, ProtectedSchema schema) throws SQLException {
        List<ColumnMove> all = new ArrayList<>();
        if (move.column().isPresent()) {
            ColumnRecord record = schema.column(move.column().get()).record();
            requireNoRule(record);
            all.add(new ColumnMove(record, move.newName().map(name -> new ColumnName(record.table(), name)), false));
            return all;
        }
        TableName table = place(move.table());
        for (ColumnRecord record : schema.metadata().columns()) {
            if (!record.table().equals(table)) {
                continue;
            }
            if (move.newName().isPresent()) {
                requireNoRule(record);
                TableName renamed = new TableName(table.schema(), move.newName().get());
                all.add(new ColumnMove(record, Optional.of(new ColumnName(renamed, record.column())), false));
            } else if (!hasRule(record)) {
                // A table that a rule names waits for its next CREATE TABLE.
                all.add(new ColumnMove(record, Optional.empty(), true));
            }
        }
        return all;
    }

    private static TableName place(RelationName name) {
        List<String> parts = name.parts();
        return new TableName(parts.get(parts.size() - 2), name.simple());
    }

    /** The rule would name nothing afterwards, and with that nothing protected could be used. */
    private void requireNoRule(ColumnRecord record) throws SQLException {
        if (hasRule(record)) {
            throw PolicyError.RULE_BY_NAME.refused(
                    record.table() + "." + record.column() + " in "
                            + runtime.configuration().file(),
                    "a column that the metadata alone protects");
        }
    }

    private boolean hasRule(ColumnRecord record) {
        IdentifierFolding folding = runtime.dialect().folding();
        return runtime.configuration().rules().stream()
                .anyMatch(rule -> rule.table()
                                .folded(folding)
                                .equals(folding.fold(record.table().name(), true))
                        && rule.column().folded(folding).equals(record.column()));
    }

    /** Whether a plan is one of these. */
    synchronized boolean has(StatementPlan plan) {
        return plan instanceof ProtectedPlan guarded && (moves.containsKey(guarded) || types.containsKey(guarded));
    }

    /**
     * What the metadata has to follow after a statement; nothing for other statements.
     *
     * @param openTransaction whether the change could be taken back later
     */
    synchronized List<ColumnMove> before(ProtectedPlan plan, boolean openTransaction) throws SQLException {
        if (openTransaction && types.containsKey(plan)) {
            throw PolicyError.CHANGE_IN_TRANSACTION.refused(
                    "a new type of " + types.get(plan).record().table() + "."
                            + types.get(plan).record().column() + " in a transaction",
                    "auto-commit");
        }
        List<ColumnMove> wanted = moves.getOrDefault(plan, List.of());
        if (openTransaction && wanted.stream().allMatch(ColumnMove::withTable)) {
            return List.of();
        }
        if (openTransaction) {
            throw PolicyError.CHANGE_IN_TRANSACTION.refused(
                    "a definition that renames or drops "
                            + wanted.get(0).record().table() + " in a transaction",
                    "auto-commit");
        }
        return wanted;
    }
}
