package io.tdejdbc.driver.cli;

import io.tdejdbc.keystore.TableName;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lets keys be used again. */
@Command(
        name = "unlock",
        description =
                "Takes back what 'tde keys lock' did with the same option: without --table it unlocks all keys, but not those "
                        + "of tables that were locked by themselves.",
        footer = {"", KeyWork.EXIT_CODES},
        mixinStandardHelpOptions = true)
final class KeysUnlockCommand implements Callable<Integer> {
    @Mixin
    private DatabaseOptions database;

    @Option(
            names = "--table",
            paramLabel = "SCHEMA.TABLE",
            converter = TableOption.class,
            description = "Only the keys of this table, as 'tde keys list' shows it.")
    private TableName table;

    @Spec
    private CommandSpec spec;

    KeysUnlockCommand() {}

    @Override
    public Integer call() throws SQLException, CommandFailure {
        Optional<TableName> name = Optional.ofNullable(table);
        return KeyWork.run(database, spec, (life, progress) -> {
            boolean ended = life.unlock(name);
            Table report = new Table()
                    .line(
                            ended ? "unlocked" : "was not locked",
                            name.map(TableName::toString).orElse("all keys"));
            LockLines.add(report, life.locks());
            report.line("next", "drivers follow with their next poll, within tde.metadata.poll")
                    .print(spec.commandLine().getOut());
            return 0;
        });
    }
}
