package dev.tunewatch.alerts.subscription;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one subscription tells its channel. Only the channel knows the names; everybody else carries
 * them.
 *
 * @param shown by the API
 * @param secrets kept and never shown, but for those that the service itself made, once
 */
public record ChannelSettings(Map<String, String> shown, Map<String, Secret> secrets) {

  public ChannelSettings {
    shown = Collections.unmodifiableMap(new TreeMap<>(shown));
    secrets = Collections.unmodifiableMap(new TreeMap<>(secrets));
  }

  /** Without secrets. */
  public static ChannelSettings of(Map<String, String> shown) {
    return new ChannelSettings(shown, Map.of());
  }

  /** A shown setting. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(shown.get(name));
  }

  /**
   * A shown setting that the channel made sure of.
   *
   * @throws IllegalStateException if it is missing all the same
   */
  public String text(String name) {
    return find(name).orElseThrow(() -> new IllegalStateException("no setting " + name));
  }

  /** Where messages go: channels call it {@code url} or {@code to}; empty where there is none. */
  public String target() {
    return secret("url").map(Secret::reveal).or(() -> find("url")).or(() -> find("to")).orElse("");
  }

  /** A secret. */
  public Optional<Secret> secret(String name) {
    return Optional.ofNullable(secrets.get(name));
  }
}
