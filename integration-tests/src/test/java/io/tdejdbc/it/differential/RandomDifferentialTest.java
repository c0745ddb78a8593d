package io.tdejdbc.it.differential;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Servers;
import io.tdejdbc.it.harness.Twin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
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
    private static final ChanceRun RUN = new ChanceRun(
            "Random statements",
            Long.getLong("tde.random.seed", 1),
            Integer.getInteger("tde.random.statements", 600),
            500,
            40);

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource
    void everyStatementGivesTheSameOrIsRefused(Backend.Kind kind, Servers servers) throws Exception {
        Twin twin = Twin.ofShop(servers, kind, "random");
        RUN.execute(kind, twin, seed -> RandomStatements.of(kind, seed));
    }
}
