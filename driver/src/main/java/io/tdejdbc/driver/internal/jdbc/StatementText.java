package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.plan.ColumnBinding;
import io.tdejdbc.driver.internal.plan.ProtectedPlan;
import io.tdejdbc.driver.internal.plan.StatementPlanner;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Renders a planned statement for execution without parameters. */
final class StatementText {
    private StatementText() {}

    /** The text for the inner driver, every literal of a protected column freshly encrypted. */
    static String render(ProtectedPlan plan, StatementPlanner planner) throws SQLException {
        Iterator<byte[]> envelopes = envelopes(plan, planner);
        StringBuilder text = new StringBuilder();
        for (ProtectedPlan.Piece piece : plan.pieces()) {
            if (piece instanceof ProtectedPlan.Piece.Text words) {
                text.append(words.text());
            } else if (piece instanceof ProtectedPlan.Piece.ProtectedLiteral) {
                text.append(planner.binaryLiteral(envelopes.next()));
            } else {
                // A marker in a text that has no parameters: the inner driver says what it always says.
                text.append('?');
            }
        }
        return text.toString();
    }

    /** The literals in text order, those of one column encrypted together. */
    private static Iterator<byte[]> envelopes(ProtectedPlan plan, StatementPlanner planner) throws SQLException {
        List<ColumnBinding> columns = new ArrayList<>();
        List<byte[]> canonicals = new ArrayList<>();
        for (ProtectedPlan.Piece piece : plan.pieces()) {
            if (piece instanceof ProtectedPlan.Piece.ProtectedLiteral literal) {
                columns.add(literal.column());
                canonicals.add(Values.encodeLiteral(
                        literal.column(), Values.present(literal.value(), planner), literal.use()));
            }
        }
        return Arrays.asList(new ColumnGroups(columns).encrypt(canonicals.toArray(byte[][]::new)))
                .iterator();
    }
}
