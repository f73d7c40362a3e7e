package dev.tunewatch.alerts.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where an alert's story stands. */
public enum AlertState {
  /** First told. */
  NEW,
  /** Told again, with something added. */
  UPDATED,
  /** Taken back: the evidence is gone. */
  WITHDRAWN,
  /** Its members belong to another cluster now. */
  SUPERSEDED,
  /** Taken back: an analyst found that the evidence does not show it. */
  FALSE_POSITIVE;

  /** The name in JSON and in metric labels, lower case. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a wire name.
   *
   * @throws IllegalArgumentException if there is no such state
   */
  @JsonCreator
  public static AlertState ofWireName(String wireName) {
    for (AlertState state : values()) {
      if (state.wireName().equals(wireName)) {
        return state;
      }
    }
    throw new IllegalArgumentException("no such state");
  }

  /** Whether it takes back what was told before. */
  public boolean retracts() {
    return this != NEW && this != UPDATED;
  }
}
