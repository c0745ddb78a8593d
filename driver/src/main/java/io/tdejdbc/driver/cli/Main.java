package io.tdejdbc.driver.cli;

import io.tdejdbc.driver.internal.runtime.BackendRuntime;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line. Ends with status 0 if all went well, 1 if something is wrong with set-up, database or data, and 2 if
 * the command line itself is.
 */
@Command(
        name = "tde",
        description = "Sets up and checks the encryption of database columns by TDE-JDBC.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        footer = {"", "Exit codes: 0 all is well, 1 something is wrong, 2 the command line is wrong."},
        subcommands = {
            KeygenCommand.class,
            InitCommand.class,
            EncryptCommand.class,
            CheckCommand.class,
            StatusCommand.class,
            ExplainCommand.class,
            ForgetCommand.class,
            RenameCommand.class,
            KekCommand.class,
            DekCommand.class,
            RekeyCommand.class,
            KeysCommand.class,
            PropertiesCommand.class
        })
public final class Main implements Runnable {
    private static final int FAILURE = 1;
    /** A strong reference, or the level set on it is forgotten with it. */
    private static final Logger LOG = Logger.getLogger("io.tdejdbc");
    /** What 'tde check' shows; the other commands need not say it each time. */
    private static final Logger CONCERNS = Logger.getLogger("io.tdejdbc.concerns");

    @Spec
    private CommandSpec spec;

    /** The product's version for {@code --version}. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"TDE-JDBC " + BackendRuntime.productVersion()};
        }
    }

    Main() {}

    /** Runs a command and ends the process with its status. What a driver announces is no result of a command. */
    public static void main(String[] arguments) {
        LOG.setLevel(Level.WARNING);
        ConsoleHandler lines = new ConsoleHandler();
        lines.setFormatter(new OneLine());
        LOG.addHandler(lines);
        LOG.setUseParentHandlers(false);
        CONCERNS.setLevel(Level.OFF);
        System.exit(run(arguments));
    }

    /** A warning as the command's own line: when and where it was logged says nothing to whoever types commands. */
    private static final class OneLine extends Formatter {
        @Override
        public String format(LogRecord entry) {
            return "tde: warning: " + formatMessage(entry) + System.lineSeparator();
        }
    }

    /**
     * Runs a command with the process's own output streams.
     *
     * @return the status
     */
    public static int run(String... arguments) {
        return run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                arguments);
    }

    /**
     * Runs a command.
     *
     * @param out for results
     * @param err for errors
     * @return the status
     */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = new CommandLine(new Main());
        line.setOut(out);
        line.setErr(err);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("tde: " + message(failure));
            return FAILURE;
        });
        int status = line.execute(arguments);
        out.flush();
        err.flush();
        return status;
    }

    /** Messages of ours say all there is to say; of others the class matters too. */
    private static String message(Exception failure) {
        if (failure instanceof SQLException || failure instanceof CommandFailure) {
            return failure.getMessage();
        }
        return failure.getClass().getName() + ": " + failure.getMessage();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
