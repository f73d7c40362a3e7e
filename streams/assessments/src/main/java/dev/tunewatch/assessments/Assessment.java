package dev.tunewatch.assessments;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a notable cluster: the copies of one model, at least one of which is or was
 * flagged. The value of {@code assessments.v1} under {@link #clusterId()}; the last value of a key
 * is byte-equal for the same releases in whatever order they came.
 *
 * @param clusterId {@code hub:canonicalKey}, a pure function of the records
 * @param state whether it stands
 * @param reason why it no longer stands, null while it does
 * @param supersededBy the cluster it moved to, null unless superseded
 * @param severity how soon somebody should look: of its members the most severe, or what they give
 *     together
 * @param canonicalKey what the copies share
 * @param root base at the top of the family, null until lineage says
 * @param rules version of the rule book
 * @param signals for each signal the strongest that a member carries, in catalogue order
 * @param lead the member that the headline names: the earliest flagged, by createdAt then name
 * @param members at most {@link #MAX_MEMBERS}, flagged first, then by createdAt, then by name
 * @param memberCount of all members that are notable
 * @param flaggedCount of all flagged members
 * @param firstCreatedAt the earliest known createdAt of a flagged member, null where unknown
 * @param observedAt when the newest part that went into this was observed
 * @param risk the score of all members taken as one model, null where it was not scored
 * @param reasons how the score came about, in the order of the factors
 * @param tables version of the score's tables, null where it was not scored
 * @param fingerprint the same for the same cluster, classes that flag and root base: what would
 *     notify anew; null unless active
 * @param reach how far the copies reach together, null unless active
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Assessment(
    String clusterId,
    State state,
    @Nullable String reason,
    @Nullable String supersededBy,
    Severity severity,
    String canonicalKey,
    @Nullable String root,
    String rules,
    List<Signal> signals,
    @Nullable Member lead,
    List<Member> members,
    @JsonProperty(required = true) int memberCount,
    @JsonProperty(required = true) int flaggedCount,
    @Nullable Instant firstCreatedAt,
    Instant observedAt,
    @Nullable Risk risk,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Reason> reasons,
    @Nullable String tables,
    @Nullable String fingerprint,
    @Nullable Reach reach) {

  /** How many members are named; the rest is counted. */
  public static final int MAX_MEMBERS = 50;

  public Assessment {
    Objects.requireNonNull(clusterId, "clusterId");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(canonicalKey, "canonicalKey");
    Objects.requireNonNull(rules, "rules");
    Objects.requireNonNull(observedAt, "observedAt");
    signals = List.copyOf(signals);
    members = List.copyOf(members);
    // Absent in what was written before there was a score.
    reasons = reasons == null ? List.of() : List.copyOf(reasons);
    if (members.size() > MAX_MEMBERS) {
      throw new IllegalArgumentException(clusterId + " names " + members.size() + " members");
    }
    if (state == State.ACTIVE && lead == null) {
      throw new IllegalArgumentException(clusterId + " is active without a lead");
    }
  }

  /** An assessment that was not scored. */
  public Assessment(
      String clusterId,
      State state,
      @Nullable String reason,
      @Nullable String supersededBy,
      Severity severity,
      String canonicalKey,
      @Nullable String root,
      String rules,
      List<Signal> signals,
      @Nullable Member lead,
      List<Member> members,
      int memberCount,
      int flaggedCount,
      @Nullable Instant firstCreatedAt,
      Instant observedAt,
      @Nullable Risk risk) {
    this(
        clusterId,
        state,
        reason,
        supersededBy,
        severity,
        canonicalKey,
        root,
        rules,
        signals,
        lead,
        members,
        memberCount,
        flaggedCount,
        firstCreatedAt,
        observedAt,
        risk,
        List.of(),
        null,
        null,
        null);
  }

  /** Whether a cluster stands. */
  public enum State {
    /** At least one member is flagged. */
    ACTIVE,
    /** It was, and the evidence is gone. */
    WITHDRAWN,
    /** Its members belong to another cluster now. */
    SUPERSEDED;

    /** The name in JSON, lower case. */
    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
