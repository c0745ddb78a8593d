package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.error.JdbcErrorCode;
import io.tdejdbc.driver.internal.error.SqlErrors;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalInt;

/**
 * The result sets that the application asked for.
 *
 * @param type {@link ResultSet#TYPE_FORWARD_ONLY} and its relatives
 * @param concurrency {@link ResultSet#CONCUR_READ_ONLY} or updatable
 * @param holdability empty for the connection's own
 */
record ResultKind(int type, int concurrency, OptionalInt holdability) {
    /** What comes without asking. */
    static final ResultKind DEFAULT =
            new ResultKind(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, OptionalInt.empty());

    /** Refuses kinds that rows in another order cannot have. */
    void requireArrangeable() throws SQLException {
        if (concurrency != ResultSet.CONCUR_READ_ONLY || type == ResultSet.TYPE_SCROLL_SENSITIVE) {
            throw SqlErrors.of(
                    JdbcErrorCode.ARRANGED_RESULT,
                    "a result that the driver sorts by encrypted columns",
                    "an updatable or sensitive result set",
                    "a read-only one of TYPE_FORWARD_ONLY or TYPE_SCROLL_INSENSITIVE",
                    "order by a plain column, or update by a statement of its own");
        }
    }
}
