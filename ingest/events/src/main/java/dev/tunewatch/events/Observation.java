package dev.tunewatch.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a part was written. */
public enum Observation {
  /** Seen for the first time by this lane. */
  FIRST_SEEN,
  /** The hub says it changed since. */
  CHANGED,
  /** Read again by plan; it may be as before. */
  RECHECKED;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name in JSON, lower case with an underscore. */
  @JsonValue
  public String wireName() {
    return wireName;
  }
}
