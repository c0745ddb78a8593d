package io.tdejdbc.driver.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about all keys. */
@Command(
        name = "keys",
        description =
                "Shows keys, proves that they are in reach, makes drivers forget them, and takes them out of use.",
        footer = {"", KeyWork.EXIT_CODES},
        mixinStandardHelpOptions = true,
        subcommands = {
            KeysListCommand.class,
            KeysVerifyCommand.class,
            KeysEvictCommand.class,
            KeysLockCommand.class,
            KeysUnlockCommand.class
        })
final class KeysCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    KeysCommand() {}

    @Override
    public void run() {
        CommandLine line = spec.commandLine();
        throw new ParameterException(
                line, "a command is missing: one of " + line.getSubcommands().keySet());
    }
}
