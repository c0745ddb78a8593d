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

/** Makes running drivers forget keys. */
@Command(
        name = "evict",
        description =
                "Asks all running drivers to wipe unwrapped keys with their next poll of the metadata. The next use "
                        + "of a key asks the key manager: use it after rights were withdrawn there. While the key manager cannot be "
                        + "reached, protected columns stop.",
        footer = {"", KeyWork.EXIT_CODES},
        mixinStandardHelpOptions = true)
final class KeysEvictCommand implements Callable<Integer> {
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

    KeysEvictCommand() {}

    @Override
    public Integer call() throws SQLException, CommandFailure {
        Optional<TableName> name = Optional.ofNullable(table);
        return KeyWork.run(database, spec, (life, progress) -> {
            life.evict(name);
            new Table()
                    .line("asked for", name.map(TableName::toString).orElse("all keys"))
                    .line("next", "drivers follow with their next poll, within tde.metadata.poll")
                    .print(spec.commandLine().getOut());
            return 0;
        });
    }
}
