package dev.tunewatch.events;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.tunewatch.events", importOptions = DoNotIncludeTests.class)
class PurityTest {

  @ArchTest
  static final ArchRule knowsNothingButJavaAndJson =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.tunewatch.events..",
              "java.io..",
              "java.lang..",
              "java.time..",
              "java.util..",
              "java.security..",
              "java.nio",
              "java.nio.charset..",
              "com.fasterxml.jackson..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.tunewatch.(**)").should().beFreeOfCycles();
}
