package io.tdejdbc.driver.internal.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.sqlparse.Refusal;
import io.tdejdbc.sqlparse.SourcePosition;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLTransientConnectionException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SqlErrorsTest {

    private static KeystoreException failure(KeystoreException.Kind kind) {
        return new KeystoreException("TDE-KEY-001", kind, "what | found: x | expected: y | fix: z");
    }

    private static void assertError(SQLException error, Class<?> type, String state) {
        assertThatThrowable(error).isExactlyInstanceOf(type);
        assertThat(error.getSQLState()).isEqualTo(state);
    }

    /** An SQLException is also an Iterable, which leaves AssertJ in doubt. */
    private static AbstractThrowableAssert<?, ? extends Throwable> assertThatThrowable(Throwable error) {
        return assertThat(error);
    }

    @ParameterizedTest
    @EnumSource(KeystoreException.Kind.class)
    void afterConnectingNoPoolClosesTheConnection(KeystoreException.Kind kind) {
        SQLException error = SqlErrors.of(failure(kind), SqlErrors.Phase.CONNECTED);
        assertThat(error.getSQLState()).doesNotStartWith("08").isNotEqualTo("0A000");
        assertThatThrowable(error).hasMessageStartingWith("TDE-KEY-001 ").hasCauseInstanceOf(KeystoreException.class);
    }

    @Test
    void eachKindHasItsClassAndState() {
        assertError(
                SqlErrors.of(failure(KeystoreException.Kind.DATA), SqlErrors.Phase.CONNECTED),
                SQLDataException.class,
                "22000");
        assertError(
                SqlErrors.of(failure(KeystoreException.Kind.DENIED), SqlErrors.Phase.CONNECTING),
                SQLInvalidAuthorizationSpecException.class,
                "28000");
        assertError(
                SqlErrors.of(failure(KeystoreException.Kind.UNAVAILABLE), SqlErrors.Phase.CONNECTING),
                SQLTransientConnectionException.class,
                "08006");
        assertError(
                SqlErrors.of(failure(KeystoreException.Kind.UNAVAILABLE), SqlErrors.Phase.CONNECTED),
                SQLTransientConnectionException.class,
                "58T01");
        assertError(
                SqlErrors.of(failure(KeystoreException.Kind.CONFIGURATION), SqlErrors.Phase.CONNECTING),
                SQLNonTransientConnectionException.class,
                "08001");
        assertError(
                SqlErrors.of(failure(KeystoreException.Kind.CONFIGURATION), SqlErrors.Phase.CONNECTED),
                SQLNonTransientException.class,
                "58T02");
    }

    @Test
    void aFailedValueNamesItsColumn() {
        assertThatThrowable(SqlErrors.ofValue(failure(KeystoreException.Kind.DATA), "shop.customers.ssn"))
                .hasMessageEndingWith("| column: shop.customers.ssn");
    }

    @Test
    void aRefusalNamesWhatItFound() {
        Refusal refusal = new Refusal(
                "TDE-SQL-017",
                "ORDER BY on an encrypted column",
                Optional.of("customers.ssn"),
                new SourcePosition(30, 2, 5),
                "order in the application");
        SQLException error = SqlErrors.refused(refusal);
        assertError(error, SQLFeatureNotSupportedException.class, "0AT00");
        assertThatThrowable(error)
                .hasMessageContaining("TDE-SQL-017")
                .hasMessageContaining("ORDER BY on an encrypted column (customers.ssn) at line 2, column 5")
                .hasMessageEndingWith("fix: order in the application; see docs/sql.md#tde-sql-017");
    }

    @Test
    void anUnexpectedFailureShowsNoMessageThatMayQuoteAValue() {
        SQLException error = SqlErrors.internal("x", new NumberFormatException("For input string: \"123-45-6789\""));
        assertThatThrowable(error).hasMessageContaining("TDE-JDB-099").hasMessageContaining("NumberFormatException");
        for (Throwable t = error; t != null; t = t.getCause()) {
            assertThat(t.toString()).doesNotContain("6789");
        }
        assertThat(error.getCause().getStackTrace()).isNotEmpty();
    }

    @Test
    void codesAreUnique() {
        assertThat(Arrays.stream(JdbcErrorCode.values())
                        .map(JdbcErrorCode::code)
                        .collect(Collectors.toSet()))
                .hasSize(JdbcErrorCode.values().length)
                .allMatch(code -> code.matches("TDE-JDB-\\d{3}"));
    }
}
