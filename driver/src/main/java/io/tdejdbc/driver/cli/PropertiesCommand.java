package io.tdejdbc.driver.cli;

import io.tdejdbc.driver.internal.tool.PropertyReference;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the reference of all properties. */
@Command(
        name = "properties",
        description = "Prints the reference of all properties, in Markdown.",
        mixinStandardHelpOptions = true)
final class PropertiesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    PropertiesCommand() {}

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(PropertyReference.markdown());
        return 0;
    }
}
