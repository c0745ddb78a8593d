package io.tdejdbc.driver.cli;

import io.tdejdbc.driver.internal.tool.Renaming;
import io.tdejdbc.driver.internal.tool.ToolAccess;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets the metadata follow a rename. */
@Command(
        name = "rename",
        description =
                "Lets the metadata follow a protected table or column that was renamed without the driver, or while "
                        + "the driver died. The old name must have gone, and the new one must be there. Keys and values stay.",
        mixinStandardHelpOptions = true)
final class RenameCommand implements Callable<Integer> {
    @Mixin
    private DatabaseOptions database;

    @Parameters(
            index = "0",
            paramLabel = "SCHEMA.TABLE[.COLUMN]",
            description = "The old name, as 'tde status' shows it.")
    private String old;

    @Parameters(index = "1", paramLabel = "NEW", description = "The new name of the table or column, without schema.")
    private String newName;

    @Spec
    private CommandSpec spec;

    RenameCommand() {}

    @Override
    public Integer call() throws SQLException, CommandFailure {
        return database.withDrivers(this::run);
    }

    private int run() throws SQLException, CommandFailure {
        try (ToolAccess access = database.open()) {
            Table table = new Table();
            for (String name : Renaming.run(access, old, newName)) {
                table.line("renamed", name);
            }
            table.print(spec.commandLine().getOut());
            return 0;
        }
    }
}
