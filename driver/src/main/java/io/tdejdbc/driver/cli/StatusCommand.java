package io.tdejdbc.driver.cli;

import io.tdejdbc.driver.internal.tool.ColumnStatus;
import io.tdejdbc.driver.internal.tool.ToolAccess;
import io.tdejdbc.keystore.KeyLife;
import io.tdejdbc.keystore.KeystoreException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what lies in each registered column. */
@Command(
        name = "status",
        description = "Shows every registered column: mode, state, declared type, and how many of its values are "
                + "encrypted, plain and NULL; and when a copy of the master key was last confirmed. Reads all rows.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private DatabaseOptions database;

    @Spec
    private CommandSpec spec;

    StatusCommand() {}

    @Override
    public Integer call() throws SQLException, CommandFailure {
        return database.withDrivers(this::run);
    }

    private int run() throws SQLException, CommandFailure {
        try (ToolAccess access = database.open()) {
            List<ColumnStatus> columns = ColumnStatus.read(access);
            Table table = new Table().line("COLUMN", "MODE", "STATE", "TYPE", "ENCRYPTED", "PLAIN", "NULL");
            for (ColumnStatus column : columns) {
                table.line(
                        column.record().table() + "." + column.record().column(),
                        column.record().mode().name().toLowerCase(Locale.ROOT),
                        column.present() ? column.record().state() : "waits for its table",
                        column.declaredType(),
                        String.format(Locale.ROOT, "%,d", column.encrypted()),
                        String.format(Locale.ROOT, "%,d", column.plain()),
                        String.format(Locale.ROOT, "%,d", column.empty()));
            }
            table.print(spec.commandLine().getOut());
            try (KeyLife life = access.keyLife()) {
                MasterKeyLines.print(spec, access, life);
            } catch (KeystoreException e) {
                throw new CommandFailure(e.getMessage(), e);
            }
            return 0;
        }
    }
}
