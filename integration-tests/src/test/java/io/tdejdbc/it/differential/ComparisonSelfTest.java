package io.tdejdbc.it.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.it.differential.Case.Outcome;
import io.tdejdbc.it.differential.Faults.Fault;
import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Database;
import io.tdejdbc.it.harness.Servers;
import io.tdejdbc.it.harness.Shop;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The comparison and the list of statements, tried on two plain databases: a statement that the driver refuses must be
 * valid and mean something, and each kind of fault must be noticed.
 */
@Tag("one-jdk")
@ExtendWith(Servers.Provider.class)
final class ComparisonSelfTest {

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource
    void everyStatementThatTheDriverDoesNotShowRunsOnThePlainSideAndConcernsSomething(
            Backend.Kind kind, Servers servers) throws Exception {
        List<Case> hidden = Cases.of(kind).stream()
                .filter(statement -> isHidden(statement.expectations().get(kind)))
                .toList();
        assertThat(hidden).isNotEmpty();
        List<String> useless = new ArrayList<>();
        for (Differential.Result result : run(kind, hidden, servers, Fault.NONE, result -> false)) {
            Case.Expectation expected = result.statement().expectations().get(kind);
            result.outcomes().forEach((variant, outcome) -> {
                Outcome wanted = variant == Observer.Variant.LITERALS ? expected.literalOutcome() : expected.outcome();
                boolean good = isDrivers(wanted)
                        ? outcome.kind() == Outcome.Kind.SAME || outcome.kind() == Outcome.Kind.EMPTY
                        : outcome.equals(wanted);
                if (!good) {
                    useless.add(result.statement().id() + " " + variant + " wanted " + wanted + " got " + outcome + " "
                            + result.differences().stream().limit(1).toList());
                }
            });
        }
        assertThat(useless).isEmpty();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource(value = Fault.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void aSeededFaultTurnsTheComparisonRed(Fault fault, Servers servers) throws Exception {
        List<Differential.Result> results =
                run(Backend.Kind.H2, Cases.of(Backend.Kind.H2), servers, fault, ComparisonSelfTest::isWrong);
        assertThat(results.stream().filter(ComparisonSelfTest::isWrong)).hasSize(1);
    }

    /** Whether the comparison with the driver says nothing of the plain side: where it is the same, both are. */
    private static boolean isHidden(Case.Expectation expected) {
        return isDrivers(expected.outcome()) || isDrivers(expected.literalOutcome());
    }

    private static boolean isDrivers(Outcome outcome) {
        return outcome.kind() == Outcome.Kind.REFUSED || outcome.kind() == Outcome.Kind.DECLARED;
    }

    private static boolean isWrong(Differential.Result result) {
        return result.outcomes().values().stream().anyMatch(outcome -> outcome.kind() == Outcome.Kind.WRONG);
    }

    private static List<Differential.Result> run(
            Backend.Kind kind, List<Case> statements, Servers servers, Fault fault, Predicate<Differential.Result> stop)
            throws Exception {
        String name = servers.newName("self");
        try (Connection one = filled(servers.plain(kind).create(name + "_one"));
                Connection other = filled(servers.plain(kind).create(name + "_other"))) {
            Differential differential = new Differential(
                    kind, one, Faults.with(fault, other), Shop.policy().tables(), Optional.empty());
            List<Differential.Result> results = new ArrayList<>();
            for (Case statement : statements) {
                Differential.Result result = differential.run(statement);
                results.add(result);
                if (stop.test(result)) {
                    break;
                }
            }
            return results;
        }
    }

    private static Connection filled(Database database) throws Exception {
        Connection connection = database.open();
        Shop.createTables(connection, database.kind());
        Shop.insert(connection, Shop.rows());
        return connection;
    }
}
