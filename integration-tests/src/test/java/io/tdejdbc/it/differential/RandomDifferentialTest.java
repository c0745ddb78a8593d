package io.tdejdbc.it.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Servers;
import io.tdejdbc.it.harness.Twin;
import java.sql.Connection;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Statements made by chance, on the plain twin and through the driver: the same answer, or a refusal. Each statement is
 * made of its own seed and runs on the rows of the shop as they were, so that one seed is enough to have it again:
 * {@code -Dtde.random.seed=… -Dtde.random.statements=1}. More statements find more.
 */
@Tag("one-jdk")
@ExtendWith(Servers.Provider.class)
final class RandomDifferentialTest {
    private static final long SEED = Long.getLong("tde.random.seed", 1);
    private static final int STATEMENTS = Integer.getInteger("tde.random.statements", 600);
    private static final int LEAST_SAME_PERCENT = 40;
    /** Of fewer statements the shares are chance. */
    private static final int ENOUGH = 500;

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void everyStatementGivesTheSameOrIsRefused(Backend.Kind kind, Servers servers) throws Exception {
        Twin twin = Twin.ofShop(servers, kind, "random");
        try (Connection plain = twin.plain().open();
                Connection driver = twin.guarded().open()) {
            ChanceComparison comparison = new ChanceComparison(kind, plain, driver);
            for (int i = 0; i < STATEMENTS; i++) {
                comparison.run(SEED + i, RandomStatements.of(kind, SEED + i));
            }
            System.out.printf(
                    Locale.ROOT,
                    "Random statements on %s, seeds %d to %d: %s%n",
                    kind,
                    SEED,
                    SEED + STATEMENTS - 1,
                    comparison);
            assertThat(comparison.wrong()).isEmpty();
            if (STATEMENTS >= ENOUGH) {
                assertThat(comparison.count(ChanceComparison.Outcome.SAME) * 100 / STATEMENTS)
                        .isGreaterThanOrEqualTo(LEAST_SAME_PERCENT);
            }
        }
    }
}
