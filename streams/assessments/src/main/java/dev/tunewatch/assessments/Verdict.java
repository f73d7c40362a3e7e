package dev.tunewatch.assessments;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.tunewatch.events.ReleaseName;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a person decided about a release or a cluster: the value of {@code verdicts.v1} under {@link
 * #key()}. The last word on a key stands. Its end is a record, too: readers need no clock.
 *
 * @param subject what it is about
 * @param id {@code hub:owner/name} of a release, or a cluster's id
 * @param kind what was decided
 * @param state whether it stands
 * @param reason why
 * @param note more of why, for people; null where nothing was said, at most {@link #MAX_NOTE}
 * @param signals of which it speaks; empty speaks of all
 * @param owner who answers for it, at most {@link #MAX_OWNER}
 * @param alertId the alert in whose wake it was given, null where there was none
 * @param at when this state began
 * @param expiresAt when it ends by itself, null where it does not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Verdict(
    Subject subject,
    String id,
    Kind kind,
    State state,
    Reason reason,
    @Nullable String note,
    List<SignalId> signals,
    String owner,
    @Nullable String alertId,
    Instant at,
    @Nullable Instant expiresAt) {

  /** UTF-16 units of an id: a hub's name, a colon, and what a hub may call a release or a copy. */
  public static final int MAX_ID = 600;

  /** UTF-16 units of a note. */
  public static final int MAX_NOTE = 1_000;

  /** UTF-16 units of an owner's name. */
  public static final int MAX_OWNER = 100;

  /** Before a cluster's id in {@link #key()}; no hub has that name. */
  public static final String CLUSTER = "cluster:";

  private static final int MAX_ALERT_ID = 64;

  public Verdict {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(at, "at");
    if (subject == Subject.RELEASE) {
      ReleaseName.parse(id);
    } else if (id.length() > MAX_ID || !id.matches("[a-z][a-z0-9-]{0,31}:(?s:.+)")) {
      throw new IllegalArgumentException("not a cluster's id");
    }
    if (note != null && note.length() > MAX_NOTE) {
      throw new IllegalArgumentException("note has more than " + MAX_NOTE + " characters");
    }
    if (owner.isBlank() || owner.length() > MAX_OWNER) {
      throw new IllegalArgumentException("owner has 1 to " + MAX_OWNER + " characters");
    }
    if (alertId != null && alertId.length() > MAX_ALERT_ID) {
      throw new IllegalArgumentException("not an alert's id");
    }
    signals = List.copyOf(signals.stream().distinct().sorted().toList());
  }

  /**
   * The topic key: a release's own name, or {@code cluster:} and the cluster's id. A release and
   * the cluster that is called after it never overwrite each other.
   */
  public String key() {
    return subject == Subject.CLUSTER ? CLUSTER + id : id;
  }

  /** Whether it speaks of this signal now. */
  public boolean covers(SignalId signal) {
    return state == State.ACTIVE && (signals.isEmpty() || signals.contains(signal));
  }

  /** The same about the cluster to which its own moved. */
  public Verdict movedTo(String clusterId) {
    return new Verdict(
        Subject.CLUSTER,
        clusterId,
        kind,
        state,
        reason,
        note,
        signals,
        owner,
        alertId,
        at,
        expiresAt);
  }

  /** The same verdict at its end. */
  public Verdict ended(State how, Instant when) {
    return new Verdict(
        subject, id, kind, how, reason, note, signals, owner, alertId, when, expiresAt);
  }

  /** What a verdict is about. */
  public enum Subject {
    /** One release, under its name. */
    RELEASE,
    /** The copies of one model. */
    CLUSTER;

    /** The name in JSON, lower case. */
    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the wire name.
     *
     * @throws IllegalArgumentException if there is no such subject
     */
    @JsonCreator
    public static Subject ofWireName(String wireName) {
      return WireNames.find(values(), Subject::wireName, wireName);
    }
  }

  /** What was decided. */
  public enum Kind {
    /** The evidence does not show what it was taken for. */
    FALSE_POSITIVE,
    /** The evidence stands, and is accepted. */
    EXCEPTION;

    /** The name in JSON, lower case. */
    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the wire name.
     *
     * @throws IllegalArgumentException if there is no such kind
     */
    @JsonCreator
    public static Kind ofWireName(String wireName) {
      return WireNames.find(values(), Kind::wireName, wireName);
    }
  }

  /** Whether a verdict stands. */
  public enum State {
    /** From {@link Verdict#at()} on. */
    ACTIVE,
    /** Somebody took it back. */
    REVOKED,
    /** Its time was over. */
    EXPIRED;

    /** The name in JSON, lower case. */
    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the wire name.
     *
     * @throws IllegalArgumentException if there is no such state
     */
    @JsonCreator
    public static State ofWireName(String wireName) {
      return WireNames.find(values(), State::wireName, wireName);
    }
  }

  /** Why. */
  public enum Reason {
    /** Nothing was removed from the model. */
    NOT_A_REMOVAL("nothing was removed from the model"),
    /** The quoted text says something else than what was read in it. */
    EVIDENCE_MISREAD("the evidence was misread"),
    /** The words are used of something harmless. */
    BENIGN_CONTEXT("the context is benign"),
    /** It does not descend from what it was taken to descend from. */
    WRONG_LINEAGE("the lineage is wrong"),
    /** A stated research purpose. */
    RESEARCH("it is research"),
    /** The maker contested, and was right. */
    CONTESTED("its maker contested it"),
    /** See the note. */
    OTHER("for another reason");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    /** A few words for people. */
    public String words() {
      return words;
    }

    /** The name in JSON, lower case. */
    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the wire name.
     *
     * @throws IllegalArgumentException if there is no such reason
     */
    @JsonCreator
    public static Reason ofWireName(String wireName) {
      return WireNames.find(values(), Reason::wireName, wireName);
    }
  }
}
