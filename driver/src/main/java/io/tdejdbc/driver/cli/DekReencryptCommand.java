package io.tdejdbc.driver.cli;

import io.tdejdbc.keystore.KeyJob;
import io.tdejdbc.keystore.KeyScope;
import io.tdejdbc.keystore.TableName;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a table's values anew by its current data key. */
@Command(
        name = "reencrypt",
        description = "Writes the values of a table that older generations of its data key encrypted anew by the "
                + "current one, while applications run. May be killed and run again at any point.",
        footer = {"", KeyWork.EXIT_CODES},
        mixinStandardHelpOptions = true)
final class DekReencryptCommand implements Callable<Integer> {
    @Mixin
    private DatabaseOptions database;

    @Mixin
    private RewriteOptions rewrite;

    @Option(
            names = "--table",
            paramLabel = "SCHEMA.TABLE",
            required = true,
            converter = TableOption.class,
            description = "The table, as 'tde keys list' shows it.")
    private TableName table;

    @Spec
    private CommandSpec spec;

    DekReencryptCommand() {}

    @Override
    public Integer call() throws SQLException, CommandFailure {
        return KeyWork.run(
                database, spec, rewrite, KeyJob.Kind.REENCRYPT, KeyScope.of(table), values -> values.reencrypt(table));
    }
}
