package dev.tunewatch.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of a name.
 *
 * @param state what two reads agreed on
 * @param movedTo the new id, where the name redirects
 * @param reason the hub's answer that was read as this state, for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Status(State state, @Nullable String movedTo, @Nullable String reason)
    implements PartBody {

  public Status {
    Objects.requireNonNull(state, "state");
    if ((state == State.RENAMED) != (movedTo != null)) {
      throw new IllegalArgumentException("a renamed release, and only that, names its new id");
    }
    if (movedTo != null && !ReleaseName.isId(movedTo)) {
      throw new IllegalArgumentException("the new id is none");
    }
  }

  @Override
  public PartKind part() {
    return PartKind.STATUS;
  }

  /** States of a name. */
  public enum State {
    /** Listed and readable. */
    AVAILABLE,
    /** Answered as missing or private. */
    REMOVED,
    /** The name redirects to another. */
    RENAMED,
    /** Listed, files refused by the hub. */
    DISABLED,
    /** The hub itself says that it is private. */
    HIDDEN;

    /** The name in JSON, lower case. */
    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
