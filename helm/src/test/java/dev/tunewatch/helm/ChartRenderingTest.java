package dev.tunewatch.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChartRenderingTest {

  @Test
  void passesTheStrictLint() {
    LintResult lint = Chart.lintStrictly();

    assertThat(lint.isFailed()).as("%s", lint.getMessages()).isFalse();
    assertThat(lint.getMessages()).noneMatch(message -> message.contains("[WARNING]"));
  }

  @Test
  void rendersTheDefaultsAsReviewed() throws IOException {
    compare("defaults", Chart.withDefaults());
  }

  @ParameterizedTest
  @ValueSource(strings = {"standalone", "services", "full"})
  void rendersTheValuesAsReviewed(String values) throws IOException {
    compare(values, Chart.withValues(values));
  }

  @Test
  void installsOnePodAndNothingOptionalByDefault() {
    assertThat(Chart.withDefaults().names())
        .containsExactlyInAnyOrder(
            "ServiceAccount/demo-tunewatch",
            "Service/demo-tunewatch",
            "Service/demo-tunewatch-metrics",
            "StatefulSet/demo-tunewatch");
  }

  @Test
  void runsTheThreeServicesApart() {
    assertThat(Chart.withValues("services").names())
        .containsExactlyInAnyOrder(
            "ServiceAccount/demo-tunewatch",
            "ConfigMap/demo-tunewatch-ingest-huggingface",
            "ConfigMap/demo-tunewatch-streams",
            "ConfigMap/demo-tunewatch-alerts",
            "Service/demo-tunewatch",
            "Service/demo-tunewatch-metrics",
            "Deployment/demo-tunewatch-ingest-huggingface",
            "StatefulSet/demo-tunewatch-streams",
            "Deployment/demo-tunewatch-alerts");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"podDisruptionBudget", "networkPolicy", "serviceMonitor", "prometheusRule"})
  void createsWhatIsOptionalWhenAsked(String option) {
    String kind = Character.toUpperCase(option.charAt(0)) + option.substring(1);

    assertThat(Chart.with(Map.of(option + ".enabled", true)).ofKind(kind)).hasSize(1);
  }

  @Test
  void leavesTopicsToOthersWhenTold() {
    String told = Chart.withValues("services", Map.of("kafka.applyTopics", false)).text();

    assertThat(Chart.withValues("services").text()).contains("initContainers");
    assertThat(told).doesNotContain("initContainers");
  }

  @Test
  void handsEveryDashboardToTheSidecarUnchanged() throws IOException {
    Rendered rendered = Chart.with(Map.of("dashboards.enabled", true));

    for (Path dashboard : Dashboards.files()) {
      String file = dashboard.getFileName().toString();
      JsonNode map =
          rendered.object("ConfigMap", "demo-tunewatch-dashboard-" + file.replace(".json", ""));
      assertThat(map.at("/metadata/labels/grafana_dashboard").asText()).isEqualTo("1");
      assertThat(map.path("data").path(file).asText().strip())
          .isEqualTo(Chart.read(dashboard).strip());
    }
  }

  @Test
  void keepsEveryNameWithinTheLimitOfALabel() {
    Rendered rendered =
        Chart.withValues(
            "services", Map.of("fullnameOverride", "w".repeat(35), "hubs[0].name", "h".repeat(20)));

    assertThat(rendered.objects())
        .allSatisfy(
            object ->
                assertThat(object.path("metadata").path("name").asText())
                    .hasSizeLessThanOrEqualTo(63));
  }

  /** The dashboards are left out of the golden files: the test above compares them as they are. */
  private static void compare(String name, Rendered rendered) throws IOException {
    String text = rendered.text();
    for (Path dashboard : Dashboards.files()) {
      String content = Chart.read(dashboard).strip().indent(4).stripTrailing();
      text = text.replace(content, "    <" + dashboard.getFileName() + ">");
    }
    Golden.compare(Chart.MODULE.resolve("src/test/resources/golden").resolve(name + ".yaml"), text);
  }
}
