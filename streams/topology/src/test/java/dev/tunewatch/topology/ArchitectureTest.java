package dev.tunewatch.topology;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.tunewatch.topology",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule decisionsKnowNoKafka =
      noClasses()
          .that()
          .resideInAnyPackage("..topology.inspect..", "..topology.cluster..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..", "org.rocksdb..", "dev.tunewatch.bus..", "io.prometheus..");

  @ArchTest
  static final ArchRule nothingBelowKnowsTheStages =
      noClasses()
          .that()
          .resideInAnyPackage("..topology.cluster..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..topology.inspect..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.tunewatch.(**)").should().beFreeOfCycles();
}
