package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.error.JdbcErrorCode;
import io.tdejdbc.driver.internal.error.SqlErrors;
import java.sql.SQLException;

/** The failure of a statement whose plan was overtaken by a change of protected columns or of the session. */
final class StalePlan {
    private StalePlan() {}

    static SQLException failure() {
        return SqlErrors.of(
                JdbcErrorCode.STALE_STATEMENT,
                "the statement was planned for another state of protected columns or of the session",
                "protection, search path or tables changed since it was prepared or added",
                "the same state at execution",
                "prepare the statement again; nothing was executed");
    }
}
