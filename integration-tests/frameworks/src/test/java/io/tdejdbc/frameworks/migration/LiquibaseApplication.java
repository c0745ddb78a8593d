package io.tdejdbc.frameworks.migration;

import io.tdejdbc.frameworks.harness.Answers;
import io.tdejdbc.frameworks.harness.Application;
import io.tdejdbc.frameworks.harness.Site;
import java.io.StringWriter;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/** Migrations by Liquibase. */
public final class LiquibaseApplication implements Application {

    @Override
    public String framework() {
        return "Liquibase";
    }

    @Override
    public List<String> ownTables() {
        return List.of("databasechangelog", "databasechangeloglock");
    }

    @Override
    public void run(Site site, Answers answers) throws Exception {
        Map<String, Object> quiet = Map.of(Scope.Attr.ui.name(), new LoggerUIService());
        Scope.child(quiet, () -> {
            answers.step(
                    "update", () -> with(site, liquibase -> liquibase.update(new Contexts(), new LabelExpression())));
            answers.step(
                    "update again",
                    () -> with(site, liquibase -> liquibase.update(new Contexts(), new LabelExpression())));
            answers.step(
                    "status",
                    () -> with(site, liquibase -> liquibase.reportStatus(true, new Contexts(), new StringWriter())));
            answers.step("rollback", () -> with(site, liquibase -> liquibase.rollback(1, "")));
        });
    }

    private interface Work {
        void run(Liquibase liquibase) throws Exception;
    }

    private static String with(Site site, Work work) throws Exception {
        try (Connection connection = site.dataSource().getConnection();
                Liquibase liquibase = new Liquibase(
                        "liquibase/changes.xml",
                        new ClassLoaderResourceAccessor(),
                        DatabaseFactory.getInstance()
                                .findCorrectDatabaseImplementation(new JdbcConnection(connection)))) {
            liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
            work.run(liquibase);
        }
        return "done";
    }
}
