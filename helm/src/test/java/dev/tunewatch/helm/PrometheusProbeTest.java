package dev.tunewatch.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrometheusProbeTest {

  @Test
  void findsEveryDashboardExpressionWhereEveryPromisedMetricIsServed() throws Exception {
    try (MetricsPage page = MetricsPage.without(Set.of());
        PrometheusProbe probe = PrometheusProbe.start(page.address())) {
      probe.assertNonEmpty(Dashboards.expressions());
    }
  }

  @Test
  void namesTheExpressionsThatSelectNothingOrAreRefused() throws Exception {
    try (MetricsPage page = MetricsPage.without(Set.of("tunewatch_outbox_pending"));
        PrometheusProbe probe = PrometheusProbe.start(page.address())) {
      assertThatThrownBy(() -> probe.assertNonEmpty(Dashboards.expressions()))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("sum(tunewatch_outbox_pending")
          .hasMessageNotContaining("tunewatch_ingest_listed_total");
      assertThatThrownBy(() -> probe.assertNonEmpty(List.of("sum(tunewatch_build_info")))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("unclosed left parenthesis");
    }
  }

  @Test
  void fillsInGrafanasVariables() {
    assertThat(PrometheusProbe.substituted("rate(a{job=~\"$job\"}[$__rate_interval])"))
        .isEqualTo("rate(a{job=~\".*\"}[1m])");
  }
}
