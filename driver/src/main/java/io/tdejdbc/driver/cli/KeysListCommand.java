package io.tdejdbc.driver.cli;

import io.tdejdbc.keystore.KeyReport;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows all keys. */
@Command(
        name = "list",
        description = "Shows every key: what it belongs to, kind, generation, state, age, and which versions of which "
                + "master key wrap it; what is locked; and when a copy of the master key was last confirmed. Unwraps "
                + "nothing.",
        footer = {"", KeyWork.EXIT_CODES},
        mixinStandardHelpOptions = true)
final class KeysListCommand implements Callable<Integer> {
    @Mixin
    private DatabaseOptions database;

    @Spec
    private CommandSpec spec;

    KeysListCommand() {}

    @Override
    public Integer call() throws SQLException, CommandFailure {
        return KeyWork.withAccess(database, spec, (access, life) -> {
            Table table = new Table().line("OWNER", "KIND", "GENERATION", "STATE", "CREATED", "KEY", "WRAPPED BY");
            for (KeyReport key : life.list()) {
                table.line(
                        key.owner().isEmpty() ? "deployment" : key.owner(),
                        key.kind(),
                        key.generation(),
                        key.state().toLowerCase(Locale.ROOT),
                        key.created(),
                        key.keyId(),
                        key.wrappings().stream()
                                .map(one -> one.provider() + " v" + one.version())
                                .collect(Collectors.joining(", ")));
            }
            table.print(spec.commandLine().getOut());
            Table locks = new Table();
            LockLines.add(locks, life.locks());
            locks.print(spec.commandLine().getOut());
            MasterKeyLines.print(spec, access, life);
            return 0;
        });
    }
}
