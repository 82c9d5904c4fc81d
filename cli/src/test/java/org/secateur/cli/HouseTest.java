package org.secateur.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** Only the command line prints, exits and reads a clock; nobody but core reaches kernels and linear algebra. */
class HouseTest {
  private static final JavaClasses ALL = new ClassFileImporter()
      .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.secateur");

  @Test
  void onlyTheCommandLinePrintsExitsAndReadsAClock() {
    noClasses().that().resideOutsideOfPackage("org.secateur.cli..").should().accessField(System.class, "out")
        .orShould().accessField(System.class, "err").orShould().callMethod(System.class, "exit", int.class)
        .orShould().callMethod(System.class, "currentTimeMillis").orShould()
        .callMethod(System.class, "nanoTime").check(ALL);
  }

  @Test
  void kernelsAndLinearAlgebraStayInCore() {
    noClasses().that().resideInAnyPackage("org.secateur.io..", "org.secateur.cli..").should()
        .dependOnClassesThat().resideInAnyPackage("org.secateur.kernel..", "org.secateur.linalg..")
        .check(ALL);
  }

  @Test
  void nothingDependsOnTheCommandLine() {
    classes().that().resideInAPackage("org.secateur.cli..").should().onlyHaveDependentClassesThat()
        .resideInAPackage("org.secateur.cli..").check(ALL);
  }
}
