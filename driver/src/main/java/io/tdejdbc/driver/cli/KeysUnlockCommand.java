package io.tdejdbc.driver.cli;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lets keys be used again. */
@Command(
        name = "unlock",
        description =
                "Takes back what 'tde keys lock' did with the same option: without --table it unlocks all keys, but not those "
                        + "of tables that were locked by themselves.",
        footer = {"", KeyWork.EXIT_CODES},
        mixinStandardHelpOptions = true)
final class KeysUnlockCommand implements Callable<Integer> {
    @Mixin
    private DatabaseOptions database;

    @Mixin
    private KeyChoice choice;

    @Spec
    private CommandSpec spec;

    KeysUnlockCommand() {}

    @Override
    public Integer call() throws SQLException, CommandFailure {
        return KeyWork.run(database, spec, (life, progress) -> {
            boolean ended = life.unlock(choice.table());
            Table report = new Table().line(ended ? "unlocked" : "was not locked", choice);
            LockLines.add(report, life.locks());
            report.line("next", KeyChoice.NEXT).print(spec.commandLine().getOut());
            return 0;
        });
    }
}
