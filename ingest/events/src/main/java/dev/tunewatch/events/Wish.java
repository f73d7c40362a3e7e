package dev.tunewatch.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Objects;

/**
 * A wish to ingest, the value of {@code watch.v1} under the release's key. The last wish of a
 * release stands.
 *
 * @param release what it is about
 * @param wish what is to be done
 * @param reason why
 * @param at when it was wished
 */
public record Wish(ReleaseName release, Kind wish, Reason reason, Instant at) {

  public Wish {
    Objects.requireNonNull(release, "release");
    Objects.requireNonNull(wish, "wish");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(at, "at");
  }

  /** A wish to look at a release again. */
  public static Wish recheck(ReleaseName release, Reason reason, Instant at) {
    return new Wish(release, Kind.RECHECK, reason, at);
  }

  /** The topic key. */
  public String key() {
    return release.key();
  }

  /** What is to be done. */
  public enum Kind {
    /** Look at its own page now, and again from time to time. */
    RECHECK("recheck");

    private final String wireName;

    Kind(String wireName) {
      this.wireName = wireName;
    }

    /** The name in JSON. */
    @JsonValue
    public String wireName() {
      return wireName;
    }

    /**
     * Reads the wire name.
     *
     * @throws IllegalArgumentException if there is no such wish
     */
    @JsonCreator
    public static Kind ofWireName(String wireName) {
      if (RECHECK.wireName.equals(wireName)) {
        return RECHECK;
      }
      throw new IllegalArgumentException("no such wish");
    }
  }

  /** Why. */
  public enum Reason {
    /** It is flagged. */
    FLAGGED("flagged"),
    /** It was flagged and is no more. */
    NO_LONGER_FLAGGED("no longer flagged"),
    /** The hub told of a change. */
    HUB_EVENT("hub event"),
    /** Another name redirects to it. */
    REDIRECTED("redirected");

    private final String wireName;

    Reason(String wireName) {
      this.wireName = wireName;
    }

    /** The name in JSON. */
    @JsonValue
    public String wireName() {
      return wireName;
    }

    /**
     * Reads the wire name.
     *
     * @throws IllegalArgumentException if there is no such reason
     */
    @JsonCreator
    public static Reason ofWireName(String wireName) {
      for (Reason reason : values()) {
        if (reason.wireName.equals(wireName)) {
          return reason;
        }
      }
      throw new IllegalArgumentException("no such reason");
    }
  }
}
