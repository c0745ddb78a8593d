package io.tdejdbc.driver.internal.plan;

import io.tdejdbc.sqlparse.Effects;

/** The statement names nothing protected: it goes through as it is, and its results come back as they are. */
public record PlainPlan(String sql, Effects effects) implements StatementPlan {
    @Override
    public String toString() {
        return "plain statement of " + sql.length() + " characters";
    }
}
