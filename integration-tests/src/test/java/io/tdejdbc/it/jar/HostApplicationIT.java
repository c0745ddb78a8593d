package io.tdejdbc.it.jar;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.examples.mainjob.MainJob;
import io.trino.tpch.TpchTable;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import me.tongfei.progressbar.ProgressBar;
import org.h2.Driver;
import org.jline.utils.WCWidth;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The jar in an application that has other versions of the same libraries, with settings of its own for them, before and
 * after the jar on its class path.
 */
final class HostApplicationIT {
    private static final long MINUTES = 5;

    @TempDir
    Path folder;

    private enum Order {
        HOST_FIRST,
        JAR_FIRST;

        List<Path> arrange(List<Path> host, Path jar) {
            List<Path> path = new ArrayList<>(host);
            path.add(this == HOST_FIRST ? path.size() : 0, jar);
            return path;
        }
    }

    private record Outcome(int status, String output) {}

    @ParameterizedTest
    @EnumSource
    void runsTheMainJob(Order order) throws Exception {
        List<Path> path = new ArrayList<>(
                order.arrange(hostLibraries("old"), ShadedJar.built().path()));
        path.add(sourceOf(MainJob.class));
        path.add(sourceOf(Driver.class));
        path.add(sourceOf(TpchTable.class));
        path.add(sourceOf(ProgressBar.class));
        path.add(sourceOf(WCWidth.class));
        Outcome outcome = java(path, MainJob.class, folder.resolve("job").toString());
        assertThat(outcome.output()).containsPattern("same answers as before\\s+yes");
        assertThat(outcome.status()).as(outcome.output()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void leavesTheHostItsOwnLibraries(Order order) throws Exception {
        Path jar = ShadedJar.built().path();
        List<Path> path = new ArrayList<>(order.arrange(hostLibraries("oldest"), jar));
        path.add(sourceOf(HostProbe.class));
        path.add(sourceOf(Driver.class));
        Outcome outcome = java(path, HostProbe.class);
        assertThat(outcome.status()).as(outcome.output()).isZero();
        List<String> lines = outcome.output().lines().toList();
        for (String shared : HostProbe.SHARED) {
            assertThat(lines)
                    .filteredOn(line -> line.startsWith(shared + "\t"))
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("host-libraries"));
        }
        assertThat(lines)
                .filteredOn(line -> line.endsWith("/" + jar.getFileName()))
                .containsExactly("io.tdejdbc.driver.TdeDriver\t" + jar.toRealPath());
        assertThat(lines).anyMatch(line -> line.startsWith("org.apache.calcite.jdbc.Driver\t"));
    }

    /** The host's libraries, with the Guava of the folder named. */
    private static List<Path> hostLibraries(String guava) throws IOException {
        Path folder = Path.of(ShadedJar.property("tde.host-libraries"));
        List<Path> libraries = new ArrayList<>(jarsIn(folder));
        libraries.addAll(jarsIn(folder.resolve(guava)));
        assertThat(libraries)
                .extracting(file -> file.getFileName().toString())
                .contains("calcite-core-1.38.0.jar", "avatica-core-1.25.0.jar")
                .anyMatch(name -> name.startsWith("guava-2"));
        return libraries;
    }

    private static List<Path> jarsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    private static Path sourceOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** Runs a class in a process of its own, with a setting that no Calcite can stand. */
    private Outcome java(List<Path> classPath, Class<?> main, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=UTF-8",
                "-Dcalcite.default.charset=no-such-charset",
                "-classpath",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                main.getName()));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
                    .as("%s ends", main.getName())
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
