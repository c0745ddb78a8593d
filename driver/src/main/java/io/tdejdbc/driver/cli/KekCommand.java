package io.tdejdbc.driver.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about the master key. */
@Command(
        name = "kek",
        description =
                "Works on the master key and on what it wraps. Applications need not stop, and no row of theirs is "
                        + "touched.",
        footer = {"", KeyWork.EXIT_CODES},
        mixinStandardHelpOptions = true,
        subcommands = {
            KekRotateCommand.class,
            KekRewrapCommand.class,
            KekRetireCommand.class,
            KekMoveCommand.class,
            KekEscrowCommand.class,
            KekKeepCommand.class
        })
final class KekCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    KekCommand() {}

    @Override
    public void run() {
        CommandLine line = spec.commandLine();
        throw new ParameterException(
                line, "a command is missing: one of " + line.getSubcommands().keySet());
    }
}
