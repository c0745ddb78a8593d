package io.tdejdbc.it.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Driver to SQL analysis, driver to keystore, adapters to the driver's interface, and no other way; what is called internal
 * stays inside its module.
 */
@Tag("one-jdk")
final class ModuleArrowsTest {
    private static final String SQLPARSE = "io.tdejdbc.sqlparse..";
    private static final String KEYSTORE = "io.tdejdbc.keystore..";
    private static final String DRIVER = "io.tdejdbc.driver..";

    private static JavaClasses product;

    @BeforeAll
    static void readTheProduct() {
        product = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(
                        "io.tdejdbc.sqlparse", "io.tdejdbc.keystore", "io.tdejdbc.driver", "io.tdejdbc.micrometer");
    }

    /** Otherwise every rule below would hold because there is nothing to break it. */
    @ParameterizedTest
    @ValueSource(strings = {"io.tdejdbc.sqlparse", "io.tdejdbc.keystore", "io.tdejdbc.driver"})
    void everyModuleIsThere(String root) {
        assertThat(product.stream().filter(type -> type.getPackageName().startsWith(root)))
                .hasSizeGreaterThan(5);
    }

    @Test
    void theAdapterIsThere() {
        assertThat(product.contain("io.tdejdbc.micrometer.MicrometerMetrics")).isTrue();
    }

    @Test
    void sqlAnalysisKnowsNeitherConnectionsNorKeysNorCryptography() {
        holds(noClasses()
                .that()
                .resideInAPackage(SQLPARSE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        DRIVER,
                        KEYSTORE,
                        "java.sql..",
                        "javax.sql..",
                        "java.security..",
                        "javax.crypto..",
                        "org.bouncycastle.."));
    }

    @Test
    void keystoreKnowsNoStatements() {
        holds(noClasses()
                .that()
                .resideInAPackage(KEYSTORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(DRIVER, SQLPARSE, "org.apache.calcite.."));
    }

    @Test
    void driverSeesOnlyWhatTheOthersOffer() {
        holds(noClasses()
                .that()
                .resideInAPackage(DRIVER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.tdejdbc.sqlparse.internal..", "io.tdejdbc.keystore.internal.."));
    }

    @Test
    void adaptersUseWhatApplicationsUse() {
        holds(noClasses()
                .that()
                .resideInAPackage("io.tdejdbc.micrometer..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SQLPARSE, KEYSTORE, "io.tdejdbc.driver.internal..", "io.tdejdbc.driver.cli.."));
        holds(noClasses()
                .that()
                .resideOutsideOfPackage("io.tdejdbc.micrometer..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.tdejdbc.micrometer..", "io.micrometer.."));
    }

    @Test
    void parserAndCryptographyLibrariesStayBehindTheirModules() {
        holds(noClasses()
                .that()
                .resideInAPackage(DRIVER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.calcite..",
                        "com.google.common..",
                        "org.bouncycastle..",
                        "javax.crypto..",
                        "com.fasterxml.jackson.."));
    }

    @Test
    void commandLineLibrariesStayInTheCommandLine() {
        holds(noClasses()
                .that()
                .resideInAPackage("io.tdejdbc..")
                .and()
                .resideOutsideOfPackage("io.tdejdbc.driver.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..", "me.tongfei.."));
    }

    /** What a thread keeps outlives the call, and in a server the application. */
    @Test
    void nothingIsLeftInAThread() {
        holds(noFields().should().haveRawType(assignableTo(ThreadLocal.class)));
    }

    @Test
    void nothingInsideCallsTheCommandLine() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackage("io.tdejdbc.driver.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.tdejdbc.driver.cli.."));
    }

    private static void holds(ArchRule rule) {
        rule.allowEmptyShould(false).check(product);
    }
}
