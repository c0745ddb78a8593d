package io.tdejdbc.driver.cli;

import io.tdejdbc.driver.internal.tool.Pace;
import io.tdejdbc.driver.internal.tool.Progress;
import io.tdejdbc.driver.internal.tool.ToolAccess;
import io.tdejdbc.driver.internal.tool.ValueWork;
import io.tdejdbc.keystore.KeyJob;
import io.tdejdbc.keystore.KeyLife;
import io.tdejdbc.keystore.KeyProgress;
import io.tdejdbc.keystore.KeyScope;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.KeystoreException.Kind;
import java.sql.SQLException;
import java.util.Locale;
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

    /** Work on stored values, too. */
    @FunctionalInterface
    interface AccessWork {
        int run(ToolAccess access, KeyLife life) throws KeystoreException, SQLException;
    }

    static int run(DatabaseOptions database, CommandSpec spec, Work work) throws SQLException, CommandFailure {
        return withAccess(database, spec, (access, life) -> {
            Bar bar = new Bar(BarProgress.ifTerminal());
            try {
                return work.run(life, bar);
            } finally {
                bar.end();
            }
        });
    }

    /** Does work on values, or lets it rest. */
    static int run(
            DatabaseOptions database,
            CommandSpec spec,
            RewriteOptions options,
            KeyJob.Kind kind,
            KeyScope scope,
            ValuesWork work)
            throws SQLException, CommandFailure {
        Pace pace = options.pace();
        return withAccess(database, spec, (access, life) -> {
            if (options.pause()) {
                life.pause(kind, scope);
                new Table()
                        .line("paused", kind.word() + " of " + scope)
                        .print(spec.commandLine().getOut());
                return 0;
            }
            if (options.resume()) {
                life.resume(kind, scope);
            }
            print(spec, work.run(new ValueWork(access, life, pace, BarProgress.ifTerminal())));
            return 0;
        });
    }

    /** Work on values. */
    @FunctionalInterface
    interface ValuesWork {
        ValueWork.Outcome run(ValueWork values) throws KeystoreException, SQLException;
    }

    static void print(CommandSpec spec, ValueWork.Outcome outcome) {
        Table table = new Table()
                .line("columns", outcome.columns().isEmpty() ? "none" : String.join(", ", outcome.columns()))
                .line("written", String.format(Locale.ROOT, "%,d rows", outcome.rows()));
        outcome.retired().forEach(key -> table.line("retired", "key " + key));
        table.print(spec.commandLine().getOut());
    }

    static int withAccess(DatabaseOptions database, CommandSpec spec, AccessWork work)
            throws SQLException, CommandFailure {
        return database.withDrivers(() -> {
            try (ToolAccess access = database.open();
                    KeyLife life = access.keyLife()) {
                return work.run(access, life);
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
