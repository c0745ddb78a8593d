package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.plan.ProtectedPlan;
import io.tdejdbc.driver.internal.plan.StatementPlanner;
import java.sql.SQLException;

/** Renders a planned statement for execution without parameters. */
final class StatementText {
    private StatementText() {}

    /** The text for the inner driver, every literal of a protected column freshly encrypted. */
    static String render(ProtectedPlan plan, StatementPlanner planner) throws SQLException {
        StringBuilder text = new StringBuilder();
        for (ProtectedPlan.Piece piece : plan.pieces()) {
            if (piece instanceof ProtectedPlan.Piece.Text words) {
                text.append(words.text());
            } else if (piece instanceof ProtectedPlan.Piece.ProtectedLiteral literal) {
                byte[] canonical = Values.encodeLiteral(literal.column(), literal.value(), literal.use());
                text.append(planner.binaryLiteral(Values.encrypt(literal.column(), canonical)));
            } else {
                // A marker in a text that has no parameters: the inner driver says what it always says.
                text.append('?');
            }
        }
        return text.toString();
    }
}
