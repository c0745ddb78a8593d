package io.tdejdbc.driver.cli;

import io.tdejdbc.keystore.KeyLife.Rotated;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a new version of the master key. */
@Command(
        name = "rotate",
        description =
                "Makes a new version of the master key. Keys that are made from now on are wrapped by it; 'tde kek "
                        + "rewrap' wraps the others.",
        footer = {"", KeyWork.EXIT_CODES},
        mixinStandardHelpOptions = true)
final class KekRotateCommand implements Callable<Integer> {
    @Mixin
    private DatabaseOptions database;

    @Option(
            names = "--from",
            paramLabel = "N",
            description = "Only if N is still the current version, so that the command can be repeated safely.")
    private int from;

    @Spec
    private CommandSpec spec;

    KekRotateCommand() {}

    @Override
    public Integer call() throws SQLException, CommandFailure {
        return KeyWork.run(database, spec, (life, progress) -> {
            Rotated rotated = life.rotate(from);
            new Table()
                    .line(rotated.made() ? "new version" : "current version", rotated.version())
                    .line("next", "back up the master key, then run 'tde kek rewrap'")
                    .print(spec.commandLine().getOut());
            return 0;
        });
    }
}
