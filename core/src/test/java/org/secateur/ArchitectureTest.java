package org.secateur;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.secateur.network.Require;
import org.secateur.prune.Budget;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The house rules: which room may see which, and who may print, exit or look at a clock. */
class ArchitectureTest {
  /** Each package sees only those before it. */
  private static final List<String> ORDER = List.of("kernel", "linalg", "random", "sparse", "network",
      "dynamics", "spectral", "prune", "certify", "rnn", "boltzmann", "study", "report");

  private static final JavaClasses CORE = new ClassFileImporter()
      .withImportOption(new ImportOption.DoNotIncludeTests())
      .importPackages("org.secateur");

  @Test
  void packagesSeeOnlyThoseBeforeThem() {
    for (int k = 0; k < ORDER.size(); k++) {
      String[] later = ORDER.subList(k + 1, ORDER.size()).stream().map(p -> "org.secateur." + p + "..")
          .toArray(String[]::new);
      if (later.length > 0) {
        noClasses().that().resideInAPackage("org.secateur." + ORDER.get(k) + "..").should()
            .dependOnClassesThat()
            .resideInAnyPackage(later).check(CORE);
      }
    }
  }

  @Test
  void everyPackageIsInTheOrder() {
    String[] known = ORDER.stream().map(p -> "org.secateur." + p + "..").toArray(String[]::new);
    classes().should().resideInAnyPackage(known).check(CORE);
  }

  @Test
  void theJudgeNeverSeesTheAccused() {
    noClasses().that().resideInAPackage("org.secateur.certify..").should().dependOnClassesThat()
        .resideInAPackage("org.secateur.prune..").check(CORE);
  }

  /** Machines share loops, seeds, budgets and guards with the other wing, and nothing else. */
  @Test
  void machinesKnowNothingOfNetworks() {
    classes().that().resideInAPackage("org.secateur.boltzmann..").should()
        .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", "org.apache.commons.rng..",
            "org.secateur.boltzmann..", "org.secateur.kernel..", "org.secateur.linalg..",
            "org.secateur.random..")
            .or(belongToAnyOf(Budget.class, Budget.KeepFraction.class, Budget.EdgeCount.class,
                Budget.Epsilon.class,
                Require.class)))
        .check(CORE);
  }

  /** Each room of the machines' wing sees only those before it; those who measure and those who cut are not in line. */
  @Test
  void machinesGoForwardOnly() {
    List<String> rooms = List.of("data", "sweep", "chains", "train", "fisher", "evaluate", "prune");
    for (int k = 0; k < rooms.size(); k++) {
      String[] later = rooms.subList(k + 1, rooms.size()).stream()
          .map(p -> "org.secateur.boltzmann." + p + "..")
          .toArray(String[]::new);
      if (later.length > 0) {
        noClasses().that()
            .resideInAnyPackage("org.secateur.boltzmann", "org.secateur.boltzmann." + rooms.get(k) + "..")
            .should().dependOnClassesThat().resideInAnyPackage(later).allowEmptyShould(true).check(CORE);
      }
    }
    noClasses().that().resideInAPackage("org.secateur.boltzmann.prune..").should().dependOnClassesThat()
        .resideInAPackage("org.secateur.boltzmann.evaluate..").allowEmptyShould(true).check(CORE);
  }

  /** Each room of trained networks sees only those before it: what chooses synapses knows nothing of repairs. */
  @Test
  void trainedNetworksGoForwardOnly() {
    List<String> rooms = List.of("task", "train", "activity", "mask", "repair", "online", "evaluate");
    for (int k = 0; k < rooms.size(); k++) {
      String[] later = rooms.subList(k, rooms.size()).stream().map(p -> "org.secateur.rnn." + p + "..")
          .toArray(String[]::new);
      String before = k == 0 ? "org.secateur.rnn" : "org.secateur.rnn." + rooms.get(k - 1) + "..";
      noClasses().that().resideInAPackage(before).should().dependOnClassesThat().resideInAnyPackage(later)
          .allowEmptyShould(true).check(CORE);
    }
  }

  @Test
  void kernelsDependOnTheLanguageOnly() {
    classes().that().resideInAPackage("org.secateur.kernel..").and().areNotAnnotations().should()
        .onlyDependOnClassesThat(resideInAnyPackage("java.lang..", "org.secateur.kernel..")
            .or(resideInAPackage("org.jspecify.annotations.."))
            .or(resideInAPackage("jdk.incubator.vector..")))
        .check(CORE);
  }

  /** The module is optional: where it is missing, any other class that names its types would fail to link. */
  @Test
  void oneKernelUsesTheIncubatingVectors() {
    noClasses().that().doNotHaveFullyQualifiedName("org.secateur.kernel.VectorKernel").should()
        .dependOnClassesThat().resideInAPackage("jdk.incubator.vector..").check(CORE);
  }

  @Test
  void coreNeitherPrintsNorExitsNorLooksAtAClock() {
    noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class).orShould().callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime").orShould().dependOnClassesThat().resideInAPackage("java.time..")
        .check(CORE);
  }

  @Test
  void coreDrawsFromSeedsOnly() {
    noClasses().should().dependOnClassesThat()
        .belongToAnyOf(java.util.Random.class, java.util.SplittableRandom.class,
            java.util.concurrent.ThreadLocalRandom.class)
        .orShould().callMethod(Math.class, "random").check(CORE);
  }
}
