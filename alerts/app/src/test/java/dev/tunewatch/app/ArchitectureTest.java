package dev.tunewatch.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The direction of dependencies over the whole product. */
@AnalyzeClasses(packages = "dev.tunewatch", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String[] INGEST = {
    "dev.tunewatch.events..", "dev.tunewatch.bus..", "dev.tunewatch.crawler.."
  };
  private static final String[] STREAMS = {
    "dev.tunewatch.assessments..", "dev.tunewatch.detect..", "dev.tunewatch.topology.."
  };
  private static final String[] ALERTS = {
    "dev.tunewatch.alerts..", "dev.tunewatch.console..", "dev.tunewatch.app.."
  };

  @ArchTest
  static final ArchRule ingestKnowsNeitherStreamsNorAlerts =
      noClasses()
          .that()
          .resideInAnyPackage(INGEST)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(concat(STREAMS, ALERTS));

  @ArchTest
  static final ArchRule streamsDoNotKnowAlertsOrTheCrawler =
      noClasses()
          .that()
          .resideInAnyPackage(STREAMS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(concat(ALERTS, "dev.tunewatch.crawler.."));

  @ArchTest
  static final ArchRule alertsKnowOfStreamsOnlyTheContract =
      noClasses()
          .that()
          .resideInAPackage("dev.tunewatch.alerts..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.tunewatch.crawler..", "dev.tunewatch.detect..", "dev.tunewatch.topology..");

  @ArchTest
  static final ArchRule contractsAndDetectionAreWithoutTransport =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.tunewatch.events..", "dev.tunewatch.assessments..", "dev.tunewatch.detect..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..", "okhttp3..", "java.sql..", "org.jdbi..", "io.javalin..");

  @ArchTest
  static final ArchRule nothingIsCalledAfterNothingInParticular =
      classes()
          .should()
          .resideOutsideOfPackages("..util..", "..common..", "..impl..", "..helper..");

  @ArchTest
  static final ArchRule wallClocksAreInjected =
      noClasses()
          .that(outsideOf("dev.tunewatch.app"))
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(java.time.Clock.class, "systemUTC");

  @ArchTest
  static final ArchRule featuresOfAlertsFormNoCycle =
      slices().matching("dev.tunewatch.alerts.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule featuresOfTheCrawlerFormNoCycle =
      slices().matching("dev.tunewatch.crawler.(*)..").should().beFreeOfCycles();

  private static DescribedPredicate<JavaClass> outsideOf(String root) {
    Set<String> roots = Set.of(root);
    return DescribedPredicate.describe(
        "outside of " + root,
        type -> roots.stream().noneMatch(r -> type.getPackageName().startsWith(r)));
  }

  private static String[] concat(String[] some, String... more) {
    String[] all = java.util.Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }
}
