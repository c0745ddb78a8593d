package io.tdejdbc.driver.cli;

import io.tdejdbc.driver.internal.tool.Encryption;
import io.tdejdbc.driver.internal.tool.ToolAccess;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Encrypts existing values. */
@Command(
        name = "encrypt",
        description = "Encrypts the values of all columns that the rules name and that are still plain. Stop the "
                + "applications first. May be killed and run again at any point.",
        mixinStandardHelpOptions = true)
final class EncryptCommand implements Callable<Integer> {
    @Mixin
    private DatabaseOptions database;

    @Spec
    private CommandSpec spec;

    EncryptCommand() {}

    @Override
    public Integer call() throws SQLException, CommandFailure {
        return database.withDrivers(this::run);
    }

    private int run() throws SQLException, CommandFailure {
        PrintWriter out = spec.commandLine().getOut();
        try (ToolAccess access = database.open()) {
            Encryption.Outcome outcome = new Encryption(access, BarProgress.ifTerminal()).run();
            if (outcome.tables().isEmpty()) {
                out.println("  nothing to do: all columns that the rules name are encrypted");
            }
            Table tables = new Table();
            for (Encryption.Encrypted one : outcome.tables()) {
                tables.line(
                        "encrypted",
                        one.table(),
                        String.format(Locale.ROOT, "%,d rows", one.rows()),
                        String.join(", ", one.columns()));
            }
            tables.print(out);
            Table copies = new Table();
            outcome.purged().forEach(step -> copies.line("old copies", step));
            outcome.remains().forEach(place -> copies.line("may remain", place));
            copies.print(out);
            return 0;
        }
    }
}
