package dev.tunewatch.events;

/**
 * Whether one component can do its work, and why not: what {@code status.v1} and the health
 * endpoints show.
 *
 * @param component for example {@code ingest.huggingface.live}, {@code streams}, {@code database}
 * @param ready whether it can
 * @param reason for people, never empty, for example {@code running} or what failed
 */
public record ComponentHealth(String component, boolean ready, String reason) {

  /** A component that works. */
  public static ComponentHealth ready(String component, String reason) {
    return new ComponentHealth(component, true, reason);
  }

  /** A component that does not. */
  public static ComponentHealth notReady(String component, String reason) {
    return new ComponentHealth(component, false, reason);
  }
}
