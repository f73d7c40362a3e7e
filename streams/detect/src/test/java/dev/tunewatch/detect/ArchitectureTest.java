package dev.tunewatch.detect;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.tunewatch.detect",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule detectionIsPure =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..", "okhttp3..", "java.sql..", "java.net..", "java.net.http..");

  @ArchTest
  static final ArchRule noBacktrackingOnHubText =
      noClasses().should().dependOnClassesThat().resideInAPackage("java.util.regex..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.tunewatch.detect.(*)..").should().beFreeOfCycles();
}
