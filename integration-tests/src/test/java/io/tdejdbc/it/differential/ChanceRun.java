package io.tdejdbc.it.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Twin;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.function.LongFunction;

/**
 * A run of statements made by chance, each of a seed of its own.
 *
 * @param what how the report calls the statements
 * @param seed the first seed
 * @param enough of fewer statements the shares are chance
 * @param leastSamePercent how many of a hundred must be the same with rows to show for it
 */
record ChanceRun(String what, long seed, int statements, int enough, int leastSamePercent) {

    /** Executes the statements on both sides, prints what came of them and demands that nothing was wrong. */
    void execute(Backend.Kind kind, Twin twin, LongFunction<RandomStatements.Made> maker) throws Exception {
        Path little = twin.guarded().propertiesWith("little.properties", text -> text + "tde.result.memory = 4K\n");
        createViews(twin.plain().open());
        createViews(twin.guarded().open());
        try (Connection plain = twin.plain().open();
                Connection driver = twin.guarded().open();
                Connection tight = DriverManager.getConnection(twin.guarded().url(little))) {
            ChanceComparison comparison = new ChanceComparison(kind, plain, driver, tight);
            for (int i = 0; i < statements; i++) {
                comparison.run(seed + i, maker.apply(seed + i));
            }
            System.out.printf(
                    Locale.ROOT, "%s on %s, seeds %d to %d: %s%n", what, kind, seed, seed + statements - 1, comparison);
            assertThat(comparison.wrong()).isEmpty();
            if (statements >= enough) {
                assertThat(comparison.count(ChanceComparison.Outcome.SAME) * 100 / statements)
                        .isGreaterThanOrEqualTo(leastSamePercent);
            }
        }
    }

    private static void createViews(Connection connection) throws SQLException {
        try (connection;
                Statement statement = connection.createStatement()) {
            for (String view : RandomQueries.createViews()) {
                statement.execute(view);
            }
        }
    }
}
