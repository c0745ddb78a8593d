package io.tdejdbc.it.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.SQLException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What every failure of the driver must have: a class, a SQLState, a code, and words that help. */
final class Failure {
    private Failure() {}

    static SQLException of(Class<? extends SQLException> type, String sqlState, String code, ThrowingCallable what) {
        Throwable thrown = catchThrowable(what);
        assertThat(thrown).isInstanceOf(type).isInstanceOf(SQLException.class);
        SQLException failure = (SQLException) thrown;
        assertThat(failure.getMessage()).startsWith(code).contains("| found: ").contains("| fix: ");
        assertThat(failure.getSQLState()).as(failure.getMessage()).isEqualTo(sqlState);
        return failure;
    }
}
