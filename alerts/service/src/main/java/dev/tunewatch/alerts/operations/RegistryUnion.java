package dev.tunewatch.alerts.operations;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several registries shown as one. Services of one process count under the same names (dead letters
 * by stage), and a registry holds a name only once; the text format, too, wants each family once.
 */
final class RegistryUnion {

  private final List<CollectorRegistry> registries;

  RegistryUnion(CollectorRegistry first, List<CollectorRegistry> others) {
    List<CollectorRegistry> all = new ArrayList<>(List.of(first));
    others.stream().filter(other -> other != first).forEach(all::add);
    this.registries = List.copyOf(all);
  }

  Enumeration<MetricFamilySamples> families() {
    Map<String, MetricFamilySamples> families = new LinkedHashMap<>();
    for (CollectorRegistry registry : registries) {
      for (MetricFamilySamples family : Collections.list(registry.metricFamilySamples())) {
        families.merge(family.name, family, RegistryUnion::merged);
      }
    }
    return Collections.enumeration(families.values());
  }

  private static MetricFamilySamples merged(MetricFamilySamples a, MetricFamilySamples b) {
    List<MetricFamilySamples.Sample> samples = new ArrayList<>(a.samples);
    samples.addAll(b.samples);
    return new MetricFamilySamples(a.name, a.unit, a.type, a.help, samples);
  }
}
