package io.tdejdbc.driver.internal.session;

import io.tdejdbc.driver.internal.catalog.BoundColumn;
import io.tdejdbc.driver.internal.catalog.PolicyError;
import io.tdejdbc.driver.internal.catalog.ProtectedSchema;
import io.tdejdbc.driver.internal.config.CallRule;
import io.tdejdbc.driver.internal.dialect.SessionFingerprint;
import io.tdejdbc.driver.internal.plan.ColumnBinding;
import io.tdejdbc.driver.internal.plan.ProtectedPlan;
import io.tdejdbc.driver.internal.plan.ProtectedPlan.Piece;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.sqlparse.Effects;
import io.tdejdbc.sqlparse.IdentifierFolding;
import io.tdejdbc.sqlparse.Plan;
import io.tdejdbc.sqlparse.RoutineCall;
import io.tdejdbc.sqlparse.SqlSession;
import io.tdejdbc.sqlparse.ValueUse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Plans calls of the routines whose parameters carry protected values. Immutable and thread-safe. */
final class RoutineCalls {

    private final List<CallRule> rules;
    private final IdentifierFolding folding;

    RoutineCalls(List<CallRule> rules, IdentifierFolding folding) {
        this.rules = rules;
        this.folding = folding;
    }

    /** The protected column of a parameter as the catalog names it; empty for all others. */
    Optional<ColumnBinding> column(
            String schema, String routine, int position, ProtectedSchema protectedSchema, SessionFingerprint session) {
        if (schema == null || routine == null) {
            return Optional.empty();
        }
        return rules.stream()
                .filter(rule -> rule.position() == position && isMeant(rule, List.of(schema, routine)))
                .findFirst()
                .flatMap(rule -> find(rule, protectedSchema, session.path()));
    }

    /**
     * The plan of a statement that names such a routine; empty for all others.
     *
     * @param path the schemas of the session
     * @throws SQLException TDE-POL-024 or TDE-POL-025 if it cannot be planned
     */
    Optional<ProtectedPlan> plan(String sql, SqlSession session, ProtectedSchema schema, List<String> path)
            throws SQLException {
        if (rules.isEmpty()) {
            return Optional.empty();
        }
        Optional<RoutineCall> found = RoutineCall.find(
                sql,
                session,
                name -> rules.stream()
                        .anyMatch(rule -> rule.routine().folded(folding).equals(name)));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        RoutineCall call = found.get();
        List<CallRule> meant =
                rules.stream().filter(rule -> isMeant(rule, call.name())).toList();
        if (meant.isEmpty()) {
            return Optional.empty();
        }
        List<OptionalInt> arguments = call.arguments()
                .orElseThrow(() -> unclear(call, "in a statement that is no plain call, or among other arguments"));
        Map<Integer, ColumnBinding> byMarker = new HashMap<>();
        for (CallRule rule : meant) {
            ColumnBinding column = column(rule, schema, path);
            if (rule.position() >= arguments.size()) {
                throw unclear(call, "without parameter " + rule.position());
            }
            OptionalInt marker = arguments.get(rule.position());
            if (marker.isEmpty() && rule.position() > 0) {
                throw unclear(call, "with a literal as parameter " + rule.position());
            }
            marker.ifPresent(number -> byMarker.put(number, column));
        }
        return Optional.of(plan(sql, call.markers(), byMarker));
    }

    /** A rule without a schema is about all routines of the name, and an unqualified call may be of any schema. */
    private boolean isMeant(CallRule rule, List<String> name) {
        return rule.routine().folded(folding).equals(name.get(name.size() - 1))
                && (rule.schema().isEmpty()
                        || name.size() == 1
                        || rule.schema().get().folded(folding).equals(name.get(name.size() - 2)));
    }

    private ColumnBinding column(CallRule rule, ProtectedSchema schema, List<String> path) throws SQLException {
        return find(rule, schema, path)
                .orElseThrow(() -> PolicyError.CALL_COLUMN.refused(
                        rule.describe() + " for " + rule.table().text() + "."
                                + rule.column().text(),
                        "a protected column of a table in " + path));
    }

    private Optional<ColumnBinding> find(CallRule rule, ProtectedSchema schema, List<String> path) {
        TableName named = new TableName(
                rule.tableSchema().map(one -> one.folded(folding)).orElse(""),
                rule.table().folded(folding));
        String column = rule.column().folded(folding);
        List<String> schemas = named.schema().isEmpty() ? path : List.of(named.schema());
        return schemas.stream()
                .flatMap(one -> schema.column(new TableName(one, named.name()), column).stream())
                .findFirst()
                .map(BoundColumn::binding);
    }

    private static SQLException unclear(RoutineCall call, String how) {
        return PolicyError.CALL_UNCLEAR.refused(
                String.join(".", call.name()) + " " + how, "a call with a marker for each encrypted parameter");
    }

    private static ProtectedPlan plan(String sql, List<Integer> markers, Map<Integer, ColumnBinding> byMarker) {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < markers.size(); i++) {
            int marker = i + 1;
            pieces.add(new Piece.Text(sql.substring(at, markers.get(i))));
            ColumnBinding column = byMarker.get(marker);
            pieces.add(
                    column == null
                            ? new Piece.PlainParameter(marker)
                            : new Piece.ProtectedParameter(marker, column, ValueUse.ASSIGNED));
            at = markers.get(i) + 1;
        }
        pieces.add(new Piece.Text(sql.substring(at)));
        return new ProtectedPlan(Plan.Kind.CALL, pieces, markers.size(), List.of(), Effects.EVERYTHING);
    }
}
