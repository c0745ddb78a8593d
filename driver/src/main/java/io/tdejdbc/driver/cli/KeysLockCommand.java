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

/** Takes keys out of use. */
@Command(
        name = "lock",
        description =
                "Takes keys out of use: all drivers wipe them with their next poll of the metadata and refuse what needs "
                        + "one (TDE-KEY-032), also those that start later, until 'tde keys unlock'.",
        footer = {"", KeyWork.EXIT_CODES},
        mixinStandardHelpOptions = true)
final class KeysLockCommand implements Callable<Integer> {
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

    KeysLockCommand() {}

    @Override
    public Integer call() throws SQLException, CommandFailure {
        Optional<TableName> name = Optional.ofNullable(table);
        return KeyWork.run(database, spec, (life, progress) -> {
            boolean made = life.lock(name);
            new Table()
                    .line(
                            made ? "locked" : "was locked",
                            name.map(TableName::toString).orElse("all keys"))
                    .line("next", "drivers follow with their next poll, within tde.metadata.poll")
                    .print(spec.commandLine().getOut());
            return 0;
        });
    }
}
