package dev.tunewatch.alerts.operations;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.tunewatch.events.ComponentHealth;
import java.util.List;

/**
 * The answer of {@code /health/ready}.
 *
 * @param status {@code ready}, or {@code not ready} if one component is not
 * @param components each with its reason
 */
public record HealthReport(String status, List<ComponentHealth> components) {

  private static final String READY = "ready";

  /** Takes all components together. */
  public static HealthReport of(List<ComponentHealth> components) {
    boolean ready = components.stream().allMatch(ComponentHealth::ready);
    return new HealthReport(ready ? READY : "not ready", List.copyOf(components));
  }

  /** Whether every component can do its work. */
  @JsonIgnore
  public boolean isReady() {
    return status.equals(READY);
  }
}
