package dev.tunewatch.alerts.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What people have done about an alert. It is theirs: no feed and no message shows it.
 *
 * @param status where it stands
 * @param assignee who looks at it, null where nobody does
 * @param snoozedUntil when it comes back by itself, null unless snoozed
 * @param revision grows with each action, comments too
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Handling(
    Status status, @Nullable String assignee, @Nullable Instant snoozedUntil, int revision) {

  /** Of an alert that nobody has touched. */
  public static final Handling OPEN = new Handling(Status.OPEN, null, null, 0);

  /** The same with another status, and not snoozed. */
  Handling to(Status other) {
    return new Handling(other, assignee, null, revision + 1);
  }

  /** The same, open again. */
  public Handling reopened() {
    return to(Status.OPEN);
  }

  /** The same in somebody else's hands, or nobody's. */
  Handling assignedTo(@Nullable String somebody) {
    return new Handling(status, somebody, snoozedUntil, revision + 1);
  }

  /** Out of sight until then. */
  Handling snoozed(Instant until) {
    return new Handling(Status.SNOOZED, assignee, until, revision + 1);
  }

  /** The same after an action that leaves it where it is. */
  Handling touched() {
    return new Handling(status, assignee, snoozedUntil, revision + 1);
  }

  /** Where an alert stands with the people who look at it. */
  public enum Status {
    /** Nobody has taken it up. */
    OPEN,
    /** Somebody has. */
    ACKNOWLEDGED,
    /** Put off. */
    SNOOZED,
    /** Done. */
    RESOLVED,
    /** Taken back. */
    FALSE_POSITIVE;

    /** The name in JSON, lower case. */
    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a wire name.
     *
     * @throws IllegalArgumentException if there is no such status
     */
    @JsonCreator
    public static Status ofWireName(String wireName) {
      for (Status status : values()) {
        if (status.wireName().equals(wireName)) {
          return status;
        }
      }
      throw new IllegalArgumentException("no such status");
    }
  }
}
