package dev.tunewatch.alerts;

import dev.tunewatch.alerts.store.Database;
import dev.tunewatch.alerts.subscription.Subscription;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.events.ComponentHealth;
import io.prometheus.client.CollectorRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Being built: the wiring interface stands, the inside follows. */
public final class AlertsService implements AutoCloseable {
  public AlertsService(
      AlertsConfig config,
      KafkaSettings kafka,
      Database database,
      CollectorRegistry registry,
      Clock clock,
      Supplier<List<ComponentHealth>> otherComponents) {}

  public void start() {}

  public int port() {
    return 0;
  }

  public List<ComponentHealth> check() {
    return List.of();
  }

  public boolean caughtUp() {
    return false;
  }

  public AlertsSummary summary() {
    return new AlertsSummary(0, 0, 0, 0, 0);
  }

  public Subscription ensureSubscription(
      String name,
      String url,
      @Nullable String secret,
      Severity severityFloor,
      boolean includeBacklog) {
    throw new UnsupportedOperationException();
  }

  public Optional<String> ensureAdminToken(Optional<String> given) {
    return given;
  }

  @Override
  public void close() {}
}
