package dev.tunewatch.alerts.operations;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;

/** Which build this is. */
final class BuildInfo {

  private BuildInfo() {}

  static void register(CollectorRegistry registry) {
    Gauge.build("tunewatch_build_info", "Always 1; the label says which build runs.")
        .labelNames("version")
        .register(registry)
        .labels(version())
        .set(1);
  }

  /** The version in the jar's manifest, {@code development} outside of one. */
  private static String version() {
    String version = BuildInfo.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
