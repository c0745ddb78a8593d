package io.tdejdbc.sqlparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutineCallTest {
    private static final SqlSession SESSION = new SqlSession(LexicalFamily.POSTGRESQL, IdentifierFolding.LOWER, false);
    private static final OptionalInt NONE = OptionalInt.empty();

    private static Optional<RoutineCall> find(String sql) {
        return RoutineCall.find(sql, SESSION, "add_customer"::equals);
    }

    private static List<OptionalInt> arguments(String sql) {
        return find(sql).orElseThrow().arguments().orElseThrow();
    }

    @Test
    void readsTheFormsOfACall() {
        assertThat(arguments("{? = call Add_Customer(?, ?)}"))
                .containsExactly(OptionalInt.of(1), OptionalInt.of(2), OptionalInt.of(3));
        assertThat(arguments("{ call add_customer ( ? ) }")).containsExactly(NONE, OptionalInt.of(1));
        assertThat(arguments("CALL add_customer(1, ?, 'x', NULL, ?);"))
                .containsExactly(NONE, NONE, OptionalInt.of(1), NONE, NONE, OptionalInt.of(2));
        assertThat(arguments("call add_customer()")).containsExactly(NONE);
        String sql = "CALL shop.\"add_customer\"(/* id */ ?)";
        RoutineCall qualified = find(sql).orElseThrow();
        assertThat(qualified.name()).containsExactly("shop", "add_customer");
        assertThat(qualified.markers()).containsExactly(sql.indexOf('?'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT add_customer(?, ?)",
                "CALL add_customer(?, (SELECT 1))",
                "CALL add_customer(lower(?))",
                "CALL add_customer(id => ?)",
                "CALL add_customer(? || ?)",
                "CALL add_customer(?,)",
                "CALL add_customer(, ?)",
                "CALL add_customer(? ?)",
                "CALL add_customer(-1)",
                "CALL add_customer(?) ; SELECT 1",
                "CALL other(add_customer(?))",
                "{call add_customer(?)",
                "EXPLAIN CALL add_customer(?)",
                "CALL add_customer(",
                "CALL add_customer(?1)"
            })
    void tellsOfEveryOtherPlaceWithoutReadingIt(String sql) {
        assertThat(find(sql))
                .hasValueSatisfying(call -> assertThat(call.arguments()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SELECT add_customer", "CALL other(?)", "SELECT 'add_customer(1)'", "-- add_customer(?)", ""})
    void seesNothingInOtherStatements(String sql) {
        assertThat(find(sql)).isEmpty();
    }
}
