package dev.tunewatch.crawler;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.tunewatch.crawler");

  @Test
  void decisionsKnowNeitherKafkaNorHttp() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "..crawler.walk..", "..crawler.hub..", "..crawler.recheck..", "..crawler.reconcile..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "okhttp3..", "io.prometheus..")
        .check(classes);
  }

  @Test
  void onlyFetchSpeaksHttp() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..crawler.fetch..", "..crawler.simulated..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("okhttp3..")
        .check(classes);
  }

  @Test
  void packagesDoNotDependOnEachOtherInCircles() {
    slices().matching("dev.tunewatch.crawler.(*)..").should().beFreeOfCycles().check(classes);
  }
}
