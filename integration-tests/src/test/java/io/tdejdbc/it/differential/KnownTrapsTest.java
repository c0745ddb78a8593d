package io.tdejdbc.it.differential;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Resources;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each known trap of {@code known-traps.tsv} is tried by a statement that the differential tests execute, or by a class. */
@Tag("one-jdk")
final class KnownTrapsTest {
    private static final Set<String> TRIED = tried();

    private static Set<String> tried() {
        Set<String> tried = new TreeSet<>();
        for (Backend.Kind kind : Backend.Kind.values()) {
            Cases.of(kind).forEach(statement -> tried.add(statement.id()));
        }
        JavaClasses tests = new ClassFileImporter().importPackages("io.tdejdbc.it");
        tests.stream()
                .map(JavaClass::getSimpleName)
                .filter(name -> name.endsWith("Test"))
                .forEach(tried::add);
        return tried;
    }

    static Stream<String[]> traps() {
        return Resources.text("/differential/known-traps.tsv")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("traps")
    void isTried(String trap, String by) {
        assertThat(TRIED).containsAll(Arrays.stream(by.split(" ")).collect(Collectors.toSet()));
    }
}
