package io.tdejdbc.driver.cli;

import io.tdejdbc.keystore.KeyLife.Retired;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Retires old versions of the master key. */
@Command(
        name = "retire",
        description =
                "Makes versions of the master key below N unusable and deletes what they wrapped, after proving that "
                        + "every key unwraps by a newer one. Backups of the database that are older than the last 'tde kek rewrap' "
                        + "can then be read only after the retirement was taken back, by the same command with a lower N.",
        footer = {"", KeyWork.EXIT_CODES},
        mixinStandardHelpOptions = true)
final class KekRetireCommand implements Callable<Integer> {
    @Mixin
    private DatabaseOptions database;

    @ArgGroup(multiplicity = "1")
    private What what;

    /** What is to be retired. */
    private static final class What {
        @Option(
                names = "--below",
                paramLabel = "N",
                required = true,
                description = "Versions below N; N is the oldest that stays.")
        private int below;

        @Option(
                names = "--others",
                required = true,
                description = "What other master keys than the configured one wrapped, after 'tde kek move'.")
        private boolean others;
    }

    @Option(names = "--confirm", description = "Required: the oldest backup that is still wanted does not need them.")
    private boolean confirmed;

    @Spec
    private CommandSpec spec;

    KekRetireCommand() {}

    @Override
    public Integer call() throws SQLException, CommandFailure {
        if (!confirmed) {
            throw new ParameterException(
                    spec.commandLine(),
                    "retiring deletes wrappings: add --confirm if no backup that you may restore needs "
                            + (what.others ? "another master key" : "a version below " + what.below));
        }
        return KeyWork.run(database, spec, (life, progress) -> {
            if (what.others) {
                new Table()
                        .line("deleted", life.dropOthers(progress) + " wrappings by other master keys")
                        .print(spec.commandLine().getOut());
                return 0;
            }
            Retired retired = life.retire(what.below, progress);
            Table table = new Table().line("retired", "versions below " + retired.below());
            if (retired.verified()) {
                table.line("deleted", retired.deleted() + " wrappings");
            } else {
                table.line("deleted", "nothing: this client may not unwrap keys, so newer wrappings are not proved");
            }
            table.print(spec.commandLine().getOut());
            return 0;
        });
    }
}
