package io.tdejdbc.it.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.it.differential.Observer.Variant;
import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Servers;
import io.tdejdbc.it.harness.Shop;
import io.tdejdbc.it.harness.Twin;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Statements made by chance, on the plain twin and through the driver: the same answer, or a refusal. Each statement is
 * made of its own seed and runs on the rows of the shop as they were, so that one seed is enough to have it again:
 * {@code -Dtde.random.seed=… -Dtde.random.statements=1}. More statements find more.
 */
@ExtendWith(Servers.Provider.class)
final class RandomDifferentialTest {
    private static final long SEED = Long.getLong("tde.random.seed", 1);
    private static final int STATEMENTS = Integer.getInteger("tde.random.statements", 600);
    private static final int LEAST_SAME_PERCENT = 40;
    /** Of fewer statements the shares are chance. */
    private static final int ENOUGH = 500;

    private static final int MOST_SHOWN = 20;

    private enum Outcome {
        SAME,
        /** Nothing was found or changed, on both sides. */
        EMPTY,
        FAILS_ON_BOTH,
        /** A label that the database makes out of the text, or a length that it forgets; see the documentation. */
        DECLARED,
        REFUSED,
        WRONG
    }

    private Backend.Kind kind;
    private Connection plain;
    private Connection driver;
    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private final Map<String, Integer> codes = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void everyStatementGivesTheSameOrIsRefused(Backend.Kind backend, Servers servers) throws Exception {
        kind = backend;
        Twin twin = Twin.ofShop(servers, kind, "random");
        try (Connection one = twin.plain().open();
                Connection other = twin.guarded().open()) {
            plain = one;
            driver = other;
            plain.setAutoCommit(false);
            driver.setAutoCommit(false);
            for (int i = 0; i < STATEMENTS; i++) {
                run(SEED + i);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "Random statements on %s, seeds %d to %d: %s, refused by %s%n",
                kind,
                SEED,
                SEED + STATEMENTS - 1,
                counts,
                codes);
        assertThat(wrong).isEmpty();
        if (STATEMENTS >= ENOUGH) {
            assertThat(counts.getOrDefault(Outcome.SAME, 0) * 100 / STATEMENTS)
                    .isGreaterThanOrEqualTo(LEAST_SAME_PERCENT);
        }
    }

    private void run(long seed) throws SQLException {
        RandomStatements.Made made = RandomStatements.of(kind, seed);
        Variant variant = Variant.values()[(int) Math.floorMod(seed, 3L)];
        List<String> differences = new ArrayList<>();
        Outcome outcome;
        try {
            outcome = outcome(made, variant, differences);
        } finally {
            plain.rollback();
            driver.rollback();
        }
        counts.merge(outcome, 1, Integer::sum);
        if (outcome == Outcome.WRONG && wrong.size() < MOST_SHOWN) {
            wrong.add("seed " + seed + " " + variant + ": " + made.sql() + "\n  with " + made.parameters() + "\n  "
                    + String.join("\n  ", differences));
        }
    }

    private Outcome outcome(RandomStatements.Made made, Variant variant, List<String> differences) throws SQLException {
        Case statement = new Case("random.1", Map.of(), true, made.sql(), made.parameters(), List.of());
        Observation onPlain = Observer.run(plain, statement, variant, kind);
        Observation onDriver = Observer.run(driver, statement, variant, kind);
        if (Differential.refused(onDriver)) {
            codes.merge(Differential.code(onDriver), 1, Integer::sum);
            return Outcome.REFUSED;
        }
        if (onPlain.isFailure() && onDriver.isFailure()) {
            codes.merge("both:" + onPlain.sqlState(), 1, Integer::sum);
            return Outcome.FAILS_ON_BOTH;
        }
        if (onPlain.sqlState().equals("42P18")) {
            // An untyped NULL that is only tested for NULL: the driver gives it a type.
            return Outcome.DECLARED;
        }
        if (onPlain.isFailure() != onDriver.isFailure()) {
            differences.add("plain: " + onPlain.failure());
            differences.add("driver: " + onDriver.failure());
            return Outcome.WRONG;
        }
        if (onPlain.updateCount() != onDriver.updateCount()) {
            differences.add("update count " + onPlain.updateCount() + " became " + onDriver.updateCount());
        }
        Differential.compareLines(
                "rows", onPlain.sorted().rows(), onDriver.sorted().rows(), differences);
        if (made.table().isPresent()) {
            contents(made.table().get(), differences);
        }
        List<String> ofColumns = new ArrayList<>();
        Optional<String> declared =
                Differential.declared(Differential.compareColumns(onPlain.columns(), onDriver.columns(), ofColumns));
        if (!differences.isEmpty() || !ofColumns.isEmpty() && declared.isEmpty()) {
            differences.addAll(ofColumns);
            return Outcome.WRONG;
        }
        if (declared.isPresent()) {
            return Outcome.DECLARED;
        }
        return onPlain.isEmpty() ? Outcome.EMPTY : Outcome.SAME;
    }

    private void contents(String table, List<String> differences) throws SQLException {
        Differential.compareLines(
                "contents of " + table,
                Contents.read(plain, List.of(table)).get(table),
                Contents.read(driver, List.of(table)).get(table),
                differences);
        differences.addAll(Contents.unprotected(
                DifferentialContract.below(driver, kind), table, Shop.policy().columns(table)));
    }
}
