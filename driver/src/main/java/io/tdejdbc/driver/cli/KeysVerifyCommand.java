package io.tdejdbc.driver.cli;

import io.tdejdbc.keystore.KeyReport;
import io.tdejdbc.keystore.KeyReport.Verdict;
import io.tdejdbc.keystore.KeyReport.WrappingReport;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Unwraps all keys. */
@Command(
        name = "verify",
        description =
                "Verifies the metadata tables and unwraps every wrapping of every key. Ends with 1 if a key does not "
                        + "unwrap or a wrapping is damaged; a wrapping by a version that the key manager does not have, or has "
                        + "retired, is only mentioned.",
        footer = {"", KeyWork.EXIT_CODES},
        mixinStandardHelpOptions = true)
final class KeysVerifyCommand implements Callable<Integer> {
    @Mixin
    private DatabaseOptions database;

    @Spec
    private CommandSpec spec;

    KeysVerifyCommand() {}

    @Override
    public Integer call() throws SQLException, CommandFailure {
        return KeyWork.run(database, spec, (life, progress) -> {
            List<KeyReport> keys = life.verify(progress);
            boolean good = true;
            Table table = new Table();
            for (KeyReport key : keys) {
                for (WrappingReport one : key.wrappings()) {
                    if (one.verdict() != Verdict.UNWRAPS) {
                        table.line(
                                one.verdict().name().toLowerCase(Locale.ROOT),
                                "key " + key.keyId(),
                                one.provider() + " v" + one.version(),
                                one.failure().orElse(""));
                    }
                    good &= one.verdict() != Verdict.DAMAGED;
                }
                if (!key.unwraps()) {
                    good = false;
                    table.line("lost", "key " + key.keyId(), "", "no wrapping of it unwraps");
                }
            }
            table.print(spec.commandLine().getOut());
            long unwrap = keys.stream().filter(KeyReport::unwraps).count();
            new Table()
                    .line("unwrapped", unwrap + " of " + keys.size() + " keys")
                    .print(spec.commandLine().getOut());
            return good ? 0 : 1;
        });
    }
}
