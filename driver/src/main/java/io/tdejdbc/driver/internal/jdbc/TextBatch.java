package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.plan.PlainPlan;
import io.tdejdbc.driver.internal.plan.ProtectedPlan;
import io.tdejdbc.driver.internal.plan.StatementPlan;
import io.tdejdbc.driver.internal.plan.StatementPlanner;
import io.tdejdbc.sqlparse.Effects;
import io.tdejdbc.sqlparse.Plan;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The statement texts of a batch. Plain ones go to the inner batch at once; from the first protected one on they wait,
 * so that the order stays and literals are encrypted only at execution.
 */
final class TextBatch {

    private record Waiting(StatementPlan plan, String sql) {
        @Override
        public String toString() {
            return "waiting " + plan;
        }
    }

    private final Statement delegate;
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<ProtectedPlan> utilities = new ArrayList<>();
    private Effects effects = Effects.NONE;
    private boolean guarded;

    TextBatch(Statement delegate) {
        this.delegate = delegate;
    }

    /** Adds a planned text. */
    void add(StatementPlan plan, String sql) throws SQLException {
        if (waiting.isEmpty() && plan instanceof PlainPlan) {
            delegate.addBatch(sql);
        } else {
            waiting.add(new Waiting(plan, sql));
        }
        effects = effects.and(plan.effects());
    }

    /**
     * Puts everything that waits into the inner batch. When a value cannot be encrypted nothing was executed and what
     * waited still waits.
     */
    void prepare(StatementPlanner planner) throws SQLException {
        List<String> texts = new ArrayList<>(waiting.size());
        for (Waiting statement : waiting) {
            if (!planner.holds(statement.sql(), statement.plan())) {
                throw StalePlan.failure();
            }
            texts.add(
                    statement.plan() instanceof ProtectedPlan plan
                            ? StatementText.render(plan, planner)
                            : statement.sql());
        }
        for (String text : texts) {
            delegate.addBatch(text);
        }
        for (Waiting statement : waiting) {
            if (statement.plan() instanceof ProtectedPlan plan) {
                guarded = true;
                if (plan.kind() == Plan.Kind.UTILITY) {
                    utilities.add(plan);
                }
            }
        }
        waiting.clear();
    }

    /** The utility statements of the prepared batch. */
    List<ProtectedPlan> utilities() {
        return List.copyOf(utilities);
    }

    /** A plan that stands for the whole prepared batch. */
    StatementPlan plan() {
        return guarded
                ? new ProtectedPlan(Plan.Kind.INSERT, List.of(), 0, List.of(), effects)
                : new PlainPlan("", effects);
    }

    /** Forgets what waits. */
    void clear() {
        waiting.clear();
        utilities.clear();
        effects = Effects.NONE;
        guarded = false;
    }
}
