package io.tdejdbc.driver.internal.plan;

import io.tdejdbc.sqlparse.Effects;

/** What the driver does with one statement text. Immutable, shared by all statements of the same text. */
public sealed interface StatementPlan permits PlainPlan, ProtectedPlan {

    /** What executing it may change beside rows. */
    Effects effects();
}
