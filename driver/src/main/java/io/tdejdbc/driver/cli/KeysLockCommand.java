package io.tdejdbc.driver.cli;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Takes keys out of use. */
@Command(
        name = "lock",
        description =
                "Takes keys out of use: all drivers wipe them with their next poll of the metadata and refuse what needs "
                        + "one (TDE-KEY-032), also those that start later, until 'tde keys unlock'.",
        footer = {"", KeyWork.EXIT_CODES},
        mixinStandardHelpOptions = true)
final class KeysLockCommand implements Callable<Integer> {
    @Mixin
    private DatabaseOptions database;

    @Mixin
    private KeyChoice choice;

    @Spec
    private CommandSpec spec;

    KeysLockCommand() {}

    @Override
    public Integer call() throws SQLException, CommandFailure {
        return KeyWork.run(database, spec, (life, progress) -> {
            boolean made = life.lock(choice.table());
            new Table()
                    .line(made ? "locked" : "was locked", choice)
                    .line("next", KeyChoice.NEXT)
                    .print(spec.commandLine().getOut());
            return 0;
        });
    }
}
