package io.tdejdbc.driver.cli;

import io.tdejdbc.keystore.KeyLock;
import java.time.Instant;
import java.util.List;

/** The locks of all drivers, for people. */
final class LockLines {

    private LockLines() {}

    static void add(Table report, List<KeyLock> locks) {
        for (KeyLock lock : locks) {
            report.line(
                    "locked",
                    lock.table().orElse("all keys") + ", by " + lock.actor()
                            + lock.since()
                                    .map(Instant::toString)
                                    .map(" since "::concat)
                                    .orElse(""));
        }
    }
}
