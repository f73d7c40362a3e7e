package dev.tunewatch.alerts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
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
          .resideInAnyPackage(
              "..alerts.alert",
              "..subscription",
              "..deliver",
              "..access",
              "..audit",
              "..operator",
              "dev.tunewatch.alerts.verdict",
              "dev.tunewatch.alerts.notify")
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

  /** So every channel that speaks HTTP has the same policy on targets, time and redirects. */
  @ArchTest
  static final ArchRule onlyTheSenderOfAllChannelsCallsOut =
      noClasses()
          .that()
          .resideOutsideOfPackage("..notify.http")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("okhttp3..", "java.net.http..");

  @ArchTest
  static final ArchRule onlyTheEmailChannelSpeaksSmtp =
      noClasses()
          .that()
          .resideOutsideOfPackage("..notify.email")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..");

  @ArchTest
  static final ArchRule channelsKnowNothingOfEachOther =
      slices()
          .matching("dev.tunewatch.alerts.notify.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              DescribedPredicate.alwaysTrue(),
              JavaClass.Predicates.resideInAPackage("dev.tunewatch.alerts.notify.http"));

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.tunewatch.alerts.(**)").should().beFreeOfCycles();
}
