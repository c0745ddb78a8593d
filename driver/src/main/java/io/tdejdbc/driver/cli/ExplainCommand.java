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
        description =
                "Shows how the driver understands a statement: its tables and protected columns, the text that is "
                        + "sent, what each parameter and result column is, or why it is refused (status 1) and what would help. "
                        + "Does not execute it, and shows no literal of it.",
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
            Explanation explanation = new Connector(registry).explain(url, properties, sql);
            explanation.lines().forEach(line -> out.println("  " + line));
            return explanation.refused() ? 1 : 0;
        }
    }
}
