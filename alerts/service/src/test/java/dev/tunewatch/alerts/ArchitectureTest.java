package dev.tunewatch.alerts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.tunewatch.alerts",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule decisionsKnowNoKafkaNoHttpAndNoSql =
      noClasses()
          .that()
          .resideInAnyPackage("..alerts.alert", "..subscription", "..deliver", "..access")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..",
              "dev.tunewatch.bus..",
              "okhttp3..",
              "io.javalin..",
              "jakarta..",
              "java.net.http..",
              "java.sql..",
              "javax.sql..",
              "org.jdbi..");

  @ArchTest
  static final ArchRule onlyTheStoreSpeaksSql =
      noClasses()
          .that()
          .resideOutsideOfPackage("..store")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..", "javax.sql..", "org.jdbi..", "org.flywaydb..", "org.postgresql..");

  @ArchTest
  static final ArchRule onlyTheWebhookChannelCallsOut =
      noClasses()
          .that()
          .resideOutsideOfPackage("..notify.webhook")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("okhttp3..", "java.net.http..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.tunewatch.alerts.(**)").should().beFreeOfCycles();
}
