package dev.tunewatch.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DashboardsTest {

  static List<Path> files() throws IOException {
    return Dashboards.files();
  }

  @Test
  void theOverviewIsThere() throws IOException {
    assertThat(Dashboards.files())
        .extracting(file -> file.getFileName().toString())
        .contains("overview.json");
  }

  @ParameterizedTest
  @MethodSource("files")
  void hasAStableAddressAndIsNotEditable(Path file) throws IOException {
    JsonNode dashboard = Dashboards.read(file);
    String name = file.getFileName().toString().replace(".json", "");

    assertThat(dashboard.path("uid").asText()).isEqualTo("tunewatch-" + name);
    assertThat(dashboard.path("title").asText()).startsWith("Tunewatch / ");
    assertThat(dashboard.path("description").asText()).endsWith(".");
    assertThat(dashboard.path("editable").asText()).isEqualTo("false");
    assertThat(dashboard.has("id")).as("an id of one Grafana's database").isFalse();
  }

  @ParameterizedTest
  @MethodSource("files")
  void choosesSourceJobAndInstanceByVariables(Path file) throws IOException {
    JsonNode variables = Dashboards.read(file).at("/templating/list");

    assertThat(variables.findValuesAsText("name")).containsExactly("datasource", "job", "instance");
    assertThat(variables.path(0).path("query").asText()).isEqualTo("prometheus");
    assertThat(variables.path(1).path("definition").asText()).startsWith("label_values(tunewatch_");
    assertThat(variables.path(2).path("definition").asText()).contains("job=~\"$job\"");
    assertThat(Metrics.promisedSeries())
        .containsAll(Metrics.namesIn(variables.path(2).path("definition").asText()));
  }

  @ParameterizedTest
  @MethodSource("files")
  void tellsOnEveryPanelWhatItShowsInWhichUnit(Path file) throws IOException {
    Set<Integer> ids = new HashSet<>();

    assertThat(Dashboards.panels(Dashboards.read(file)))
        .isNotEmpty()
        .allSatisfy(
            panel -> {
              assertThat(panel.path("title").asText()).isNotBlank();
              assertThat(panel.path("description").asText()).endsWith(".");
              assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
              assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
              assertThat(ids.add(panel.path("id").asInt())).as("a new id").isTrue();
              assertThat(panel.path("targets"))
                  .isNotEmpty()
                  .allSatisfy(
                      target -> {
                        assertThat(target.path("legendFormat").asText()).isNotBlank();
                        assertThat(target.at("/datasource/uid").asText())
                            .isEqualTo("${datasource}");
                      });
            });
  }

  @ParameterizedTest
  @MethodSource("files")
  void laysItsPanelsOutWithoutOverlap(Path file) throws IOException {
    Set<String> taken = new HashSet<>();
    for (JsonNode panel : Dashboards.read(file).path("panels")) {
      JsonNode at = panel.path("gridPos");
      assertThat(at.path("x").asInt() + at.path("w").asInt()).isLessThanOrEqualTo(24);
      for (int x = at.path("x").asInt(); x < at.path("x").asInt() + at.path("w").asInt(); x++) {
        for (int y = at.path("y").asInt(); y < at.path("y").asInt() + at.path("h").asInt(); y++) {
          assertThat(taken.add(x + "," + y)).as("%s at %d,%d", panel.path("title"), x, y).isTrue();
        }
      }
    }
  }

  @Test
  void asksOnlyForMetricsThatExist() throws IOException {
    assertThat(Dashboards.expressions())
        .isNotEmpty()
        .allSatisfy(
            expression -> {
              assertThat(Metrics.namesIn(expression)).isNotEmpty();
              assertThat(Metrics.promisedSeries()).containsAll(Metrics.namesIn(expression));
            });
  }

  @Test
  void filtersEverySelectorByItsVariablesAndNeverFixesARateWindow() throws IOException {
    assertThat(Dashboards.expressions())
        .allSatisfy(
            expression -> {
              assertThat(expression.split("\\btunewatch_[a-z_]+", -1))
                  .as(expression)
                  .satisfies(
                      parts -> {
                        for (int i = 1; i < parts.length; i++) {
                          assertThat(parts[i])
                              .startsWith("{job=~\"$job\",instance=~\"$instance\"}");
                        }
                      });
              assertThat(expression).doesNotContainPattern("rate\\([^)]*\\[[0-9]");
            });
  }
}
