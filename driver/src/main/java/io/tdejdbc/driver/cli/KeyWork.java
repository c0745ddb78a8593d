package io.tdejdbc.driver.cli;

import io.tdejdbc.driver.internal.tool.Progress;
import io.tdejdbc.driver.internal.tool.ToolAccess;
import io.tdejdbc.keystore.KeyLife;
import io.tdejdbc.keystore.KeyProgress;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.KeystoreException.Kind;
import java.sql.SQLException;
import picocli.CommandLine.Model.CommandSpec;

/** What the commands about keys have in common. */
final class KeyWork {
    /** Somebody else is at work, or something is out of reach: the same command may do better later. */
    static final int TRY_AGAIN = 3;

    /** For the end of a command's help. */
    static final String EXIT_CODES = "Exit codes: 0 done, 1 something is wrong, 2 the command line is wrong, 3 "
            + "another key command is at work, or database or key manager cannot be reached: try again later.";

    private KeyWork() {}

    /** A command's work. */
    @FunctionalInterface
    interface Work {
        int run(KeyLife life, KeyProgress progress) throws KeystoreException, SQLException;
    }

    static int run(DatabaseOptions database, CommandSpec spec, Work work) throws SQLException, CommandFailure {
        return database.withDrivers(() -> {
            try (ToolAccess access = database.open();
                    KeyLife life = access.keyLife()) {
                Bar bar = new Bar(BarProgress.ifTerminal());
                try {
                    return work.run(life, bar);
                } finally {
                    bar.end();
                }
            } catch (KeystoreException e) {
                if (e.kind() != Kind.UNAVAILABLE) {
                    throw new CommandFailure(e.getMessage(), e);
                }
                spec.commandLine().getErr().println("tde: " + e.getMessage());
                return TRY_AGAIN;
            }
        });
    }

    /** Shows how many keys are done. */
    private static final class Bar implements KeyProgress {
        private final Progress progress;
        private boolean open;

        Bar(Progress progress) {
            this.progress = progress;
        }

        @Override
        public void begin(long keys) {
            end();
            progress.begin("keys", keys);
            open = true;
        }

        @Override
        public void advance(long keys) {
            progress.advance(keys);
        }

        void end() {
            if (open) {
                progress.end();
                open = false;
            }
        }
    }
}
