package io.tdejdbc.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A process of its own, so that its heap can be small and its end looked at; it prints lines of a name and a value. */
final class Child {
    private static final long PATIENCE_SECONDS = 300;

    private Child() {}

    /**
     * Runs a program to its end, with the compiler and collector of this virtual machine.
     *
     * @param folder where its log is kept
     * @param options of the virtual machine, such as the one that bounds its heap
     * @return what it printed, by name
     */
    static Map<String, String> run(Path folder, List<String> options, Class<?> program, String... arguments)
            throws Exception {
        Path output = folder.resolve("output.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-XX:"))
                .forEach(command::add);
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(folder.resolve("log.txt").toFile())
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as("see %s", folder).isZero();
        return Files.readAllLines(output).stream()
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(words -> words[0], words -> words[1]));
    }
}
