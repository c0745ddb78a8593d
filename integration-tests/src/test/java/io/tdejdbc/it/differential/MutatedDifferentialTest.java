package io.tdejdbc.it.differential;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Servers;
import io.tdejdbc.it.harness.Twin;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
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
    private static final ChanceRun RUN = new ChanceRun(
            "Mutated statements",
            Long.getLong("tde.mutation.seed", 1),
            Integer.getInteger("tde.mutation.statements", 400),
            400,
            10);

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource
    void everyMutationGivesTheSameOrIsRefused(Backend.Kind kind, Servers servers) throws Exception {
        Twin twin = Twin.ofShopUnsearched(servers, kind, "mutated");
        List<Case> bases = MutatedStatements.bases(kind);
        RUN.execute(kind, twin, seed -> MutatedStatements.of(bases, seed));
    }
}
