package io.tdejdbc.it.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Servers;
import io.tdejdbc.it.harness.Twin;
import java.sql.Connection;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The listed statements, changed by chance, on the plain twin and through the driver: the same answer, or a refusal. One
 * seed is enough to have a statement again: {@code -Dtde.mutation.seed=… -Dtde.mutation.statements=1}. More statements
 * find more.
 */
@Tag("one-jdk")
@ExtendWith(Servers.Provider.class)
final class MutatedDifferentialTest {
    private static final long SEED = Long.getLong("tde.mutation.seed", 1);
    private static final int STATEMENTS = Integer.getInteger("tde.mutation.statements", 400);
    private static final int LEAST_SAME_PERCENT = 10;
    /** Of fewer statements the shares are chance. */
    private static final int ENOUGH = 400;

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void everyMutationGivesTheSameOrIsRefused(Backend.Kind kind, Servers servers) throws Exception {
        Twin twin = Twin.ofShopUnsearched(servers, kind, "mutated");
        List<Case> bases = MutatedStatements.bases(kind);
        try (Connection plain = twin.plain().open();
                Connection driver = twin.guarded().open()) {
            ChanceComparison comparison = new ChanceComparison(kind, plain, driver);
            for (int i = 0; i < STATEMENTS; i++) {
                comparison.run(SEED + i, MutatedStatements.of(bases, SEED + i));
            }
            System.out.printf(
                    Locale.ROOT,
                    "Mutated statements on %s, seeds %d to %d: %s%n",
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
