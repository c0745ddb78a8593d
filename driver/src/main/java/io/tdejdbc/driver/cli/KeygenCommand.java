package io.tdejdbc.driver.cli;

import io.tdejdbc.keystore.FileMasterKey;
import io.tdejdbc.keystore.KeystoreException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a master key file. */
@Command(
        name = "keygen",
        description = "Makes a new master key file that only its owner can read. Never overwrites one.",
        mixinStandardHelpOptions = true)
final class KeygenCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "Where no file is yet.")
    private Path file;

    @Spec
    private CommandSpec spec;

    KeygenCommand() {}

    @Override
    public Integer call() throws CommandFailure {
        try {
            String fingerprint = FileMasterKey.generate(file.toAbsolutePath());
            new Table()
                    .line("master key", file.toAbsolutePath())
                    .line("fingerprint", fingerprint)
                    .line("next", "keep a copy in a safe place: without this file the data is lost")
                    .print(spec.commandLine().getOut());
            return 0;
        } catch (KeystoreException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }
}
