package dev.tunewatch.alerts.subscription;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.subscription.filter.Variable;
import java.util.Locale;

/** What alerts of one wave have in common. */
public enum GroupBy {
  /** The uploader of the leading copy. */
  UPLOADER,
  /** The base at the top of the family. */
  BASE;

  /** The name in JSON, lower case. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a wire name.
   *
   * @throws IllegalArgumentException if there is no such thing
   */
  @JsonCreator
  public static GroupBy ofWireName(String wireName) {
    for (GroupBy one : values()) {
      if (one.wireName().equals(wireName)) {
        return one;
      }
    }
    throw new IllegalArgumentException("nothing to group by");
  }

  /** What it is for this alert; empty where nobody knows. */
  public String of(Alert alert) {
    if (this == UPLOADER) {
      return Variable.uploader(alert);
    }
    return alert.root() == null ? "" : alert.root();
  }
}
