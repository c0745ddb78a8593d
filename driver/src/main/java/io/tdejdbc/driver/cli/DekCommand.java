package io.tdejdbc.driver.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about table keys. */
@Command(
        name = "dek",
        description = "Works on the keys of tables.",
        footer = {"", KeyWork.EXIT_CODES},
        mixinStandardHelpOptions = true,
        subcommands = {DekRotateCommand.class, DekReencryptCommand.class, DekRetireCommand.class})
final class DekCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    DekCommand() {}

    @Override
    public void run() {
        CommandLine line = spec.commandLine();
        throw new ParameterException(
                line, "a command is missing: one of " + line.getSubcommands().keySet());
    }
}
