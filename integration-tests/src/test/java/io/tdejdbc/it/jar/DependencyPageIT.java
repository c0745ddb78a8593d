package io.tdejdbc.it.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What docs/dependencies.md says is in the jar, against what is in it. */
final class DependencyPageIT {
    private static final Pattern ROW =
            Pattern.compile("\\| `([^`:]+:[^`:]+)` \\| ([^ |]+) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|");
    private static final Pattern SIZE = Pattern.compile("The jar is \\*\\*([0-9.]+) MB\\*\\*");

    private static ShadedJar jar;
    private static String page;
    private static List<Row> rows;

    /** One library: its name, its version, its packages in the jar, its licence, and why it is in. */
    private record Row(String library, String version, List<String> packages, String licence, String why) {
        static Row of(Matcher matcher) {
            List<String> packages = Arrays.stream(matcher.group(3).split(","))
                    .map(name -> name.strip().replace("`", "").replace('.', '/'))
                    .filter(name -> !name.equals("-"))
                    .map(name -> ShadedJar.SHADED + name + "/")
                    .toList();
            return new Row(
                    matcher.group(1),
                    matcher.group(2),
                    packages,
                    matcher.group(4).strip(),
                    matcher.group(5).strip());
        }
    }

    @BeforeAll
    static void read() throws IOException {
        jar = ShadedJar.built();
        page = Files.readString(Path.of(ShadedJar.property("tde.dependency-page")));
        rows = page.lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(Row::of)
                .toList();
    }

    @Test
    void namesEachLibraryWithItsVersion() throws IOException {
        Pattern resolved = Pattern.compile("\\s+([^:\\s]+:[^:]+):jar:([^:]+):(compile|runtime).*");
        List<String> shaded = Files.readAllLines(Path.of(ShadedJar.property("tde.shaded-dependencies"))).stream()
                .map(resolved::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1) + " " + line.group(2))
                .toList();
        assertThat(shaded).isNotEmpty();
        assertThat(rows)
                .extracting(row -> row.library() + " " + row.version())
                .containsExactlyInAnyOrderElementsOf(shaded);
    }

    @Test
    void saysWhyEachIsIn() {
        assertThat(rows).allSatisfy(row -> assertThat(row.why()).hasSizeGreaterThan(20));
    }

    @Test
    void everyRelocatedClassBelongsToARow() {
        List<String> packages =
                rows.stream().flatMap(row -> row.packages().stream()).toList();
        assertThat(jar.classes().stream().filter(name -> name.startsWith(ShadedJar.SHADED)))
                .allMatch(name -> packages.stream().anyMatch(name::startsWith));
    }

    @Test
    void everyPackageNamedIsInTheJar() {
        assertThat(rows.stream().flatMap(row -> row.packages().stream()))
                .allMatch(name -> jar.classes().stream().anyMatch(entry -> entry.startsWith(name)));
    }

    @Test
    void givesTheSize() throws IOException {
        Matcher size = SIZE.matcher(page);
        assertThat(size.find()).as("the page gives the size").isTrue();
        double megabytes = jar.size() / 1_000_000.0;
        assertThat(Double.parseDouble(size.group(1))).isBetween(megabytes * 0.97, megabytes * 1.03);
    }
}
