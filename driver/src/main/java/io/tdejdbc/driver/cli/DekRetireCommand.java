package io.tdejdbc.driver.cli;

import io.tdejdbc.driver.internal.tool.Pace;
import io.tdejdbc.driver.internal.tool.Progress;
import io.tdejdbc.driver.internal.tool.ValueWork;
import io.tdejdbc.keystore.TableName;
import java.sql.SQLException;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Takes old data keys of a table out of use. */
@Command(
        name = "retire",
        description =
                "Takes the older generations of a table's data key out of use, after proving that no value of them "
                        + "is stored: drivers read them no more.",
        footer = {"", KeyWork.EXIT_CODES},
        mixinStandardHelpOptions = true)
final class DekRetireCommand implements Callable<Integer> {
    @Mixin
    private DatabaseOptions database;

    @Option(
            names = "--table",
            paramLabel = "SCHEMA.TABLE",
            required = true,
            converter = TableOption.class,
            description = "The table, as 'tde keys list' shows it.")
    private TableName table;

    @Option(
            names = "--destroy",
            description =
                    "Deletes what the master key wrapped of them, too, also of those that were retired before: what is "
                            + "then left of them is in backups of the metadata tables.")
    private boolean destroy;

    @Option(
            names = "--confirm",
            description = "Required: copies of rows that were made before are not wanted any more.")
    private boolean confirmed;

    @Spec
    private CommandSpec spec;

    DekRetireCommand() {}

    @Override
    public Integer call() throws SQLException, CommandFailure {
        if (!confirmed) {
            throw new ParameterException(
                    spec.commandLine(),
                    "rows of " + table
                            + " that were copied elsewhere become unreadable: add --confirm if there are none");
        }
        return KeyWork.withAccess(database, spec, (access, life) -> {
            Pace pace = new Pace(1, OptionalInt.empty(), Pace.PATIENCE);
            KeyWork.print(spec, new ValueWork(access, life, pace, Progress.silent()).retire(table, destroy));
            return 0;
        });
    }
}
