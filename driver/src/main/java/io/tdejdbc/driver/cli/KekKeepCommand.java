package io.tdejdbc.driver.cli;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Keeps in mind which versions of the master key backups need. */
@Command(
        name = "keep",
        description =
                "Shows from which version on the master key is kept because backups need it; with --from, writes that down: "
                        + "'tde kek retire' then refuses to retire these versions. Write down the version that was current when "
                        + "the oldest backup that still counts was made.",
        footer = {"", KeyWork.EXIT_CODES},
        mixinStandardHelpOptions = true)
final class KekKeepCommand implements Callable<Integer> {
    private static final int MOST_CHARACTERS = 2000;

    @Mixin
    private DatabaseOptions database;

    @Option(names = "--from", paramLabel = "N", description = "The oldest version that a backup needs.")
    private Integer from;

    @Option(
            names = "--note",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "With --from: which backups. No secret: everybody who may read the metadata sees it.")
    private String note;

    @Spec
    private CommandSpec spec;

    KekKeepCommand() {}

    @Override
    public Integer call() throws SQLException, CommandFailure {
        if (!note.isEmpty() && from == null || note.length() > MOST_CHARACTERS) {
            throw new ParameterException(
                    spec.commandLine(), "--note goes with --from and has at most " + MOST_CHARACTERS + " characters");
        }
        return KeyWork.withAccess(database, spec, (access, life) -> {
            if (from != null) {
                life.keepForBackups(from, note);
            }
            new Table()
                    .line(
                            "kept for backups",
                            life.keptForBackups()
                                    .map(kept -> "versions from " + kept.version() + " on, by " + kept.actor()
                                            + (kept.note().isEmpty() ? "" : ": " + kept.note()))
                                    .orElse("nothing was written down"))
                    .print(spec.commandLine().getOut());
            return 0;
        });
    }
}
