package io.tdejdbc.driver.cli;

import io.tdejdbc.keystore.KeyLife.Rewrapped;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Wraps keys under the current version of the master key. */
@Command(
        name = "rewrap",
        description =
                "Wraps every key under the current version of the master key that is not wrapped by it yet. Older "
                        + "wrappings stay. May be killed and run again at any point.",
        footer = {"", KeyWork.EXIT_CODES},
        mixinStandardHelpOptions = true)
final class KekRewrapCommand implements Callable<Integer> {
    @Mixin
    private DatabaseOptions database;

    @Spec
    private CommandSpec spec;

    KekRewrapCommand() {}

    @Override
    public Integer call() throws SQLException, CommandFailure {
        return KeyWork.run(database, spec, (life, progress) -> {
            Rewrapped done = life.rewrap(progress);
            new Table()
                    .line("version", done.version())
                    .line("wrapped anew", done.rewrapped() + " keys")
                    .line("were current", done.current() + " keys")
                    .print(spec.commandLine().getOut());
            return 0;
        });
    }
}
