package io.tdejdbc.driver.cli;

import io.tdejdbc.keystore.KeyJob;
import io.tdejdbc.keystore.KeyScope;
import io.tdejdbc.keystore.TableName;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Gives a table or a domain new keys throughout. */
@Command(
        name = "rekey",
        description =
                "Gives a table new keys, or a domain a new one, also for columns of mode equality, and writes all "
                        + "values by them while applications run. Until it ends, statements that compare such columns with each other "
                        + "are refused, and so are writes to those in a unique or foreign key. May be killed and run again at any "
                        + "point.",
        footer = {"", KeyWork.EXIT_CODES},
        mixinStandardHelpOptions = true)
final class RekeyCommand implements Callable<Integer> {
    @Mixin
    private DatabaseOptions database;

    @Mixin
    private RewriteOptions rewrite;

    @ArgGroup(multiplicity = "1")
    private What what;

    /** Whose keys. */
    private static final class What {
        @Option(
                names = "--table",
                paramLabel = "SCHEMA.TABLE",
                required = true,
                converter = TableOption.class,
                description = "The table, as 'tde keys list' shows it: its data key and the search key of columns "
                        + "without a domain.")
        private TableName table;

        @Option(
                names = "--domain",
                paramLabel = "NAME",
                required = true,
                description = "The domain: the key that its columns share.")
        private String domain;
    }

    @Option(
            names = "--destroy-old",
            description =
                    "Deletes what the master key wrapped of the old keys when no value of them is left. Needs --confirm.")
    private boolean destroy;

    @Option(
            names = "--confirm",
            description = "Confirms --destroy-old: copies of rows that were made before are not wanted any more.")
    private boolean confirmed;

    @Spec
    private CommandSpec spec;

    RekeyCommand() {}

    @Override
    public Integer call() throws SQLException, CommandFailure {
        if (destroy && !confirmed) {
            throw new ParameterException(
                    spec.commandLine(),
                    "rows that were copied elsewhere become unreadable for good: add --confirm if there are none");
        }
        KeyScope scope = what.table != null ? KeyScope.of(what.table) : KeyScope.ofDomain(what.domain);
        return KeyWork.run(database, spec, rewrite, KeyJob.Kind.REKEY, scope, values -> values.rekey(scope, destroy));
    }
}
