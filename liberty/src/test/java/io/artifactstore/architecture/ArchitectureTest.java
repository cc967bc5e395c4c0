package io.artifactstore.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One direction: api, then the modules, then the EAR. Modules meet in ports and events, never in
 * each other.
 */
class ArchitectureTest {

    private static JavaClasses product;

    @BeforeAll
    static void readClasses() {
        product =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.artifactstore");
        org.assertj.core.api.Assertions.assertThat(product.size())
                .as("classes found")
                .isGreaterThan(150);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api",
                "config",
                "store",
                "access",
                "supplychain",
                "metrics",
                "health",
                "tracing",
                "web"
            })
    void moduleShouldBeReadByThisTest(String module) {
        classes()
                .that()
                .resideInAPackage("io.artifactstore." + module + "..")
                .should()
                .resideInAPackage("io.artifactstore..")
                .check(product);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config",
                "store",
                "access",
                "supplychain",
                "metrics",
                "health",
                "tracing",
                "web"
            })
    void moduleShouldKnowTheApiAndNoOtherModule(String module) {
        classes()
                .that()
                .resideInAPackage("io.artifactstore." + module + "..")
                .should()
                .onlyDependOnClassesThat(
                        com.tngtech.archunit.core.domain.JavaClass.Predicates
                                .resideOutsideOfPackage("io.artifactstore..")
                                .or(
                                        com.tngtech.archunit.core.domain.JavaClass.Predicates
                                                .resideInAnyPackage(
                                                        "io.artifactstore.api..",
                                                        "io.artifactstore." + module + "..")))
                .check(product);
    }

    @Test
    void apiShouldNeedTheJdkAndJakartaOnly() {
        classes()
                .that()
                .resideInAPackage("io.artifactstore.api..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.artifactstore.api..", "java..", "javax.crypto..", "jakarta..")
                .check(product);
    }

    @Test
    void webPackagesShouldNotFormCycles() {
        slices().matching("io.artifactstore.web.(*)..").should().beFreeOfCycles().check(product);
    }

    @Test
    void pathsShouldComeFromTheRawRequestLineOnly() {
        noClasses()
                .that()
                .resideInAPackage("io.artifactstore..")
                .should()
                .callMethod(jakarta.servlet.http.HttpServletRequest.class, "getPathInfo")
                .orShould()
                .callMethod(jakarta.servlet.ServletRequest.class, "getParameter", String.class)
                .because("they normalise and lose what S3 keys are made of")
                .check(product);
    }

    @Test
    void credentialsShouldBeComparedInConstantTime() {
        noClasses()
                .that()
                .resideInAPackage("io.artifactstore.access..")
                .should()
                .callMethod(java.util.Arrays.class, "equals", byte[].class, byte[].class)
                .because("MessageDigest.isEqual takes the same time whatever differs")
                .check(product);
    }
}
