package io.tdejdbc.it.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.it.differential.Case.Outcome;
import io.tdejdbc.it.differential.Observer.Variant;
import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Policy;
import io.tdejdbc.it.harness.Servers;
import io.tdejdbc.it.harness.Shop;
import io.tdejdbc.it.harness.Twin;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every statement of the list, on the plain database and behind the driver. */
@ExtendWith(Servers.Provider.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DifferentialContract {
    private static final int LEAST_STATEMENTS = 170;
    private static final int LEAST_SAME = 110;
    private static final int MOST_OF_ONE_SHAPE = 10;

    private final Backend.Kind kind;
    private Connection plain;
    private Connection driver;
    private Map<String, Differential.Result> results;

    DifferentialContract(Backend.Kind kind) {
        this.kind = kind;
    }

    @BeforeAll
    void runAll(Servers servers) throws Exception {
        Twin twin = Twin.ofShop(servers, kind, "differential");
        plain = twin.plain().open();
        driver = twin.guarded().open();
        Policy policy = Shop.policy();
        Differential differential = new Differential(
                kind,
                plain,
                driver,
                policy.tables(),
                Optional.of(new Differential.RawView(policy, connection -> below(connection, kind))));
        results = new TreeMap<>();
        for (Case statement : Cases.of(kind)) {
            results.put(statement.id(), differential.run(statement));
        }
        report();
    }

    @AfterAll
    void close() throws SQLException {
        if (plain != null) {
            plain.close();
        }
        if (driver != null) {
            driver.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyStatementComesOutAsListed() {
        return results.values().stream()
                .map(result -> DynamicTest.dynamicTest(result.statement().id(), () -> check(result)));
    }

    private void check(Differential.Result result) {
        Case.Expectation expected = result.statement().expectations().get(kind);
        Map<Variant, Outcome> wanted = new EnumMap<>(Variant.class);
        for (Variant variant : result.outcomes().keySet()) {
            wanted.put(variant, variant == Variant.LITERALS ? expected.literalOutcome() : expected.outcome());
        }
        assertThat(result.outcomes())
                .as("%s%n%s", result.statement().sql(), String.join("\n", result.differences()))
                .isEqualTo(wanted);
    }

    @Test
    void nothingIsWrong() {
        assertThat(some(Outcome.Kind.WRONG)).isZero();
    }

    @Test
    void enoughIsTheSame() {
        assertThat(count(Outcome.Kind.SAME)).isGreaterThanOrEqualTo(LEAST_SAME);
    }

    @Test
    void theListIsLongAndVaried() {
        assertThat(results.values().stream().filter(this::namesAProtectedColumn).count())
                .isGreaterThanOrEqualTo(LEAST_STATEMENTS);
        Map<String, Long> shapes = results.values().stream()
                .collect(Collectors.groupingBy(result -> result.statement().shape(), Collectors.counting()));
        assertThat(Collections.max(shapes.values())).isLessThanOrEqualTo(MOST_OF_ONE_SHAPE);
    }

    @Test
    void everyRefusalIsOfSomethingThatThePlainDatabaseDoes() {
        List<String> useless = new ArrayList<>();
        for (Differential.Result result : results.values()) {
            for (String difference : result.differences()) {
                if (difference.contains("the plain side fails too")) {
                    useless.add(difference);
                }
            }
        }
        assertThat(useless).isEmpty();
    }

    /** Statements that came out like this in all variants. */
    private long count(Outcome.Kind wanted) {
        return results.values().stream()
                .filter(this::namesAProtectedColumn)
                .filter(result -> result.outcomes().values().stream().allMatch(outcome -> outcome.kind() == wanted))
                .count();
    }

    /** Statements that came out like this in some variant. */
    private long some(Outcome.Kind wanted) {
        return results.values().stream()
                .filter(result -> result.outcomes().values().stream().anyMatch(outcome -> outcome.kind() == wanted))
                .count();
    }

    private boolean namesAProtectedColumn(Differential.Result result) {
        return Pattern.compile("\\b(" + String.join("|", Shop.policy().allColumns()) + ")\\b", Pattern.CASE_INSENSITIVE)
                .matcher(result.statement().sql())
                .find();
    }

    private void report() {
        long all = results.values().stream().filter(this::namesAProtectedColumn).count();
        System.out.printf(
                Locale.ROOT,
                "Differential on %s: %d statements that name a protected column: same %d, refused %d, wrong %d; "
                        + "not counted: declared difference %d, nothing concerned %d, fails on both sides %d%n",
                kind,
                all,
                count(Outcome.Kind.SAME),
                count(Outcome.Kind.REFUSED),
                some(Outcome.Kind.WRONG),
                some(Outcome.Kind.DECLARED),
                count(Outcome.Kind.EMPTY),
                count(Outcome.Kind.FAILS));
    }

    static Connection below(Connection connection, Backend.Kind kind) {
        try {
            return switch (kind) {
                case H2 -> connection.unwrap(org.h2.jdbc.JdbcConnection.class);
                case POSTGRESQL -> (Connection) connection.unwrap(org.postgresql.PGConnection.class);
                case MARIADB -> connection.unwrap(org.mariadb.jdbc.Connection.class);
            };
        } catch (SQLException e) {
            throw new IllegalStateException("the driver does not let a test look below", e);
        }
    }
}
