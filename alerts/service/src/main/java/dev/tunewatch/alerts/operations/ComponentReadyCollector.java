package dev.tunewatch.alerts.operations;

import dev.tunewatch.events.ComponentHealth;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;
import java.util.function.Supplier;

/** {@code tunewatch_component_ready}, asked at each scrape so that it cannot be stale. */
final class ComponentReadyCollector extends Collector {

  private final Supplier<List<ComponentHealth>> components;

  ComponentReadyCollector(Supplier<List<ComponentHealth>> components) {
    this.components = components;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    GaugeMetricFamily ready =
        new GaugeMetricFamily(
            "tunewatch_component_ready",
            "Whether a component can do its work; alert on 0 for longer than a restart takes.",
            List.of("component"));
    for (ComponentHealth health : components.get()) {
      ready.addMetric(List.of(health.component()), health.ready() ? 1 : 0);
    }
    return List.of(ready);
  }

  /** The registry asks for names at registration; components may not be asked that early. */
  public List<MetricFamilySamples> describe() {
    return List.of();
  }
}
