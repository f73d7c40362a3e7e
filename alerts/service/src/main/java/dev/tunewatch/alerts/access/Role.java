package dev.tunewatch.alerts.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a token is for. */
public enum Role {
  /** Everything. */
  ADMIN,
  /** Acts on alerts; sees what subscribers have. */
  ANALYST,
  /** Reads alerts as far as it is cleared, and keeps subscriptions of its own. */
  SUBSCRIBER,
  /** Reads {@code /metrics} and nothing else. */
  METRICS;

  /** The name in JSON and on the command line, lower case. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
