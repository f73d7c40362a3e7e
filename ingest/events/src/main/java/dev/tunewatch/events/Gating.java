package dev.tunewatch.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a hub guards the files of a release. Hugging Face: {@code gated: false|"auto"|"manual"}. */
public enum Gating {
  /** Anybody may download. */
  NONE,
  /** Granted by accepting terms. */
  AUTO,
  /** Granted by the author, one by one. */
  MANUAL;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name in JSON, lower case. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /**
   * Reads the wire name.
   *
   * @throws IllegalArgumentException if there is no such gating
   */
  @JsonCreator
  public static Gating ofWireName(String wireName) {
    for (Gating gating : values()) {
      if (gating.wireName().equals(wireName)) {
        return gating;
      }
    }
    throw new IllegalArgumentException("no such gating");
  }
}
