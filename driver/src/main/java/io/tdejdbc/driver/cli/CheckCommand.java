package io.tdejdbc.driver.cli;

import io.tdejdbc.driver.internal.tool.Checks;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks everything and changes nothing. */
@Command(
        name = "check",
        description = "Checks properties file, key manager, metadata and every protected column, and changes nothing. "
                + "Ends with 1 if a check fails.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private DatabaseOptions database;

    @Spec
    private CommandSpec spec;

    CheckCommand() {}

    @Override
    public Integer call() throws SQLException, CommandFailure {
        return database.withDrivers(this::run);
    }

    private int run() throws SQLException, CommandFailure {
        List<Checks.Result> results = Checks.run(database.source(), database.url(), database.properties());
        Table table = new Table();
        results.forEach(
                result -> table.line(result.verdict().name().toLowerCase(Locale.ROOT), result.what(), result.detail()));
        table.print(spec.commandLine().getOut());
        return results.stream().anyMatch(result -> result.verdict() == Checks.Verdict.FAIL) ? 1 : 0;
    }
}
