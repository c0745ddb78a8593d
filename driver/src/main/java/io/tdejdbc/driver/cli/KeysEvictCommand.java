package io.tdejdbc.driver.cli;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes running drivers forget keys. */
@Command(
        name = "evict",
        description =
                "Asks all running drivers to wipe unwrapped keys with their next poll of the metadata. The next use "
                        + "of a key asks the key manager: use it after rights were withdrawn there. While the key manager cannot be "
                        + "reached, protected columns stop.",
        footer = {"", KeyWork.EXIT_CODES},
        mixinStandardHelpOptions = true)
final class KeysEvictCommand implements Callable<Integer> {
    @Mixin
    private DatabaseOptions database;

    @Mixin
    private KeyChoice choice;

    @Spec
    private CommandSpec spec;

    KeysEvictCommand() {}

    @Override
    public Integer call() throws SQLException, CommandFailure {
        return KeyWork.run(database, spec, (life, progress) -> {
            life.evict(choice.table());
            new Table()
                    .line("asked for", choice)
                    .line("next", KeyChoice.NEXT)
                    .print(spec.commandLine().getOut());
            return 0;
        });
    }
}
