package io.tdejdbc.driver.cli;

import io.tdejdbc.driver.internal.tool.ToolAccess;
import io.tdejdbc.keystore.KeyEscrow;
import io.tdejdbc.keystore.KeyLife;
import io.tdejdbc.keystore.KeyReport;
import io.tdejdbc.keystore.KeystoreException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Which version of the master key is current and how many keys it wraps, and when a copy of it was last confirmed, with a
 * warning where that is too long ago.
 */
final class MasterKeyLines {

    private MasterKeyLines() {}

    static void print(CommandSpec spec, ToolAccess access, KeyLife life) throws KeystoreException {
        KeyEscrow escrow = life.escrow();
        int current = access.provider().currentVersion();
        String kind = access.provider().kind();
        List<KeyReport> keys = life.list();
        long behind = keys.stream()
                .filter(key -> key.wrappings().stream()
                        .noneMatch(one ->
                                one.version() == current && one.provider().startsWith(kind)))
                .count();
        new Table()
                .line(
                        "master key",
                        "version " + current + " is current, "
                                + (behind == 0
                                        ? "and wraps all " + keys.size() + " keys"
                                        : behind + " of " + keys.size()
                                                + " keys are not wrapped by it yet: run 'tde kek rewrap'"))
                .line(
                        "key escrow",
                        escrow.last()
                                .map(last -> "last confirmed " + last.when().truncatedTo(ChronoUnit.SECONDS)
                                        + " for version " + last.version() + ", by " + last.actor()
                                        + (last.note().isEmpty() ? "" : ": " + last.note()))
                                .orElse("never confirmed"))
                .print(spec.commandLine().getOut());
        escrow.concern(Instant.now(), access.configuration().escrowMaxAge())
                .ifPresent(concern -> spec.commandLine()
                        .getErr()
                        .println(
                                "tde: warning: " + concern + "; keep one, try it, and run 'tde kek escrow --confirm'"));
    }
}
