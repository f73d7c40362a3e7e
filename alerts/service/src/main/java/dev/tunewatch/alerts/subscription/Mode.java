package dev.tunewatch.alerts.subscription;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** When a subscription is told of what it asked for. */
public enum Mode {
  /** As soon as it is known, or as soon as its group is complete. */
  IMMEDIATE,
  /** In one message at each full hour. */
  HOURLY,
  /** In one message a day. */
  DAILY;

  /** The name in JSON, lower case. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a wire name.
   *
   * @throws IllegalArgumentException if there is no such mode
   */
  @JsonCreator
  public static Mode ofWireName(String wireName) {
    for (Mode mode : values()) {
      if (mode.wireName().equals(wireName)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("no such mode");
  }

  /** Whether it collects. */
  public boolean digests() {
    return this != IMMEDIATE;
  }
}
