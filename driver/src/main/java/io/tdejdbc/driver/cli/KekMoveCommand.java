package io.tdejdbc.driver.cli;

import io.tdejdbc.keystore.KeyLife.Moved;
import io.tdejdbc.keystore.MasterKeyProvider;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Puts another master key in the place of the one in use. */
@Command(
        name = "move",
        description =
                "Wraps every key by the master key of tde.keys.* that the one of tde.keys.previous.* wraps. What the "
                        + "old one wrapped stays until 'tde kek retire --others'. May be killed and run again at any point.",
        footer = {"", KeyWork.EXIT_CODES},
        mixinStandardHelpOptions = true)
final class KekMoveCommand implements Callable<Integer> {
    @Mixin
    private DatabaseOptions database;

    @Spec
    private CommandSpec spec;

    KekMoveCommand() {}

    @Override
    public Integer call() throws SQLException, CommandFailure {
        return KeyWork.run(database, spec, (life, progress) -> {
            try (MasterKeyProvider previous = database.configuration().openPreviousKeys()) {
                Moved done = life.move(previous, progress);
                new Table()
                        .line("version", done.version())
                        .line("moved", done.moved() + " keys")
                        .line("were there", done.there() + " keys")
                        .line(
                                "next",
                                "give all drivers the new tde.keys.*, then run 'tde kek retire --others --confirm'")
                        .print(spec.commandLine().getOut());
                return 0;
            }
        });
    }
}
