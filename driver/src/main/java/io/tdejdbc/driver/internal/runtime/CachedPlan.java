package io.tdejdbc.driver.internal.runtime;

import io.tdejdbc.driver.internal.plan.PlainPlan;
import io.tdejdbc.driver.internal.plan.ProtectedPlan;
import io.tdejdbc.driver.internal.plan.StatementPlan;

/** A plan in the cache. */
public record CachedPlan(StatementPlan plan) {
    int weight() {
        if (plan instanceof ProtectedPlan guarded) {
            int weight = 160 + 48 * guarded.result().size();
            for (ProtectedPlan.Piece piece : guarded.pieces()) {
                weight += 64
                        + (piece instanceof ProtectedPlan.Piece.Text text
                                ? 2 * text.text().length()
                                : 0);
            }
            return weight;
        }
        // A plain plan shares its text with the key.
        return plan instanceof PlainPlan ? 48 : 160;
    }
}
