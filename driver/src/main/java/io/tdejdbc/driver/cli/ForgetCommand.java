package io.tdejdbc.driver.cli;

import io.tdejdbc.driver.internal.tool.Forgetting;
import io.tdejdbc.driver.internal.tool.ToolAccess;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a column out of the metadata. */
@Command(
        name = "forget",
        description = "Takes a column out of the metadata that holds no encrypted value: one whose table or column was "
                + "dropped, or that is still plain. Remove its rule from the properties file as well.",
        mixinStandardHelpOptions = true)
final class ForgetCommand implements Callable<Integer> {
    @Mixin
    private DatabaseOptions database;

    @Parameters(paramLabel = "SCHEMA.TABLE.COLUMN", description = "As 'tde status' shows it.")
    private String column;

    @Spec
    private CommandSpec spec;

    ForgetCommand() {}

    @Override
    public Integer call() throws SQLException, CommandFailure {
        return database.withDrivers(this::run);
    }

    private int run() throws SQLException, CommandFailure {
        try (ToolAccess access = database.open()) {
            Forgetting.run(access, column);
            new Table().line("forgotten", column).print(spec.commandLine().getOut());
            return 0;
        }
    }
}
