package io.tdejdbc.driver.cli;

import io.tdejdbc.driver.internal.config.TdeUrl;
import io.tdejdbc.driver.internal.connect.Connector;
import io.tdejdbc.driver.internal.runtime.RuntimeRegistry;
import io.tdejdbc.driver.internal.session.Explanation;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what becomes of a statement. */
@Command(
        name = "explain",
        description = "Shows what the driver makes of a statement: passed through, rewritten with which parameters and "
                + "result columns, or refused and why. Does not execute it.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private DatabaseOptions database;

    @Parameters(paramLabel = "SQL", description = "The statement.")
    private String sql;

    @Spec
    private CommandSpec spec;

    ExplainCommand() {}

    @Override
    public Integer call() throws SQLException, CommandFailure {
        return database.withDrivers(this::run);
    }

    private int run() throws SQLException, CommandFailure {
        Properties properties = database.properties();
        properties.setProperty("tde.config", database.source().path().toString());
        PrintWriter out = spec.commandLine().getOut();
        try (RuntimeRegistry registry = new RuntimeRegistry()) {
            TdeUrl url = TdeUrl.parse(TdeUrl.prefixed(database.url()));
            Explanation.of(new Connector(registry).plan(url, properties, sql))
                    .forEach(line -> out.println("  " + line));
            return 0;
        }
    }
}
