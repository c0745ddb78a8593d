package io.tdejdbc.driver.cli;

import io.tdejdbc.driver.internal.tool.Hours;
import io.tdejdbc.driver.internal.tool.Pace;
import java.util.OptionalInt;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of commands that write values anew. */
final class RewriteOptions {
    private static final int BATCH = 500;

    @Option(
            names = "--batch-size",
            paramLabel = "ROWS",
            defaultValue = "" + BATCH,
            description = "The most rows of one transaction; ${DEFAULT-VALUE} without it.")
    private int batchSize;

    @Option(names = "--max-rows-per-sec", paramLabel = "ROWS", description = "The most rows in a second.")
    private Integer rowsPerSecond;

    @Option(
            names = "--window",
            paramLabel = "HH:MM-HH:MM",
            description =
                    "Writes only in these hours of the day, by this host's clock and time zone, and rests outside of them; "
                            + "22:00-05:00 goes over midnight.")
    private String window;

    @ArgGroup
    private Control control = new Control();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Whether the work is to rest. */
    private static final class Control {
        @Option(
                names = "--pause",
                required = true,
                description = "Does no work, but lets a running command stop after its batch, and any further one at "
                        + "once, until --resume.")
        private boolean pause;

        @Option(names = "--resume", required = true, description = "Takes a pause back and does the work.")
        private boolean resume;
    }

    RewriteOptions() {}

    boolean pause() {
        return control.pause;
    }

    boolean resume() {
        return control.resume;
    }

    Pace pace() {
        if (batchSize < 1 || rowsPerSecond != null && rowsPerSecond < 1) {
            throw new ParameterException(spec.commandLine(), "--batch-size and --max-rows-per-sec are at least 1");
        }
        return new Pace(
                batchSize,
                rowsPerSecond == null ? OptionalInt.empty() : OptionalInt.of(rowsPerSecond),
                Pace.PATIENCE,
                hours());
    }

    private Hours hours() {
        try {
            return window == null ? Hours.always() : Hours.of(window);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--window: " + e.getMessage(), e);
        }
    }
}
