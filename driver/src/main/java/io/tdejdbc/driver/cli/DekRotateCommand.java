package io.tdejdbc.driver.cli;

import io.tdejdbc.keystore.KeyLife.TableKeyRotated;
import io.tdejdbc.keystore.TableName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Gives a table a new data key. */
@Command(
        name = "rotate",
        description =
                "Gives a table's data key a new generation: announced, and after tde.metadata.lease written. Older "
                        + "generations stay readable. Columns of mode equality keep their keys. May be killed and run again at any "
                        + "point.",
        footer = {"", KeyWork.EXIT_CODES},
        mixinStandardHelpOptions = true)
final class DekRotateCommand implements Callable<Integer> {
    @Mixin
    private DatabaseOptions database;

    @Option(
            names = "--table",
            paramLabel = "SCHEMA.TABLE",
            required = true,
            converter = TableOption.class,
            description = "The table, as 'tde keys list' shows it.")
    private TableName table;

    @Spec
    private CommandSpec spec;

    DekRotateCommand() {}

    @Override
    public Integer call() throws SQLException, CommandFailure {
        return KeyWork.run(database, spec, (life, progress) -> {
            Duration lease = database.configuration().lease();
            TableKeyRotated rotated = life.rotateTableKey(table, lease, progress);
            new Table()
                    .line("table", table)
                    .line("writes", "generation " + rotated.generation())
                    .line("reads", "generation " + rotated.previous() + " and older too")
                    .print(spec.commandLine().getOut());
            return 0;
        });
    }
}
