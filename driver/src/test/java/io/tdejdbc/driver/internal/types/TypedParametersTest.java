package io.tdejdbc.driver.internal.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.sqlparse.ValueStep;
import io.tdejdbc.sqlparse.ValueUse;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Parameters of PostgreSQL in a sub-query's list: taken with the type that they were given, and refused without one. */
class TypedParametersTest {
    private static ColumnCodec typed(String definition) {
        return new ComputingCodec(codec(definition), "t.c", List.of(ValueStep.of(ValueStep.Kind.TYPED)));
    }

    private static ColumnCodec codec(String definition) {
        BackendTypes types = new PostgresTypes();
        return types.codec(types.ofDefinition(definition).orElseThrow(), ProtectionMode.EQUALITY);
    }

    private static SetterValue as(Object value, int type) {
        return new SetterValue(value, OptionalInt.of(type), OptionalInt.empty(), Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(names = {"ASSIGNED", "COMPARED"})
    void whatHasATypeIsTakenAsByTheColumn(ValueUse use) throws SQLException {
        LocalDate day = LocalDate.of(1990, 1, 1);
        assertThat(typed("date").encode(SetterValue.of(day), use))
                .isEqualTo(codec("date").encode(SetterValue.of(day), use));
        assertThat(typed("date").encode(as(day, Types.DATE), use))
                .isEqualTo(codec("date").encode(as(day, Types.DATE), use));
        UUID id = new UUID(1, 2);
        assertThat(typed("uuid").encode(as(id, Types.OTHER), use))
                .isEqualTo(codec("uuid").encode(SetterValue.of(id), use));
        assertThat(typed("boolean").encode(SetterValue.of(true), use))
                .isEqualTo(codec("boolean").encode(SetterValue.of(true), use));
    }

    @ParameterizedTest
    @EnumSource(names = {"ASSIGNED", "COMPARED"})
    void whatHasNoneIsRefused(ValueUse use) {
        Date day = Date.valueOf("1990-01-01");
        for (SetterValue value : List.of(
                SetterValue.of(day),
                as(day, Types.DATE),
                as("1990-01-01", Types.DATE),
                as("1990-01-01", Types.OTHER))) {
            assertThatThrownBy(() -> typed("date").encode(value, use))
                    .isInstanceOf(SQLFeatureNotSupportedException.class)
                    .hasMessageContaining("without a type")
                    .hasMessageNotContaining("1990");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ASSIGNED", "COMPARED"})
    void aStringIsNoDate(ValueUse use) {
        assertThatThrownBy(() -> typed("date").encodeString("1990-01-01", use))
                .isInstanceOf(SQLException.class)
                .extracting(failure -> ((SQLException) failure).getSQLState())
                .isEqualTo(use == ValueUse.ASSIGNED ? "42804" : "42883");
    }
}
