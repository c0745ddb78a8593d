package io.tdejdbc.frameworks.migration;

import io.tdejdbc.frameworks.harness.Answers;
import io.tdejdbc.frameworks.harness.Application;
import io.tdejdbc.frameworks.harness.Site;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/** Migrations by Flyway. */
public final class FlywayApplication implements Application {

    @Override
    public String framework() {
        return "Flyway";
    }

    @Override
    public List<String> ownTables() {
        return List.of("flyway_schema_history");
    }

    @Override
    public void run(Site site, Answers answers) throws Exception {
        Flyway flyway = Flyway.configure()
                .dataSource(site.dataSource())
                .locations("classpath:flyway")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .validateMigrationNaming(true)
                .load();
        answers.step("migrate", () -> flyway.migrate().migrationsExecuted);
        answers.step("migrate again", () -> flyway.migrate().migrationsExecuted);
        answers.step("validate", () -> flyway.validateWithResult().validationSuccessful);
        answers.step(
                "info",
                () -> Arrays.stream(flyway.info().all())
                        .map(MigrationInfo::getDescription)
                        .toList());
    }
}
