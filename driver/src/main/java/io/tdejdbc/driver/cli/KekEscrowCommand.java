package io.tdejdbc.driver.cli;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Keeps in mind when a copy of the master key was last seen. */
@Command(
        name = "escrow",
        description =
                "Shows when somebody last confirmed that a copy of the master key, with all its versions, is kept apart from "
                        + "the database; with --confirm, writes down that it is so now. Nothing is verified: restore the copy "
                        + "somewhere before you say so.",
        footer = {"", KeyWork.EXIT_CODES},
        mixinStandardHelpOptions = true)
final class KekEscrowCommand implements Callable<Integer> {
    private static final int MOST_CHARACTERS = 2000;

    @Mixin
    private DatabaseOptions database;

    @Option(names = "--confirm", description = "A copy of every version of the master key exists and was tried.")
    private boolean confirm;

    @Option(
            names = "--note",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "With --confirm: where the copy is. No secret: everybody who may read the metadata sees it.")
    private String note;

    @Spec
    private CommandSpec spec;

    KekEscrowCommand() {}

    @Override
    public Integer call() throws SQLException, CommandFailure {
        if (!note.isEmpty() && !confirm || note.length() > MOST_CHARACTERS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--note goes with --confirm and has at most " + MOST_CHARACTERS + " characters");
        }
        return KeyWork.withAccess(database, spec, (access, life) -> {
            if (confirm) {
                life.confirmEscrow(note);
            }
            MasterKeyLines.print(spec, access, life);
            return 0;
        });
    }
}
