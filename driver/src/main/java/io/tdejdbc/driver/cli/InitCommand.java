package io.tdejdbc.driver.cli;

import io.tdejdbc.driver.internal.config.TdeConfiguration;
import io.tdejdbc.driver.internal.tool.Initialisation;
import io.tdejdbc.driver.internal.tool.ToolAccess;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes the metadata tables and keys. */
@Command(
        name = "init",
        description =
                "Makes the metadata tables in the database and the keys for all rules. What is there stays. Writes "
                        + "tde.deployment into the properties file if it has none.",
        mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
    @Mixin
    private DatabaseOptions database;

    @Spec
    private CommandSpec spec;

    InitCommand() {}

    @Override
    public Integer call() throws SQLException, CommandFailure {
        return database.withDrivers(this::run);
    }

    private int run() throws SQLException, CommandFailure {
        TdeConfiguration configuration = Initialisation.pinned(database.source());
        try (ToolAccess access = ToolAccess.open(configuration, database.url(), database.properties())) {
            Initialisation.Outcome outcome = Initialisation.run(access);
            new Table()
                    .line("database", access.description())
                    .line("deployment", configuration.requiredDeployment())
                    .line("metadata tables", outcome.made() ? "made" : "were there", "epoch " + outcome.epoch())
                    .line("columns", outcome.columns() + " registered")
                    .print(spec.commandLine().getOut());
            return 0;
        }
    }
}
