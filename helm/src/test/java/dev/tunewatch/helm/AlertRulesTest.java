package dev.tunewatch.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AlertRulesTest {

  @Test
  void promtoolFindsThemWellFormed() throws Exception {
    Debian.run(AlertRules.DIRECTORY, Debian.PROMTOOL, "check", "rules", "tunewatch.yaml");
  }

  @Test
  void promtoolSeesEachFireAndKeepStill() throws Exception {
    Debian.run(AlertRules.DIRECTORY, Debian.PROMTOOL, "test", "rules", "tunewatch.test.yaml");
  }

  @Test
  void everyRuleHasAUnitTestInWhichItFiresAndOneInWhichItDoesNot() {
    Set<String> firing = new HashSet<>();
    Set<String> still = new HashSet<>();
    AlertRules.read("tunewatch.test.yaml")
        .path("tests")
        .forEach(
            test ->
                test.path("alert_rule_test")
                    .forEach(
                        expected ->
                            (expected.path("exp_alerts").isEmpty() ? still : firing)
                                .add(expected.path("alertname").asText())));

    assertThat(firing).containsExactlyInAnyOrderElementsOf(AlertRules.names());
    // What is down is told from what is up in one test of two instances, or before and after.
    assertThat(still).containsExactlyInAnyOrderElementsOf(AlertRules.names());
  }

  @Test
  void everyRuleSaysHowBadItIsWhatItIsAndHowMuch() {
    assertThat(AlertRules.all())
        .isNotEmpty()
        .allSatisfy(
            rule -> {
              String name = rule.path("alert").asText();
              assertThat(name).matches("Tunewatch[A-Z][A-Za-z]+");
              assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning");
              assertThat(rule.at("/annotations/summary").asText())
                  .endsWith(".")
                  .doesNotContain("$value");
              assertThat(rule.at("/annotations/description").asText())
                  .endsWith(".")
                  .containsPattern("\\$value|\\b0\\b");
              assertThat(rule.at("/annotations/runbook_url").asText())
                  .isEqualTo("helm/RUNBOOK.md#" + name.toLowerCase(Locale.ROOT));
            });
    assertThat(AlertRules.names()).doesNotHaveDuplicates();
  }

  @Test
  void everyRuleAsksOnlyForMetricsThatExist() {
    assertThat(AlertRules.all())
        .allSatisfy(
            rule ->
                assertThat(Metrics.promisedSeries())
                    .containsAll(Metrics.namesIn(rule.path("expr").asText())));
  }

  @Test
  void theRunbookHasOneChapterForEachRuleAndNoOther() {
    String runbook = Chart.read("RUNBOOK.md");
    List<String> chapters =
        runbook
            .lines()
            .filter(line -> line.startsWith("## "))
            .map(line -> line.substring(3))
            .toList();

    assertThat(chapters).containsExactlyElementsOf(AlertRules.names());
    for (String chapter : runbook.split("\n## ", -1)) {
      if (!chapter.startsWith("#")) {
        assertThat(chapter).contains("**Meaning.**", "**Check.**", "**Mend.**");
      }
    }
  }

  @Test
  void theChartHandsThemOverUnchangedButForTheAddressOfTheRunbook() {
    JsonNode rule =
        Chart.with(Map.of("prometheusRule.enabled", true)).ofKind("PrometheusRule").get(0);
    JsonNode moved = Chart.withValues("full").ofKind("PrometheusRule").get(0);

    assertThat(rule.path("spec")).isEqualTo(AlertRules.read("tunewatch.yaml"));
    Set<String> addresses =
        moved.path("spec").findValuesAsText("runbook_url").stream().collect(Collectors.toSet());
    assertThat(addresses)
        .hasSameSizeAs(AlertRules.names())
        .allMatch(url -> url.startsWith("https://runbooks.example.org/tunewatch.html#tunewatch"));
  }
}
