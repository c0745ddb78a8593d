package io.tdejdbc.it.jar;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The jar brings no class, service, setting or signature into a host application that could meet one of the host's. */
final class ShadedJarIT {
    private static ShadedJar jar;

    @BeforeAll
    static void open() throws IOException {
        jar = ShadedJar.built();
    }

    @Test
    void everyClassIsOursOrRelocated() {
        assertThat(jar.classes())
                .hasSizeGreaterThan(1_000)
                .allMatch(name -> name.startsWith("io/tdejdbc/"))
                .anyMatch(name -> name.startsWith(ShadedJar.SHADED + "org/apache/calcite/"));
        assertThat(jar.entries())
                .allMatch(name -> name.startsWith("io/tdejdbc/") || name.startsWith("META-INF/"))
                .noneMatch(name -> name.startsWith("META-INF/versions/"))
                .noneMatch(name -> name.matches("META-INF/.*\\.(SF|RSA|DSA|EC)"));
    }

    @Test
    void theOnlyJdbcDriverIsOurs() throws IOException {
        assertThat(jar.lines("META-INF/services/java.sql.Driver")).containsExactly("io.tdejdbc.driver.TdeDriver");
    }

    @Test
    void everyServiceIsRelocatedAndItsClassesAreThere() throws IOException {
        List<String> services = jar.entries().stream()
                .filter(name -> name.startsWith("META-INF/services/"))
                .toList();
        assertThat(services)
                .allMatch(name -> name.matches("META-INF/services/(io\\.tdejdbc\\..*|java\\.sql\\.Driver)"));
        for (String service : services) {
            assertThat(jar.lines(service)).as(service).isNotEmpty().allMatch(jar::hasClass);
        }
    }

    /** With the host's own Calcite beside us, its settings are its own. */
    @Test
    void noLibraryReadsTheHostsCalciteSettings() throws IOException {
        assertThat(jar.literals())
                .hasSizeGreaterThan(10_000)
                .anyMatch(literal -> literal.endsWith(": io.tdejdbc.shaded.saffron.properties"))
                .noneMatch(literal -> literal.contains(": calcite.") || literal.contains(": saffron.properties"));
    }

    /** Minimizing follows references only; what it took away by mistake shows here. */
    @Test
    void whatOurClassesReferToIsThere() throws IOException {
        try (JarFile file = new JarFile(jar.path().toFile())) {
            JavaClasses ours = new ClassFileImporter()
                    .withImportOption(location -> !location.contains(ShadedJar.SHADED))
                    .importJar(file);
            assertThat(ours).hasSizeGreaterThan(50);
            assertThat(ours.stream()
                            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                            .map(Dependency::getTargetClass)
                            .map(JavaClass::getBaseComponentType)
                            .map(JavaClass::getName)
                            .filter(name -> name.startsWith("io.tdejdbc."))
                            .distinct())
                    .allMatch(jar::hasClass);
        }
    }

    @Test
    void startsAsACommandAndNamesItsModule() throws IOException {
        Attributes manifest = jar.manifest().getMainAttributes();
        assertThat(manifest.getValue("Automatic-Module-Name")).isEqualTo("io.tdejdbc");
        assertThat(manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION)).isNotBlank();
        assertThat(manifest.getValue(Attributes.Name.MAIN_CLASS))
                .satisfies(main -> assertThat(jar.hasClass(main)).isTrue());
    }

    @Test
    void isABundle() throws IOException {
        Attributes manifest = jar.manifest().getMainAttributes();
        assertThat(manifest.getValue("Bundle-SymbolicName")).isEqualTo("io.tdejdbc");
        assertThat(manifest.getValue("Bundle-Version"))
                .isEqualTo(manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION)
                        .replace('-', '.'));
        assertThat(manifest.getValue("Export-Package")
                        .replaceAll(";version=\"[^\"]*\"", "")
                        .split(","))
                .containsExactly("io.tdejdbc.driver", "io.tdejdbc.keystore");
    }

    @Test
    void carriesItsLicences() {
        assertThat(jar.entries())
                .contains("META-INF/LICENSE", "META-INF/NOTICE", "META-INF/licenses/calcite-core-jar/META-INF/NOTICE");
    }
}
