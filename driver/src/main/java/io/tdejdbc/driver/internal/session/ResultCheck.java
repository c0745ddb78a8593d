package io.tdejdbc.driver.internal.session;

import io.tdejdbc.driver.internal.catalog.BoundColumn;
import io.tdejdbc.driver.internal.catalog.PolicyError;
import io.tdejdbc.driver.internal.catalog.ProtectedSchema;
import io.tdejdbc.driver.internal.dialect.BaseColumns;
import io.tdejdbc.driver.internal.dialect.BaseColumns.Base;
import io.tdejdbc.driver.internal.dialect.StoredColumn;
import io.tdejdbc.driver.internal.plan.ColumnBinding;
import io.tdejdbc.driver.internal.plan.ProtectedPlan.Output;
import io.tdejdbc.driver.internal.runtime.BackendRuntime;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares what the real driver says of a result with what the analysis said. */
final class ResultCheck {
    /** "Invalid SQL data type", by which H2 says that it does not know a type. */
    private static final String UNKNOWN_TYPE = "HY004";

    private static final Set<Integer> BINARY = Set.of(Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB);

    private final BackendRuntime runtime;

    ResultCheck(BackendRuntime runtime) {
        this.runtime = runtime;
    }

    /** See {@link io.tdejdbc.driver.internal.plan.StatementPlanner#resolve}. */
    List<Optional<ColumnBinding>> resolve(ResultSetMetaData metaData) throws SQLException {
        ProtectedSchema schema = runtime.schema();
        BaseColumns bases = runtime.dialect().baseColumns(metaData);
        List<Optional<ColumnBinding>> columns = new ArrayList<>();
        for (int i = 1; i <= metaData.getColumnCount(); i++) {
            boolean suspicious = !schema.columns().isEmpty() && BINARY.contains(type(metaData, i));
            if (!suspicious) {
                columns.add(Optional.empty());
                continue;
            }
            Optional<Base> base = bases.of(i);
            Optional<BoundColumn> found = base.flatMap(one -> schema.column(one.table(), one.column()));
            boolean certain =
                    found.isPresent() || base.isPresent() && isPlain(base.get(), metaData.getColumnLabel(i), schema);
            if (!certain) {
                throw PolicyError.ORIGIN_UNKNOWN.refused(
                        "column " + i + " of type " + metaData.getColumnTypeName(i), "a column of a table");
            }
            columns.add(found.map(BoundColumn::binding));
        }
        if (columns.stream().anyMatch(Optional::isPresent)) {
            runtime.requireLive();
        }
        return columns;
    }

    /**
     * Whether a base column that is not protected is a plain one for certain, and not that of a view or an alias over a
     * protected column.
     */
    private boolean isPlain(Base base, String label, ProtectedSchema schema) throws SQLException {
        if (schema.stored().containsKey(base.table())) {
            return isStored(base, schema) && !runtime.dialect().mayRename(base.column(), label, true);
        }
        return base.table().schema() != null
                && !schema.reaching().containsKey(base.table())
                && runtime.columns(base.table())
                        .filter(columns -> has(columns, base.column()))
                        .isPresent();
    }

    private static int type(ResultSetMetaData metaData, int column) throws SQLException {
        try {
            return metaData.getColumnType(column);
        } catch (SQLException e) {
            // H2 fails for the result of CALL with a parameter, whose type it knows only with its value.
            if (UNKNOWN_TYPE.equals(e.getSQLState())) {
                return Types.OTHER;
            }
            throw e;
        }
    }

    /** See {@link io.tdejdbc.driver.internal.plan.StatementPlanner#verify}. */
    void verify(List<Output> planned, ResultSetMetaData actual) throws SQLException {
        if (planned.size() != actual.getColumnCount()) {
            throw differs(actual.getColumnCount() + " result columns", planned.size() + " columns by the analysis");
        }
        BaseColumns bases = runtime.dialect().baseColumns(actual);
        ProtectedSchema schema = runtime.schema();
        for (int i = 1; i <= planned.size(); i++) {
            Output output = planned.get(i - 1);
            boolean binary = BINARY.contains(actual.getColumnType(i));
            if (output.label().isPresent() && !folded(output.label().get()).equals(folded(actual.getColumnLabel(i)))) {
                throw differs(
                        "label " + actual.getColumnLabel(i) + " of column " + i,
                        "label " + output.label().get());
            }
            if (output.column().isPresent()) {
                protectedColumn(i, output.column().get(), binary, bases.of(i), schema, actual);
            } else if (binary) {
                Optional<Base> base = bases.of(i);
                if (base.flatMap(one -> schema.column(one.table(), one.column()))
                        .isPresent()) {
                    throw differs(
                            "column " + i + " from " + base.get().table() + "."
                                    + base.get().column(),
                            "a plain column");
                }
            }
        }
    }

    private String folded(String label) {
        return runtime.dialect().folding().fold(label, true);
    }

    private void protectedColumn(
            int index,
            ColumnBinding planned,
            boolean binary,
            Optional<Base> base,
            ProtectedSchema schema,
            ResultSetMetaData actual)
            throws SQLException {
        if (actual.getColumnType(index) == Types.NULL) {
            // Nothing but NULL comes.
            return;
        }
        if (!binary) {
            throw differs(
                    "type " + actual.getColumnTypeName(index) + " of column " + index, "the stored type of " + planned);
        }
        if (base.isEmpty()) {
            return;
        }
        Optional<BoundColumn> found =
                schema.column(base.get().table(), base.get().column());
        boolean agrees = found.map(BoundColumn::binding).filter(planned::equals).isPresent();
        // Some drivers give a view or the alias of a sub-query as the table: only a name of a table tells something.
        boolean tells = found.isPresent()
                || !schema.reaching().containsKey(base.get().table())
                        && base.get().table().schema() != null
                        && runtime.columns(base.get().table()).isPresent();
        if (!agrees && tells && !isRenamed(base.get(), planned, schema, actual.getColumnLabel(index))) {
            throw differs(
                    "column " + index + " from " + base.get().table() + "."
                            + base.get().column(),
                    planned.toString());
        }
    }

    /** Whether the name of a base column is another one of the planned column. */
    private boolean isRenamed(Base base, ColumnBinding planned, ProtectedSchema schema, String label) {
        return runtime.dialect().mayRename(base.column(), label, isStored(base, schema))
                && schema.columns().stream()
                        .anyMatch(column -> column.binding().equals(planned)
                                && column.record().table().equals(base.table()));
    }

    private static boolean isStored(Base base, ProtectedSchema schema) {
        return has(schema.stored().getOrDefault(base.table(), List.of()), base.column());
    }

    private static boolean has(List<StoredColumn> columns, String name) {
        return columns.stream().anyMatch(column -> column.name().equals(name));
    }

    private static SQLException differs(String found, String expected) {
        return PolicyError.RESULT_DIFFERS.refused(found, expected);
    }
}
