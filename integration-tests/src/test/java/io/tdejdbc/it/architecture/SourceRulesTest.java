package io.tdejdbc.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rules on the source text, which the class files no longer show. */
@Tag("one-jdk")
final class SourceRulesTest {
    private static final int MOST_LINES = 600;
    private static final List<String> MODULES = List.of(
            "sqlparse",
            "keystore",
            "driver",
            "driver/micrometer",
            "examples",
            "integration-tests",
            "integration-tests/benchmarks",
            "integration-tests/frameworks");

    private static List<Path> sources;

    @BeforeAll
    static void findTheSources() throws IOException {
        Path root = Path.of(System.getProperty("basedir")).resolveSibling("");
        List<Path> found = new ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
            }
        }
        sources = List.copyOf(found);
    }

    @Test
    void everyModuleHasSources() {
        for (String module : MODULES) {
            assertThat(sources).anyMatch(file -> file.toString().contains(module));
        }
    }

    /** What a program writes is as long as the interface that it is written from, and is compared with it by a test. */
    @Test
    void noSourceIsTooLongToRead() throws IOException {
        List<Path> generated = new ArrayList<>();
        List<Path> tooLong = new ArrayList<>();
        for (Path file : sources) {
            String text = Files.readString(file);
            if (text.contains("\n/** Generated: ")) {
                generated.add(file);
            } else if (text.lines().count() > MOST_LINES) {
                tooLong.add(file);
            }
        }
        assertThat(tooLong).isEmpty();
        assertThat(generated)
                .hasSize(11)
                .allMatch(file -> file.getFileName().toString().startsWith("Abstract"));
    }

    @Test
    void nothingIsLeftForLater() {
        String later = "TO" + "DO";
        String broken = "FIX" + "ME";
        assertThat(sources)
                .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain(later, broken));
    }
}
